package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * One statement that changes rows, run on the connection of a session of any kind and
 * flush mode, and seen by its statement inspector, but not flushed for. For the starter's
 * own packages.
 */
public final class JdbcUpdate {

	private JdbcUpdate() {
	}

	/**
	 * Execute a statement.
	 * @param session the session
	 * @param sql the statement
	 * @param binder binds its parameters
	 * @return how many rows it changed
	 */
	public static int execute(SharedSessionContractImplementor session, String sql, Binder binder) {
		JdbcCoordinator coordinator = session.getJdbcCoordinator();
		PreparedStatement statement = coordinator.getStatementPreparer().prepareStatement(sql);
		try {
			binder.bind(statement);
			return coordinator.getResultSetReturn().executeUpdate(statement, sql);
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

}
