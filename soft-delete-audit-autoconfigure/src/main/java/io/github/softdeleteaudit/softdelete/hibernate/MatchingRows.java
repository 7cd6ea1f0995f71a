package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.function.Consumer;

import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.query.spi.DelegatingQueryOptions;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.SelectQueryPlan;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.ConcreteSqmSelectQueryPlan;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.exec.spi.Callback;

/**
 * A query of the rows that an HQL or Criteria statement would change, with the
 * statement's own condition and parameters.
 * <p>
 * Relies on Hibernate's tree of a query taking the root and the condition of another one,
 * as it does itself to find the ids of rows in several tables.
 */
final class MatchingRows {

	private final SqmSelectStatement<Object> select;

	private final SelectQueryPlan<Object> plan;

	private final DomainParameterXref domainParameterXref;

	private final boolean locked;

	private MatchingRows(SqmSelectStatement<Object> select, DomainParameterXref domainParameterXref,
			QueryOptions options, boolean locked) {
		this.select = select;
		this.plan = plan(select, domainParameterXref, options);
		this.domainParameterXref = domainParameterXref;
		this.locked = locked;
	}

	/**
	 * Query the entities.
	 * @param locked whether to lock their rows
	 */
	static MatchingRows entities(SqmDeleteOrUpdateStatement<?> statement, DomainParameterXref domainParameterXref,
			DomainQueryExecutionContext context, boolean locked) {
		SqmDeleteOrUpdateStatement<?> own = copy(statement);
		return of(own, domainParameterXref, context, locked, (select) -> select.add(own.getTarget(), null));
	}

	/**
	 * Query pairs of ids and classes.
	 * @param locked whether to lock the rows
	 */
	static MatchingRows idsAndTypes(SqmDeleteOrUpdateStatement<?> statement, DomainParameterXref domainParameterXref,
			DomainQueryExecutionContext context, boolean locked) {
		SqmDeleteOrUpdateStatement<?> own = copy(statement);
		SqmRoot<?> target = own.getTarget();
		return of(own, domainParameterXref, context, locked, (select) -> {
			select.add(target.get(EntityIdentifierMapping.ID_ROLE_NAME), null);
			select.add(target.type(), null);
		});
	}

	/**
	 * Copy a statement, but for its parameters: other threads may be at it, and to its
	 * paths those of a query are added.
	 */
	@SuppressWarnings("unchecked")
	static <S extends SqmDeleteOrUpdateStatement<?>> S copy(S statement) {
		return (S) statement.copy(SqmCopyContext.noParamCopyContext());
	}

	private static MatchingRows of(SqmDeleteOrUpdateStatement<?> statement, DomainParameterXref domainParameterXref,
			DomainQueryExecutionContext context, boolean locked, Consumer<SqmSelectClause> selections) {
		SqmQuerySpec<Object> query = new SqmQuerySpec<>(statement.nodeBuilder());
		query.setFromClause(new SqmFromClause(1));
		query.addRoot(statement.getTarget());
		query.setSelectClause(new SqmSelectClause(false, 2, statement.nodeBuilder()));
		selections.accept(query.getSelectClause());
		query.setWhereClause(statement.getWhereClause());
		SqmSelectStatement<Object> select = new SqmSelectStatement<>(query, Object.class, SqmQuerySource.CRITERIA,
				statement.nodeBuilder());
		return new MatchingRows(select, domainParameterXref, context.getQueryOptions(), locked);
	}

	private static SelectQueryPlan<Object> plan(SqmSelectStatement<Object> select,
			DomainParameterXref domainParameterXref, QueryOptions options) {
		return new ConcreteSqmSelectQueryPlan<>(select, select.toHqlString(), domainParameterXref, Object.class, null,
				options);
	}

	List<Object> list(DomainQueryExecutionContext context) {
		// the lists that Hibernate has expanded are those of one translation
		this.domainParameterXref.clearExpansions();
		SelectQueryPlan<Object> plan = context.getQueryParameterBindings().hasAnyMultiValuedBindings()
				? plan(this.select, this.domainParameterXref, context.getQueryOptions()) : this.plan;
		return plan.performList(new Context(context, this.locked));
	}

	/**
	 * The context of the statement, but for what only a query has.
	 */
	// Hibernate's options of a query still have LockOptions
	@SuppressWarnings("removal")
	private static final class Context extends DelegatingQueryOptions implements DomainQueryExecutionContext {

		private final DomainQueryExecutionContext statement;

		private final LockOptions lockOptions;

		Context(DomainQueryExecutionContext statement, boolean locked) {
			super(statement.getQueryOptions());
			this.statement = statement;
			this.lockOptions = new LockOptions(locked ? LockMode.PESSIMISTIC_WRITE : LockMode.NONE);
		}

		@Override
		public LockOptions getLockOptions() {
			return this.lockOptions;
		}

		@Override
		public QueryOptions getQueryOptions() {
			return this;
		}

		@Override
		public QueryParameterBindings getQueryParameterBindings() {
			return this.statement.getQueryParameterBindings();
		}

		@Override
		public Callback getCallback() {
			return this.statement.getCallback();
		}

		@Override
		public SharedSessionContractImplementor getSession() {
			return this.statement.getSession();
		}

	}

}
