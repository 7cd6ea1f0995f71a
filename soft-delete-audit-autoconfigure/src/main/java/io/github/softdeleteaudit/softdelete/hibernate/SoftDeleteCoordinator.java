package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.actor.Stamp;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.persister.entity.mutation.AbstractDeleteCoordinator;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.hibernate.sql.model.ast.MutatingTableReference;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilderStandard;
import org.hibernate.sql.model.internal.MutationGroupSingle;
import org.hibernate.sql.model.internal.MutationOperationGroupFactory;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an entity by one UPDATE of the table that holds the indicator, restricted to
 * the live row, and by nothing else. The values are bound, so that Hibernate batches the
 * statements and counts the rows: a row that is deleted already, or was changed since it
 * was read, is a stale one.
 * <p>
 * Relies on {@link AbstractDeleteCoordinator} executing the operations that
 * {@code generateOperationGroup} makes with the values bound by
 * {@code applyStaticDeleteTableDetails}, and on Hibernate's delete events reading the
 * entry's deleted state after this.
 */
final class SoftDeleteCoordinator extends AbstractDeleteCoordinator {

	private static final Log logger = LogFactory.getLog(SoftDeleteCoordinator.class);

	SoftDeleteCoordinator(SoftDeletePersister persister, SessionFactoryImplementor factory) {
		super(persister, factory);
		if (logger.isDebugEnabled()) {
			logger.debug("%s is soft-deletable, as if it carried @SQLDelete(\"%s\") and @SQLRestriction(\"%s\")"
				.formatted(persister.getEntityName(), sql(), persister.softDeleteModel().restriction()));
		}
	}

	private String sql() {
		return ((PreparableMutationOperation) getStaticMutationOperationGroup().getSingleOperation()).getSqlString();
	}

	private SoftDeletePersister persister() {
		return (SoftDeletePersister) entityPersister();
	}

	// called by the superclass's constructor
	@Override
	protected MutationOperationGroup generateOperationGroup(Object rowId, Object[] loadedState, boolean applyVersion,
			SharedSessionContractImplementor session) {
		SoftDeleteModel model = persister().softDeleteModel();
		EntityTableMapping table = persister().getIdentifierTableMapping();
		TableUpdateBuilderStandard<MutationOperation> update = new TableUpdateBuilderStandard<>(persister(),
				new MutatingTableReference(table), factory(), model.restriction());
		addValue(update, model.indicator());
		addValue(update, model.deletedBy());
		addValue(update, model.deletionId());
		EntityVersionMapping version = persister().getVersionMapping();
		if (version != null) {
			update.addValueColumn("?", version);
		}
		applyKeyRestriction(rowId, persister(), update, table);
		applyPartitionKeyRestriction(tableMutationBuilderResolver(update));
		applyOptimisticLocking(persister().optimisticLockStyle(), tableMutationBuilderResolver(update), loadedState,
				session);
		var mutation = update.buildMutation();
		return MutationOperationGroupFactory.singleOperation(
				new MutationGroupSingle(MutationType.DELETE, persister(), mutation),
				mutation.createMutationOperation(null, factory()));
	}

	private void addValue(TableUpdateBuilderStandard<MutationOperation> update, @Nullable String attribute) {
		if (attribute != null) {
			attribute(attribute).forEachSelectable((index, selectable) -> update.addValueColumn("?", selectable));
		}
	}

	@Override
	public void delete(Object entity, Object id, Object version, SharedSessionContractImplementor session) {
		if (entity == null) {
			// the delete listener loads what is deleted
			throw new IllegalStateException(
					"%s with id %s was to be deleted without being loaded".formatted(persister().getEntityName(), id));
		}
		super.delete(entity, id, version, session);
		stamp(entity, version, session);
	}

	@Override
	protected void applyStaticDeleteTableDetails(Object id, Object rowId, Object[] loadedState, Object version,
			boolean applyVersion, MutationExecutor mutationExecutor, SharedSessionContractImplementor session) {
		bindStamp(version, mutationExecutor.getJdbcValueBindings(), session);
		super.applyStaticDeleteTableDetails(id, rowId, loadedState, version, applyVersion, mutationExecutor, session);
	}

	@Override
	protected void applyDynamicDeleteTableDetails(Object id, Object rowId, Object[] loadedState,
			MutationExecutor mutationExecutor, MutationOperationGroup operationGroup,
			SharedSessionContractImplementor session) {
		bindStamp(null, mutationExecutor.getJdbcValueBindings(), session);
		super.applyDynamicDeleteTableDetails(id, rowId, loadedState, mutationExecutor, operationGroup, session);
	}

	private void bindStamp(@Nullable Object version, JdbcValueBindings bindings,
			SharedSessionContractImplementor session) {
		SoftDeleteModel model = persister().softDeleteModel();
		Stamp stamp = persister().stamps().current(session);
		bind(model.indicator(), model.deletedValue(stamp.instant()), bindings, session);
		bind(model.deletedBy(), stamp.actor().name(), bindings, session);
		bind(model.deletionId(), stamp.deletionId(), bindings, session);
		EntityVersionMapping versionMapping = persister().getVersionMapping();
		if (versionMapping != null) {
			bindings.bindValue(Versioning.increment(version, versionMapping, session),
					persister().getIdentifierTableMapping().getTableName(), versionMapping.getSelectionExpression(),
					ParameterUsage.SET);
		}
	}

	private void bind(@Nullable String attribute, Object value, JdbcValueBindings bindings,
			SharedSessionContractImplementor session) {
		if (attribute != null) {
			String table = persister().getIdentifierTableMapping().getTableName();
			attribute(attribute).breakDownJdbcValues(value, (index, jdbcValue, selectable) -> bindings
				.bindValue(jdbcValue, table, selectable.getSelectionExpression(), ParameterUsage.SET), session);
		}
	}

	// the instance and the delete event get the row as it is now
	private void stamp(Object entity, Object version, SharedSessionContractImplementor session) {
		SoftDeleteModel model = persister().softDeleteModel();
		Stamp stamp = persister().stamps().current(session);
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		Object[] deletedState = (entry != null) ? entry.getDeletedState() : null;
		if (deletedState != null) {
			// a read-only entity keeps no loaded state
			Object[] loadedState = entry.getLoadedState();
			restoreReferences(deletedState, (loadedState != null) ? loadedState : persister().getValues(entity));
		}
		set(entity, deletedState, model.indicator(), model.deletedValue(stamp.instant()));
		set(entity, deletedState, model.deletedBy(), stamp.actor().name());
		set(entity, deletedState, model.deletionId(), stamp.deletionId());
		EntityVersionMapping versionMapping = persister().getVersionMapping();
		if (versionMapping != null) {
			set(entity, deletedState, versionMapping.getVersionAttribute().getAttributeName(),
					Versioning.increment(version, versionMapping, session));
		}
	}

	// Hibernate nulls references to what is deleted along, but the row keeps them
	private void restoreReferences(Object[] deletedState, Object[] loadedState) {
		for (int i = 0; i < deletedState.length; i++) {
			if (persister().getPropertyTypes()[i].isEntityType()) {
				deletedState[i] = loadedState[i];
			}
		}
	}

	private void set(Object entity, Object @Nullable [] deletedState, @Nullable String attribute, Object value) {
		if (attribute != null) {
			int index = persister().getPropertyIndex(attribute);
			persister().setValue(entity, index, value);
			if (deletedState != null) {
				deletedState[index] = value;
			}
		}
	}

	private AttributeMapping attribute(String name) {
		return persister().findAttributeMapping(name);
	}

}
