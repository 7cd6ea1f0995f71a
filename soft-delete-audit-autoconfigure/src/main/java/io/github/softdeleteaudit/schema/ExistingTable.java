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

	private final Map<String, String> constraints = new HashMap<>();

	private final Map<String, String> options = new HashMap<>();

	private final Map<String, String> generated = new LinkedHashMap<>();

	private final Set<String> primaryKey = new HashSet<>();

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
		table.readTexts(connection, ddl.constraints(), table.constraints::put);
		table.readTexts(connection, ddl.columnOptions(), table.options::put);
		table.readTexts(connection, ddl.columnChecks(),
				(column, check) -> table.options.merge(column, check, (options, added) -> options + " " + added));
		table.readTexts(connection, ddl.generatedColumns(), table.generated::put);
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
	 * Return the constraints that have an index of their own, by the names of the
	 * indexes.
	 */
	Map<String, String> constraints() {
		return this.constraints;
	}

	/**
	 * Return what the definitions of columns say besides types, default values and
	 * nullability.
	 */
	Map<String, String> options() {
		return this.options;
	}

	/**
	 * Return the columns that the database computes, with what they are defined by.
	 */
	Map<String, String> generated() {
		return this.generated;
	}

	/**
	 * Return the columns of the primary key.
	 */
	Set<String> primaryKey() {
		return this.primaryKey;
	}

	/**
	 * See a column, and the indexes over it, as it will be named.
	 */
	void rename(String from, String to, String name) {
		ExistingColumn column = this.columns.remove(from);
		if (column != null) {
			this.columns.put(to, column.named(name));
			// a table, a type and a function may have its name too
			Pattern word = Pattern
				.compile("(?<![\\w\"'`.:])[\"`]?" + Pattern.quote(column.name()) + "[\"`]?(?![\\w\"'`(])");
			this.indexes.values()
				.forEach((index) -> index.key()
					.replaceAll((part) -> part.equals(from) ? to : word.matcher(part).replaceAll(to)));
			String option = this.options.remove(from);
			if (option != null) {
				this.options.put(to, option);
			}
			List.of(this.definitions, this.generated, this.options)
				.forEach((texts) -> texts.replaceAll(
						(key, definition) -> word.matcher(definition).replaceAll(Matcher.quoteReplacement(name))));
			if (this.primaryKey.remove(from)) {
				this.primaryKey.add(to);
			}
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
		try (ResultSet rows = metaData.getPrimaryKeys(this.catalog, this.schema, this.name)) {
			while (rows.next()) {
				this.primaryKey.add(ExistingTables.normal(rows.getString("COLUMN_NAME")));
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
	 * Read the foreign keys of the table, and those that refer to it.
	 */
	List<ExistingForeignKey> foreignKeys(Connection connection, UnaryOperator<String> quoted) throws SQLException {
		List<ExistingForeignKey> keys = new ArrayList<>();
		try (ResultSet parts = connection.getMetaData().getImportedKeys(this.catalog, this.schema, this.name)) {
			addKeys(parts, quoted, keys);
		}
		try (ResultSet parts = connection.getMetaData().getExportedKeys(this.catalog, this.schema, this.name)) {
			addKeys(parts, quoted, keys);
		}
		return List.copyOf(keys);
	}

	private void addKeys(ResultSet parts, UnaryOperator<String> quoted, List<ExistingForeignKey> keys)
			throws SQLException {
		Map<String, ExistingForeignKey> added = new LinkedHashMap<>();
		while (parts.next()) {
			ExistingForeignKey part = ExistingForeignKey.of(parts, quoted);
			added.computeIfAbsent(part.table() + " " + part.name(), (key) -> part).add(parts, quoted);
		}
		added.values().stream().filter((key) -> !keys.contains(key)).forEach(keys::add);
	}

}
