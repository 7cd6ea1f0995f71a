package io.github.softdeleteaudit.autoconfigure;

import java.time.Clock;
import java.time.ZoneId;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAuditProperties.SoftDelete.PhysicalDelete;
import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeleteSettings;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeleteSettings.Switches;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import jakarta.persistence.EntityManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for soft deletion.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class, after = ActorAutoConfiguration.class)
@ConditionalOnClass({ EntityManager.class, HibernatePropertiesCustomizer.class })
@ConditionalOnBooleanProperty(name = "soft-delete-audit.soft-delete.enabled", matchIfMissing = true)
public final class SoftDeleteAutoConfiguration {

	// last, so that what the application sets is there to be kept in force
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	HibernatePropertiesCustomizer softDeleteHibernatePropertiesCustomizer(Stamps stamps, ObjectProvider<Clock> clock,
			SoftDeleteAuditProperties properties, ObjectProvider<RowChangeRecorder> recorders) {
		ZoneId zone = clock.getIfUnique(Clock::systemDefaultZone).getZone();
		boolean liveUnique = properties.liveUnique().enabled();
		Switches switches = new Switches(properties.deletedIndex().enabled(),
				properties.softDelete().physicalDelete() == PhysicalDelete.REFUSE);
		return (settings) -> SoftDeleteSettings.apply(settings, stamps, zone,
				LiveUniqueKeys.apply(settings, liveUnique), () -> recorders.orderedStream().toList(), switches);
	}

	@Bean
	Restorer softDeleteRestorer(ObjectProvider<RowChangeRecorder> recorders, ApplicationEventPublisher events) {
		return new Restorer(recorders.orderedStream().toList(), events);
	}

	@Bean
	static PersistenceUnitPostProcessor softDeletePersistenceUnitPostProcessor(BeanFactory beanFactory) {
		return new PersistenceUnitPostProcessor(beanFactory, "softDeleteHibernatePropertiesCustomizer");
	}

}
