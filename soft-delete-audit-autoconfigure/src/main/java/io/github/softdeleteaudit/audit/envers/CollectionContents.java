package io.github.softdeleteaudit.audit.envers;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection at one moment. How often a bag has the same element is not
 * looked at, since Envers records it once.
 */
final class CollectionContents {

	private final List<Element> elements = new ArrayList<>();

	private final boolean ordered;

	private CollectionContents(boolean ordered) {
		this.ordered = ordered;
	}

	/**
	 * Read a collection, or an array.
	 * @param value the collection, or {@code null} for an empty one
	 */
	static CollectionContents of(PluralAttributeMapping attribute, @Nullable Object value,
			SharedSessionContractImplementor session) {
		CollectionContents contents = new CollectionContents(isOrdered(attribute));
		if (value instanceof Map<?, ?> map) {
			boolean keyed = hasKeys(attribute);
			map.forEach((key,
					element) -> contents.elements.add(new Element(key, element,
							Arrays.asList(keyed ? TypedValue.of(attribute.getIndexDescriptor(), key, session) : null,
									TypedValue.of(attribute.getElementDescriptor(), element, session)))));
		}
		else if (value != null) {
			elements(value).forEach((element) -> contents.elements.add(new Element(null, element,
					Arrays.asList(null, TypedValue.of(attribute.getElementDescriptor(), element, session)))));
		}
		return contents;
	}

	private static Collection<?> elements(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		List<@Nullable Object> elements = new ArrayList<>();
		for (int i = 0; i < Array.getLength(value); i++) {
			elements.add(Array.get(value, i));
		}
		return elements;
	}

	/**
	 * Return whether the order of the elements is stored.
	 */
	static boolean isOrdered(PluralAttributeMapping attribute) {
		return attribute.getIndexDescriptor() != null && !isMap(attribute);
	}

	static boolean isMap(PluralAttributeMapping attribute) {
		return Map.class
			.isAssignableFrom(attribute.getCollectionDescriptor().getCollectionSemantics().getCollectionJavaType());
	}

	/**
	 * Return whether it is a map whose keys are stored: they may be an attribute of the
	 * elements.
	 */
	static boolean hasKeys(PluralAttributeMapping attribute) {
		return isMap(attribute)
				&& ((AbstractCollectionPersister) attribute.getCollectionDescriptor()).hasPhysicalIndexColumn();
	}

	List<Element> elements() {
		return this.elements;
	}

	/**
	 * Return the elements that others have not; where the order is stored as often as
	 * they are missing there.
	 */
	List<Element> without(CollectionContents others) {
		List<Element> left = new ArrayList<>(this.elements);
		if (this.ordered) {
			List<List<@Nullable Object>> found = new LinkedList<>(compared(others.elements));
			left.removeIf((element) -> found.remove(element.compared()));
		}
		else {
			Set<List<@Nullable Object>> found = new HashSet<>(compared(others.elements));
			left.removeIf((element) -> found.contains(element.compared()));
		}
		return left;
	}

	/**
	 * Return whether these are the same elements, in the same order where it is stored.
	 */
	boolean isSame(CollectionContents others) {
		return this.ordered ? compared(this.elements).equals(compared(others.elements))
				: without(others).isEmpty() && others.without(this).isEmpty();
	}

	private static List<List<@Nullable Object>> compared(List<Element> elements) {
		return elements.stream().map(Element::compared).toList();
	}

	/**
	 * Return an unmodifiable copy of a collection or an array, {@code null} if it is.
	 */
	static @Nullable Object copy(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (value instanceof Map<?, ?> map) {
			return Collections.unmodifiableMap(new LinkedHashMap<>(map));
		}
		return (value instanceof Set<?> set) ? Collections.unmodifiableSet(new LinkedHashSet<>(set))
				: Collections.unmodifiableList(new ArrayList<>(elements(value)));
	}

	/**
	 * An element.
	 *
	 * @param key its key in a map
	 * @param value the element itself
	 * @param compared what tells it from others
	 */
	record Element(@Nullable Object key, @Nullable Object value, List<@Nullable Object> compared) {
	}

}
