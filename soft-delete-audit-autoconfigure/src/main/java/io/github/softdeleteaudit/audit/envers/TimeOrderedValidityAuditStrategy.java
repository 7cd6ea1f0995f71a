package io.github.softdeleteaudit.audit.envers;

import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleComponentData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.hibernate.envers.strategy.spi.AuditStrategyContext;

/**
 * Envers' validity strategy, reading in the order of time. Made by Envers.
 */
public final class TimeOrderedValidityAuditStrategy extends ValidityAuditStrategy {

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
