/**
 * The entities as they would be without soft delete and audit.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
