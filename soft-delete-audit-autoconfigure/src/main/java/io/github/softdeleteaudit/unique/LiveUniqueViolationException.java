package io.github.softdeleteaudit.unique;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Two live rows would have had the same {@link LiveUnique @LiveUnique} key. Where the
 * database has refused a statement, its transaction can only be rolled back.
 */
public class LiveUniqueViolationException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	private final List<String> attributes;

	private final transient Map<String, @Nullable Object> values;

	/**
	 * Create the exception.
	 * @param entityName the entity that declares the key
	 * @param attributes the attributes of the key
	 * @param values the values by attribute, empty where the database did not tell them
	 * @param cause the database's error, if there is one
	 */
	public LiveUniqueViolationException(String entityName, List<String> attributes,
			Map<String, ? extends @Nullable Object> values, @Nullable Throwable cause) {
		super("A live row of %s has the same %s already".formatted(entityName, describe(attributes, values)), cause);
		this.entityName = entityName;
		this.attributes = List.copyOf(attributes);
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	private static String describe(List<String> attributes, Map<String, ? extends @Nullable Object> values) {
		return values.isEmpty() ? String.join(", ", attributes)
				: String.join(", ", attributes.stream().map((name) -> name + " = " + values.get(name)).toList());
	}

	/**
	 * Return the entity that declares the key.
	 * @return the entity's name
	 */
	public String getEntityName() {
		return this.entityName;
	}

	/**
	 * Return the attributes of the key, as they are declared; of an embeddable those that
	 * it consists of.
	 * @return the attributes, at least one
	 */
	public List<String> getAttributes() {
		return this.attributes;
	}

	/**
	 * Return the values that were to be written, by attribute; of an association the
	 * identifier.
	 * @return the values, which may be null; empty where several rows were written at
	 * once and the database did not tell which of them it refused, and after
	 * deserialisation
	 */
	public Map<String, @Nullable Object> getValues() {
		return (this.values != null) ? this.values : Map.of();
	}

}
