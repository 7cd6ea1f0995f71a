package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.Filter;
import org.hibernate.loader.ast.internal.CollectionLoaderSingleKey;
import org.hibernate.loader.ast.spi.CollectionLoader;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The persister of a one-to-many association to soft-deletable entities by a foreign key.
 * What it does not show keeps its key, also where the flush happens in a scope.
 * <p>
 * Relies on Hibernate writing no key of rows that do not meet the restriction of the
 * collection.
 */
public final class JoinColumnPersister extends ForeignKeyPersister {

	/**
	 * Called by Hibernate.
	 * @param collectionBinding the collection's mapping
	 * @param cacheAccessStrategy the collection's second-level cache
	 * @param creationContext the context
	 */
	public JoinColumnPersister(Collection collectionBinding, CollectionDataAccess cacheAccessStrategy,
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
	public void applyBaseRestrictions(Consumer<Predicate> predicateConsumer, TableGroup tableGroup,
			boolean useQualifier, Map<String, Filter> enabledFilters, boolean onlyApplyLoadByKeyFilters,
			@Nullable Set<String> treatAsDeclarations, SqlAstCreationState creationState) {
		QueryJoins.requireRestrictable(tableGroup, creationState);
		super.applyBaseRestrictions(predicateConsumer, tableGroup, useQualifier, enabledFilters,
				onlyApplyLoadByKeyFilters, treatAsDeclarations, creationState);
	}

	@Override
	public void remove(Object id, SharedSessionContractImplementor session) {
		outsideOfScopes(() -> super.remove(id, session));
	}

	@Override
	public void recreate(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		outsideOfScopes(() -> super.recreate(collection, id, session));
	}

	@Override
	public void deleteRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		outsideOfScopes(() -> super.deleteRows(collection, id, session));
	}

	@Override
	public void updateRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		outsideOfScopes(() -> super.updateRows(collection, id, session));
	}

	@Override
	public void insertRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
		outsideOfScopes(() -> super.insertRows(collection, id, session));
	}

	private static void outsideOfScopes(Runnable change) {
		SoftDeleteScope.outside(() -> {
			change.run();
			return null;
		});
	}

}
