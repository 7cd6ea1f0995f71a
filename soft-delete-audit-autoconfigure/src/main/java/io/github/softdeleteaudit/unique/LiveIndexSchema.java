package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.unique.LiveIndexDdl.GeneratedColumn;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The indexes over live rows as a part of the schema that Hibernate creates or updates.
 * <p>
 * Relies on Hibernate creating such objects after all tables, and on it running the
 * statements that drop them also before it updates a schema: there are none, since an
 * index goes with its table.
 */
final class LiveIndexSchema implements AuxiliaryDatabaseObject {

	private static final long serialVersionUID = 1L;

	private final transient Metadata metadata;

	private final transient LiveIndexDdl ddl;

	private final transient List<LiveIndexMapping> indexes;

	private transient @Nullable ExistingTables existing;

	LiveIndexSchema(Metadata metadata, LiveIndexDdl ddl, List<LiveIndexMapping> indexes) {
		this.metadata = metadata;
		this.ddl = ddl;
		this.indexes = indexes;
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
		if (existing == null || existing.index(index) == null) {
			statements.add(this.ddl.createIndex(definition));
		}
		return statements;
	}

	/**
	 * Return the statements that put an index, with the columns that it needs, in the
	 * place of what the database has of it.
	 */
	List<String> replacements(LiveIndexMapping index, SqlStringGenerationContext context, ExistingTables existing) {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, context);
		List<String> statements = new ArrayList<>(statements(index, context, existing));
		for (GeneratedColumn column : this.ddl.generatedColumns(definition)) {
			String said = existing.definition(index.table(), column.name());
			if (column.name().equals(definition.liveRow()) && said != null && !this.ddl.isDefinedBy(definition, said)) {
				statements.add(0, this.ddl.changeColumn(definition.table(), column));
			}
		}
		if (existing.index(index) != null) {
			statements.addAll(this.ddl.replaceIndex(definition));
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
