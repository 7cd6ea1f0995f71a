package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Locks a row by an update that changes nothing, which waits for others, holds them off
 * until the end of the transaction and counts the row on any database and for any
 * mapping.
 */
final class RowLock {

	private RowLock() {
	}

	/**
	 * Lock the row of an entity that holds the indicator.
	 * @param session the session, with a transaction
	 * @param persister the persister of the entity's own class
	 * @param id the id of the row
	 * @param condition an SQL condition on columns of that row
	 * @return whether there is such a row that fulfils the condition
	 */
	static boolean lock(SharedSessionContractImplementor session, SoftDeletePersister persister, Object id,
			String condition) {
		String indicator = persister.softDeleteModel().column();
		String sql = "update %s set %s=%s where %s and (%s)".formatted(
				persister.getIdentifierTableMapping().getTableName(), indicator, indicator,
				JdbcStatement.named(List.of(persister.identifierTableKey())), condition);
		return JdbcStatement.update(session, sql,
				(statement) -> persister.getIdentifierType().nullSafeSet(statement, id, 1, session)) > 0;
	}

}
