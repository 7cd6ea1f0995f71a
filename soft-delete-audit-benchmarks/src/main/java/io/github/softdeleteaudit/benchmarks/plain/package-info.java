/**
 * The entities of the benchmarks as they would be without the starter.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
