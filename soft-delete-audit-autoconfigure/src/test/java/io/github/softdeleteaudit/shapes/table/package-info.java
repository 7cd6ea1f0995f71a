/**
 * The promises for entities that are kept in more than one table.
 */
package io.github.softdeleteaudit.shapes.table;
