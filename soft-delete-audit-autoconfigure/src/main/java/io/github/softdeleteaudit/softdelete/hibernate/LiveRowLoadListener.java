package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.IdentifierOfDeletedRowException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.Hibernate;
import org.hibernate.StaleObjectStateException;
import org.hibernate.event.spi.EventSource;
import org.hibernate.id.CompositeNestedGeneratedValueGenerator;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;

/**
 * Makes a find by id answer that there is nothing where the row is deleted, or in a
 * {@link SoftDeleteScope} whatever queries do not see there, whether it came from the
 * database, from the persistence context or from a cache. References, which are loaded
 * for other reasons, keep showing their target, and a merge of what is deleted fails as
 * stale.
 * <p>
 * Relies on Hibernate loading what the application asks for by id as
 * {@link LoadEventListener#GET}, and references as one of the internal kinds.
 */
final class LiveRowLoadListener implements LoadEventListener {

	private final List<LoadEventListener> delegates;

	LiveRowLoadListener(List<LoadEventListener> delegates) {
		this.delegates = delegates;
	}

	@Override
	public void onLoad(LoadEvent event, LoadType loadType) {
		for (LoadEventListener delegate : this.delegates) {
			delegate.onLoad(event, loadType);
		}
		if (event.getResult() != null) {
			DeletedNaturalIdLoadListener.forget(event.getSession(),
					SoftDeletePersister.find(event.getSession(), event.getEntityClassName()), event.getResult());
		}
		if (loadType == LoadEventListener.GET && event.getResult() != null && isHidden(event)) {
			event.setResult(null);
		}
	}

	private static boolean isHidden(LoadEvent event) {
		if (isMergedAlong(event.getSession())) {
			return false;
		}
		SoftDeletePersister persister = SoftDeletePersister.find(event.getSession(), event.getEntityClassName());
		if (persister == null) {
			return false;
		}
		Object entity = Hibernate.unproxy(event.getResult());
		boolean deleted = persister.isReadDeleted(entity,
				event.getSession().getPersistenceContextInternal().getEntry(entity));
		if (!isMerge(event.getSession())) {
			return !SoftDeleteScope.ofRows(persister.softDeleteModel().type()).shows(deleted);
		}
		if (deleted) {
			// else what is merged could pass for a new one
			throw passesForNew(persister) ? new IdentifierOfDeletedRowException(persister.getEntityName(), event
				.getEntityId()) : new StaleObjectStateException(persister.getEntityName(), event.getEntityId(),
						"Its row was deleted: restore it by SoftDeleteRepository.restore, or remove it by SoftDeleteRepository.purge before another one with the same id is saved");
		}
		return false;
	}

	// a merge that cascades to a reference must find its target, as any reference does
	private static boolean isMergedAlong(EventSource session) {
		return isMerge(session) && session.getPersistenceContextInternal().getCascadeLevel() > 0;
	}

	// without a version and with an id of the application's own, nothing tells
	private static boolean passesForNew(SoftDeletePersister persister) {
		return !persister.isVersioned() && (!persister.getGenerator().generatesSometimes()
				|| persister.getGenerator() instanceof CompositeNestedGeneratedValueGenerator);
	}

	private static boolean isMerge(EventSource session) {
		return session.getLoadQueryInfluencers().getEnabledCascadingFetchProfile() == CascadingFetchProfile.MERGE;
	}

}
