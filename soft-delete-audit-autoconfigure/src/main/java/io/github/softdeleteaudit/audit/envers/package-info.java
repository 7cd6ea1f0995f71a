/**
 * Auditing by Hibernate Envers: all that knows Envers.
 */
@NullMarked
package io.github.softdeleteaudit.audit.envers;

import org.jspecify.annotations.NullMarked;
