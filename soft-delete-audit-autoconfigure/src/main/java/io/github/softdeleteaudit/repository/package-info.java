/**
 * Repositories of soft-deletable and of audited entities.
 */
@NullMarked
package io.github.softdeleteaudit.repository;

import org.jspecify.annotations.NullMarked;
