package io.github.softdeleteaudit.test;

import java.util.Map;
import java.util.UUID;

import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;

import org.springframework.util.StringUtils;

/**
 * Caches every entity, natural id and collection of an application.
 */
public class CachedMappings implements AdditionalMappingContributor {

	private static final String STRATEGY = "test.cache";

	private static final String WITHOUT_INVERSE = "test.cache-without-inverse";

	/**
	 * Return the properties of an application with a second-level cache and a query
	 * cache, of which each application has its own.
	 * @return the properties
	 */
	public static String[] cache() {
		return new String[] { "spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
				"spring.jpa.properties.hibernate.cache.use_query_cache=true",
				"spring.jpa.properties.hibernate.cache.region_prefix=" + UUID.randomUUID(),
				"spring.jpa.properties.hibernate.javax.cache.missing_cache_strategy=create",
				"spring.jpa.properties.hibernate.generate_statistics=true" };
	}

	/**
	 * Return the properties of an application of which everything is cached.
	 * @param strategy the strategy
	 * @return the properties
	 */
	public static String[] everything(CacheConcurrencyStrategy strategy) {
		return StringUtils.addStringToArray(cache(),
				"spring.jpa.properties." + STRATEGY + "=" + strategy.toAccessType().getExternalName());
	}

	/**
	 * Return the properties of an application of which everything is cached but for the
	 * other sides of associations, which an application must keep up to date in a cache.
	 * @param strategy the strategy
	 * @return the properties
	 */
	public static String[] everythingWritten(CacheConcurrencyStrategy strategy) {
		return StringUtils.addStringToArray(everything(strategy), "spring.jpa.properties." + WITHOUT_INVERSE + "=true");
	}

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resourceStreamLocator, MetadataBuildingContext buildingContext) {
		Map<String, Object> settings = buildingContext.getBootstrapContext()
			.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings();
		Object strategy = settings.get(STRATEGY);
		if (strategy == null) {
			return;
		}
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (entity.getProperties().stream().anyMatch((property) -> isInverseByOtherKey(property, metadata))) {
				continue;
			}
			if (entity instanceof RootClass root) {
				// unless it says by itself how
				if (!root.isCached()) {
					root.setCacheConcurrencyStrategy(strategy.toString());
				}
				if (root.hasNaturalId()) {
					root.setNaturalIdCacheRegionName(root.getEntityName() + "##NaturalId");
				}
			}
			entity.setCached(true);
		}
		for (Collection collection : metadata.getCollectionBindings()) {
			if (!collection.isInverse() || !settings.containsKey(WITHOUT_INVERSE)) {
				collection.setCacheConcurrencyStrategy(strategy.toString());
			}
		}
	}

	// whatever it refers to, Hibernate itself reads null from the cache
	private static boolean isInverseByOtherKey(Property property, InFlightMetadataCollector metadata) {
		return property.getValue() instanceof OneToOne inverse && inverse.getMappedByProperty() != null
				&& metadata.getEntityBinding(inverse.getReferencedEntityName())
					.getProperty(inverse.getMappedByProperty())
					.getValue() instanceof ToOne owning
				&& !owning.isReferenceToPrimaryKey();
	}

}
