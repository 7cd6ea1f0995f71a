/**
 * What people write by hand: a statement for the delete, a restriction, and Envers.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.handwritten;

import org.jspecify.annotations.NullMarked;
