package io.github.softdeleteaudit.audit.envers;

import java.util.List;
import java.util.Objects;

import io.github.softdeleteaudit.audit.AuditBaseline;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a baseline to Envers' audit tables.
 */
final class EnversAuditBaseline implements AuditBaseline {

	private final ObjectProvider<EntityManagerFactory> factories;

	private final EnversRowChangeRecorder recorder;

	EnversAuditBaseline(ObjectProvider<EntityManagerFactory> factories, EnversRowChangeRecorder recorder) {
		this.factories = factories;
		this.recorder = recorder;
	}

	@Override
	public long write(Class<?> type) {
		List<SessionFactory> having = sessionFactories().stream()
			.filter((factory) -> this.recorder.audits(factory, type))
			.toList();
		if (having.isEmpty()) {
			throw new IllegalArgumentException("%s is not an audited entity".formatted(type.getName()));
		}
		return having.stream().mapToLong((factory) -> write(factory, type)).sum();
	}

	@Override
	public long writeAll() {
		return sessionFactories().stream().mapToLong((factory) -> write(factory, Object.class)).sum();
	}

	private List<SessionFactory> sessionFactories() {
		return this.factories.stream()
			.map((factory) -> (SessionFactory) factory.unwrap(SessionFactoryImplementor.class))
			.toList();
	}

	// as a transaction of its own to Spring, too: a running one keeps its reason
	private long write(SessionFactory factory, Class<?> type) {
		TransactionTemplate transaction = new TransactionTemplate(new JpaTransactionManager(factory));
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction.execute((status) -> {
			EntityManager entityManager = Objects
				.requireNonNull(EntityManagerFactoryUtils.getTransactionalEntityManager(factory));
			return this.recorder.writeBaseline(entityManager.unwrap(SessionImplementor.class), type);
		});
	}

}
