package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.function.Consumer;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The persister of a soft-deletable entity in one table. Deletes by
 * {@link SoftDeleteCoordinator}, and leaves the restriction to live rows out where a
 * reference is resolved.
 * <p>
 * Relies on Hibernate asking the persister for its delete coordinator at each delete, for
 * its mutation strategy at each HQL statement that changes rows, and for the restriction
 * of each table that takes part in a query.
 */
// Hibernate's persisters still take LockOptions
@SuppressWarnings("removal")
public final class SoftDeleteSingleTableEntityPersister extends SingleTableEntityPersister
		implements SoftDeletePersister {

	private final SoftDeleteModel model;

	private final Stamps stamps;

	private final References references;

	private final SqmMultiTableMutationStrategy mutationStrategy;

	private @Nullable SoftDeleteCoordinator deleteCoordinator;

	/**
	 * Called by Hibernate.
	 * @param persistentClass the entity's mapping
	 * @param cacheAccessStrategy the entity's second-level cache
	 * @param naturalIdRegionAccessStrategy the entity's natural id cache
	 * @param creationContext the context
	 */
	public SoftDeleteSingleTableEntityPersister(PersistentClass persistentClass, EntityDataAccess cacheAccessStrategy,
			NaturalIdDataAccess naturalIdRegionAccessStrategy, RuntimeModelCreationContext creationContext) {
		super(persistentClass, cacheAccessStrategy, naturalIdRegionAccessStrategy, creationContext);
		SoftDeleteSettings settings = SoftDeleteSettings.require(creationContext.getServiceRegistry());
		this.model = settings.requireModel(persistentClass);
		this.stamps = settings.stamps();
		this.references = new References(this.model, creationContext);
		this.mutationStrategy = new SoftDeleteMutationStrategy(this);
	}

	@Override
	public SoftDeleteModel softDeleteModel() {
		return this.model;
	}

	@Override
	public Stamps stamps() {
		return this.stamps;
	}

	@Override
	public void prepareLoaders() {
		super.prepareLoaders();
		this.deleteCoordinator = new SoftDeleteCoordinator(this, getFactory());
	}

	@Override
	public DeleteCoordinator getDeleteCoordinator() {
		return (this.deleteCoordinator != null) ? this.deleteCoordinator : super.getDeleteCoordinator();
	}

	@Override
	public SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
		return this.mutationStrategy;
	}

	@Override
	public void applyWhereRestrictions(Consumer<Predicate> predicateConsumer, TableGroup tableGroup,
			boolean useQualifier, SqlAstCreationState creationState) {
		if (References.isReference(tableGroup)) {
			this.references.applyOwnRestriction(predicateConsumer, tableGroup, useQualifier, getTableName());
		}
		else {
			super.applyWhereRestrictions(predicateConsumer, tableGroup, useQualifier, creationState);
		}
	}

	@Override
	public Object load(Object id, Object optionalObject, LockMode lockMode, SharedSessionContractImplementor session) {
		return SoftDeleteScope.resolvingReferences(this.model.type(),
				() -> super.load(id, optionalObject, lockMode, session));
	}

	@Override
	public Object load(Object id, Object optionalObject, LockOptions lockOptions,
			SharedSessionContractImplementor session) {
		return SoftDeleteScope.resolvingReferences(this.model.type(),
				() -> super.load(id, optionalObject, lockOptions, session));
	}

	@Override
	public Object load(Object id, Object optionalObject, LockOptions lockOptions,
			SharedSessionContractImplementor session, Boolean readOnly) {
		return SoftDeleteScope.resolvingReferences(this.model.type(),
				() -> super.load(id, optionalObject, lockOptions, session, readOnly));
	}

	@Override
	public Object loadByUniqueKey(String propertyName, Object uniqueKey, Boolean readOnly,
			SharedSessionContractImplementor session) {
		return SoftDeleteScope.resolvingReferences(this.model.type(),
				() -> super.loadByUniqueKey(propertyName, uniqueKey, readOnly, session));
	}

	@Override
	public Object initializeEnhancedEntityUsedAsProxy(Object entity, String nameOfAttributeBeingAccessed,
			SharedSessionContractImplementor session) {
		return SoftDeleteScope.resolvingReferences(this.model.type(),
				() -> super.initializeEnhancedEntityUsedAsProxy(entity, nameOfAttributeBeingAccessed, session));
	}

	@Override
	public Object[] getDatabaseSnapshot(Object id, SharedSessionContractImplementor session) {
		return SoftDeleteScope.resolvingReferences(this.model.type(), () -> super.getDatabaseSnapshot(id, session));
	}

}
