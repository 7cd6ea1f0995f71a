package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.softdelete.hibernate.JdbcStatement;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A revision that was inserted before the end of its transaction, as a purge needs it, or
 * a revert of what the transaction has changed. Until the end others may have changed
 * rows that the transaction has changed after them, so it is dated anew then.
 * <p>
 * Relies on the timestamp of an {@link AuditRevision} being generated.
 */
final class EarlyRevision {

	private EarlyRevision() {
	}

	static void date(SharedSessionContractImplementor session, EnversService envers, Object revision) {
		EntityPersister persister = session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(envers.getConfig().getRevisionInfo().getRevisionInfoEntityName());
		AttributeMapping timestamp = persister
			.findAttributeMapping(envers.getConfig().getRevisionInfo().getRevisionInfoTimestampData().getName());
		if (timestamp.getGenerator() instanceof BeforeExecutionGenerator generator) {
			Object now = generator.generate(session, revision, null, EventType.INSERT);
			SelectableMapping column = timestamp.getSelectable(0);
			JdbcStatement.update(session,
					"update %s set %s = ? where %s = ?".formatted(column.getContainingTableExpression(),
							column.getSelectionExpression(),
							persister.getIdentifierMapping().getSelectable(0).getSelectionExpression()),
					(statement) -> {
						persister.getPropertyTypes()[timestamp.getStateArrayPosition()].nullSafeSet(statement, now, 1,
								session);
						persister.getIdentifierType()
							.nullSafeSet(statement, persister.getIdentifier(revision, session), 2, session);
					});
			timestamp.setValue(revision, now);
		}
	}

}
