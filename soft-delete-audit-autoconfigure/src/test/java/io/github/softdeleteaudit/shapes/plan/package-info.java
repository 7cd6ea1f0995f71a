/**
 * How PostgreSQL finds rows in tables of a million.
 */
@NullMarked
package io.github.softdeleteaudit.shapes.plan;

import org.jspecify.annotations.NullMarked;
