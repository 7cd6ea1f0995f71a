package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades.Cascade;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * An HQL or Criteria delete of entities with a deletion id: one UPDATE of each table that
 * holds the indicator and then, level by level, one of each that cascades lead to.
 */
final class BulkDelete implements SelfBindingHandler {

	private final SoftDeletePersister persister;

	private final List<BulkDeletePlan> plans;

	private final @Nullable MatchingRows rows;

	private final List<Cascade> cascades;

	/**
	 * Create the delete.
	 * @param plans the update of each table
	 * @param rows the ids of the rows, if what is updated first could be what the
	 * statement's condition on the others depends on
	 */
	BulkDelete(SoftDeletePersister persister, List<BulkDeletePlan> plans, @Nullable MatchingRows rows,
			List<Cascade> cascades) {
		this.persister = persister;
		this.plans = plans;
		this.rows = rows;
		this.cascades = cascades;
	}

	@Override
	public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
		SharedSessionContractImplementor session = executionContext.getSession();
		flushPending(session, executionContext.getQueryOptions().getFlushMode());
		// what is part of another one names rows by their ids, or by who takes them along
		boolean part = BulkDeletion.isRunning(session);
		return BulkDeletion.run(session, this.persister, () -> {
			if (this.rows != null && !part) {
				return delete(session, this.rows.list(executionContext));
			}
			int count = 0;
			for (BulkDeletePlan plan : this.plans) {
				count += plan.executeUpdate(executionContext);
				BulkDeletion.current().begun(count > 0);
			}
			if (count > 0) {
				BulkDeletion.current().deleted(session, this.persister);
				this.cascades.forEach((cascade) -> takeAlong(session, cascade, BulkDeletion.current().mark()));
			}
			return count;
		});
	}

	// Hibernate flushes what is pending for the tables that the statement names; but what
	// is to be taken along counts too, and a link that was removed from a collection must
	// not pass for one that the deletion hides
	private void flushPending(SharedSessionContractImplementor session, @Nullable FlushMode ofStatement) {
		FlushMode flushMode = (ofStatement != null) ? ofStatement : session.getHibernateFlushMode();
		if (session instanceof SessionImplementor stateful
				&& (flushMode == FlushMode.AUTO || flushMode == FlushMode.ALWAYS)) {
			stateful.flush();
		}
	}

	private int delete(SharedSessionContractImplementor session, List<Object> idsAndTypes) {
		List<Object> ids = idsAndTypes.stream().map((row) -> ((Object[]) row)[0]).toList();
		return EnabledFilters.lifted(session, () -> {
			int count = 0;
			for (List<Object> part : this.persister.parts(ids)) {
				count += executeUpdate(session
					.createMutationQuery(
							"delete from %s e where id(e) in (:ids)".formatted(this.persister.getEntityName()))
					.setParameterList("ids", part));
			}
			return count;
		});
	}

	private void takeAlong(SharedSessionContractImplementor session, Cascade cascade, UUID mark) {
		EnabledFilters.lifted(session, () -> SoftDeleteScope.includingDeleted(() -> {
			return executeUpdate(session.createMutationQuery((cascade.target().hasVirtualId()
					? "delete from %s t where t in (select e from %s where o.%s = :mark)"
					: "delete from %s t where id(t) in (select id(e) from %s where o.%s = :mark)")
				.formatted(cascade.target().getEntityName(), cascade.from(),
						this.persister.softDeleteModel().deletionId()))
				.setParameter("mark", mark));
		}));
	}

	// until there is another way to say that nothing needs to be flushed
	@SuppressWarnings("removal")
	private static int executeUpdate(MutationQuery delete) {
		return delete.setQueryFlushMode(QueryFlushMode.NO_FLUSH).executeUpdate();
	}

}
