/**
 * The schema as scripts, for the migrations of a shop with data to lose.
 */
@NullMarked
package io.github.softdeleteaudit.sample.schema;

import org.jspecify.annotations.NullMarked;
