package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.AuditRevisionCustomizer;
import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.envers.HistoryKinds.Deletion;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.EnversSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jpa.autoconfigure.EntityManagerFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The beans that audit by Envers. For the starter's auto-configuration, which imports it
 * when Envers is on the class path and auditing is on.
 */
@Configuration(proxyBeanMethods = false)
// an application that switches Envers off by its own property gets no part of it
@ConditionalOnBooleanProperty(name = "spring.jpa.properties." + EnversService.INTEGRATION_ENABLED,
		matchIfMissing = true)
public class EnversAuditConfiguration {

	private static final int BATCH_SIZE = 50;

	private static final HistoryKinds KINDS = new HistoryKinds(EnversAuditConfiguration::deletion);

	@Bean
	static AuditRevisionRegistrar auditRevisionRegistrar(ResourceLoader resourceLoader) {
		return new AuditRevisionRegistrar(resourceLoader);
	}

	@Bean
	EntityManagerFactoryBuilderCustomizer auditRevisionBuilderCustomizer(AuditRevisionRegistrar registrar) {
		return (builder) -> builder.addPersistenceUnitPostProcessors(registrar);
	}

	@Bean
	EnversRowChangeRecorder rowChangeRecorder(Stamps stamps, ObjectProvider<AuditRevisionCustomizer> customizers) {
		return new EnversRowChangeRecorder(stamps, () -> customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	EntityHistory entityHistory() {
		return new EnversEntityHistory(KINDS);
	}

	/**
	 * The trail, where there is one entity manager factory. For the starter's
	 * auto-configuration.
	 * @param entityManagerFactory the entity manager factory
	 * @param transactionManager that of the factory
	 * @return the trail
	 */
	public static AuditTrail auditTrail(EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactionManager) {
		return new EnversAuditTrail(entityManagerFactory, transactionManager, KINDS);
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
			RevisionOrder.apply(properties);
			// a deletion's row keeps what was deleted
			properties.putIfAbsent(EnversSettings.STORE_DATA_AT_DELETE, true);
			// a new child is no change of its parent
			properties.putIfAbsent(EnversSettings.REVISION_ON_COLLECTION_CHANGE, false);
			// each change has an audit row, alike ones of which go together
			properties.putIfAbsent(BatchSettings.STATEMENT_BATCH_SIZE, BATCH_SIZE);
		};
	}

	// by any of the names that Envers knows it by

}
