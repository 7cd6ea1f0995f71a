/**
 * Whole deletions, and how they are undone.
 */
@NullMarked
package io.github.softdeleteaudit.sample.deletion;

import org.jspecify.annotations.NullMarked;
