package io.github.softdeleteaudit.schema;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A column that the database has.
 *
 * @param name its name, as the database has it
 * @param typeCode the code of its type in JDBC
 * @param typeName the name of its type in JDBC
 * @param size its length or precision
 * @param scale its scale
 * @param nullable whether it takes null
 * @param defaultValue the default value as SQL, if there is one
 * @param identity whether the database numbers the rows by it
 * @param generated whether the database computes it
 * @param type its type in SQL
 */
record ExistingColumn(String name, int typeCode, String typeName, int size, int scale, boolean nullable,
		@Nullable String defaultValue, boolean identity, boolean generated, String type) {

	static ExistingColumn of(ResultSet column) throws SQLException {
		String typeName = column.getString("TYPE_NAME");
		return new ExistingColumn(column.getString("COLUMN_NAME"), column.getInt("DATA_TYPE"), typeName,
				column.getInt("COLUMN_SIZE"), column.getInt("DECIMAL_DIGITS"),
				column.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
				defaultValue(column.getString("COLUMN_DEF")), "YES".equals(column.getString("IS_AUTOINCREMENT")),
				"YES".equals(column.getString("IS_GENERATEDCOLUMN")), typeName);
	}

	// MariaDB says so of every column that takes null
	private static @Nullable String defaultValue(@Nullable String text) {
		return "NULL".equalsIgnoreCase(text) ? null : text;
	}

	ExistingColumn ofType(String type) {
		return new ExistingColumn(this.name, this.typeCode, this.typeName, this.size, this.scale, this.nullable,
				this.defaultValue, this.identity, this.generated, type);
	}

	ExistingColumn named(String name) {
		return new ExistingColumn(name, this.typeCode, this.typeName, this.size, this.scale, this.nullable,
				this.defaultValue, this.identity, this.generated, this.type);
	}

	/**
	 * Return whether an insert that does not name the column fails.
	 */
	boolean isRequired() {
		return !this.nullable && this.defaultValue == null && !this.identity && !this.generated;
	}

	/**
	 * Return the type, with the default value if there is one.
	 */
	String typeWithDefault() {
		return this.type + ((this.defaultValue != null) ? " default " + this.defaultValue : "");
	}

}
