package io.github.softdeleteaudit.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An attribute that differs between two revisions of an entity.
 * <p>
 * Entities among the values are as of their revision. They are detached snapshots, whose
 * lazy parts can be read only while the entity manager that read them is open.
 *
 * @param attribute the attribute, of an embedded object each of its own by its path, as
 * {@code address.city}
 * @param oldValue the value after the earlier revision; that of a collection is an
 * unmodifiable list, set or map
 * @param newValue the value after the later revision
 * @param added of a collection, the elements that the new value has and the old one has
 * not; of a map the entries, as {@code Map.Entry}. Empty for any other attribute. How
 * often an unordered list has the same element is not recorded
 * @param removed of a collection, the elements that the old value has and the new one has
 * not. A collection that has neither added nor removed elements is an ordered list whose
 * elements are in another order
 */
public record AttributeChange(String attribute, @Nullable Object oldValue, @Nullable Object newValue,
		List<? extends @Nullable Object> added, List<? extends @Nullable Object> removed) {

	/**
	 * Create a change of a collection.
	 */
	public AttributeChange {
		// may hold nulls
		added = Collections.unmodifiableList(new ArrayList<>(added));
		removed = Collections.unmodifiableList(new ArrayList<>(removed));
	}

	/**
	 * Create a change of an attribute that is no collection.
	 * @param attribute the attribute
	 * @param oldValue the value after the earlier revision
	 * @param newValue the value after the later revision
	 */
	public AttributeChange(String attribute, @Nullable Object oldValue, @Nullable Object newValue) {
		this(attribute, oldValue, newValue, List.of(), List.of());
	}

}
