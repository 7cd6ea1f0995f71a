/**
 * Soft delete by hand, and JaVers.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.javers;

import org.jspecify.annotations.NullMarked;
