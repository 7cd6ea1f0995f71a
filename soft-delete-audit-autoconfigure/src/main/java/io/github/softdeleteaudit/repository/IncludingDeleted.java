package io.github.softdeleteaudit.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;

/**
 * Lets a query method of a repository see deleted rows too, as if each call were in a
 * {@link SoftDeleteScope#includingDeleted}. Works on derived queries, {@code @Query}
 * methods and overridden inherited ones, of any repository of Spring Data JPA; on a
 * method that changes rows it stops the start.
 * <p>
 * The query is run in the scope, and the deleted entities that it loads are read-only.
 * What is loaded later, when a lazy association or a stream is read, is not in the scope.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface IncludingDeleted {

	/**
	 * The entities whose deleted rows are wanted too.
	 * @return the entities; by default all
	 */
	Class<?>[] value() default {};

}
