package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * An HQL or Criteria delete of entities without a deletion id, by which the rows could be
 * told from others that are deleted: they are loaded, with a lock where there can be one,
 * so that what another transaction has just changed is loaded as it is now, and deleted
 * one by one.
 */
record LoadingDelete(SoftDeletePersister persister, MatchingRows entities) implements SelfBindingHandler {

	@Override
	public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
		SharedSessionContractImplementor session = executionContext.getSession();
		int count = 0;
		for (Object found : this.entities.list(executionContext)) {
			Object entity = Hibernate.unproxy(found);
			// a scope may have let it in
			if (!this.persister.softDeleteModel()
				.isDeleted(this.persister.value(entity, this.persister.softDeleteModel().indicator()))) {
				delete(session, entity);
				count++;
			}
		}
		if (session instanceof SessionImplementor stateful) {
			stateful.flush();
		}
		return count;
	}

	private static void delete(SharedSessionContractImplementor session, Object entity) {
		if (session instanceof StatelessSession stateless) {
			stateless.delete(entity);
		}
		else {
			((SessionImplementor) session).remove(entity);
		}
	}

}
