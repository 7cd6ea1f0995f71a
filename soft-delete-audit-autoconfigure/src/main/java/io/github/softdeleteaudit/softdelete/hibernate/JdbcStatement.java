package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * One statement in SQL, run on the connection of a session of any kind and flush mode,
 * and seen by its statement inspector, but not flushed for. For the starter's own
 * packages.
 */
public final class JdbcStatement {

	private static final int MAXIMUM_PARAMETERS = 10_000;

	// which compares each row with each parameter when there is another condition
	private static final int MAXIMUM_PARAMETERS_OF_H2 = 1000;

	private JdbcStatement() {
	}

	/**
	 * Change rows.
	 * @param session the session
	 * @param sql the statement
	 * @param binder binds its parameters
	 * @return how many rows it changed
	 */
	public static int update(SharedSessionContractImplementor session, String sql, Binder binder) {
		return execute(session, sql, binder,
				(statement) -> session.getJdbcCoordinator().getResultSetReturn().executeUpdate(statement, sql));
	}

	/**
	 * Read rows.
	 * @param session the session
	 * @param sql the statement
	 * @param binder binds its parameters
	 * @param reader reads one row
	 * @param <T> the type of what is read
	 * @return what was read
	 */
	public static <T> List<T> query(SharedSessionContractImplementor session, String sql, Binder binder,
			RowReader<T> reader) {
		return execute(session, sql, binder, (statement) -> {
			ResultSet rows = session.getJdbcCoordinator().getResultSetReturn().extract(statement, sql);
			List<T> read = new ArrayList<>();
			while (rows.next()) {
				read.add(reader.read(rows));
			}
			return read;
		});
	}

	/**
	 * Divide keys so that those of one part go into one statement.
	 * @param factory the session factory
	 * @param keys the keys of the rows
	 * @param columns how many columns a key has
	 * @return the parts
	 */
	public static List<List<Object>> parts(SessionFactoryImplementor factory, Collection<?> keys, int columns) {
		Dialect dialect = factory.getJdbcServices().getDialect();
		int limit = dialect.getInExpressionCountLimit();
		int maximum = (dialect instanceof H2Dialect) ? MAXIMUM_PARAMETERS_OF_H2 : MAXIMUM_PARAMETERS;
		// with room for other parameters
		int size = Math.max(1, ((limit > 0) ? Math.min(limit / 2, maximum) : maximum) / columns);
		List<Object> all = List.copyOf(keys);
		List<List<Object>> parts = new ArrayList<>();
		for (int from = 0; from < all.size(); from += size) {
			parts.add(all.subList(from, Math.min(from + size, all.size())));
		}
		return parts;
	}

	/**
	 * Return the condition that names rows by their keys. Row values are not known to all
	 * databases.
	 * @param key the columns of the key
	 * @param rows how many rows there are
	 * @return the condition, with the parameters of one row after those of another
	 */
	public static String named(List<String> key, int rows) {
		if (key.size() == 1) {
			return key.get(0) + " in (" + String.join(",", Collections.nCopies(rows, "?")) + ")";
		}
		return "(" + String.join(" or ", Collections.nCopies(rows, "(" + named(key) + ")")) + ")";
	}

	/**
	 * Return the condition that names one row by its key.
	 * @param key the columns of the key
	 * @return the condition
	 */
	static String named(List<String> key) {
		return String.join("=? and ", key) + "=?";
	}

	private static <T> T execute(SharedSessionContractImplementor session, String sql, Binder binder,
			Execution<T> execution) {
		JdbcCoordinator coordinator = session.getJdbcCoordinator();
		PreparedStatement statement = coordinator.getStatementPreparer().prepareStatement(sql);
		try {
			binder.bind(statement);
			return execution.execute(statement);
		}
		catch (SQLException ex) {
			throw session.getJdbcServices().getSqlExceptionHelper().convert(ex, "Cannot execute statement", sql);
		}
		finally {
			coordinator.getLogicalConnection().getResourceRegistry().release(statement);
			coordinator.afterStatementExecution();
		}
	}

	/**
	 * Binds the parameters.
	 */
	public interface Binder {

		/**
		 * Bind all parameters.
		 * @param statement the prepared statement
		 * @throws SQLException if a value cannot be bound
		 */
		void bind(PreparedStatement statement) throws SQLException;

	}

	/**
	 * Reads a row.
	 *
	 * @param <T> the type of what is read
	 */
	public interface RowReader<T> {

		/**
		 * Read the row.
		 * @param row the result, at the row
		 * @return what was read
		 * @throws SQLException if it cannot be read
		 */
		T read(ResultSet row) throws SQLException;

	}

	private interface Execution<T> {

		T execute(PreparedStatement statement) throws SQLException;

	}

}
