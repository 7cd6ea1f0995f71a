/**
 * The same with the starter.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.starter;

import org.jspecify.annotations.NullMarked;
