/**
 * What all requests have in common: their id, and how errors look.
 */
@NullMarked
package io.github.softdeleteaudit.sample.deletion;

import org.jspecify.annotations.NullMarked;
