package io.github.softdeleteaudit.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the attribute of a {@link SoftDeletable @SoftDeletable} entity that holds the
 * name of the actor who deleted the row, and null while the row is live. The attribute is
 * a {@link String}.
 * <p>
 * Only deleting and restoring write it.
 */
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DeletedBy {

}
