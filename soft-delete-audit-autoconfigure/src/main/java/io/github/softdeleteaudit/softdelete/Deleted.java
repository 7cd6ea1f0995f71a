package io.github.softdeleteaudit.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the boolean attribute of a {@link SoftDeletable @SoftDeletable} entity that is
 * true when the row is deleted, as legacy tables have it. False and null both mean live;
 * where the column holds nulls, the attribute must be a {@link Boolean} rather than a
 * {@code boolean}.
 * <p>
 * Only deleting and restoring write it: a value that the application sets on a persistent
 * entity is never written to the row.
 */
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Deleted {

}
