package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.MutatingTableReference;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilderStandard;

/**
 * Restricts the updates of an entity to its live row, so that an update of a row that was
 * deleted meanwhile is a stale one, also without a version.
 * <p>
 * Relies on {@link UpdateCoordinatorStandard} building each update of a table by
 * {@code newTableUpdateBuilder}.
 */
final class LiveRowUpdateCoordinator extends UpdateCoordinatorStandard {

	LiveRowUpdateCoordinator(SoftDeletePersister persister, SessionFactoryImplementor factory) {
		super(persister, factory);
	}

	// called by the superclass's constructor
	@Override
	protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
			EntityTableMapping tableMapping) {
		if (!tableMapping.isIdentifierTable()) {
			return super.newTableUpdateBuilder(tableMapping);
		}
		String restriction = ((SoftDeletePersister) entityPersister()).softDeleteModel().restriction();
		return new TableUpdateBuilderStandard<>(entityPersister(), new MutatingTableReference(tableMapping), factory(),
				restriction);
	}

}
