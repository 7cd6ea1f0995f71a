package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/**
 * Makes deleted entities that are loaded in a {@link SoftDeleteScope} read-only. Live
 * ones, as those that a deleted one refers to, stay as they are: others may change them
 * later in the same transaction.
 * <p>
 * Relies on Hibernate telling of a load once the entity is managed.
 */
final class ScopedLoadListener implements PostLoadEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public void onPostLoad(PostLoadEvent event) {
		if (SoftDeleteScope.isReading() && event.getPersister() instanceof SoftDeletePersister persister
				&& persister.softDeleteModel()
					.isDeleted(persister.value(event.getEntity(), persister.softDeleteModel().indicator()))) {
			event.getSession().getPersistenceContextInternal().setReadOnly(event.getEntity(), true);
		}
	}

}
