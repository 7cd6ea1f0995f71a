package io.github.softdeleteaudit.audit.envers;

import java.util.List;

import io.github.softdeleteaudit.audit.AuditBaseline;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.factory.ObjectProvider;

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

	private long write(SessionFactory factory, Class<?> type) {
		return factory
			.fromTransaction((session) -> this.recorder.writeBaseline(session.unwrap(SessionImplementor.class), type));
	}

}
