package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * One statement that changes rows, run on the connection of a session, and seen by its
 * statement inspector, but not flushed for.
 */
final class JdbcUpdate {

	private JdbcUpdate() {
	}

	static int execute(SharedSessionContractImplementor session, String sql, Binder binder) {
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
	interface Binder {

		void bind(PreparedStatement statement) throws SQLException;

	}

}
