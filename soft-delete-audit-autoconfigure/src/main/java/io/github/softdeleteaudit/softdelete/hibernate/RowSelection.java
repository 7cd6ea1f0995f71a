package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import static org.hibernate.metamodel.mapping.EntityIdentifierMapping.ID_ROLE_NAME;

/**
 * Deleted rows of one entity that a statement is about. They are named by their ids, few
 * enough for one statement, or, where they are all the rows of their deletion, by what
 * names the deletion: one statement will do then, however many they are. For the
 * starter's own packages.
 */
public final class RowSelection {

	private static final int LARGE = 1000;

	private final @Nullable String attribute;

	private final Object value;

	private final int size;

	private RowSelection(@Nullable String attribute, Object value, int size) {
		this.attribute = attribute;
		this.value = value;
		this.size = size;
	}

	/**
	 * Select all rows of a deletion.
	 * @param attribute the attribute by whose value they are found
	 * @param value that value
	 * @param size how many they are
	 * @return the selection
	 */
	public static RowSelection ofDeletion(String attribute, Object value, int size) {
		return new RowSelection(attribute, value, size);
	}

	/**
	 * Select rows by their ids.
	 * @param ids the ids, few enough for one statement
	 * @return the selection
	 */
	public static RowSelection of(List<?> ids) {
		return new RowSelection(null, ids, ids.size());
	}

	/**
	 * Return how many rows are selected.
	 * @return the number of rows
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Return whether the rows are all the rows of their deletion, and named by it.
	 * @return whether there are no ids
	 */
	public boolean isWholeDeletion() {
		return this.attribute != null;
	}

	/**
	 * Return whether the rows are a whole deletion so large that they may as well be
	 * sought in an index over all deleted rows. Others are found by what names them
	 * alone: while its statistics are old, a database may take such an index for an empty
	 * one, and read it all.
	 * @return whether they are
	 */
	public boolean isLarge() {
		return isWholeDeletion() && this.size > LARGE;
	}

	/**
	 * Return the condition in HQL.
	 * @param alias the alias of the entity
	 * @return the condition, with parameters that {@link #bind} binds
	 */
	public String condition(String alias) {
		if (this.attribute != null) {
			return "%s.%s = :selected".formatted(alias, this.attribute);
		}
		// Hibernate translates a query anew each time that a parameter has several values
		return ((this.size == 1) ? "id(%s) = :selected" : "id(%s) in (:selected)").formatted(alias);
	}

	/**
	 * Bind the parameters of the condition.
	 * @param query the query
	 */
	public void bind(SelectionQuery<?> query) {
		if (this.attribute != null) {
			query.setParameter("selected", this.value);
		}
		else if (this.size == 1) {
			query.setParameter("selected", ((List<?>) this.value).get(0));
		}
		else {
			query.setParameterList("selected", (List<?>) this.value);
		}
	}

	/**
	 * Return the condition as a predicate.
	 * @param root the entity
	 * @param builder makes predicates
	 * @return the predicate
	 */
	public Predicate predicate(Root<?> root, CriteriaBuilder builder) {
		return (this.attribute != null) ? builder.equal(root.get(this.attribute), this.value)
				: root.get(ID_ROLE_NAME).in((List<?>) this.value);
	}

	/**
	 * Return the ids that name the rows.
	 * @return the ids, none of a whole deletion
	 */
	public Stream<Object> ids() {
		return (this.attribute != null) ? Stream.empty() : ((List<?>) this.value).stream().map(Object.class::cast);
	}

}
