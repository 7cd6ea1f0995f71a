package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * One index over live rows, with what it needs of the entity's mapping.
 *
 * @param entity the entity that declares it
 * @param model the entity as a soft-deletable one
 * @param attributes the attributes, as they are declared
 * @param leaves the attributes that they consist of, where one is an embeddable
 * @param columns the columns of the attributes
 * @param table the table that holds the columns and the indicator
 * @param indicator the indicator's column
 * @param rows the SQL condition of the rows of a subclass among those of its hierarchy,
 * if there is one
 * @param unique whether it is that of a key
 * @param ignoreCase whether texts are compared in lower case
 * @param nullsNotDistinct whether nulls are equal to each other
 * @param implied whether Hibernate would have made a unique constraint of its own
 * @param name the name of the index, as Hibernate's own model of it would be quoted
 */
record LiveIndexMapping(PersistentClass entity, SoftDeleteModel model, List<String> attributes, List<String> leaves,
		List<Column> columns, Table table, Column indicator, @Nullable String rows, boolean unique, boolean ignoreCase,
		boolean nullsNotDistinct, boolean implied, String name) {

	/**
	 * Return how the index is declared, for messages.
	 * @return the declaration
	 */
	String declaration() {
		return this.implied ? "the unique key of %s of %s".formatted(String.join(", ", this.attributes), entityName())
				: "@%s(%s) of %s".formatted(this.unique ? "LiveUnique" : "LiveIndex",
						String.join(", ", this.attributes), entityName());
	}

	String entityName() {
		return this.entity.getEntityName();
	}

	/**
	 * Return the condition of the rows that the index is about.
	 * @return a condition in SQL
	 */
	String condition() {
		String live = this.model.restriction();
		if (this.rows == null) {
			return live;
		}
		return ((this.model.falseLiteral() != null) ? "(" + live + ")" : live) + " and " + this.rows;
	}

}
