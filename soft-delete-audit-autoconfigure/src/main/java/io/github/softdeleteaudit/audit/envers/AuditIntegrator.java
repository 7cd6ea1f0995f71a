package io.github.softdeleteaudit.audit.envers;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Where Hibernate finds this package, as a Java service. Passes each call on to the
 * integrator among Hibernate's settings; without one it does nothing. Hibernate loads
 * this class also when Envers is absent, so it must not refer to Envers.
 */
public class AuditIntegrator implements AdditionalMappingContributor, Integrator {

	static final String SETTING = "soft-delete-audit.audit";

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resourceStreamLocator, MetadataBuildingContext buildingContext) {
		if (setting(buildingContext.getBootstrapContext()
			.getServiceRegistry()) instanceof AdditionalMappingContributor contributor) {
			contributor.contribute(contributions, metadata, resourceStreamLocator, buildingContext);
		}
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		if (setting(bootstrapContext.getServiceRegistry()) instanceof Integrator integrator) {
			integrator.integrate(metadata, bootstrapContext, sessionFactory);
		}
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		if (setting(serviceRegistry) instanceof Integrator integrator) {
			integrator.disintegrate(sessionFactory, serviceRegistry);
		}
	}

	// not from the session factory, which refuses to answer once it is closed
	private static @Nullable Object setting(ServiceRegistry serviceRegistry) {
		return serviceRegistry.requireService(ConfigurationService.class).getSettings().get(SETTING);
	}

}
