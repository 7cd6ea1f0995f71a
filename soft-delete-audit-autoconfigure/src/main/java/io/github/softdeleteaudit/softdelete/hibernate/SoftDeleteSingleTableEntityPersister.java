package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.hibernate.Filter;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Locking;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.loader.ast.spi.NaturalIdLoader;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.persister.entity.mutation.InsertCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAliasBase;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The persister of a soft-deletable entity in one table; all it does differently is in
 * {@link SoftDeleteBehavior}.
 */
// Hibernate's persisters still take LockOptions
@SuppressWarnings("removal")
public final class SoftDeleteSingleTableEntityPersister extends SingleTableEntityPersister
		implements SoftDeletePersister {

	private final SoftDeleteBehavior behavior;

	private @Nullable DeleteCoordinator softDeleteCoordinator;

	private @Nullable UpdateCoordinator liveRowUpdateCoordinator;

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
		this.behavior = SoftDeleteBehavior.of(persistentClass, creationContext);
	}

	@Override
	public SoftDeleteBehavior softDeleteBehavior() {
		return this.behavior;
	}

	@Override
	public void prepareLoaders() {
		super.prepareLoaders();
		this.softDeleteCoordinator = new SoftDeleteCoordinator(this, getFactory());
		if (super.getUpdateCoordinator() instanceof UpdateCoordinatorStandard) {
			this.liveRowUpdateCoordinator = new LiveRowUpdateCoordinator(this, getFactory());
		}
	}

	@Override
	public InsertCoordinator getInsertCoordinator() {
		return new ExplainedInsertCoordinator(this, super.getInsertCoordinator());
	}

	@Override
	public UpdateCoordinator getUpdateCoordinator() {
		return (this.liveRowUpdateCoordinator != null) ? this.liveRowUpdateCoordinator : super.getUpdateCoordinator();
	}

	@Override
	public DeleteCoordinator getDeleteCoordinator() {
		return (this.softDeleteCoordinator != null) ? this.softDeleteCoordinator : super.getDeleteCoordinator();
	}

	@Override
	protected LockingStrategy generateLocker(LockMode lockMode, Locking.Scope scope) {
		return LiveRow.locker(this, lockMode, super.generateLocker(lockMode, scope));
	}

	@Override
	public Object forceVersionIncrement(Object id, Object currentVersion, SharedSessionContractImplementor session) {
		return forceVersionIncrement(id, currentVersion, false, session);
	}

	@Override
	public Object forceVersionIncrement(Object id, Object currentVersion, boolean batching,
			SharedSessionContractImplementor session) {
		LiveRow.beforeForcedIncrement(this, id, session);
		// the rows of a batch are not counted by every driver
		return super.forceVersionIncrement(id, currentVersion, false, session);
	}

	@Override
	public SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
		// while the mapping is being built, subclasses take the strategy from here
		return (this.softDeleteCoordinator != null)
				? new SoftDeleteMutationStrategy(this, super.getSqmMultiTableMutationStrategy())
				: super.getSqmMultiTableMutationStrategy();
	}

	@Override
	public @Nullable SqmMultiTableInsertStrategy getSqmMultiTableInsertStrategy() {
		return QueryInserts.checked(super.getSqmMultiTableInsertStrategy());
	}

	@Override
	public TableGroup createRootTableGroup(boolean canUseInnerJoins, NavigablePath navigablePath,
			String explicitSourceAlias, SqlAliasBase explicitSqlAliasBase,
			Supplier<Consumer<Predicate>> additionalPredicateCollector, SqlAstCreationState creationState) {
		return QueryJoins.restricted(
				super.createRootTableGroup(canUseInnerJoins, navigablePath, explicitSourceAlias, explicitSqlAliasBase,
						additionalPredicateCollector, creationState),
				this, additionalPredicateCollector, creationState);
	}

	@Override
	public void applyWhereRestrictions(Consumer<Predicate> predicateConsumer, TableGroup tableGroup,
			boolean useQualifier, SqlAstCreationState creationState) {
		QueryJoins.requireRestrictable(tableGroup, creationState);
		if (!this.behavior.restrictToOne(predicateConsumer, tableGroup, useQualifier,
				getSqlWhereStringTableExpression())) {
			super.applyWhereRestrictions(predicateConsumer, tableGroup, useQualifier, creationState);
		}
	}

	@Override
	public void applyFilterRestrictions(Consumer<Predicate> predicateConsumer, TableGroup tableGroup,
			boolean useQualifier, Map<String, Filter> enabledFilters, boolean onlyApplyLoadByKeyFilters,
			SqlAstCreationState creationState) {
		super.applyFilterRestrictions(SoftDeleteBehavior.grouping(predicateConsumer), tableGroup, useQualifier,
				enabledFilters, onlyApplyLoadByKeyFilters, creationState);
	}

	@Override
	public Object load(Object id, Object optionalObject, LockMode lockMode, SharedSessionContractImplementor session) {
		return this.behavior.loading(session, optionalObject, () -> super.load(id, optionalObject, lockMode, session));
	}

	@Override
	public Object load(Object id, Object optionalObject, LockOptions lockOptions,
			SharedSessionContractImplementor session) {
		return this.behavior.loading(session, optionalObject,
				() -> super.load(id, optionalObject, lockOptions, session));
	}

	@Override
	public Object load(Object id, Object optionalObject, LockOptions lockOptions,
			SharedSessionContractImplementor session, Boolean readOnly) {
		return this.behavior.loading(session, optionalObject,
				() -> super.load(id, optionalObject, lockOptions, session, readOnly));
	}

	@Override
	public List<?> multiLoad(Object[] ids, SharedSessionContractImplementor session, MultiIdLoadOptions loadOptions) {
		return this.behavior.visible(super.multiLoad(ids, session, loadOptions), loadOptions, this);
	}

	@Override
	public NaturalIdLoader<?> getNaturalIdLoader() {
		return new LiveNaturalIdLoader<>(this, super.getNaturalIdLoader());
	}

	@Override
	public MultiNaturalIdLoader<?> getMultiNaturalIdLoader() {
		return LiveNaturalIdLoader.several(this, super.getMultiNaturalIdLoader());
	}

	@Override
	public Object loadByUniqueKey(String propertyName, Object uniqueKey, Boolean readOnly,
			SharedSessionContractImplementor session) {
		return this.behavior.loadingByUniqueKey(findByPath(propertyName),
				() -> super.loadByUniqueKey(propertyName, uniqueKey, readOnly, session));
	}

	@Override
	public Object initializeEnhancedEntityUsedAsProxy(Object entity, String nameOfAttributeBeingAccessed,
			SharedSessionContractImplementor session) {
		return this.behavior.resolvingReferences(
				() -> super.initializeEnhancedEntityUsedAsProxy(entity, nameOfAttributeBeingAccessed, session));
	}

	@Override
	public Object initializeLazyProperty(String fieldName, Object entity, SharedSessionContractImplementor session) {
		return this.behavior.resolvingReferences(() -> super.initializeLazyProperty(fieldName, entity, session));
	}

	@Override
	public Object[] getDatabaseSnapshot(Object id, SharedSessionContractImplementor session) {
		return this.behavior.resolvingReferences(() -> super.getDatabaseSnapshot(id, session));
	}

}
