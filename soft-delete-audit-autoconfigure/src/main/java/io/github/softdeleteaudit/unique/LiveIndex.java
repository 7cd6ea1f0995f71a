package io.github.softdeleteaudit.unique;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.softdeleteaudit.softdelete.SoftDeletable;

/**
 * Declares an index by which live rows of a {@link SoftDeletable @SoftDeletable} entity
 * are found. Where the database has partial indexes it holds live rows only; elsewhere
 * the indicator is its last column. It becomes part of the schema that Hibernate creates.
 * <p>
 * On a mapped superclass it declares such an index for each entity below it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(LiveIndex.List.class)
public @interface LiveIndex {

	/**
	 * The attributes, in the order of the index. Paths are those of
	 * {@link LiveUnique#attributes()}.
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
	 * Several indexes.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface List {

		/**
		 * The indexes.
		 * @return the indexes
		 */
		LiveIndex[] value();

	}

}
