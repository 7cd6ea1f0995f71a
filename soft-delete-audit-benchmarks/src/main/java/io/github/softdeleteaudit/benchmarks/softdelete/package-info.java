/**
 * Hibernate's own soft delete, and Envers.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.softdelete;

import org.jspecify.annotations.NullMarked;
