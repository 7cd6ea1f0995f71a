/**
 * Marking entities as soft-deletable, and seeing their deleted rows.
 */
@NullMarked
package io.github.softdeleteaudit.softdelete;

import org.jspecify.annotations.NullMarked;
