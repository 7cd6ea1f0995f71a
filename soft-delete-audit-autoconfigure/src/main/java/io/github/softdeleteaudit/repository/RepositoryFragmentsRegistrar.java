package io.github.softdeleteaudit.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.hibernate.Purger;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.jpa.repository.support.JpaRepositoryFragmentsContributor;
import org.springframework.data.querydsl.EntityPathResolver;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Gives repositories the methods of {@link SoftDeleteRepository} and
 * {@link AuditedRepository}, whichever way the application has configured its
 * repositories.
 * <p>
 * Relies on Spring Data asking a factory's fragments contributor for each repository, and
 * on fragments coming before the repository base class. What is compiled ahead of time
 * comes before those again: there it relies on Spring Data asking the contributor among
 * the bean definition's properties which methods it is to leave alone.
 */
public final class RepositoryFragmentsRegistrar implements MergedBeanDefinitionPostProcessor {

	private static final Pattern MISLEADING = Pattern.compile(
			"(?:find|read|get|query|search|stream|count|exists)(?:All|Distinct|(?:First|Top)\\d*)*Deleted[A-Za-z0-9]*By");

	private static final String CONTRIBUTOR = "repositoryFragmentsContributor";

	private final ListableBeanFactory beanFactory;

	private final BooleanSupplier softDeletion;

