package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.UnitSchema;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;

/**
 * Wraps Hibernate's listeners, and takes the attributes that carry a deletion out of
 * entity updates.
 * <p>
 * Relies on Hibernate calling it after Envers has read the mapping (with attributes that
 * are not updatable from the start Envers would record null) and before the persisters
 * are made. Found as a Java service.
 */
public final class SoftDeleteIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		SoftDeleteSettings settings = SoftDeleteSettings.find(bootstrapContext.getServiceRegistry());
		if (settings == null) {
			return;
		}
		UnitSchema schema = UnitSchema.find(bootstrapContext.getServiceRegistry());
		for (PersistentClass entity : metadata.getEntityBindings()) {
			SoftDeleteModel model = settings.model(entity);
			if (model != null) {
				Stream.of(model.indicator(), model.deletedBy(), model.deletionId())
					.filter((attribute) -> attribute != null)
					.map(entity::getProperty)
					.forEach((attribute) -> {
						attribute.setUpdatable(false);
						if (schema != null && entity.getTable().isPhysicalTable()) {
							schema.addColumn(entity.getTable(), attribute.getColumns().get(0),
									attribute.getName().equals(model.indicator()) ? model.falseLiteral() : null);
						}
					});
			}
		}
		wrap(sessionFactory, EventType.LOAD, LiveRowLoadListener::new);
		wrap(sessionFactory, EventType.DELETE, SoftDeleteEventListener::new);
		wrap(sessionFactory, EventType.FLUSH, DeletedReferencesFlushListener::flush);
		wrap(sessionFactory, EventType.AUTO_FLUSH, DeletedReferencesFlushListener::autoFlush);
		TakenKeyFlushListener takenKey = new TakenKeyFlushListener(settings.guardedTables(),
				settings.uniqueViolations());
		wrap(sessionFactory, EventType.FLUSH, takenKey::flush);
		wrap(sessionFactory, EventType.AUTO_FLUSH, takenKey::autoFlush);
		wrap(sessionFactory, EventType.PRE_FLUSH, DeletedReferencesFlushListener::preFlush);
		wrap(sessionFactory, EventType.PERSIST, DeletedEntityPersistListener::persist);
		wrap(sessionFactory, EventType.PERSIST_ONFLUSH, DeletedEntityPersistListener::persistOnFlush);
		wrap(sessionFactory, EventType.PERSIST_ONFLUSH, HeldIdentifierListener::persist);
		wrap(sessionFactory, EventType.PERSIST, HeldIdentifierListener::persist);
		wrap(sessionFactory, EventType.MERGE, HeldIdentifierListener::merge);
		EventListenerRegistry listeners = sessionFactory.getEventListenerRegistry();
		UnwrittenDeletionListener unwritten = new UnwrittenDeletionListener();
		listeners.prependListeners(EventType.PRE_INSERT, unwritten);
		listeners.prependListeners(EventType.PRE_UPSERT, unwritten);
		listeners.prependListeners(EventType.POST_LOAD, new InverseToOneLoadListener());
		listeners.appendListeners(EventType.POST_LOAD, new DeletedNaturalIdLoadListener());
		listeners.appendListeners(EventType.POST_LOAD, new ScopedLoadListener());
		listeners.appendListeners(EventType.PRE_DELETE, new StatelessDeleteListener());
		LiveOwnerListener liveOwner = new LiveOwnerListener();
		listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, liveOwner);
		listeners.appendListeners(EventType.PRE_COLLECTION_REMOVE, liveOwner);
		listeners.prependListeners(EventType.FLUSH_ENTITY, new DeletedEntityFlushListener());
	}

	@SuppressWarnings("deprecation")
	private static <T> void wrap(SessionFactoryImplementor sessionFactory, EventType<T> type,
			Function<List<T>, T> wrapper) {
		EventListenerGroup<T> group = sessionFactory.getEventListenerRegistry().getEventListenerGroup(type);
		List<T> delegates = new ArrayList<>();
		group.listeners().forEach(delegates::add);
		group.clearListeners();
		group.appendListener(wrapper.apply(delegates));
	}

}
