package io.github.softdeleteaudit.unique;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables, columns and indexes that the database has.
 */
final class ExistingTables {

	private final Map<Table, ExistingTable> tables = new HashMap<>();

	private ExistingTables() {
	}

	/**
	 * Read what the database has of some tables.
	 * @param definitions the query for what the indexes depend on, if there is one
	 * @throws SQLException if it cannot be read
	 */
	static ExistingTables read(Connection connection, Set<Table> tables, IdentifierHelper names,
			SqlStringGenerationContext context, @Nullable String definitions) throws SQLException {
		ExistingTables existing = new ExistingTables();
		for (Table table : tables) {
			QualifiedTableName name = table.getQualifiedTableName();
			String catalog = orElse(names.toMetaDataCatalogName(context.catalogWithDefault(name.getCatalogName())),
					connection.getCatalog());
			String schema = orElse(names.toMetaDataSchemaName(context.schemaWithDefault(name.getSchemaName())),
					connection.getSchema());
			String tableName = names.toMetaDataObjectName(name.getTableName());
			ExistingTable found = ExistingTable.read(connection.getMetaData(), catalog, schema, tableName);
			if (!found.columns.isEmpty()) {
				existing.tables.put(table, found);
				if (definitions != null) {
					found.readDefinitions(connection, definitions, (schema != null) ? schema : catalog, tableName);
				}
			}
		}
		return existing;
	}

	private static @Nullable String orElse(@Nullable String name, @Nullable String fallback) {
		return (name != null && !name.isEmpty()) ? name : fallback;
	}

	boolean hasTable(Table table) {
		return this.tables.containsKey(table);
	}

	boolean hasColumn(Table table, String column) {
		ExistingTable existing = this.tables.get(table);
		return existing != null && existing.columns.contains(normal(column));
	}

	// metadata may leave out columns that are invisible
	boolean hasGeneratedColumn(Table table, String column) {
		return hasColumn(table, column) || definition(table, column) != null;
	}

	/**
	 * Return the index of that name, whatever it is over.
	 */
	@Nullable ExistingIndex index(LiveIndexMapping index) {
		ExistingTable existing = this.tables.get(index.table());
		return (existing != null) ? existing.indexes.get(normal(index.name())) : null;
	}

	/**
	 * Return what the database says of an index or of a generated column.
	 */
	@Nullable String definition(Table table, String name) {
		ExistingTable existing = this.tables.get(table);
		return (existing != null) ? existing.definitions.get(normal(name)) : null;
	}

	/**
	 * Return the unique indexes of a table over all its rows.
	 */
	List<ExistingIndex> fullUniqueIndexes(Table table) {
		ExistingTable existing = this.tables.get(table);
		return (existing == null) ? List.of()
				: existing.indexes.values().stream().filter((index) -> index.unique && index.filter == null).toList();
	}

	static String normal(String name) {
		return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * A table. Names are in lower case and without quotes.
	 */
	private record ExistingTable(Set<String> columns, Map<String, ExistingIndex> indexes,
			Map<String, String> definitions) {

		static ExistingTable read(DatabaseMetaData metaData, @Nullable String catalog, @Nullable String schema,
				String table) throws SQLException {
			ExistingTable existing = new ExistingTable(new HashSet<>(), new LinkedHashMap<>(), new HashMap<>());
			String escape = metaData.getSearchStringEscape();
			String pattern = table.replace("_", escape + "_").replace("%", escape + "%");
			try (ResultSet columns = metaData.getColumns(catalog, schema, pattern, "%")) {
				while (columns.next()) {
					existing.columns.add(normal(columns.getString("COLUMN_NAME")));
				}
			}
			try (ResultSet parts = metaData.getIndexInfo(catalog, schema, table, false, true)) {
				while (parts.next()) {
					existing.add(parts);
				}
			}
			return existing;
		}

		private void readDefinitions(Connection connection, String query, @Nullable String schema, String table)
				throws SQLException {
			try (PreparedStatement statement = connection.prepareStatement(query)) {
				statement.setString(1, schema);
				statement.setString(2, table);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						String definition = rows.getString(2);
						if (definition != null) {
							this.definitions.put(normal(rows.getString(1)), definition);
						}
					}
				}
			}
		}

		private void add(ResultSet part) throws SQLException {
			String name = part.getString("INDEX_NAME");
			if (name != null) {
				boolean unique = !part.getBoolean("NON_UNIQUE");
				String filter = part.getString("FILTER_CONDITION");
				String column = part.getString("COLUMN_NAME");
				this.indexes
					.computeIfAbsent(normal(name), (key) -> new ExistingIndex(name, unique, filter, new ArrayList<>()))
					.key()
					.add((column != null) ? normal(column) : "");
			}
		}

	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param unique whether it is unique
	 * @param filter the condition of the rows that it is over, if the database says so
	 * @param key its columns, in lower case and without quotes, or expressions
	 */
	record ExistingIndex(String name, boolean unique, @Nullable String filter, List<String> key) {
	}

}
