package io.github.softdeleteaudit.schema;

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
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A table that the database has. Columns, indexes and texts are found by names in lower
 * case and without quotes.
 */
final class ExistingTable {

	private final @Nullable String catalog;

	private final @Nullable String schema;

	private final String name;

	private final Map<String, ExistingColumn> columns = new LinkedHashMap<>();

	private final Map<String, ExistingIndex> indexes = new LinkedHashMap<>();

	private final Map<String, String> definitions = new HashMap<>();

	private boolean view;

	private ExistingTable(@Nullable String catalog, @Nullable String schema, String name) {
		this.catalog = catalog;
		this.schema = schema;
		this.name = name;
	}

	/**
	 * Read a table.
	 * @return the table, or {@code null} if there is none
	 */
	static @Nullable ExistingTable read(Connection connection, @Nullable String catalog, @Nullable String schema,
			String name, SchemaDdl ddl) throws SQLException {
		ExistingTable table = new ExistingTable(catalog, schema, name);
		table.readColumns(connection.getMetaData());
		if (table.columns.isEmpty()) {
			return null;
		}
		if (!table.view) {
			table.readIndexes(connection, ddl);
		}
		table.readTexts(connection, ddl.columnTypes(),
				(column, type) -> table.columns.computeIfPresent(column, (key, found) -> found.ofType(type)));
		table.readTexts(connection, ddl.definitions(), table.definitions::put);
		return table;
	}

	boolean isView() {
		return this.view;
	}

	boolean isNamed(@Nullable String catalog, @Nullable String schema, String name) {
		return this.name.equals(name) && (catalog == null || catalog.equals(this.catalog))
				&& (schema == null || schema.equals(this.schema));
	}

	Map<String, ExistingColumn> columns() {
		return this.columns;
	}

	Map<String, ExistingIndex> indexes() {
		return this.indexes;
	}

	Map<String, String> definitions() {
		return this.definitions;
	}

	/**
	 * See a column, and the indexes over it, as it will be named.
	 */
	void rename(String from, String to, String name) {
		ExistingColumn column = this.columns.remove(from);
		if (column != null) {
			this.columns.put(to, column.named(name));
			Pattern word = Pattern
				.compile("(?<![\\w\"'`])[\"`]?" + Pattern.quote(column.name()) + "[\"`]?(?![\\w\"'`])");
			this.indexes.values()
				.forEach((index) -> index.key()
					.replaceAll((part) -> part.equals(from) ? to : word.matcher(part).replaceAll(to)));
			this.definitions
				.replaceAll((key, definition) -> word.matcher(definition).replaceAll(Matcher.quoteReplacement(name)));
		}
	}

	private void readColumns(DatabaseMetaData metaData) throws SQLException {
		String escape = metaData.getSearchStringEscape();
		String pattern = this.name.replace("_", escape + "_").replace("%", escape + "%");
		try (ResultSet rows = metaData.getColumns(this.catalog, this.schema, pattern, "%")) {
			while (rows.next()) {
				this.columns.put(ExistingTables.normal(rows.getString("COLUMN_NAME")), ExistingColumn.of(rows));
			}
		}
		try (ResultSet rows = metaData.getTables(this.catalog, this.schema, pattern, null)) {
			while (rows.next()) {
				this.view |= String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT).contains("VIEW");
			}
		}
	}

	private void readIndexes(Connection connection, SchemaDdl ddl) throws SQLException {
		Set<String> invalid = new HashSet<>();
		readTexts(connection, ddl.invalidIndexes(), (index, text) -> invalid.add(index));
		try (ResultSet rows = connection.getMetaData()
			.getIndexInfo(this.catalog, this.schema, this.name, false, true)) {
			while (rows.next()) {
				String index = rows.getString("INDEX_NAME");
				if (index != null) {
					add(index, invalid, rows);
				}
			}
		}
	}

	private void add(String index, Set<String> invalid, ResultSet part) throws SQLException {
		boolean unique = !part.getBoolean("NON_UNIQUE");
		String filter = part.getString("FILTER_CONDITION");
		String column = part.getString("COLUMN_NAME");
		this.indexes
			.computeIfAbsent(ExistingTables.normal(index),
					(key) -> new ExistingIndex(index, unique, !invalid.contains(key), filter, new ArrayList<>()))
			.key()
			.add((column != null) ? ExistingTables.normal(column) : "");
	}

	private void readTexts(Connection connection, @Nullable String query, BiConsumer<String, String> reader)
			throws SQLException {
		if (query == null) {
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setString(1, (this.schema != null) ? this.schema : this.catalog);
			statement.setString(2, this.name);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					String text = rows.getString(2);
					if (text != null && !text.isEmpty()) {
						reader.accept(ExistingTables.normal(rows.getString(1)), text);
					}
				}
			}
		}
	}

	/**
	 * Read the foreign keys of the table.
	 */
	List<ExistingForeignKey> foreignKeys(Connection connection, UnaryOperator<String> quoted) throws SQLException {
		Map<String, ExistingForeignKey> keys = new LinkedHashMap<>();
		try (ResultSet parts = connection.getMetaData().getImportedKeys(this.catalog, this.schema, this.name)) {
			while (parts.next()) {
				ExistingForeignKey part = new ExistingForeignKey(quoted.apply(parts.getString("FK_NAME")),
						quoted.apply(parts.getString("FKTABLE_NAME")), new ArrayList<>(),
						quoted.apply(parts.getString("PKTABLE_NAME")), new ArrayList<>(), parts.getInt("DELETE_RULE"));
				ExistingForeignKey key = keys.computeIfAbsent(part.name(), (name) -> part);
				key.columns().add(quoted.apply(parts.getString("FKCOLUMN_NAME")));
				key.referencedColumns().add(quoted.apply(parts.getString("PKCOLUMN_NAME")));
			}
		}
		return List.copyOf(keys.values());
	}

}
