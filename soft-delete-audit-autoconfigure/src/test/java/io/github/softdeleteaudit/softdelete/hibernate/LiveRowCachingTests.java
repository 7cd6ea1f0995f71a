package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.function.Consumer;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cache.internal.DisabledCaching;
import org.hibernate.cache.internal.EnabledCaching;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which persistence units have a cache that knows of soft deletion.
 */
class LiveRowCachingTests {

	private static final String[] CACHE = { "spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
			"spring.jpa.properties.hibernate.cache.region.factory_class=" + MapRegionFactory.class.getName() };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, SoftDeleteAutoConfiguration.class,
				DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(Cached.class.getName()));

	@Test
	void oneWithACacheHas() {
		run(this.runner.withPropertyValues(CACHE), (cache) -> {
			assertThat(cache).isInstanceOf(LiveRowCaching.class);
			assertThat(cache.unwrap(EnabledCaching.class)).isSameAs(cache);
			assertThat(cache.getRegionFactory()).isInstanceOf(MapRegionFactory.class);
		});
	}

	@Test
	void oneWithoutACacheHasNone() {
		run(this.runner, (cache) -> assertThat(cache).isInstanceOf(DisabledCaching.class));
	}

	@Test
	void oneWithoutSoftDeletionHasHibernatesOwn() {
		run(this.runner.withPropertyValues(CACHE)
			.withPropertyValues("soft-delete-audit.soft-delete.enabled=false", "soft-delete-audit.audit.enabled=false"),
				(cache) -> assertThat(cache).isExactlyInstanceOf(EnabledCaching.class));
	}

	private static void run(ApplicationContextRunner runner, Consumer<CacheImplementor> check) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			check
				.accept(context.getBean(EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class).getCache());
		});
	}

	@Entity
	@Cacheable
	static class Cached extends SoftDeletableRow {

	}

}
