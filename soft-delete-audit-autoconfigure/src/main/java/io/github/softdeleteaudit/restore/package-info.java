/**
 * Bringing deleted rows back.
 */
@NullMarked
package io.github.softdeleteaudit.restore;

import org.jspecify.annotations.NullMarked;
