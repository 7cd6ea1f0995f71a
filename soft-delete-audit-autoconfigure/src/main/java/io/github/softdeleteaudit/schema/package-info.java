/**
 * The schema: its export as scripts for migrations, the difference to what a database
 * has, and its validation.
 */
@NullMarked
package io.github.softdeleteaudit.schema;

import org.jspecify.annotations.NullMarked;