	/**
	 * Create the registrar.
	 * @param beanFactory where the parts behind the methods are found, at first need
	 * @param softDeletion tells whether soft deletion is switched on
	 */
	public RepositoryFragmentsRegistrar(ListableBeanFactory beanFactory, BooleanSupplier softDeletion) {
		this.beanFactory = beanFactory;
		this.softDeletion = softDeletion;
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> beanType, String beanName) {
		MutablePropertyValues properties = definition.getPropertyValues();
		if (JpaRepositoryFactoryBean.class.isAssignableFrom(beanType) && !properties.contains(CONTRIBUTOR)) {
			properties.add(CONTRIBUTOR, new RootBeanDefinition(DescribedFragments.class));
		}
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factoryBean) {
			JpaRepositoryFragmentsContributor contributor = factoryBean.getRepositoryFragmentsContributor()
				.andThen(new Contributor());
			factoryBean.addRepositoryFactoryCustomizer((factory) -> {
				if (factory instanceof JpaRepositoryFactory jpaRepositoryFactory) {
					jpaRepositoryFactory.setFragmentsContributor(contributor);
					jpaRepositoryFactory.addRepositoryProxyPostProcessor(IncludingDeletedInterceptor::addTo);
				}
			});
		}
		return bean;
	}

	private final class Contributor implements JpaRepositoryFragmentsContributor {

		@Override
		public RepositoryFragments contribute(RepositoryMetadata metadata, JpaEntityInformation<?, ?> entityInformation,
				EntityManager entityManager, EntityPathResolver resolver) {
			RepositoryFragments fragments = RepositoryFragments.empty();
			SoftDeletePersister persister = persister(entityManager, entityInformation.getJavaType());
			if (persister == null && entityInformation.getJavaType().isAnnotationPresent(SoftDeletable.class)
					&& RepositoryFragmentsRegistrar.this.softDeletion.getAsBoolean()) {
				throw new UnsupportedRepositoryException(
						"The repository %s is of a soft-deletable entity, but its entity manager factory was made without the starter, so that deletes would be physical."
							.formatted(metadata.getRepositoryInterface().getName()),
						"Make the factory by a LocalContainerEntityManagerFactoryBean that is a bean of its own, or set"
								+ " soft-delete-audit.soft-delete.enabled to false.");
			}
			if (persister != null) {
				fragments = fragments.append(
						RepositoryFragments.just(new DeleteFragment<>(entityManager, persister, entityInformation)));
			}
			if (SoftDeleteRepository.class.isAssignableFrom(metadata.getRepositoryInterface())) {
				fragments = fragments.append(
						RepositoryFragments.just(softDelete(metadata, entityManager, persister, entityInformation)));
			}
			if (AuditedRepository.class.isAssignableFrom(metadata.getRepositoryInterface())) {
				fragments = fragments.append(
						RepositoryFragments.just(audited(metadata, entityManager, entityInformation.getJavaType())));
			}
			return fragments;
		}

		@Override
		public RepositoryFragments describe(RepositoryMetadata metadata) {
			return DescribedFragments.own(metadata);
		}

		private static @Nullable SoftDeletePersister persister(EntityManager entityManager, Class<?> type) {
			return SoftDeletePersister
				.find(entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class), type);
		}

		private <T> SoftDeleteRepositoryFragment<T, Object> softDelete(RepositoryMetadata metadata,
				EntityManager entityManager, @Nullable SoftDeletePersister persister,
				JpaEntityInformation<T, ?> entityInformation) {
			Class<T> type = entityInformation.getJavaType();
			if (persister == null) {
				if (type.isAnnotationPresent(SoftDeletable.class)) {
					throw unsupported(metadata, SoftDeleteRepository.class, "soft deletion is switched off",
							"Set soft-delete-audit.soft-delete.enabled to true, or extend JpaRepository instead.");
				}
				throw unsupported(metadata, SoftDeleteRepository.class,
						"the entity %s is not soft-deletable".formatted(type.getName()),
						"Mark the entity with @SoftDeletable (or extend SoftDeletableEntity), or extend"
								+ " JpaRepository instead.");
			}
			requireNoMisleadingNames(metadata);
			List<RowChangeRecorder> recorders = RepositoryFragmentsRegistrar.this.beanFactory
				.getBeanProvider(RowChangeRecorder.class)
				.orderedStream()
				.toList();
			LiveUniqueKeys keys = LiveUniqueKeys
				.of(entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class));
			return new SoftDeleteRepositoryFragment<>(entityManager, persister, entityInformation,
					RepositoryFragmentsRegistrar.this.beanFactory.getBean(Restorer.class), new Purger(recorders), keys,
					() -> transactionManager(entityManager.getEntityManagerFactory()));
		}

		// that of the entities; with JTA there is one for all
		private PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
			return RepositoryFragmentsRegistrar.this.beanFactory.getBeanProvider(PlatformTransactionManager.class)
				.stream()
				.filter((candidate) -> candidate instanceof JpaTransactionManager manager
						&& factory.equals(manager.getEntityManagerFactory()))
				.findFirst()
				.orElseGet(
						() -> RepositoryFragmentsRegistrar.this.beanFactory.getBean(PlatformTransactionManager.class));
		}

		// Spring Data passes over the words between "find" and "By": such a query would
		// see
		// live rows
		private static void requireNoMisleadingNames(RepositoryMetadata metadata) {
			for (Method method : metadata.getRepositoryInterface().getMethods()) {
				if (!method.isDefault() && method.getDeclaringClass() != SoftDeleteRepository.class
						&& MISLEADING.matcher(method.getName()).lookingAt()
						&& !method.isAnnotationPresent(Query.class)) {
					throw unsupported(metadata, SoftDeleteRepository.class,
							"its method %s would be taken for one of live rows".formatted(method.getName()),
							"Rename it, or write the query by @Query or in a default method.");
				}
			}
		}

		private <T> AuditedRepositoryFragment<T, Object> audited(RepositoryMetadata metadata,
				EntityManager entityManager, Class<T> type) {
			EntityHistory entityHistory = RepositoryFragmentsRegistrar.this.beanFactory
				.getBeanProvider(EntityHistory.class)
				.getIfAvailable();
			if (entityHistory == null) {
				throw unsupported(metadata, AuditedRepository.class, "auditing is switched off or Envers is missing",
						"Set soft-delete-audit.audit.enabled to true and add org.hibernate.orm:hibernate-envers,"
								+ " or do not extend AuditedRepository.");
			}
			if (!entityHistory.isAudited(entityManager.getEntityManagerFactory(), type)) {
				throw unsupported(metadata, AuditedRepository.class,
						"the entity %s is not audited".formatted(type.getName()),
						"Mark the entity with org.hibernate.envers.Audited, or do not extend AuditedRepository.");
			}
			return new AuditedRepositoryFragment<>(entityManager, type, entityHistory);
		}

		private static UnsupportedRepositoryException unsupported(RepositoryMetadata metadata, Class<?> promised,
				String reason, String remedy) {
			return new UnsupportedRepositoryException("The repository %s extends %s, but %s."
				.formatted(metadata.getRepositoryInterface().getName(), promised.getSimpleName(), reason), remedy);
		}

	}

}
