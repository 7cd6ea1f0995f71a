package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.softdeleteaudit.softdelete.IdentifierOfDeletedRowException;
import org.hibernate.NonUniqueObjectException;
import org.hibernate.ObjectDeletedException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Says what to do when a new entity is saved with the identifier of a deleted row, as far
 * as the session knows that row: the insert could only fail. It knows a row that is being
 * deleted, and one that it has looked for, as a merge does.
 * <p>
 * Relies on Hibernate flushing a deletion at once when something new has the identifier,
 * or refusing that within a cascade, and on it refusing a second instance of what it has
 * loaded.
 */
final class HeldIdentifierListener {

	private static final ThreadLocal<@Nullable List<EntityKey>> DELETED_MEANWHILE = new ThreadLocal<>();

	private HeldIdentifierListener() {
	}

	static PersistEventListener persist(List<PersistEventListener> delegates) {
		return new Persist(delegates);
	}

	static MergeEventListener merge(List<MergeEventListener> delegates) {
		return new Merge(delegates);
	}

	/**
	 * Called when a row has been deleted.
	 */
	static void deleted(EntityKey key) {
		List<EntityKey> deleted = DELETED_MEANWHILE.get();
		if (deleted != null) {
			deleted.add(key);
		}
	}

	private static void save(EventSource session, Runnable save, Supplier<@Nullable Object> saved) {
		List<EntityKey> before = DELETED_MEANWHILE.get();
		List<EntityKey> deleted = new ArrayList<>();
		DELETED_MEANWHILE.set(deleted);
		try {
			save.run();
		}
		catch (NonUniqueObjectException ex) {
			requireNotDeleted(session, ex.getEntityName(), ex.getIdentifier());
			throw ex;
		}
		catch (ObjectDeletedException ex) {
			requireNotDeleted(session, ex.getEntityName(), ex.getIdentifier());
			throw ex;
		}
		finally {
			DELETED_MEANWHILE.set(before);
		}
		Object entity = deleted.isEmpty() ? null : saved.get();
		EntityEntry entry = (entity != null) ? session.getPersistenceContextInternal().getEntry(entity) : null;
		if (entry != null && deleted.contains(entry.getEntityKey())) {
			throw new IdentifierOfDeletedRowException(entry.getEntityName(), entry.getId());
		}
	}

	private static void requireNotDeleted(EventSource session, @Nullable String entityName, @Nullable Object id) {
		if (entityName == null || id == null) {
			return;
		}
		SoftDeletePersister persister = SoftDeletePersister.find(session, entityName);
		if (persister != null && isDeleted(session, persister, id)) {
			throw new IdentifierOfDeletedRowException(entityName, id);
		}
	}

	private static boolean isDeleted(EventSource session, SoftDeletePersister persister, Object id) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		Object entity = persistenceContext.getEntity(session.generateEntityKey(id, persister));
		EntityEntry entry = (entity != null) ? persistenceContext.getEntry(entity) : null;
		return entry != null && (entry.getStatus() == Status.DELETED || DeletedReferencesFlushListener.isHidden(entry)
				|| persister.softDeleteModel()
					.isDeleted(persister.value(entity, persister.softDeleteModel().indicator())));
	}

	private record Persist(List<PersistEventListener> delegates) implements PersistEventListener {

		@Override
		public void onPersist(PersistEvent event) {
			save(event.getSession(), () -> this.delegates.forEach((delegate) -> delegate.onPersist(event)),
					event::getObject);
		}

		@Override
		public void onPersist(PersistEvent event, PersistContext createdAlready) {
			save(event.getSession(),
					() -> this.delegates.forEach((delegate) -> delegate.onPersist(event, createdAlready)),
					event::getObject);
		}

	}

	private record Merge(List<MergeEventListener> delegates) implements MergeEventListener {

		@Override
		public void onMerge(MergeEvent event) {
			save(event.getSession(), () -> this.delegates.forEach((delegate) -> delegate.onMerge(event)),
					event::getResult);
		}

		@Override
		public void onMerge(MergeEvent event, MergeContext copiedAlready) {
			save(event.getSession(), () -> this.delegates.forEach((delegate) -> delegate.onMerge(event, copiedAlready)),
					event::getResult);
		}

	}

}
