package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator.EntryFilter;

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
	 * Leave out what is linked already.
	 * @param inserted the entries of the collection to insert
	 * @return those that have no row yet
	 */
	static EntryFilter leftOut(AbstractCollectionPersister persister, PersistentCollection<?> collection, Object key,
			EntryFilter inserted, SharedSessionContractImplementor session) {
		return new HiddenLinks(persister, collection, key, session).leftOut(inserted);
	}

	private EntryFilter leftOut(EntryFilter inserted) {
		// a bag is written anew as a whole, with all that was deleted since it was read
		boolean matter = this.keyed
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
		List<Link> links = read();
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

	private boolean isLinked(Object entry, List<Link> links) {
		if (links.isEmpty()) {
			return false;
		}
		Link link = link(entry);
		if (this.keyed && links.stream().anyMatch(link::hasKeyOfOther)) {
			throw new DataIntegrityViolationException(
					"The key %s of %s with owner %s belongs to an element that is deleted: restore or purge that, or use another key"
						.formatted(link.index(), this.persister.getRole(), this.key));
		}
		return links.remove(link);
	}

	private Link link(Object entry) {
		List<Object> index = this.keyed
				? values(this.attribute.getIndexDescriptor(), this.collection.getIndex(entry, 0, this.persister))
				: List.of();
		return new Link(index, values(this.attribute.getElementDescriptor(), this.collection.getElement(entry)));
	}

	private List<Object> values(ModelPart part, Object value) {
		List<Object> values = new ArrayList<>();
		part.decompose(value, 0, values, null, (index, list, nothing, jdbcValue, selectable) -> list.add(jdbcValue),
				this.session);
		return values;
	}

	private List<Link> read() {
		List<SelectableMapping> index = this.keyed ? selectables(this.attribute.getIndexDescriptor()) : List.of();
		List<SelectableMapping> element = selectables(this.attribute.getElementDescriptor());
		List<SelectableMapping> columns = new ArrayList<>(index);
		columns.addAll(element);
		String sql = "select %s from %s where %s".formatted(
				String.join(",", columns.stream().map(SelectableMapping::getSelectionExpression).toList()),
				this.persister.getTableName(), JdbcStatement.named(List.of(this.persister.getKeyColumnNames())));
		this.session.getJdbcCoordinator().executeBatch();
		return JdbcStatement.query(this.session, sql,
				(statement) -> this.persister.getKeyType().nullSafeSet(statement, this.key, 1, this.session),
				(row) -> new Link(values(row, index, 1), values(row, element, 1 + index.size())));
	}

	private static List<SelectableMapping> selectables(ModelPart part) {
		List<SelectableMapping> selectables = new ArrayList<>();
		part.forEachSelectable((index, selectable) -> selectables.add(selectable));
		return selectables;
	}

	private List<Object> values(ResultSet rows, List<SelectableMapping> columns, int first) throws SQLException {
		List<Object> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			values.add(columns.get(i).getJdbcMapping().getJdbcValueExtractor().extract(rows, first + i, this.session));
		}
		return values;
	}

	/**
	 * A row, by the values of its columns.
	 */
	private record Link(List<Object> index, List<Object> element) {

		boolean hasKeyOfOther(Link other) {
			return this.index.equals(other.index) && !this.element.equals(other.element);
		}

	}

}
