/**
 * An application with as many entities as are asked for.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
