/**
 * Query methods that cannot see deleted rows.
 */
package io.github.softdeleteaudit.shapes.wrongscope;
