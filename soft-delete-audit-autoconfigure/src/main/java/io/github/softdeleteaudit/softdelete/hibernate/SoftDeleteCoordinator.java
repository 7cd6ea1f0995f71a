package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.actor.Stamp;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.internal.ModelMutationHelper;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
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
 * Relies on {@link AbstractDeleteCoordinator} making the operations once by
 * {@code generateOperationGroup} and binding keys and versions, and on Hibernate's delete
 * events reading the entry's deleted state after this.
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
	protected MutationOperationGroup generateOperationGroup(@Nullable Object rowId, Object @Nullable [] loadedState,
			boolean applyVersion, @Nullable SharedSessionContractImplementor session) {
		SoftDeleteModel model = persister().softDeleteModel();
		EntityTableMapping table = persister().getIdentifierTableMapping();
		TableUpdateBuilderStandard<MutationOperation> update = new TableUpdateBuilderStandard<>(persister(),
				new MutatingTableReference(table), factory(), model.restriction());
		addValue(update, model.indicator());
		addValue(update, model.deletedBy());
		addValue(update, model.deletionId());
		EntityVersionMapping version = persister().getVersionMapping();
		if (persister().isVersionWritten()) {
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

	/**
	 * Delete as the superclass does, with the stamp and the next version bound along, and
	 * put into the instance and the state that the delete event gets.
	 */
	@Override
	public void delete(Object entity, Object id, Object version, SharedSessionContractImplementor session) {
		if (entity == null) {
			// the delete listener loads what is deleted
			throw new IllegalStateException(
					"%s with id %s was to be deleted without being loaded".formatted(persister().getEntityName(), id));
		}
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		Object[] loadedState = (entry != null) ? entry.getLoadedState() : null;
		Object rowId = (entry != null) ? entry.getRowId() : null;
		boolean byState = persister().optimisticLockStyle().isAllOrDirty() && loadedState != null;
		MutationOperationGroup group = (byState || rowId == null && persister().hasRowId())
				? generateOperationGroup(null, byState ? loadedState : null, true, session)
				: getStaticMutationOperationGroup();
		List<Assignment> assignments = assignments(version, session);
		MutationExecutor executor = this.mutationExecutorService
			.createExecutor(resolveBatchKeyAccess(group != getStaticMutationOperationGroup(), session), group, session);
		try {
			assignments.forEach((assignment) -> bind(assignment, executor.getJdbcValueBindings(), session));
			applyLocking(version, byState ? loadedState : null, executor, session);
			bindPartitionColumnValueBindings((loadedState != null) ? loadedState : persister().getValues(entity),
					session, executor.getJdbcValueBindings());
			applyId(id, rowId, executor, group, session);
			executor.execute(entity, null, null,
					(details, rows, batchPosition) -> ModelMutationHelper.identifiedResultsCheck(details, rows,
							batchPosition, persister(), id, factory()),
					session, (stale) -> new StaleObjectStateException(persister().getEntityName(), id, stale));
		}
		finally {
			executor.release();
		}
		Object[] deletedState = (entry != null) ? entry.getDeletedState() : null;
		assignments.forEach((assignment) -> set(entity, deletedState, assignment));
		LiveRowCaching.rowsChange(session, persister());
		if (entry != null) {
			HeldIdentifierListener.deleted(entry.getEntityKey());
		}
	}

	// Hibernate takes no update into a batch whose kind may return values
	@Override
	protected BatchKeyAccess resolveBatchKeyAccess(boolean dynamicUpdate, SharedSessionContractImplementor session) {
		return persister().softDeleteBehavior()
			.batchedRowCounts()
			.whereCounted(
					super.resolveBatchKeyAccess(dynamicUpdate || persister().getUpdateDelegate() != null, session),
					persister(), session);
	}

	private List<Assignment> assignments(@Nullable Object version, SharedSessionContractImplementor session) {
		SoftDeleteModel model = persister().softDeleteModel();
		Stamp stamp = persister().stamps().current(session);
		persister().stamps().deleting(session);
		List<Assignment> assignments = new ArrayList<>();
		assignments.add(new Assignment(model.indicator(), model.deletedValue(stamp.instant())));
		if (model.deletedBy() != null) {
			assignments.add(new Assignment(model.deletedBy(), stamp.actor().name()));
		}
		if (model.deletionId() != null) {
			assignments.add(new Assignment(model.deletionId(), stamp.deletionId()));
		}
		EntityVersionMapping versionMapping = persister().getVersionMapping();
		if (persister().isVersionWritten()) {
			assignments.add(new Assignment(versionMapping.getVersionAttribute().getAttributeName(),
					Versioning.increment(version, versionMapping, session)));
		}
		return assignments;
	}

	private void bind(Assignment assignment, JdbcValueBindings bindings, SharedSessionContractImplementor session) {
		String table = persister().getIdentifierTableMapping().getTableName();
		attribute(assignment.attribute).breakDownJdbcValues(assignment.value, (index, jdbcValue, selectable) -> bindings
			.bindValue(jdbcValue, table, selectable.getSelectionExpression(), ParameterUsage.SET), session);
	}

	private void set(Object entity, Object @Nullable [] deletedState, Assignment assignment) {
		int index = persister().getPropertyIndex(assignment.attribute);
		persister().setValue(entity, index, assignment.value);
		if (deletedState != null) {
			deletedState[index] = assignment.value;
		}
	}

	private AttributeMapping attribute(String name) {
		return persister().findAttributeMapping(name);
	}

	private record Assignment(String attribute, Object value) {
	}

}
