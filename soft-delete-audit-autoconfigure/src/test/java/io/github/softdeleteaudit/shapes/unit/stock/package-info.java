/**
 * The second persistence unit.
 */
package io.github.softdeleteaudit.shapes.unit.stock;
