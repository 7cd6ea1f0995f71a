package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.softdeleteaudit.schema.ExistingIndex;
import io.github.softdeleteaudit.schema.ExistingTables;
import io.github.softdeleteaudit.schema.SchemaChange;
import io.github.softdeleteaudit.schema.SchemaObject;
import io.github.softdeleteaudit.unique.LiveIndexDdl.GeneratedColumn;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The indexes over live rows as a part of the schema that Hibernate creates or updates.
 * <p>
 * Relies on Hibernate creating such objects after all tables, and on it running the
 * statements that drop them also before it updates a schema: there are none, since an
 * index goes with its table.
 */
final class LiveIndexSchema implements SchemaObject {

	private static final long serialVersionUID = 1L;

	private static final Pattern NAME = Pattern.compile("_live_(key|idx)$", Pattern.CASE_INSENSITIVE);

	private final transient Metadata metadata;

	private final transient LiveIndexDdl ddl;

	private final transient List<LiveIndexMapping> indexes;

	private final transient Set<Table> tables;

	private final transient SqlStringGenerationContext context;

	private transient @Nullable ExistingTables existing;

	/**
	 * Create the schema's part.
	 * @param tables the tables of all soft-deletable entities
	 */
	LiveIndexSchema(Metadata metadata, LiveIndexDdl ddl, List<LiveIndexMapping> indexes, Set<Table> tables,
			SqlStringGenerationContext context) {
		this.metadata = metadata;
		this.ddl = ddl;
		this.indexes = indexes;
		this.tables = tables;
		this.context = context;
	}

	/**
	 * Leave out what the database has already, where it is updated.
	 * @param existing what it has, or {@code null} to leave nothing out
	 */
	void leaveOut(@Nullable ExistingTables existing) {
		this.existing = existing;
	}

