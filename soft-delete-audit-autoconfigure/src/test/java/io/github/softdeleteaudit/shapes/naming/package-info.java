/**
 * Soft-deletable entities whose tables and columns have names of every kind.
 */
package io.github.softdeleteaudit.shapes.naming;
