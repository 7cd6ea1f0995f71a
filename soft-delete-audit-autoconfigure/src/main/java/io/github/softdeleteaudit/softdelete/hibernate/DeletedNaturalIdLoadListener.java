package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.NaturalIdResolutions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a deleted row that is loaded from answering for its natural id, which a live row
 * may have as well.
 * <p>
 * Relies on Hibernate noting the natural id of what it loads before it tells of the load,
 * and again in its own listener of loads by id, after which {@link LiveRowLoadListener}
 * calls this.
 */
final class DeletedNaturalIdLoadListener implements PostLoadEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public void onPostLoad(PostLoadEvent event) {
		forget(event.getSession(), event.getPersister(), event.getEntity());
	}

	static void forget(SharedSessionContractImplementor session, @Nullable EntityPersister loaded, Object entity) {
		if (!(loaded instanceof SoftDeletePersister persister) || !persister.hasNaturalIdentifier()
				|| !Hibernate.isInitialized(entity)) {
			return;
		}
		Object instance = Hibernate.unproxy(entity);
		if (persister.softDeleteModel().isDeleted(persister.value(instance, persister.softDeleteModel().indicator()))) {
			Object id = persister.getIdentifier(instance, session);
			NaturalIdResolutions resolutions = session.getPersistenceContextInternal().getNaturalIdResolutions();
			Object naturalId = resolutions.findCachedNaturalIdById(id, persister);
			if (naturalId != null) {
				resolutions.removeLocalResolution(id, naturalId, persister);
			}
		}
	}

}
