package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.envers.EnversEntityHistory.Deletion;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.EnversSettings;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jpa.autoconfigure.EntityManagerFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * The beans that audit by Envers. For the starter's auto-configuration, which imports it
 * when Envers is on the class path and auditing is on.
 */
@Configuration(proxyBeanMethods = false)
// an application that switches Envers off by its own property gets no part of it
@ConditionalOnBooleanProperty(name = "spring.jpa.properties." + EnversService.INTEGRATION_ENABLED,
		matchIfMissing = true)
public class EnversAuditConfiguration {

	@Bean
	static AuditRevisionRegistrar auditRevisionRegistrar(ResourceLoader resourceLoader) {
		return new AuditRevisionRegistrar(resourceLoader);
	}

	@Bean
	EntityManagerFactoryBuilderCustomizer auditRevisionBuilderCustomizer(AuditRevisionRegistrar registrar) {
		return (builder) -> builder.addPersistenceUnitPostProcessors(registrar);
	}

	@Bean
	EnversRowChangeRecorder rowChangeRecorder() {
		return new EnversRowChangeRecorder();
	}

	@Bean
	@ConditionalOnMissingBean
	EntityHistory entityHistory() {
		return new EnversEntityHistory(EnversAuditConfiguration::deletion);
	}

	@Bean
	@ConditionalOnMissingBean
	AuditBaseline auditBaseline(ObjectProvider<EntityManagerFactory> factories, EnversRowChangeRecorder recorder) {
		return new EnversAuditBaseline(factories, recorder);
	}

	private static @Nullable Deletion deletion(SessionFactoryImplementor factory, Object entity) {
		SoftDeletePersister persister = SoftDeletePersister.find(factory, entity.getClass());
		if (persister == null) {
			return null;
		}
		SoftDeleteModel model = persister.softDeleteModel();
		return new Deletion(model.deletedAt(persister.value(entity, model.indicator())),
				(model.deletionId() != null) ? persister.value(entity, model.deletionId()) : null,
				model.deletionId() != null);
	}

	@Bean
	HibernatePropertiesCustomizer auditHibernatePropertiesCustomizer(Stamps stamps, EnversRowChangeRecorder recorder) {
		return (properties) -> {
			properties.put(Stamps.class.getName(), stamps);
			properties.put(AuditIntegrator.SETTING, recorder);
			AuditedPersisterClassResolver.apply(properties);
			properties.computeIfPresent(EnversSettings.AUDIT_STRATEGY, (name, strategy) -> isValidityStrategy(strategy)
					? ToleratingValidityAuditStrategy.class.getName() : strategy);
			// a deletion's row keeps what was deleted
			properties.putIfAbsent(EnversSettings.STORE_DATA_AT_DELETE, true);
			// a new child is no change of its parent
			properties.putIfAbsent(EnversSettings.REVISION_ON_COLLECTION_CHANGE, false);
		};
	}

	// by any of the names that Envers knows it by
	private static boolean isValidityStrategy(Object strategy) {
		String name = (strategy instanceof Class<?> type) ? type.getName() : strategy.toString();
		return ValidityAuditStrategy.class.getSimpleName().equals(name.substring(name.lastIndexOf('.') + 1))
				&& (name.indexOf('.') < 0 || name.startsWith("org.hibernate.envers.")) || "validity".equals(name);
	}

}
