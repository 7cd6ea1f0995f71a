package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.jspecify.annotations.Nullable;

/**
 * How a database is told to have an index over live rows.
 */
interface LiveIndexDdl {

	/**
	 * Return the columns that the index needs beside those of the mapping. Indexes of one
	 * table may share them, by their names.
	 * @param index the index
	 * @return the columns, which the database computes
	 */
	default List<GeneratedColumn> generatedColumns(LiveIndexDefinition index) {
		return List.of();
	}

	/**
	 * Return the statement that adds a generated column.
	 * @param table the table's name
	 * @param column the column
	 * @return the statement
	 */
	default String addColumn(String table, GeneratedColumn column) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Return the statement that changes what a generated column is computed from.
	 * @param table the table's name
	 * @param column the column
	 * @return the statement
	 */
	default String changeColumn(String table, GeneratedColumn column) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Return what the index is over.
	 * @param index the index
	 * @return the columns and expressions, in their order
	 */
	List<String> key(LiveIndexDefinition index);

	/**
	 * Return the statement that creates the index.
	 * @param index the index
	 * @return the statement
	 */
	default String createIndex(LiveIndexDefinition index) {
		return index.create(key(index));
	}

	/**
	 * Return the statements that put the index in the place of another one of its name.
	 * @param index the index
	 * @return the statements
	 */
	default List<String> replaceIndex(LiveIndexDefinition index) {
		return List.of("drop index " + index.qualifiedName(), createIndex(index));
	}

	/**
	 * Return whether what the database says of an index, or of the generated column that
	 * tells its rows, may be about the same rows.
	 * @param index the index
	 * @param definition what the database says
	 * @return whether it may be the same
	 */
	default boolean isDefinedBy(LiveIndexDefinition index, String definition) {
		return index.isAboutRowsOf(definition);
	}

	/**
	 * Return whether the database says which rows an index is over.
	 * @return whether it does
	 */
	default boolean tellsFilter() {
		return false;
	}

	/**
	 * Return whether an index can be over a large object.
	 * @return whether it can
	 */
	default boolean takesLargeObjects() {
		return false;
	}

	/**
	 * Return the condition of an index over deleted rows, as the database recognizes it
	 * in a query for them.
	 * @param model what is known of the entity
	 * @return the condition, or {@code null} if the database has no such indexes
	 */
	default @Nullable String deletedRows(SoftDeleteModel model) {
		return null;
	}

	/**
	 * Return what the database cannot do of what an index asks for.
	 * @param index the index
	 * @return a description and what to do about it, or {@code null} if it can do it all
	 */
	default @Nullable Problem limitation(LiveIndexDefinition index) {
		return null;
	}

	/**
	 * Return how the database says that a key is taken.
	 * @return how it does
	 */
	default TakenKeyMessage takenKeyMessage() {
		return TakenKeyMessage.WITHOUT_VALUES;
	}

	/**
	 * Find what knows a database.
	 * @param dialect the database's dialect
	 * @return the statements, or {@code null} for a database that is not supported
	 */
	static @Nullable LiveIndexDdl of(Dialect dialect) {
		if (dialect instanceof PostgreSQLDialect) {
			return new PostgreSqlLiveIndexDdl(dialect.getVersion().isSameOrAfter(15));
		}
		if (dialect instanceof H2Dialect) {
			return new H2LiveIndexDdl(dialect.getVersion().isSameOrAfter(2, 2, 220));
		}
		if (dialect instanceof MariaDBDialect) {
			return new MariaDbLiveIndexDdl();
		}
		if (dialect instanceof MySQLDialect) {
			// speaks MySQL, but has few expressions in indexes
			return isCommunityDialect(dialect.getClass(), "TiDBDialect") ? null : new MySqlLiveIndexDdl();
		}
		if (dialect instanceof SQLServerDialect) {
			return new SqlServerLiveIndexDdl();
		}
		if (dialect instanceof OracleDialect) {
			return new OracleLiveIndexDdl();
		}
		if (dialect instanceof CockroachDialect) {
			return new CockroachLiveIndexDdl();
		}
		// in a module of Hibernate that the application may not have
		return isCommunityDialect(dialect.getClass(), "SQLiteDialect") ? new SqliteLiveIndexDdl() : null;
	}

	private static boolean isCommunityDialect(Class<?> type, String name) {
		return type.getName().equals("org.hibernate.community.dialect." + name)
				|| type.getSuperclass() != null && isCommunityDialect(type.getSuperclass(), name);
	}

	/**
	 * A column that the database computes.
	 *
	 * @param name the column's name
	 * @param type the type
	 * @param expression what it is computed from
	 */
	record GeneratedColumn(String name, String type, String expression) {
	}

}
