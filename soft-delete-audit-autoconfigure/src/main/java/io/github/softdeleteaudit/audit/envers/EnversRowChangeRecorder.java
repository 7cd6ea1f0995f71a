package io.github.softdeleteaudit.audit.envers;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Records restored and purged rows in Envers' audit tables, in the revision that Envers
 * uses in the same transaction.
 */
final class EnversRowChangeRecorder implements RowChangeRecorder, Integrator {

	private final Map<SessionFactory, FactoryAuditing> factories = new ConcurrentHashMap<>();

	@Override
	public void restored(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.restored(session, entityName, ids);
		}
	}

	@Override
	public void purging(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.purging(session, entityName, ids);
		}
	}

	// Envers has read the mapping by now, but its own integrator may come later.
	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		EnversService envers = sessionFactory.getServiceRegistry().requireService(EnversService.class);
		if (!envers.isEnabled() || !envers.getEntitiesConfigurations().hasAuditedEntities()) {
			return;
		}
		FactoryAuditing auditing = new FactoryAuditing(metadata, sessionFactory, envers);
		this.factories.put(sessionFactory, auditing);
		EventListenerRegistry listeners = sessionFactory.getEventListenerRegistry();
		listeners.appendListeners(EventType.POST_INSERT, auditing);
		listeners.appendListeners(EventType.POST_DELETE, auditing);
		listeners.prependListeners(EventType.PERSIST, auditing);
		listeners.prependListeners(EventType.DELETE, auditing);
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		this.factories.remove(sessionFactory);
	}

}
