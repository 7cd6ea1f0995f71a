package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.CacheInitiator;
import org.hibernate.service.spi.SessionFactoryServiceContributor;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.hibernate.service.spi.SessionFactoryServiceRegistryBuilder;

/**
 * Gives a persistence unit with a second-level cache one that knows of soft deletion.
 * <p>
 * Relies on the last initiator of a service being the one that counts. Found as a Java
 * service.
 */
public final class SoftDeleteCacheContributor implements SessionFactoryServiceContributor {

	@Override
	public void contribute(SessionFactoryServiceRegistryBuilder serviceRegistryBuilder) {
		serviceRegistryBuilder.addInitiator(new Initiator());
	}

	private static final class Initiator extends CacheInitiator {

		@Override
		public CacheImplementor initiateService(SessionFactoryServiceInitiatorContext context) {
			SoftDeleteSettings settings = SoftDeleteSettings.find(context.getServiceRegistry());
			boolean cached = !(context.getServiceRegistry()
				.requireService(RegionFactory.class) instanceof NoCachingRegionFactory);
			return (settings != null && cached) ? new LiveRowCaching(context.getSessionFactory(), settings)
					: super.initiateService(context);
		}

	}

}
