package io.github.softdeleteaudit.audit.envers;

import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleComponentData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.internal.DefaultAuditStrategy;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.hibernate.envers.strategy.spi.AuditStrategyContext;

/**
 * Envers' validity strategy, by which each audit row names the revision that ends it,
 * reading in the order of time, and for rows that are older than auditing as well. Made
 * by Envers.
 * <p>
 * Envers refuses to change a row that has no audit row, or whose audit row it has to
 * write again in the same transaction. Here what comes before is ended if it is there, at
 * the end of the transaction and by one statement for all rows of a table.
 */
public final class TimeOrderedValidityAuditStrategy extends ValidityAuditStrategy {

	// writes the audit row alone
	private final DefaultAuditStrategy rows = new DefaultAuditStrategy();

	@SuppressWarnings("NullAway.Init")
	private RevisionOrder order;

	/**
	 * For Envers.
	 */
	public TimeOrderedValidityAuditStrategy() {
	}

	@Override
	public void postInitialize(AuditStrategyContext context) {
		super.postInitialize(context);
		this.order = RevisionOrder.of(context);
	}

	@Override
	public void perform(SharedSessionContractImplementor session, String entityName, Configuration configuration,
			Object id, Object data, Object revision) {
		boolean ends = configuration.isAllowIdentifierReuse()
				|| ((Map<?, ?>) data).get(configuration.getRevisionTypePropertyName()) != RevisionType.ADD;
		if (!ends || PreviousRows.endAtCompletion(session, entityName, id, revision)) {
			this.rows.perform(session, entityName, configuration, id, data, revision);
		}
		else {
			super.perform(session, entityName, configuration, id, data, revision);
		}
	}

	@Override
	public void addEntityAtRevisionRestriction(Configuration configuration, QueryBuilder rootQueryBuilder,
			Parameters parameters, String revisionProperty, String revisionEndProperty, boolean addAlias,
			MiddleIdData idData, String revisionPropertyPath, String originalIdPropertyName, String alias1,
			String alias2, boolean inclusive) {
		restrict(parameters, revisionProperty, revisionEndProperty, addAlias, alias1, inclusive);
	}

	@Override
	public void addAssociationAtRevisionRestriction(QueryBuilder rootQueryBuilder, Parameters parameters,
			String revisionProperty, String revisionEndProperty, boolean addAlias, MiddleIdData referencingIdData,
			String versionsMiddleEntityName, String eeOriginalIdPropertyPath, String revisionPropertyPath,
			String originalIdPropertyName, String alias1, boolean inclusive, MiddleComponentData... componentDatas) {
		restrict(parameters, revisionProperty, revisionEndProperty, addAlias, alias1, inclusive);
	}

	private void restrict(Parameters parameters, String revisionProperty, String revisionEndProperty, boolean addAlias,
			String alias, boolean inclusive) {
		String prefix = addAlias ? alias + "." : "";
		this.order.restrictToValid(parameters, prefix + revisionProperty, prefix + revisionEndProperty, inclusive);
	}

}
