/**
 * What the starter does, by hand in SQL.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
