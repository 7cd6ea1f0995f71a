package io.github.softdeleteaudit.restore;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a restore.
 *
 * @param idsByType the identifiers of the rows by entity class, parents before their
 * children; of a hierarchy by the class that a row is of
 */
public record RestoredRows(Map<Class<?>, Set<Object>> idsByType) {

	/**
	 * Create it.
	 */
	public RestoredRows {
		Map<Class<?>, Set<Object>> copy = new LinkedHashMap<>();
		idsByType.forEach((type, ids) -> copy.put(type, Collections.unmodifiableSet(new LinkedHashSet<>(ids))));
		idsByType = Collections.unmodifiableMap(copy);
	}

	/**
	 * Return how many rows there are.
	 * @return the number
	 */
	public int count() {
		return this.idsByType.values().stream().mapToInt(Collection::size).sum();
	}

	/**
	 * Return whether a row is one of them.
	 * @param type the entity's class, or a superclass of it
	 * @param id the identifier of the row
	 * @return whether it is
	 */
	public boolean contains(Class<?> type, Object id) {
		return this.idsByType.entrySet()
			.stream()
			.anyMatch((entry) -> type.isAssignableFrom(entry.getKey()) && entry.getValue().contains(id));
	}

}
