package io.github.softdeleteaudit.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an audited entity that no transaction may change, create, delete, restore or
 * purge without a {@linkplain AuditContext#reason(String) reason}, be it one row or many:
 * it fails with an {@link AuditReasonMissingException} before it commits. Elements and
 * links that the entity owns are part of it. The mark holds for subclasses too.
 * <p>
 * On an entity that is not audited, or whose revisions have no room for a reason, it
 * stops the start.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuditReasonRequired {

}
