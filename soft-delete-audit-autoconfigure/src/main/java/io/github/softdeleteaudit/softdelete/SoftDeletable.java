package io.github.softdeleteaudit.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an entity, or a mapped superclass for all entities below it, as soft-deletable:
 * every way to delete it leaves the row and everything attached to it in place, and only
 * marks the row as deleted.
 * <p>
 * The entity needs one attribute that tells a deleted row from a live one: either one
 * marked {@link DeletedAt @DeletedAt} or one marked {@link Deleted @Deleted}. Extending
 * {@link SoftDeletableEntity} brings the marker and all attributes.
 * <p>
 * An entity whose mapping cannot keep these promises stops the start of the application
 * with a message that says what to change.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface SoftDeletable {

}
