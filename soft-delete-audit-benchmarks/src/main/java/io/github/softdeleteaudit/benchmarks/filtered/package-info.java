/**
 * Written by hand with a filter that is always enabled instead of a restriction, and
 * Envers.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.filtered;

import org.jspecify.annotations.NullMarked;
