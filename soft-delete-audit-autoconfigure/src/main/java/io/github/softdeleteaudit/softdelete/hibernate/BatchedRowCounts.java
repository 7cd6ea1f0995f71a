package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps updates and deletes of soft-deletable entities out of JDBC batches where the
 * driver does not tell how many rows each statement of a batch changed, as MariaDB's does
 * not with {@code useBulkStmts}: stale ones would pass.
 * <p>
 * Relies on Hibernate counting rows, in and out of batches, and on it taking
 * {@link Statement#SUCCESS_NO_INFO} for success.
 */
final class BatchedRowCounts {

	private static final Log logger = LogFactory.getLog(BatchedRowCounts.class);

	private static final BatchKeyAccess NO_BATCH = () -> null;

	private volatile @Nullable Boolean told;

	/**
	 * Return the key of the batch that a statement goes into.
	 * @param batch the key if it can be batched
	 * @param persister the entity's persister
	 * @param session the session
	 * @return the same key, or none if rows would not be counted
	 */
	BatchKeyAccess whereCounted(BatchKeyAccess batch, SoftDeletePersister persister,
			SharedSessionContractImplementor session) {
		if (batch.getBatchKey() == null || session.getConfiguredJdbcBatchSize() <= 1) {
			return batch;
		}
		Boolean counted = this.told;
		if (counted == null) {
			counted = areTold(persister, session);
			this.told = counted;
		}
		return counted ? batch : NO_BATCH;
	}

	// asked once: two statements in a batch, neither of which touches a row
	private static boolean areTold(SoftDeletePersister persister, SharedSessionContractImplementor session) {
		String column = persister.softDeleteModel().column();
		String sql = "update %s set %s=%s where 1=?".formatted(persister.getIdentifierTableMapping().getTableName(),
				column, column);
		try (PreparedStatement statement = session.getJdbcCoordinator()
			.getLogicalConnection()
			.getPhysicalConnection()
			.prepareStatement(sql)) {
			for (int i = 0; i < 2; i++) {
				statement.setInt(1, 0);
				statement.addBatch();
			}
			boolean told = Arrays.stream(statement.executeBatch()).allMatch((count) -> count == 0);
			if (!told) {
				logger.info("Updates and deletes of soft-deletable entities do without JDBC batches: "
						+ "the driver does not tell how many rows each statement of a batch changes, so that stale ones "
						+ "would pass. (With MariaDB, set useBulkStmts=false.)");
			}
			return told;
		}
		catch (SQLException ex) {
			throw session.getJdbcServices()
				.getSqlExceptionHelper()
				.convert(ex, "Cannot find out whether the driver counts the rows of batched statements", sql);
		}
	}

}
