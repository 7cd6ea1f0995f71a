/**
 * What soft delete and audit cost.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks;

import org.jspecify.annotations.NullMarked;
