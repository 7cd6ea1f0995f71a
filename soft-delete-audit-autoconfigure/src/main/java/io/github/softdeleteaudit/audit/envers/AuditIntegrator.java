package io.github.softdeleteaudit.audit.envers;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Where Hibernate finds this package, as a Java service. Passes the call on to the
 * integrator among Hibernate's settings; without one it does nothing. Hibernate loads
 * this class also when Envers is absent, so it must not refer to Envers.
 */
public class AuditIntegrator implements Integrator {

	static final String SETTING = "soft-delete-audit.audit";

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		if (setting(sessionFactory) instanceof Integrator integrator) {
			integrator.integrate(metadata, bootstrapContext, sessionFactory);
		}
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		if (setting(sessionFactory) instanceof Integrator integrator) {
			integrator.disintegrate(sessionFactory, serviceRegistry);
		}
	}

	private static @Nullable Object setting(SessionFactoryImplementor sessionFactory) {
		return sessionFactory.getProperties().get(SETTING);
	}

}
