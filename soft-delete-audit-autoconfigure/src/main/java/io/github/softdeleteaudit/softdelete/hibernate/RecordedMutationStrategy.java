package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleDeleteQueryPlan;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Runs the HQL and Criteria updates and deletes of an entity that is recorded but not
 * soft-deletable, as Hibernate does, and records their rows. For the starter's own
 * packages.
 * <p>
 * Relies on Hibernate asking an entity's strategy, where there is one, to run such a
 * statement, for entities in one table too.
 */
public final class RecordedMutationStrategy implements SqmMultiTableMutationStrategy {

	private final EntityPersister persister;

	private final @Nullable SqmMultiTableMutationStrategy multiTableStrategy;

	private final RowChangeRecorder recorder;

	/**
	 * Create a strategy.
	 * @param persister the persister of the entity
	 * @param multiTableStrategy Hibernate's own strategy, if the entity has several
	 * tables
	 * @param recorder told of the rows
	 */
	public RecordedMutationStrategy(EntityPersister persister,
			@Nullable SqmMultiTableMutationStrategy multiTableStrategy, RowChangeRecorder recorder) {
		this.persister = persister;
		this.multiTableStrategy = multiTableStrategy;
		this.recorder = recorder;
	}

	@Override
	public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
		if (this.multiTableStrategy != null) {
			this.multiTableStrategy.release(sessionFactory, connectionAccess);
		}
	}

	@Override
	public MultiTableHandlerBuildResult buildHandler(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		MultiTableHandlerBuildResult built = build(statement, domainParameterXref, context);
		if (!this.recorder.records(context.getSession(), this.persister.getEntityName())) {
			return built;
		}
		MultiTableHandler recorded = new LockedMutation(this.persister, built.multiTableHandler(), MatchingRows
			.idsAndTypes(statement, domainParameterXref, context,
					!(this.persister instanceof UnionSubclassEntityPersister && this.persister.hasMultipleTables())),
				(statement instanceof SqmUpdateStatement<?> update) ? LockedMutation.assigned(update, this.persister)
						: null,
				List.of(this.recorder));
		return new MultiTableHandlerBuildResult(recorded, built.firstJdbcParameterBindings());
	}

	private MultiTableHandlerBuildResult build(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (this.multiTableStrategy != null) {
			return this.multiTableStrategy.buildHandler(statement, domainParameterXref, context);
		}
		NonSelectQueryPlan plan = (statement instanceof SqmDeleteStatement<?> delete)
				? new SimpleDeleteQueryPlan(this.persister, delete, domainParameterXref)
				: new SimpleNonSelectQueryPlan(statement, domainParameterXref);
		return new MultiTableHandlerBuildResult(new PlanHandler(plan), JdbcParameterBindings.NO_BINDINGS);
	}

}
