package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator.EntryFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The rows of a link table that its collection does not show, where entries are about to
 * be inserted: an entry that has a row already gets no second one, and the key of a map
 * that belongs to a deleted element is not given to another.
 * <p>
 * Relies on Hibernate inserting the rows of a collection after it deleted and updated
 * others, and on an entry being inserted by the values that its model parts decompose it
 * to.
 */
final class HiddenLinks {

	/** Which may have read links before their elements were restored. */
	private static final Set<SharedSessionContractImplementor> RESTORED_IN = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final AbstractCollectionPersister persister;

	private final PluralAttributeMapping attribute;

	private final PersistentCollection<?> collection;

	private final Object key;

	private final SharedSessionContractImplementor session;

	private final boolean keyed;

	private HiddenLinks(AbstractCollectionPersister persister, PersistentCollection<?> collection, Object key,
			SharedSessionContractImplementor session) {
		this.persister = persister;
		this.attribute = persister.getAttributeMapping();
		this.collection = collection;
		this.key = key;
		this.session = session;
		this.keyed = persister.hasPhysicalIndexColumn();
	}

	/**
	 * Called when a session restores rows, the links to which its collections that are
	 * read already do not know.
	 */
	static void restoredIn(SharedSessionContractImplementor session) {
		RESTORED_IN.add(session);
	}

	/**
	 * Leave out what is linked already.
	 * @param inserted the entries of the collection to insert
	 * @param anySpared whether links may have been spared when the collection was emptied
	 * @return those that have no row yet
	 */
	static EntryFilter leftOut(AbstractCollectionPersister persister, PersistentCollection<?> collection, Object key,
			EntryFilter inserted, boolean anySpared, SharedSessionContractImplementor session) {
		return new HiddenLinks(persister, collection, key, session).leftOut(inserted, anySpared);
	}

	/**
	 * Refuse to give the row of a link to another element where another transaction has
	 * deleted its element since.
	 * @param live the condition of links to live rows
	 */
	static void requireNoneUpdated(AbstractCollectionPersister persister, PersistentCollection<?> collection,
			Object key, String live, SharedSessionContractImplementor session) {
		HiddenLinks links = new HiddenLinks(persister, collection, key, session);
		Iterator<?> entries = collection.entries(persister);
		for (int i = 0; entries.hasNext(); i++) {
			Object entry = entries.next();
			if (collection.needsUpdating(entry, i, persister.getElementType())) {
				Object before = collection.getSnapshotElement(entry, i);
				if (!links.isDeletedHere(before) && links.hold(entry, before, " and not " + live)) {
					throw links.conflict(links.link(entry, before));
				}
			}
		}
	}

	// by an update that changes nothing, which sees what others have committed
	private boolean hold(Object entry, Object before, String condition) {
		List<String> columns = new ArrayList<>(List.of(this.persister.getKeyColumnNames()));
		columns.addAll(
				List.of(this.keyed ? this.persister.getIndexColumnNames() : this.persister.getElementColumnNames()));
		String sql = "update %1$s set %2$s=%2$s where %3$s%4$s".formatted(this.persister.getTableName(), columns.get(0),
				JdbcStatement.named(columns), condition);
		this.session.getJdbcCoordinator().executeBatch();
		return JdbcStatement.update(this.session, sql, (statement) -> {
			this.persister.getKeyType().nullSafeSet(statement, this.key, 1, this.session);
			int next = 1 + this.persister.getKeyColumnNames().length;
			if (this.keyed) {
				this.persister.getIndexType()
					.nullSafeSet(statement, this.collection.getIndex(entry, 0, this.persister), next, this.session);
			}
			else {
				this.persister.getElementType().nullSafeSet(statement, before, next, this.session);
			}
		}) > 0;
	}

	private EntryFilter leftOut(EntryFilter inserted, boolean anySpared) {
		// a bag is written anew as a whole, with all that was deleted since it was read
		boolean matter = this.keyed || anySpared || RESTORED_IN.contains(this.session)
				|| this.collection instanceof PersistentBag && this.collection.getStoredSnapshot() != null;
		boolean any = false;
		List<Object> others = new ArrayList<>();
		Iterator<?> entries = this.collection.entries(this.persister);
		for (int i = 0; entries.hasNext(); i++) {
			Object entry = entries.next();
			if (inserted.include(entry, i, this.collection, this.attribute)) {
				any = true;
				matter = matter || mayBeDeleted(this.collection.getElement(entry));
			}
			else if (this.collection.entryExists(entry, i)) {
				others.add(entry);
			}
		}
		if (!any || !matter) {
			return inserted;
		}
		Links links = new Links(read());
		for (Object other : others) {
			links.remove(link(other));
		}
		return (entry, position, of, part) -> inserted.include(entry, position, of, part) && !isLinked(entry, links);
	}

