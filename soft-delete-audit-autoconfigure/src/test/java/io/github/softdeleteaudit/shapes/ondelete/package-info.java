/**
 * Keys by which the rows of a deleted entity go along.
 */
package io.github.softdeleteaudit.shapes.ondelete;
