/**
 * The same with the starter.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.audited;

import org.jspecify.annotations.NullMarked;
