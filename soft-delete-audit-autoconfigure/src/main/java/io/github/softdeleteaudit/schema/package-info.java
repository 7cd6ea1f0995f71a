/**
 * What the starter adds to a database, as statements for the application's own
 * migrations.
 */
@NullMarked
package io.github.softdeleteaudit.schema;

import org.jspecify.annotations.NullMarked;
