package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The persister of a soft-deletable entity. For the starter's own packages.
 */
public sealed interface SoftDeletePersister extends EntityPersister permits SoftDeleteSingleTableEntityPersister,
		SoftDeleteJoinedSubclassEntityPersister, SoftDeleteUnionSubclassEntityPersister {

	/**
	 * Return what the persister does differently.
	 * @return the behavior
	 */
	SoftDeleteBehavior softDeleteBehavior();

	/**
	 * Return what is known of the entity as a soft-deletable one.
	 * @return the model
	 */
	default SoftDeleteModel softDeleteModel() {
		return softDeleteBehavior().model();
	}

	/**
	 * Return what gives the transaction's stamp.
	 * @return the stamps
	 */
	default Stamps stamps() {
		return softDeleteBehavior().stamps();
	}

	/**
	 * Return whether an entity was deleted when it was read, whatever the application or
	 * a merge has set since.
	 * @param entity the entity
	 * @param entry what the session knows of it, if it does
	 * @return whether it was deleted; as it is now of a read-only one, which does not
	 * keep what was read
	 */
	default boolean isReadDeleted(Object entity, @Nullable EntityEntry entry) {
		String indicator = softDeleteModel().indicator();
		Object[] read = (entry != null) ? entry.getLoadedState() : null;
		return softDeleteModel()
			.isDeleted((read != null) ? read[getPropertyIndex(indicator)] : value(entity, indicator));
	}

	/**
	 * Make an entity that a query has found read-only if it was deleted when it was read,
	 * as a {@link ScopedLoadListener} does with one that the query itself has loaded.
	 * @param found the entity, or its proxy
	 * @param entityManager that has found it
	 */
	default void makeReadOnlyIfReadDeleted(Object found, EntityManager entityManager) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		Object entity = Hibernate.unproxy(found);
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry != null && isReadDeleted(entity, entry)) {
			session.setReadOnly(found, true);
		}
	}

	/**
	 * Refuse an HQL or Criteria statement that writes what carries a deletion.
	 * @param assigned the attributes that it writes
	 * @throws InvalidDataAccessApiUsageException if one of them does
	 */
	default void requireNoDeletion(Collection<? extends SqmPath<?>> assigned) {
		for (SqmPath<?> path : assigned) {
			String attribute = path.getNavigablePath().getLocalName();
			if (softDeleteModel().carriesDeletion(attribute)
					&& !(path.getLhs() instanceof SqmEmbeddedValuedSimplePath<?>)) {
				throw new InvalidDataAccessApiUsageException(
						"Refused, since only deleting and restoring write %s.%s: use a delete method of the repository, or SoftDeleteRepository.restore"
							.formatted(getEntityName(), attribute));
			}
		}
	}

	/**
	 * Return the columns of the identifier in the table that holds the indicator, which a
	 * subclass's own table may have by other names.
	 * @return the names of the columns
	 */
	default String[] identifierTableKey() {
		return getIdentifierTableMapping().getKeyDetails()
			.getKeyColumns()
			.stream()
			.map(TableDetails.KeyColumn::getColumnName)
			.toArray(String[]::new);
	}

	/**
	 * Return whether the id cannot be selected by a query: it is a reference, without an
	 * id class.
	 * @return whether the entity has to be selected instead
	 */
	default boolean hasVirtualId() {
		return SelectedId.isVirtual(this);
	}

	/**
	 * Divide ids so that those of one part go into one statement.
	 * @param ids the ids
	 * @return the parts
	 */
	default List<List<Object>> parts(Collection<?> ids) {
		return JdbcStatement.parts(getFactory(), ids, identifierTableKey().length);
	}

	/**
	 * Return whether the entity has a version that updates write: the database may keep
	 * it by itself.
	 * @return whether there is a next version to write
	 */
	default boolean isVersionWritten() {
		return isVersioned() && !(getGenerators()[getVersionPropertyIndex()] instanceof OnExecutionGenerator generator
				&& generator.generatedOnExecution()
				&& !generator.referenceColumnsInSql(getFactory().getJdbcServices().getDialect(), EventType.UPDATE));
	}

	/**
	 * Return the value of one of the entity's attributes.
	 * @param entity an initialised instance
	 * @param attribute the attribute's name
	 * @return its value in memory
	 */
	default @Nullable Object value(Object entity, String attribute) {
		return getValue(entity, getPropertyIndex(attribute));
	}

	/**
	 * Find the persister of an entity.
	 * @param factory the session factory
	 * @param type the entity's class
	 * @return the persister, or {@code null} if the class is not a soft-deletable entity
	 * of that factory
	 */
	static @Nullable SoftDeletePersister find(SessionFactoryImplementor factory, Class<?> type) {
		return (factory.getMappingMetamodel().findEntityDescriptor(type) instanceof SoftDeletePersister persister)
				? persister : null;
	}

	/**
	 * Find the persister of an entity.
	 * @param session the session
	 * @param entityName the entity's name in Hibernate
	 * @return the persister, or {@code null} if the entity is not soft-deletable
	 */
	static @Nullable SoftDeletePersister find(SharedSessionContractImplementor session, String entityName) {
		return (session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(entityName) instanceof SoftDeletePersister persister) ? persister : null;
	}

	/**
	 * Return the persister of a soft-deletable entity.
	 * @param session the session
	 * @param entityName the entity's name in Hibernate
	 * @return the persister
	 */
	static SoftDeletePersister require(SharedSessionContractImplementor session, String entityName) {
		return Objects.requireNonNull(find(session, entityName), () -> entityName + " is not soft-deletable");
	}

}