	// unless it is certain that it is not
	private boolean mayBeDeleted(Object element) {
		if (!Hibernate.isInitialized(element)) {
			return true;
		}
		Object entity = Hibernate.unproxy(element);
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus().isDeletedOrGone()
				|| this.session.getEntityPersister(null, entity) instanceof SoftDeletePersister target
						&& target.isReadDeleted(entity, entry);
	}

	// by this session, which does not know it any more then
	private boolean isDeletedHere(@Nullable Object element) {
		return element != null && Hibernate.isInitialized(element)
				&& this.session.getPersistenceContextInternal().getEntry(Hibernate.unproxy(element)) == null
				&& mayBeDeleted(element);
	}

	private boolean isLinked(Object entry, Links links) {
		Link link = link(entry);
		if (this.keyed && links.haveKeyOfOther(link)) {
			throw conflict(link);
		}
		return links.remove(link);
	}

	private DataIntegrityViolationException conflict(Link link) {
		return new DataIntegrityViolationException(this.keyed
				? "The key %s of %s with owner %s belongs to an element that is deleted: restore or purge that, or use another key"
					.formatted(link.index(), this.persister.getRole(), this.key)
				: "An element of %s with owner %s that was to be replaced is deleted: read the collection again"
					.formatted(this.persister.getRole(), this.key));
	}

	private Link link(Object entry) {
		return link(entry, this.collection.getElement(entry));
	}

	private Link link(Object entry, Object element) {
		List<@Nullable Object> index = this.keyed ? JdbcValues.of(this.attribute.getIndexDescriptor(),
				this.collection.getIndex(entry, 0, this.persister), this.session) : List.of();
		return new Link(index, JdbcValues.of(this.attribute.getElementDescriptor(), element, this.session));
	}

	private List<Link> read() {
		List<SelectableMapping> index = this.keyed ? JdbcValues.columns(this.attribute.getIndexDescriptor())
				: List.of();
		List<SelectableMapping> element = JdbcValues.columns(this.attribute.getElementDescriptor());
		List<SelectableMapping> columns = new ArrayList<>(index);
		columns.addAll(element);
		String sql = "select %s from %s where %s".formatted(
				String.join(",", columns.stream().map(SelectableMapping::getSelectionExpression).toList()),
				this.persister.getTableName(), JdbcStatement.named(List.of(this.persister.getKeyColumnNames())));
		this.session.getJdbcCoordinator().executeBatch();
		return JdbcStatement.query(this.session, sql,
				(statement) -> this.persister.getKeyType().nullSafeSet(statement, this.key, 1, this.session),
				(row) -> new Link(JdbcValues.read(row, index, 1, this.session),
						JdbcValues.read(row, element, 1 + index.size(), this.session)));
	}

	/**
	 * A row, by the values of its columns.
	 */
	private record Link(List<@Nullable Object> index, List<@Nullable Object> element) {

	}

	/**
	 * Rows, of which a bag may have several that are alike, by their keys.
	 */
	private static final class Links {

		private final Map<List<@Nullable Object>, Map<Link, Integer>> byIndex = new HashMap<>();

		Links(List<Link> links) {
			links.forEach((link) -> this.byIndex.computeIfAbsent(link.index(), (index) -> new HashMap<>())
				.merge(link, 1, Integer::sum));
		}

		boolean remove(Link link) {
			Map<Link, Integer> alike = this.byIndex.getOrDefault(link.index(), Map.of());
			if (!alike.containsKey(link)) {
				return false;
			}
			alike.computeIfPresent(link, (found, count) -> (count > 1) ? count - 1 : null);
			return true;
		}

		boolean haveKeyOfOther(Link link) {
			return this.byIndex.getOrDefault(link.index(), Map.of())
				.keySet()
				.stream()
				.anyMatch((other) -> !other.element().equals(link.element()));
		}

	}

}
