package io.github.softdeleteaudit.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the attribute of a {@link SoftDeletable @SoftDeletable} entity that names the
 * deletion: all rows deleted by one transaction carry the same time-ordered UUID. It is
 * null while the row is live. The attribute is a {@link java.util.UUID}.
 * <p>
 * With it a restore brings back exactly what the deletion took along. Without it the
 * exact time of the deletion stands in; with a bare {@link Deleted @Deleted} a restore
 * brings back the row alone.
 * <p>
 * Only deleting and restoring write it.
 */
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DeletionId {

}
