package io.github.softdeleteaudit.schema;

import java.util.List;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a database to change its schema, as far as Hibernate does not know it.
 * The defaults are what most databases understand. Names are as statements have them.
 */
interface SchemaDdl {

	/**
	 * Return whether enough is known to compare the database's schema.
	 * @return whether it is
	 */
	default boolean isComparable() {
		return true;
	}

	/**
	 * Return the short names by which Liquibase knows the database.
	 * @return the names, separated by commas, or {@code null} if they are not known
	 */
	default @Nullable String liquibaseNames() {
		return null;
	}

	/**
	 * Return the query for the types of columns: by schema and table it gives names and
	 * types in SQL.
	 * @return the query, or {@code null} if the types that JDBC tells will do
	 */
	default @Nullable String columnTypes() {
		return null;
	}

	/**
	 * Return the query for what the database says of indexes, or of generated columns: by
	 * schema and table it gives names and texts.
	 * @return the query, or {@code null} if there is none
	 */
	default @Nullable String definitions() {
		return null;
	}

	/**
	 * Return the query for constraints that have an index of their own, which is created
	 * and dropped with them: by schema and table it gives names of indexes and
	 * constraints.
	 * @return the query, or {@code null} if an index is all that there is
	 */
	default @Nullable String constraints() {
		return null;
	}

	/**
	 * Return the query for what has to be said again where a column is defined anew: by
	 * schema and table it gives names and what comes last in a definition.
	 * @return the query, or {@code null} if a database keeps what is not said
	 */
	default @Nullable String columnOptions() {
		return null;
	}

	/**
	 * Return the query for the checks that are parts of columns, to be said after the
	 * {@linkplain #columnOptions() options}: by schema and table it gives names of
	 * columns and checks.
	 * @return the query, or {@code null} if checks are the table's
	 */
	default @Nullable String columnChecks() {
		return null;
	}

	/**
	 * Return the query for columns that the database computes: by schema and table it
	 * gives names and what stands after the name where the column is added.
	 * @return the query, or {@code null} if there is none
	 */
	default @Nullable String generatedColumns() {
		return null;
	}

	/**
	 * Return the query for indexes whose creation was broken off: by schema and table it
	 * gives names and texts.
	 * @return the query, or {@code null} if the database leaves none
	 */
	default @Nullable String invalidIndexes() {
		return null;
	}

	default String renameColumn(String table, String from, String to) {
		return "alter table %s rename column %s to %s".formatted(table, from, to);
	}

	/**
	 * Return the statement that makes a column nullable or not.
	 * @param type the column's type, with the default value if there is one
	 * @param options what comes last in the column's definition, after a space, or
	 * nothing
	 */
	default String setNullable(String table, String column, String type, boolean nullable, String options) {
		return "alter table %s alter column %s %s not null".formatted(table, column, nullable ? "drop" : "set");
	}

	/**
	 * Return the statement that makes a new column not null.
	 * @param type the column's type
	 * @param add the statement that would have added the column as it is mapped
	 */
	default String setNotNull(String table, String column, String type, String add) {
		return setNullable(table, column, type, false, "");
	}

	default String dropColumn(String table, String column) {
		return "alter table %s drop column %s".formatted(table, column);
	}

	/**
	 * Return the statement that drops an index.
	 * @param schema the schema of the table with a dot, or nothing
	 */
	default String dropIndex(String schema, String table, String index) {
		return "drop index " + schema + index;
	}

	default String dropForeignKey(String table, String key) {
		return "alter table %s drop constraint %s".formatted(table, key);
	}

	default String renameIndex(String schema, String table, String from, String to) {
		return "alter index %s%s rename to %s".formatted(schema, from, to);
	}

	default String setIncrement(String sequence, int increment) {
		return "alter sequence %s increment by %d".formatted(sequence, increment);
	}

	/**
	 * Return the statements that make a sequence go on after the ids that a table has,
	 * with the room of one increment.
	 * @param create the statement that creates the sequence
	 * @param next a query in parentheses for the first value
	 * @return the statements, or {@code null} if the database knows none
	 */
	default @Nullable List<String> createSequence(String sequence, String create, String next, int increment) {
		return null;
	}

	/**
	 * Return the statements in place of one that creates or drops an index, such that
	 * writes go on meanwhile. They can be run again when they have failed.
	 * @param schema the schema of the table with a dot, or nothing
	 * @return the statements, or none if the database cannot
	 */
	default List<String> concurrently(String statement, String schema) {
		return List.of();
	}

	static SchemaDdl of(Dialect dialect) {
		if (dialect instanceof PostgreSQLDialect) {
			return new PostgreSqlSchemaDdl();
		}
		if (dialect instanceof H2Dialect) {
			return new H2SchemaDdl();
		}
		if (dialect instanceof MySQLDialect) {
			return new MySqlSchemaDdl(dialect instanceof MariaDBDialect);
		}
		return new SchemaDdl() {

			@Override
			public boolean isComparable() {
				return false;
			}

		};
	}

}
