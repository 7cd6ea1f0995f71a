package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.Test;

/**
 * Soft-deletable entities next to a second-level cache.
 */
class CacheTests {

	@Test
	void cachedEntityIsRefused() {
		withCache(Cached.class).areRefused(Cached.class.getName() + " is cached in the second-level cache.",
				"This is not supported yet");
	}

	@Test
	void entityIsRefusedWhenAllAreCached() {
		withCache(Uncached.class).withProperties("spring.jpa.properties.jakarta.persistence.sharedCache.mode=ALL")
			.areRefused(Uncached.class.getName() + " is cached in the second-level cache.",
					"This is not supported yet");
	}

	@Test
	void cachedCollectionIsRefused() {
		withCache(Uncached.class, WithCachedCollection.class)
			.areRefused(
					"%s.targets to %s is cached in the second-level cache."
						.formatted(WithCachedCollection.class.getName(), Uncached.class.getName()),
					"This is not supported yet");
	}

	@Test
	void entityThatIsNotCachedStarts() {
		withCache(Uncached.class).start();
	}

	@Test
	void queryCacheIsRefused() {
		withCache(Uncached.class).withProperties("spring.jpa.properties.hibernate.cache.use_query_cache=true")
			.areRefused("The query cache is on", "hibernate.cache.use_query_cache");
	}

	private static MappedTypes withCache(Class<?>... types) {
		return MappedTypes.of(types)
			.withProperties(
					"spring.jpa.properties.hibernate.cache.region.factory_class=" + MapRegionFactory.class.getName());
	}

	@Entity
	static class Uncached extends SoftDeletableRow {

	}

	@Entity
	@Cacheable
	static class Cached extends SoftDeletableRow {

	}

	@Entity
	static class WithCachedCollection extends PlainRow {

		@ManyToMany
		@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
		Set<Uncached> targets = new HashSet<>();

	}

}
