package io.github.softdeleteaudit.unique;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A {@link LiveUnique @LiveUnique} key of a deleted row that another row holds. For the
 * starter's own packages.
 *
 * @param id the identifier of the deleted row
 * @param holderType the class of the row that holds the key
 * @param holderId the identifier of that row
 * @param values the values by attribute, of an association the identifier
 */
public record HeldKey(Object id, Class<?> holderType, Object holderId, Map<String, @Nullable Object> values) {

	/**
	 * Create it.
	 */
	public HeldKey {
		values = new LinkedHashMap<>(values);
	}

}
