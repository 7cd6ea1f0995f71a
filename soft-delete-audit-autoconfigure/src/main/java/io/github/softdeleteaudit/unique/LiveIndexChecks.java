package io.github.softdeleteaudit.unique;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.schema.ExistingIndex;
import io.github.softdeleteaudit.schema.ExistingTables;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Compares the indexes over live rows with what the database has.
 */
final class LiveIndexChecks {

	private static final int DUPLICATES_LISTED = 10;

	private final List<LiveIndexMapping> indexes;

	private final LiveIndexDdl ddl;

	private final LiveIndexSchema schema;

	private final Metadata metadata;

	private final SqlStringGenerationContext context;

	LiveIndexChecks(List<LiveIndexMapping> indexes, LiveIndexDdl ddl, LiveIndexSchema schema, Metadata metadata,
			SqlStringGenerationContext context) {
		this.indexes = indexes;
		this.ddl = ddl;
		this.schema = schema;
		this.metadata = metadata;
		this.context = context;
	}

	ExistingTables existing(Connection connection) throws SQLException {
		return ExistingTables.read(connection, tables(), this.metadata, this.context);
	}

	/**
	 * Find live rows that have the same key already, where there is no index yet.
	 */
	List<Problem> duplicates(Connection connection, ExistingTables existing) throws SQLException {
		List<Problem> problems = new ArrayList<>();
		for (LiveIndexMapping index : this.indexes) {
			boolean readable = index.columns()
				.stream()
				.allMatch((column) -> existing.hasColumn(index.table(), column.getName()))
					&& (index.rows() == null || existing.hasColumn(index.table(), discriminator(index).getName()));
			if (index.unique() && readable && existing.index(index.table(), index.name()) == null) {
				List<String> duplicates = duplicates(connection, index,
						existing.hasColumn(index.table(), index.indicator().getName()));
				if (!duplicates.isEmpty()) {
					problems.add(new Problem(
							"%s cannot be enforced, since live rows of %s have the same key already: %s."
								.formatted(index.declaration(), index.table().getName(), String.join("; ", duplicates)),
							"Delete or change all but one row of each key."));
				}
			}
		}
		return problems;
	}

	private static Column discriminator(LiveIndexMapping index) {
		return index.entity().getRootClass().getDiscriminator().getColumns().get(0);
	}

	// where the indicator's column is still to be added, all rows are live
	private List<String> duplicates(Connection connection, LiveIndexMapping index, boolean indicatorExists)
			throws SQLException {
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		List<String> key = definition.columns().stream().map(definition::compared).toList();
		List<String> conditions = new ArrayList<>();
		if (indicatorExists) {
			conditions.add("(" + definition.condition() + ")");
		}
		if (!index.nullsNotDistinct()) {
			definition.columns().forEach((column) -> conditions.add(column.name() + " is not null"));
		}
		String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
		String keys = String.join(", ", key);
		String sql = "select %s, count(*) from %s%s group by %s having count(*) > 1 order by %s".formatted(keys,
				definition.table(), where, keys, keys);
		List<String> duplicates = new ArrayList<>();
		try (Statement statement = connection.createStatement()) {
			statement.setMaxRows(DUPLICATES_LISTED + 1);
			try (ResultSet rows = statement.executeQuery(sql)) {
				while (rows.next()) {
					duplicates.add((duplicates.size() == DUPLICATES_LISTED) ? "…" : describe(index, rows));
				}
			}
		}
		return duplicates;
	}

	private static String describe(LiveIndexMapping index, ResultSet row) throws SQLException {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < index.columns().size(); i++) {
			values.add(index.columns().get(i).getName() + "=" + row.getString(i + 1));
		}
		return "%s (%d rows)".formatted(String.join(", ", values), row.getLong(values.size() + 1));
	}

	/**
	 * Find the indexes that the database has not, or has otherwise. Tables that it does
	 * not have are left to Hibernate.
	 * @param unasked whether those are wanted that are missing and no annotation
	 * declares, or the others
	 */
	List<Problem> missing(ExistingTables existing, boolean unasked) {
		List<Problem> problems = new ArrayList<>();
		// indexes of one table may share a column
		Set<String> told = new HashSet<>();
		for (LiveIndexMapping index : this.indexes) {
			ExistingIndex found = existing.index(index.table(), index.name());
			if (existing.hasTable(index.table()) && (index.implied() && found == null) == unasked) {
				String difference = (found != null) ? this.schema.difference(index, found, existing) : "is missing";
				if (difference != null) {
					problems.add(problem(index, difference, existing, told));
				}
			}
		}
		return problems;
	}

	private Problem problem(LiveIndexMapping index, String difference, ExistingTables existing, Set<String> told) {
		List<String> statements = this.schema.replacements(index, existing);
		return new Problem(
				"The index %s of %s %s in the database.".formatted(index.name(), index.declaration(), difference),
				((existing.index(index.table(), index.name()) != null) ? "Replace it: " : "Create it: ")
						+ statements.stream().filter(told::add).collect(Collectors.joining("; ")));
	}

	/**
	 * Find the unique indexes of these tables over all rows, which a deleted row blocks.
	 * What has columns that are not mapped is left to who made it.
	 */
	List<String> blocking(ExistingTables existing) {
		List<String> blocking = new ArrayList<>();
		for (Table table : tables()) {
			Set<String> mapped = names(table.getColumns());
			Set<String> primaryKey = names(table.getPrimaryKey().getColumns());
			// of these there is a warning already
			Set<Set<String>> declared = FullUniqueKey.of(table)
				.stream()
				.map((key) -> names(key.columns()))
				.collect(Collectors.toSet());
			for (ExistingIndex index : existing.fullUniqueIndexes(table)) {
				if (mapped.containsAll(index.key()) && !index.key().containsAll(primaryKey)
						&& !declared.contains(Set.copyOf(index.key()))) {
					blocking.add("The unique index or constraint %s of the table %s (%s) is over deleted rows too."
						.formatted(index.name(), table.getName(), String.join(", ", index.key())));
				}
			}
		}
		return blocking;
	}

	private static Set<String> names(Collection<Column> columns) {
		return columns.stream().map((column) -> ExistingTables.normal(column.getName())).collect(Collectors.toSet());
	}

	private Set<Table> tables() {
		return this.indexes.stream().map(LiveIndexMapping::table).collect(Collectors.toSet());
	}

}
