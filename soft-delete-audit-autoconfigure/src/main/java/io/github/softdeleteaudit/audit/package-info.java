/**
 * Revisions, and the history of an entity.
 */
@NullMarked
package io.github.softdeleteaudit.audit;

import org.jspecify.annotations.NullMarked;
