package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Collection;
import java.util.List;

import org.hibernate.Timeouts;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

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

	/**
	 * Lock the row of an entity so that no other transaction refers to it, either, which
	 * PostgreSQL allows while an update changes no key, and with Hibernate's own lock.
	 * @param session the session, with a transaction
	 * @param persister the persister of the entity's own class
	 * @param id the id of the row
	 */
	static void lockKey(SharedSessionContractImplementor session, SoftDeletePersister persister, Object id) {
		if (!(session.getJdbcServices().getDialect() instanceof PostgreSQLDialect)) {
			return;
		}
		for (EntityTableMapping table : persister.getTableMappings()) {
			List<String> key = table.getKeyDetails()
				.getKeyColumns()
				.stream()
				.map(TableDetails.KeyColumn::getColumnName)
				.toList();
			String sql = "select %s from %s where %s for update".formatted(key.get(0), table.getTableName(),
					JdbcStatement.named(key));
			JdbcStatement.query(session, sql,
					(statement) -> persister.getIdentifierType().nullSafeSet(statement, id, 1, session), (row) -> 1);
		}
	}

	/**
	 * Lock rows of an entity in the table that holds the indicator, if it is
	 * soft-deletable, or else in that of its root.
	 * @param session the session, with a transaction
	 * @param persister the persister of the entity's own class
	 * @param ids the ids of the rows
	 * @return how many of them there are, and live
	 */
	static int lock(SharedSessionContractImplementor session, EntityPersister persister, Collection<?> ids) {
		List<String> key = persister.getIdentifierTableMapping()
			.getKeyDetails()
			.getKeyColumns()
			.stream()
			.map(TableDetails.KeyColumn::getColumnName)
			.toList();
		String live = (persister instanceof SoftDeletePersister softDelete)
				? " and (" + softDelete.softDeleteModel().restriction() + ")" : "";
		String sql = "select %s from %s where %%s%s%s".formatted(key.get(0),
				persister.getIdentifierTableMapping().getTableName(), live,
				session.getJdbcServices().getDialect().getWriteLockString(Timeouts.WAIT_FOREVER));
		int locked = 0;
		for (List<Object> chunk : JdbcStatement.parts(session.getFactory(), ids, key.size())) {
			locked += JdbcStatement
				.query(session, sql.formatted(JdbcStatement.named(key, chunk.size())), (statement) -> {
					int index = 1;
					for (Object id : chunk) {
						persister.getIdentifierType().nullSafeSet(statement, id, index, session);
						index += key.size();
					}
				}, (row) -> 1)
				.size();
		}
		return locked;
	}

}
