/**
 * The same entities, soft-deletable.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.marked;

import org.jspecify.annotations.NullMarked;
