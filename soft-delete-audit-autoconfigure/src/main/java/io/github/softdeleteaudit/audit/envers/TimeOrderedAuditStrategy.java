package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleComponentData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.internal.DefaultAuditStrategy;
import org.hibernate.envers.strategy.spi.AuditStrategyContext;

import static org.hibernate.envers.internal.entities.mapper.relation.query.QueryConstants.MIDDLE_ENTITY_ALIAS_DEF_AUD_STR;

/**
 * Envers' default strategy, reading in the order of time. Made by Envers.
 */
public final class TimeOrderedAuditStrategy extends DefaultAuditStrategy {

	@SuppressWarnings("NullAway.Init")
	private RevisionOrder order;

	/**
	 * For Envers.
	 */
	public TimeOrderedAuditStrategy() {
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
		List<QueryBuilder> same = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			QueryBuilder query = rootQueryBuilder.newSubQueryBuilder(idData.getAuditEntityName(), alias2);
			idData.getOriginalMapper()
				.addIdsEqualToQuery(query.getRootParameters(), alias1 + "." + originalIdPropertyName,
						alias2 + "." + originalIdPropertyName);
			same.add(query);
		}
		this.order.restrictToLatest(parameters, addAlias ? alias1 + "." + revisionProperty : revisionProperty, same,
				revisionPropertyPath, alias2, inclusive);
	}

	@Override
	public void addAssociationAtRevisionRestriction(QueryBuilder rootQueryBuilder, Parameters parameters,
			String revisionProperty, String revisionEndProperty, boolean addAlias, MiddleIdData referencingIdData,
			String versionsMiddleEntityName, String eeOriginalIdPropertyPath, String revisionPropertyPath,
			String originalIdPropertyName, String alias1, boolean inclusive, MiddleComponentData... componentDatas) {
		String originalId = MIDDLE_ENTITY_ALIAS_DEF_AUD_STR + "." + originalIdPropertyName;
		List<QueryBuilder> same = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			QueryBuilder query = rootQueryBuilder.newSubQueryBuilder(versionsMiddleEntityName,
					MIDDLE_ENTITY_ALIAS_DEF_AUD_STR);
			referencingIdData.getPrefixedMapper()
				.addIdsEqualToQuery(query.getRootParameters(), eeOriginalIdPropertyPath, originalId);
			for (MiddleComponentData componentData : componentDatas) {
				componentData.getComponentMapper()
					.addMiddleEqualToQuery(query.getRootParameters(), eeOriginalIdPropertyPath, alias1, originalId,
							MIDDLE_ENTITY_ALIAS_DEF_AUD_STR);
			}
			same.add(query);
		}
		this.order.restrictToLatest(parameters, addAlias ? alias1 + "." + revisionProperty : revisionProperty, same,
				revisionPropertyPath, MIDDLE_ENTITY_ALIAS_DEF_AUD_STR, inclusive);
	}

}
