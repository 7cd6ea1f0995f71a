package io.github.softdeleteaudit.unique;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.softdeleteaudit.softdelete.SoftDeletable;

/**
 * Declares a key of a {@link SoftDeletable @SoftDeletable} entity that is unique among
 * its live rows: a deleted row does not block it. The database enforces it, by a unique
 * index that becomes part of the schema that Hibernate creates.
 * <p>
 * What would give a second live row the key fails with a
 * {@link LiveUniqueViolationException}: an insert, an update, a restore. A native
 * statement and an HQL insert fail with it where Spring translates exceptions, as in a
 * repository; an entity manager throws Hibernate's own exception for them.
 * <p>
 * On a mapped superclass it declares such a key for each entity below it. On a subclass
 * in a hierarchy the key is unique among the rows of that subclass.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(LiveUnique.List.class)
public @interface LiveUnique {

	/**
	 * The attributes of the key. A path leads into embeddables, as in
	 * {@code "address.city"}, and to the key of a to-one association, as in
	 * {@code "owner.id"}, which {@code "owner"} means as well. Their columns must be in
	 * the table that holds the indicator.
	 * @return the attributes, at least one
	 */
	String[] attributes();

	/**
	 * The name of the index. The default is made of the names of the table, with its
	 * schema if the mapping names one, and the columns.
	 * @return the name, unique within the schema
	 */
	String name() default "";

	/**
	 * Whether texts that differ in upper and lower case alone are equal, as the function
	 * {@code lower} of the database has it. When {@code false}, the collation of the
	 * columns decides.
	 * @return whether the case is ignored
	 */
	boolean ignoreCase() default false;

	/**
	 * Whether nulls are equal to each other. By default rows that have a null in an
	 * attribute of the key are not in the way of one another.
	 * @return whether two nulls are the same
	 */
	boolean nullsNotDistinct() default false;

	/**
	 * Several keys.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface List {

		/**
		 * The keys.
		 * @return the keys
		 */
		LiveUnique[] value();

	}

}
