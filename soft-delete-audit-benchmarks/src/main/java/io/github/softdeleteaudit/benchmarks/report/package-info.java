/**
 * The report of what was measured.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.report;

import org.jspecify.annotations.NullMarked;
