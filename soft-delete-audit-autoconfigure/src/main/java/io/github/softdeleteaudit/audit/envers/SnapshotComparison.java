package io.github.softdeleteaudit.audit.envers;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.audit.AttributeChange;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * Compares an entity as of two revisions.
 */
final class SnapshotComparison {

	private final SharedSessionContractImplementor session;

	private final List<AttributeChange> changes = new ArrayList<>();

	private final boolean collections;

	private SnapshotComparison(SharedSessionContractImplementor session, boolean collections) {
		this.session = session;
		this.collections = collections;
	}

	/**
	 * Return the attributes that differ in two snapshots, but for collections, which
	 * would have to be read.
	 */
	static Set<String> changed(Object before, Object after, SharedSessionContractImplementor session) {
		return compare(before, after, session, false).stream()
			.map(AttributeChange::attribute)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Compare two snapshots.
	 * @param before the earlier one, or {@code null} if the entity did not exist then
	 * @param after the later one, or {@code null} if the entity did not exist then
	 * @return what differs, in the order of the mapping
	 */
	static List<AttributeChange> compare(@Nullable Object before, @Nullable Object after,
			SharedSessionContractImplementor session) {
		return compare(before, after, session, true);
	}

	private static List<AttributeChange> compare(@Nullable Object before, @Nullable Object after,
			SharedSessionContractImplementor session, boolean collections) {
		SnapshotComparison comparison = new SnapshotComparison(session, collections);
		Object any = (after != null) ? after : before;
		if (any != null) {
			comparison.compare(AuditedAttributes.of(session.getEntityPersister(null, any), session), before, after, "");
		}
		return comparison.changes;
	}

	private void compare(AuditedAttributes attributes, @Nullable Object before, @Nullable Object after,
			String container) {
		attributes.forEach((attribute) -> {
			if (attribute instanceof PluralAttributeMapping && !this.collections) {
				return;
			}
			String path = container + attribute.getAttributeName();
			Object oldValue = (before != null) ? attribute.getValue(before) : null;
			Object newValue = (after != null) ? attribute.getValue(after) : null;
			AuditedAttributes embedded = attributes.embedded(attribute);
			if (embedded != null) {
				compare(embedded, oldValue, newValue, path + ".");
			}
			else if (attribute instanceof PluralAttributeMapping collection) {
				compare(collection, oldValue, newValue, path);
			}
			else if (!Objects.equals(compared(attribute, oldValue), compared(attribute, newValue))) {
				this.changes.add(new AttributeChange(path, oldValue, newValue));
			}
		});
	}

	private @Nullable Object compared(AttributeMapping attribute, @Nullable Object value) {
		return TypedValue.of(attribute, value, this.session);
	}

	private void compare(PluralAttributeMapping collection, @Nullable Object oldValue, @Nullable Object newValue,
			String path) {
		CollectionContents before = CollectionContents.of(collection, oldValue, this.session);
		CollectionContents after = CollectionContents.of(collection, newValue, this.session);
		if (!before.isSame(after)) {
			this.changes
				.add(new AttributeChange(path, CollectionContents.copy(oldValue), CollectionContents.copy(newValue),
						values(collection, after.without(before)), values(collection, before.without(after))));
		}
	}

	private static List<@Nullable Object> values(PluralAttributeMapping collection,
			List<CollectionContents.Element> elements) {
		boolean map = CollectionContents.isMap(collection);
		List<@Nullable Object> values = new ArrayList<>();
		elements.forEach((element) -> values
			.add(map ? new SimpleImmutableEntry<>(element.key(), element.value()) : element.value()));
		return values;
	}

}
