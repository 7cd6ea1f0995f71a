package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.loader.ast.internal.CollectionLoaderSingleKey;
import org.hibernate.loader.ast.spi.CollectionLoader;
import org.hibernate.Filter;
import org.hibernate.StatelessSession;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator.EntryFilter;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.spi.SqlAstQueryPartProcessingState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.jspecify.annotations.Nullable;

/**
 * The persister of a link table to soft-deletable entities. Emptying the collection
 * spares the links to deleted rows, which it does not show, and what is linked by them is
 * not linked again; removing its owner physically, which is not soft-deletable, takes
 * them too.
 * <p>
 * Relies on Hibernate removing the collections of a deleted entity by the same method as
 * those that were emptied, while the entity is known to be deleted; and on a subquery of
 * a collection having no other root while the collection is restricted.
 */
public final class LinkTablePersister extends CollectionTablePersister {

	/** The owner whose links a stateless session has removed, to write them anew. */
	private final Map<SharedSessionContractImplementor, Object> emptied = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Called by Hibernate.
	 * @param collectionBinding the collection's mapping
	 * @param cacheAccessStrategy the collection's second-level cache
	 * @param creationContext the context
	 */
	public LinkTablePersister(Collection collectionBinding, CollectionDataAccess cacheAccessStrategy,
			RuntimeModelCreationContext creationContext) {
		super(collectionBinding, cacheAccessStrategy, creationContext);
	}

	// what is fetched along with others would show deleted rows after the scope
	@Override
	protected CollectionLoader determineLoaderToUse(Object key, SharedSessionContractImplementor session) {
		CollectionLoader loader = super.determineLoaderToUse(key, session);
		return (SoftDeleteScope.isReading() && !(loader instanceof CollectionLoaderSingleKey))
				? createSingleKeyCollectionLoader(session.getLoadQueryInfluencers()) : loader;
	}

	@Override
	public void remove(Object id, SharedSessionContractImplementor session) {
		EntityEntry owner = owner(id, session);
		if (owner != null && owner.getStatus().isDeletedOrGone()) {
			removeAll(this, id, session);
			return;
		}
		super.remove(id, session);
		if (session instanceof StatelessSession) {
			this.emptied.put(session, id);
		}
		if (owner != null && owner.getExtraState(SparedLinks.class) == null) {
			owner.addExtraState(new SparedLinks());
		}
	}

	@Override
	public void recreate(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		EntityEntry owner = owner(id, session);
		boolean anySpared = (session instanceof StatelessSession) ? id.equals(this.emptied.remove(session))
				: owner != null && owner.getExtraState(SparedLinks.class) != null;
		insert(collection, id, collection::includeInRecreate, anySpared, session);
	}

	@Override
	public void updateRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		if (!isInverse()) {
			HiddenLinks.requireNoneUpdated(this, collection, id, linkConditions().live(), session);
		}
		super.updateRows(collection, id, session);
	}

	@Override
	public void insertRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		insert(collection, id, collection::includeInInsert, false, session);
	}

	private void insert(PersistentCollection<?> collection, Object id, EntryFilter inserted, boolean anySpared,
			SharedSessionContractImplementor session) {
		getCreateEntryCoordinator().insertRows(collection, id,
				HiddenLinks.leftOut(this, collection, id, inserted, anySpared, session), session);
	}

	private @Nullable EntityEntry owner(Object id, SharedSessionContractImplementor session) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		Object owner = persistenceContext.getCollectionOwner(id, this);
		return (owner != null) ? persistenceContext.getEntry(owner) : null;
	}

	// Hibernate.size, isEmpty and contains are asked of the links alone
	@Override
	protected String generateSelectSizeString(boolean isIntegerIndexed) {
		return ofShown(super.generateSelectSizeString(isIntegerIndexed));
	}

	@Override
	protected String generateDetectRowByElementString() {
		return ofShown(super.generateDetectRowByElementString());
	}

	@Override
	protected @Nullable String generateDetectRowByIndexString() {
		String select = super.generateDetectRowByIndexString();
		return (select != null) ? ofShown(select) : null;
	}

	private String ofShown(String select) {
		return select + " and " + linkConditions().shown();
	}

	// the superclass's constructor needs them
	private LinkConditions linkConditions() {
		return Objects.requireNonNull(
				SoftDeleteSettings.require(getFactory().getServiceRegistry()).linkConditions().get(getRole()));
	}

	// size, member of, and the least and greatest element are asked of the links alone
	@Override
	public void applyBaseRestrictions(Consumer<Predicate> predicateConsumer, TableGroup tableGroup,
			boolean useQualifier, Map<String, Filter> enabledFilters, boolean onlyApplyLoadByKeyFilters,
			@Nullable Set<String> treatAsDeclarations, SqlAstCreationState creationState) {
		QueryJoins.requireRestrictable(tableGroup, creationState);
		super.applyBaseRestrictions(predicateConsumer, tableGroup, useQualifier, enabledFilters,
				onlyApplyLoadByKeyFilters, treatAsDeclarations, creationState);
		if (isRootOfSubquery(creationState)) {
			applyBaseManyToManyRestrictions(predicateConsumer, tableGroup, useQualifier, enabledFilters,
					treatAsDeclarations, creationState);
		}
	}

	private static boolean isRootOfSubquery(SqlAstCreationState creationState) {
		return creationState instanceof SqmToSqlAstConverter converter
				&& converter.getCurrentProcessingState() instanceof SqlAstQueryPartProcessingState state
				&& state.getInflightQueryPart() instanceof QuerySpec query
				&& query.getFromClause().getRoots().isEmpty();
	}

	/**
	 * Remove all rows of a collection, also those that it does not show.
	 */
	static void removeAll(AbstractCollectionPersister collection, Object key,
			SharedSessionContractImplementor session) {
		String sql = "delete from %s where %s".formatted(collection.getTableName(),
				JdbcStatement.named(List.of(collection.getKeyColumnNames())));
		JdbcStatement.update(session, sql,
				(statement) -> collection.getKeyType().nullSafeSet(statement, key, 1, session));
	}

	/**
	 * Remove all links to a row.
	 */
	static void removeLinksTo(AbstractCollectionPersister collection, Object target,
			SharedSessionContractImplementor session) {
		String sql = "delete from %s where %s".formatted(collection.getTableName(),
				JdbcStatement.named(List.of(collection.getElementColumnNames())));
		JdbcStatement.update(session, sql,
				(statement) -> collection.getElementType().nullSafeSet(statement, target, 1, session));
	}

	/**
	 * Says that links of an owner's collection were spared when it was emptied.
	 */
	private static final class SparedLinks implements EntityEntryExtraState {

		private @Nullable EntityEntryExtraState next;

		@Override
		public void addExtraState(EntityEntryExtraState extraState) {
			if (this.next == null) {
				this.next = extraState;
			}
			else {
				this.next.addExtraState(extraState);
			}
		}

		@Override
		public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> extraStateType) {
			if (extraStateType.isInstance(this)) {
				return extraStateType.cast(this);
			}
			// Hibernate's own tell of what is next to them alone
			return (this.next == null || extraStateType.isInstance(this.next)) ? extraStateType.cast(this.next)
					: this.next.getExtraState(extraStateType);
		}

	}

}
