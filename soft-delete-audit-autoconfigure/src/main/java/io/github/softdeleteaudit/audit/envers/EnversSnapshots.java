package io.github.softdeleteaudit.audit.envers;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;
import org.jspecify.annotations.Nullable;

/**
 * Reads entities as of a revision by Envers' own queries.
 */
final class EnversSnapshots implements Snapshots {

	@Override
	public <T> @Nullable Snapshot<T> at(EntityManager entityManager, Class<T> type, Object id, long revision) {
		Object[] row = row(entityManager, type, id, revision);
		if (row == null) {
			return null;
		}
		boolean deleted = row[1] == RevisionType.DEL;
		if (deleted && ((Number) row[2]).longValue() != revision) {
			// of what is purged, the collections can be read as of that revision only
			row = row(entityManager, type, id, ((Number) row[2]).longValue());
		}
		return (row != null) ? new Snapshot<>(type.cast(row[0]), deleted) : null;
	}

	private static Object @Nullable [] row(EntityManager entityManager, Class<?> type, Object id, long revision) {
		List<?> rows = AuditReaderFactory.get(entityManager)
			.createQuery()
			.forEntitiesAtRevision(type, type.getName(), Revisions.number(entityManager, revision), true)
			.addProjection(AuditEntity.selectEntity(false))
			.addProjection(AuditEntity.revisionType())
			.addProjection(AuditEntity.revisionNumber())
			.add(AuditEntity.id().eq(id))
			.getResultList();
		return rows.isEmpty() ? null : (Object[]) rows.get(0);
	}

}
