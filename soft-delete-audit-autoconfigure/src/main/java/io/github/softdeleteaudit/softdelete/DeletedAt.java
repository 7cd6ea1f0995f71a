package io.github.softdeleteaudit.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the attribute of a {@link SoftDeletable @SoftDeletable} entity that holds the
 * time of the deletion, and null while the row is live. The attribute is an
 * {@link java.time.Instant}, an {@link java.time.OffsetDateTime} or a
 * {@link java.time.LocalDateTime}; the latter two in the zone of the application's
 * {@link java.time.Clock}. Precision is a microsecond.
 * <p>
 * Only deleting and restoring write it: a value that the application sets on a persistent
 * entity is never written to the row.
 */
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DeletedAt {

}
