package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Arrays;
import java.util.Objects;

import org.hibernate.StatelessSession;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.MutatingTableReference;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilderStandard;
import org.jspecify.annotations.Nullable;

/**
 * Restricts the updates of an entity to its live row, so that an update of a row that was
 * deleted meanwhile is a stale one, also without a version and where only the table of a
 * subclass or a secondary one changes.
 * <p>
 * Relies on {@link UpdateCoordinatorStandard} building each update of a table by
 * {@code newTableUpdateBuilder}.
 */
final class LiveRowUpdateCoordinator extends UpdateCoordinatorStandard {

	LiveRowUpdateCoordinator(SoftDeletePersister persister, SessionFactoryImplementor factory) {
		super(persister, factory);
	}

	private SoftDeletePersister persister() {
		return (SoftDeletePersister) entityPersister();
	}

	// called by the superclass's constructor
	@Override
	protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
			EntityTableMapping tableMapping) {
		if (!tableMapping.isIdentifierTable()) {
			return super.newTableUpdateBuilder(tableMapping);
		}
		return new TableUpdateBuilderStandard<>(entityPersister(), new MutatingTableReference(tableMapping), factory(),
				persister().softDeleteModel().restriction());
	}

	@Override
	public GeneratedValues update(Object entity, Object id, Object rowId, Object[] values, Object oldVersion,
			Object[] incomingOldValues, int[] dirtyAttributeIndexes, boolean hasDirtyCollection,
			SharedSessionContractImplementor session) {
		// an update that returns values is built elsewhere, and counts no rows; a
		// stateless
		// session writes collections also of an entity that has nothing else to write
		if (persister().getUpdateDelegate() != null
				|| persister().getTableMappings().length > 1 && !writesVersion(oldVersion, values)
						&& !writesIdentifierTable(dirtyAttributeIndexes)
				|| session instanceof StatelessSession && getStaticMutationOperationGroup()
					.getOperation(persister().getIdentifierTableMapping().getTableName()) == null) {
			LiveRow.require(persister(), id, session);
		}
		try {
			return super.update(entity, id, rowId, values, oldVersion, incomingOldValues, dirtyAttributeIndexes,
					hasDirtyCollection, session);
		}
		catch (ConstraintViolationException ex) {
			// other sessions write in a flush, which translates
			RuntimeException known = (session instanceof StatelessSession) ? persister().softDeleteBehavior()
				.uniqueViolations()
				.translate(ex, session, () -> ExplainedInsertCoordinator.alone(entity, session)) : null;
			throw (known != null) ? known : ex;
		}
	}

	@Override
	protected BatchKeyAccess resolveBatchKeyAccess(boolean dynamicUpdate, SharedSessionContractImplementor session) {
		return persister().softDeleteBehavior()
			.batchedRowCounts()
			.whereCounted(super.resolveBatchKeyAccess(dynamicUpdate, session), persister(), session);
	}

	@Override
	protected BatchKeyAccess resolveUpdateVersionBatchKeyAccess(boolean dynamicUpdate,
			SharedSessionContractImplementor session) {
		return persister().softDeleteBehavior()
			.batchedRowCounts()
			.whereCounted(super.resolveUpdateVersionBatchKeyAccess(dynamicUpdate, session), persister(), session);
	}

	// an attribute may be excluded from the optimistic lock
	private boolean writesVersion(@Nullable Object oldVersion, Object[] values) {
		return persister().isVersioned() && !Objects.equals(oldVersion,
				values[persister().getVersionMapping().getVersionAttribute().getStateArrayPosition()]);
	}

	private boolean writesIdentifierTable(int @Nullable [] dirtyAttributeIndexes) {
		String table = persister().getIdentifierTableMapping().getTableName();
		return dirtyAttributeIndexes != null && Arrays.stream(dirtyAttributeIndexes)
			.mapToObj(persister()::getAttributeMapping)
			.anyMatch((attribute) -> attribute.getJdbcTypeCount() > 0
					&& attribute.getSelectable(0).getContainingTableExpression().equals(table));
	}

}
