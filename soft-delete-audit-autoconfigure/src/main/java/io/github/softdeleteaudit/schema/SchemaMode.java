package io.github.softdeleteaudit.schema;

/**
 * Who looks after what the starter needs of the schema.
 */
public enum SchemaMode {

	/**
	 * Hibernate, as {@code spring.jpa.hibernate.ddl-auto} says. Where that says nothing,
	 * the log warns of indexes over live rows that are missing.
	 */
	HIBERNATE,

	/**
	 * The application's migrations. What is missing or wrong in the database stops the
	 * start, with the SQL that mends it.
	 */
	VALIDATE,

	/** The application's migrations. Nothing is looked up. */
	NONE

}
