/**
 * Hibernate's own audit without Envers. A delete is a physical one; the audit log keeps
 * the last state.
 */
@NullMarked
package io.github.softdeleteaudit.benchmarks.coreaudited;

import org.jspecify.annotations.NullMarked;
