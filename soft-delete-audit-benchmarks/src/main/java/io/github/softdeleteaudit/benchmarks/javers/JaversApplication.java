package io.github.softdeleteaudit.benchmarks.javers;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.javers.core.Javers;
import org.javers.hibernate.integration.HibernateUnproxyObjectAccessHook;
import org.javers.repository.sql.DialectName;
import org.javers.repository.sql.SqlRepositoryBuilder;
import org.javers.spring.auditable.AuthorProvider;
import org.javers.spring.auditable.EmptyPropertiesProvider;
import org.javers.spring.auditable.aspect.springdatajpa.JaversSpringDataJpaAuditableRepositoryAspect;
import org.javers.spring.jpa.JpaHibernateConnectionProvider;
import org.javers.spring.jpa.TransactionalJpaJaversBuilder;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * An application with the entities of this package. Its beans are those of the JaVers
 * starter with its defaults; the starter itself does not start on Spring Boot 4.
 */
@SpringBootApplication
@EnableAspectJAutoProxy
public class JaversApplication {

	@Bean
	Javers javers(EntityManagerFactory factory, EntityManager entityManager,
			PlatformTransactionManager transactionManager) {
		boolean h2 = factory.unwrap(SessionFactoryImplementor.class)
			.getJdbcServices()
			.getDialect() instanceof H2Dialect;
		return TransactionalJpaJaversBuilder.javers()
			.withTxManager(transactionManager)
			.registerJaversRepository(SqlRepositoryBuilder.sqlRepository()
				.withConnectionProvider(new JpaHibernateConnectionProvider(entityManager))
				.withDialect(h2 ? DialectName.H2 : DialectName.POSTGRES)
				.build())
			.withObjectAccessHook(new HibernateUnproxyObjectAccessHook<>())
			.build();
	}

	@Bean
	AuthorProvider author() {
		return () -> "somebody";
	}

	@Bean
	JaversSpringDataJpaAuditableRepositoryAspect audit(Javers javers, AuthorProvider author) {
		return new JaversSpringDataJpaAuditableRepositoryAspect(javers, author, new EmptyPropertiesProvider());
	}

}
