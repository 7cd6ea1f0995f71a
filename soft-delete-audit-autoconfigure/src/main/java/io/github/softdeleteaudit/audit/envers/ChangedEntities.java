package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import io.github.softdeleteaudit.softdelete.hibernate.JdbcStatement;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.EntityTrackingRevisionListener;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.revisioninfo.ModifiedEntityNamesReader;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Lets a revision tell of entities whose rows have been changed by SQL, as Envers does
 * for the changes that it sees: their names, if the revision entity keeps those, and to
 * an application's {@link EntityTrackingRevisionListener} each row by its id, once for
 * each statement that has updated, restored or purged it and once for all that delete.
 * What such a listener itself changes in a revision that has been inserted already is
 * kept only if the session flushes it.
 */
final class ChangedEntities {

	private final EnversService envers;

	private final @Nullable ModifiedEntityNamesReader names;

	private final boolean listened;

	ChangedEntities(EnversService envers) {
		this.envers = envers;
		this.names = envers.getConfig().getRevisionInfo().getModifiedEntityNamesReader();
		Class<? extends RevisionListener> listener = envers.getConfig().getRevisionListenerClass();
		RevisionEntity revision = envers.getConfig()
			.getRevisionInfo()
			.getRevisionInfoClass()
			.getAnnotation(RevisionEntity.class);
		if (listener == null && revision != null) {
			listener = revision.value();
		}
		this.listened = listener != null && EntityTrackingRevisionListener.class.isAssignableFrom(listener);
	}

	/**
	 * Return whether anything is told.
	 */
	boolean areTold() {
		return this.names != null || this.listened;
	}

	/**
	 * Tell of changed rows.
	 */
	void tell(SharedSessionContractImplementor session, String entityName, Collection<?> ids, RevisionType type) {
		if (areTold()) {
			Object revision = this.envers.getAuditProcessManager().get(session).getCurrentRevisionData(session, false);
			Class<?> entityClass = session.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor(entityName)
				.getMappedClass();
			for (Object id : this.listened ? ids : Collections.singleton(null)) {
				this.envers.getConfig()
					.getRevisionInfo()
					.getRevisionInfoGenerator()
					.entityChanged(entityClass, entityName, id, type, revision);
			}
		}
	}

	/**
	 * Return the rows that belong to a deletion: the ids, if there is a listener to be
	 * told of them, by the names of the entities.
	 */
	Map<String, Collection<Object>> deleted(SharedSessionContractImplementor session, String rootEntityName,
			UUID deletionId) {
		SoftDeletePersister root = SoftDeletePersister.require(session, rootEntityName);
		HibernateCriteriaBuilder builder = session.getFactory().getCriteriaBuilder();
		JpaCriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
		JpaRoot<?> entity = query.from(root.getMappedClass());
		query.where(builder.equal(entity.get(root.softDeleteModel().deletionId()), deletionId));
		if (this.listened) {
			query.select(builder.array(entity.type(), entity.get(EntityIdentifierMapping.ID_ROLE_NAME)));
		}
		else {
			query.select(builder.array(entity.type())).distinct(true);
		}
		Map<String, Collection<Object>> deleted = new LinkedHashMap<>();
		for (Object[] row : EnabledFilters.lifted(session,
				() -> SoftDeleteScope.includingDeleted(() -> unflushed(session.createSelectionQuery(query))))) {
			Collection<Object> ids = deleted.computeIfAbsent(((Class<?>) row[0]).getName(),
					(name) -> new ArrayList<>());
			if (this.listened) {
				ids.add(row[1]);
			}
		}
		return deleted;
	}

	// until there is another way to say that nothing needs to be flushed
	@SuppressWarnings("removal")
	private static List<Object[]> unflushed(SelectionQuery<Object[]> query) {
		return query.setQueryFlushMode(QueryFlushMode.NO_FLUSH).getResultList();
	}

	/**
	 * Store the names that a revision has been told of since its row was inserted: the
	 * session may not know the revision any more, or not flush it.
	 * <p>
	 * Relies on the names being a collection of basic values in a table of its own.
	 */
	void storeNames(SharedSessionContractImplementor session, Object revision) {
		if (this.names == null) {
			return;
		}
		Set<String> told = this.names.getModifiedEntityNames(revision);
		EntityPersister persister = session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(this.envers.getConfig().getRevisionInfo().getRevisionInfoEntityName());
		persister.forEachAttributeMapping((attribute) -> {
			if (attribute instanceof PluralAttributeMapping plural && attribute.getValue(revision) == told
					&& plural.getCollectionDescriptor() instanceof AbstractCollectionPersister collection) {
				storeNames(session, collection, persister.getIdentifier(revision, session), told);
			}
		});
	}

	private static void storeNames(SharedSessionContractImplementor session, AbstractCollectionPersister collection,
			Object revision, Set<String> told) {
		String key = collection.getKeyColumnNames()[0];
		String name = collection.getElementColumnNames()[0];
		Set<String> missing = new HashSet<>(told);
		JdbcStatement
			.query(session, "select %s from %s where %s = ?".formatted(name, collection.getTableName(), key),
					(statement) -> collection.getKeyType().nullSafeSet(statement, revision, 1, session),
					(row) -> row.getString(1))
			.forEach(missing::remove);
		for (String each : missing) {
			JdbcStatement.update(session,
					"insert into %s (%s, %s) values (?, ?)".formatted(collection.getTableName(), key, name),
					(statement) -> {
						collection.getKeyType().nullSafeSet(statement, revision, 1, session);
						collection.getElementType().nullSafeSet(statement, each, 2, session);
					});
		}
	}

}