	/**
	 * Return the statements that create an index, with the columns that it needs.
	 * @param existing what the database has already, if that is known
	 */
	List<String> statements(LiveIndexMapping index, SqlStringGenerationContext context,
			@Nullable ExistingTables existing) {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, context);
		List<String> statements = new ArrayList<>();
		for (GeneratedColumn column : this.ddl.generatedColumns(definition)) {
			if (existing == null || !existing.hasGeneratedColumn(index.table(), column.name())) {
				statements.add(this.ddl.addColumn(definition.table(), column));
			}
		}
		if (existing == null || existing.index(index.table(), index.name()) == null) {
			statements.add(this.ddl.createIndex(definition));
		}
		return statements;
	}

	/**
	 * Return the statements that put an index, with the columns that it needs, in the
	 * place of what the database has of it.
	 */
	List<String> replacements(LiveIndexMapping index, ExistingTables existing) {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		List<String> statements = new ArrayList<>(statements(index, this.context, existing));
		for (GeneratedColumn column : this.ddl.generatedColumns(definition)) {
			String said = existing.definition(index.table(), column.name());
			if (column.name().equals(definition.liveRow()) && said != null && !this.ddl.isDefinedBy(definition, said)) {
				statements.add(0, this.ddl.changeColumn(definition.table(), column));
			}
		}
		if (existing.index(index.table(), index.name()) != null) {
			statements.addAll(this.ddl.replaceIndex(definition));
		}
		return statements;
	}

	/**
	 * Return what is different about an index that the database has.
	 * @return a description, or {@code null} if it is as it should be
	 */
	@Nullable String difference(LiveIndexMapping index, ExistingIndex found, ExistingTables existing) {
		if (!found.valid()) {
			return "is not valid, since its creation was broken off";
		}
		if (index.unique() != found.unique()) {
			return index.unique() ? "is not unique" : "is unique";
		}
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		List<String> key = this.ddl.key(definition);
		boolean same = key.size() == found.key().size() && IntStream.range(0, key.size())
			.allMatch((i) -> LiveIndexDefinition.isExpression(key.get(i))
					? !existing.hasColumn(index.table(), found.key().get(i))
							&& definition.mayBe(key.get(i), found.key().get(i))
					: ExistingTables.normal(key.get(i)).equals(found.key().get(i)));
		if (!same) {
			return "is over " + String.join(", ", found.key());
		}
		if (found.filter() == null && this.ddl.tellsFilter()) {
			return "is over all rows";
		}
		String said = existing.definition(index.table(),
				key.contains(definition.liveRow()) ? definition.liveRow() : found.name());
		return (said != null && !this.ddl.isDefinedBy(definition, said)) ? "is over other rows" : null;
	}

	@Override
	public List<SchemaChange> changes(Table table, ExistingTables existing, boolean needed) {
		if (!this.tables.contains(table)) {
			return List.of();
		}
		List<SchemaChange> changes = new ArrayList<>();
		// indexes of one table may share a column
		Set<String> told = new HashSet<>();
		List<LiveIndexMapping> mapped = this.indexes.stream().filter((index) -> index.table() == table).toList();
		List<ExistingIndex> unmapped = new ArrayList<>(existing.indexes(table)
			.stream()
			.filter((index) -> NAME.matcher(index.name()).find() && mapped.stream()
				.noneMatch((each) -> ExistingTables.normal(each.name()).equals(ExistingTables.normal(index.name()))))
			.toList());
		for (LiveIndexMapping index : mapped) {
			ExistingIndex found = existing.index(table, index.name());
			ExistingIndex renamed = (found == null) ? renamed(index, unmapped, existing) : null;
			String difference = (found != null) ? difference(index, found, existing) : "is missing";
			if (renamed != null) {
				unmapped.remove(renamed);
				changes.add(rename(index, renamed, existing));
			}
			else if (difference != null) {
				List<String> upgrade = replacements(index, existing).stream().filter(told::add).toList();
				changes.add(new SchemaChange(
						"The index %s of %s%s.".formatted(index.name(), index.declaration(),
								(found != null) ? " " + difference : existing.missing()),
						upgrade, existing.hasTable(table) ? takenBack(index, upgrade, existing) : List.of(), true,
						List.of()));
			}
		}
		if (needed) {
			return changes;
		}
		unmapped.forEach((index) -> changes.add(new SchemaChange(
				"The index %s of the table %s is not mapped.".formatted(index.name(), table.getName()),
				List.of(existing.drop(table, index)), List.of(existing.create(table, index)), true, List.of())));
		return changes;
	}

	/**
	 * Find the index that was there under another name, when the columns had others.
	 */
	private @Nullable ExistingIndex renamed(LiveIndexMapping index, List<ExistingIndex> unmapped,
			ExistingTables existing) {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		if (this.ddl.key(definition).stream().anyMatch(LiveIndexDefinition::isExpression)) {
			// of which the database's text says too little
			return null;
		}
		return unmapped.stream().filter((each) -> difference(index, each, existing) == null).findFirst().orElse(null);
	}

	private SchemaChange rename(LiveIndexMapping index, ExistingIndex renamed, ExistingTables existing) {
		String name = LiveIndexDefinition.of(index, this.metadata, this.context).name();
		return new SchemaChange(
				"The index %s of %s is named %s.".formatted(index.name(), index.declaration(), renamed.name()),
				List.of(existing.rename(index.table(), renamed.name(), name)),
				List.of(existing.rename(index.table(), name, renamed.name())), true, List.of());
	}

	private List<String> takenBack(LiveIndexMapping index, List<String> upgrade, ExistingTables existing) {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		List<String> statements = new ArrayList<>(List.of(existing.drop(index.table(), definition.name())));
		this.ddl.generatedColumns(definition)
			.stream()
			.filter((column) -> upgrade.contains(this.ddl.addColumn(definition.table(), column)))
			.forEach((column) -> statements
				.add("alter table %s drop column %s".formatted(definition.table(), column.name())));
		ExistingIndex found = existing.index(index.table(), index.name());
		if (found != null) {
			statements.add(existing.create(index.table(), found));
		}
		return statements;
	}

	@Override
	public String[] sqlCreateStrings(SqlStringGenerationContext context) {
		// a script that is to create the schema is a whole one
		ExistingTables known = context.isMigration() ? this.existing : null;
		// indexes of one table may share a column
		Set<String> statements = new LinkedHashSet<>();
		this.indexes.forEach((index) -> statements.addAll(statements(index, context, known)));
		return statements.toArray(String[]::new);
	}

	@Override
	public String[] sqlDropStrings(SqlStringGenerationContext context) {
		return new String[0];
	}

	@Override
	public boolean appliesToDialect(Dialect dialect) {
		return true;
	}

	@Override
	public boolean beforeTablesOnCreation() {
		return false;
	}

	@Override
	public String getExportIdentifier() {
		return "soft-delete-audit.live-indexes";
	}

}
