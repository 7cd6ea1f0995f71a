package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.BatchFetchQueue;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.SubselectFetch;
import org.hibernate.loader.ast.spi.BatchLoaderFactory;
import org.hibernate.loader.ast.spi.CollectionLoader;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.hibernate.sql.ast.spi.AbstractSqlAstWalker;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;

/**
 * Loads a collection that is fetched by a subselect for all owners that a query found, by
 * their keys. The subselect is the query once more, which need not find them again: a
 * {@link io.github.softdeleteaudit.softdelete.SoftDeleteScope} that was open then is
 * closed now, or another one is open, or rows were deleted in between. What it does not
 * find Hibernate takes for an owner whose collection is empty.
 * <p>
 * Relies on Hibernate keeping the keys of the owners, and on its batch loader taking
 * those of the collections that are in the queue.
 */
record FoundOwnersLoader(PluralAttributeMapping attribute, SubselectFetch found) implements CollectionLoader {

	/**
	 * Return whether what a query finds depends on what is deleted.
	 */
	static boolean replacesSubselect(CollectionPersister collection, SubselectFetch found) {
		if (collection.getOwnerEntityPersister() instanceof SoftDeletePersister) {
			return true;
		}
		RestrictionFinder finder = new RestrictionFinder();
		found.getLoadingSqlAst().accept(finder);
		return finder.restricted;
	}

	@Override
	public PersistentCollection<?> load(Object key, SharedSessionContractImplementor session) {
		BatchFetchQueue queue = session.getPersistenceContextInternal().getBatchFetchQueue();
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		List<CollectionEntry> others = enqueueOthers(key, session);
		try {
			return session.getFactory()
				.getServiceRegistry()
				.requireService(BatchLoaderFactory.class)
				.createCollectionBatchLoader(others.size() + 1, influencers, this.attribute, session.getFactory())
				.load(key, session);
		}
		finally {
			if (!influencers.effectivelyBatchLoadable(this.attribute.getCollectionDescriptor())) {
				others.forEach(queue::removeBatchLoadableCollection);
			}
		}
	}

	private List<CollectionEntry> enqueueOthers(Object key, SharedSessionContractImplementor session) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		CollectionPersister persister = this.attribute.getCollectionDescriptor();
		List<CollectionEntry> others = new ArrayList<>();
		for (EntityKey owner : this.found.getResultingEntityKeys()) {
			PersistentCollection<?> collection = persistenceContext
				.getCollection(session.generateCollectionKey(persister, owner.getIdentifier()));
			CollectionEntry entry = (collection != null && !collection.wasInitialized())
					? persistenceContext.getCollectionEntry(collection) : null;
			if (entry != null && !this.attribute.getKeyDescriptor().areEqual(key, entry.getLoadedKey(), session)) {
				persistenceContext.getBatchFetchQueue().addBatchLoadableCollection(collection, entry);
				others.add(entry);
			}
		}
		return others;
	}

	@Override
	public PluralAttributeMapping getLoadable() {
		return this.attribute;
	}

	/**
	 * Looks for the restriction of a soft-deletable entity in a query.
	 */
	private static final class RestrictionFinder extends AbstractSqlAstWalker {

		private boolean restricted;

		@Override
		public void visitSqlFragmentPredicate(SqlFragmentPredicate predicate) {
			this.restricted |= predicate.getSqlFragment().contains(LiveRestriction.MARKER_START);
		}

		@Override
		public void visitSqlSelectionExpression(SqlSelectionExpression expression) {
			// which is in the select clause too, where Hibernate's own visit never ends
		}

	}

}
