package io.github.softdeleteaudit.audit.envers;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The revisions of a persistence unit, by their numbers.
 */
final class Revisions {

	private Revisions() {
	}

	/**
	 * Return a revision's number as the revision entity has it.
	 */
	static Number number(EntityManager entityManager, long revision) {
		Class<?> type = persister(entityManager).getIdentifierType().getReturnedClass();
		return (type == Integer.class || type == int.class) ? (Number) Math.toIntExact(revision) : (Number) revision;
	}

	/**
	 * Require that there is a revision.
	 * @throws IllegalArgumentException if there is none with the number
	 */
	static void require(EntityManager entityManager, long revision) {
		if (entityManager.find(persister(entityManager).getMappedClass(), number(entityManager, revision)) == null) {
			throw new IllegalArgumentException("There is no revision " + revision);
		}
	}

	private static EntityPersister persister(EntityManager entityManager) {
		SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
		return session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(session.getFactory()
				.getServiceRegistry()
				.requireService(EnversService.class)
				.getConfig()
				.getRevisionInfo()
				.getRevisionInfoEntityName());
	}

}
