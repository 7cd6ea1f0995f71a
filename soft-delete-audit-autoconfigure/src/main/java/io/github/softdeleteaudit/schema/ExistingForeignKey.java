package io.github.softdeleteaudit.schema;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key that the database has.
 *
 * @param name its name
 * @param side the table with the key, and its columns
 * @param referenced the table and the columns that it refers to
 * @param deleteRule what a delete does, as JDBC says it
 * @param updateRule what an update does
 * @param deferrability whether it is checked later
 */
record ExistingForeignKey(String name, Side side, Side referenced, int deleteRule, int updateRule, int deferrability) {

	static ExistingForeignKey of(ResultSet part, UnaryOperator<String> quoted) throws SQLException {
		return new ExistingForeignKey(quoted.apply(part.getString("FK_NAME")), Side.of(part, "FK", quoted),
				Side.of(part, "PK", quoted), part.getInt("DELETE_RULE"), part.getInt("UPDATE_RULE"),
				part.getInt("DEFERRABILITY"));
	}

	void add(ResultSet part, UnaryOperator<String> quoted) throws SQLException {
		this.side.columns().add(quoted.apply(part.getString("FKCOLUMN_NAME")));
		this.referenced.columns().add(quoted.apply(part.getString("PKCOLUMN_NAME")));
	}

	/**
	 * Return the table with the key, as a statement names it.
	 */
	String table() {
		return this.side.name();
	}

	boolean isOf(ExistingTable table) {
		return this.side.isOf(table);
	}

	boolean refersTo(ExistingTable table) {
		return this.referenced.isOf(table);
	}

	/**
	 * Return whether the key is over a column of a table, from either side.
	 * @param column the name of the column in lower case
	 */
	boolean isOver(ExistingTable table, String column) {
		return Stream.of(this.side, this.referenced)
			.anyMatch((each) -> each.isOf(table) && each.normalColumns().contains(column));
	}

	List<String> columns() {
		return this.side.normalColumns();
	}

	String create() {
		String deferred = switch (this.deferrability) {
			case DatabaseMetaData.importedKeyInitiallyDeferred -> " deferrable initially deferred";
			case DatabaseMetaData.importedKeyInitiallyImmediate -> " deferrable";
			default -> "";
		};
		return "alter table %s add constraint %s foreign key (%s) references %s (%s)%s%s%s".formatted(this.side.name(),
				this.name, String.join(", ", this.side.columns()), this.referenced.name(),
				String.join(", ", this.referenced.columns()), rule("delete", this.deleteRule),
				rule("update", this.updateRule), deferred);
	}

	private static String rule(String on, int rule) {
		return switch (rule) {
			case DatabaseMetaData.importedKeyCascade -> " on " + on + " cascade";
			case DatabaseMetaData.importedKeySetNull -> " on " + on + " set null";
			case DatabaseMetaData.importedKeySetDefault -> " on " + on + " set default";
			default -> "";
		};
	}

	/**
	 * A table and its columns in a key. Names of tables have their schema or database,
	 * since it need not be the one that statements go to.
	 *
	 * @param catalog the database, if there is one
	 * @param schema the schema, if there is one
	 * @param table the name of the table, as the database has it
	 * @param name the table, as a statement names it
	 * @param columns the columns, as a statement names them
	 */
	record Side(@Nullable String catalog, @Nullable String schema, String table, String name, List<String> columns) {

		private static Side of(ResultSet part, String prefix, UnaryOperator<String> quoted) throws SQLException {
			String catalog = part.getString(prefix + "TABLE_CAT");
			String schema = part.getString(prefix + "TABLE_SCHEM");
			String table = part.getString(prefix + "TABLE_NAME");
			String name = Stream.of((schema != null) ? schema : catalog, table)
				.filter(Objects::nonNull)
				.map(quoted)
				.collect(Collectors.joining("."));
			return new Side(catalog, schema, table, name, new ArrayList<>());
		}

		private boolean isOf(ExistingTable existing) {
			return existing.isNamed(this.catalog, this.schema, this.table);
		}

		private List<String> normalColumns() {
			return this.columns.stream().map(ExistingTables::normal).toList();
		}

	}

}
