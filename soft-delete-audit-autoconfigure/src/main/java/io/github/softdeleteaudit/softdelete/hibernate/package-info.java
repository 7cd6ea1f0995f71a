/**
 * The wiring of soft deletion into Hibernate. All that relies on Hibernate's internals is
 * here; each class names the contract it relies on.
 */
@NullMarked
package io.github.softdeleteaudit.softdelete.hibernate;

import org.jspecify.annotations.NullMarked;
