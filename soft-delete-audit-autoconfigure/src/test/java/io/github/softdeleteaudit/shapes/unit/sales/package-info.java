/**
 * The first persistence unit.
 */
package io.github.softdeleteaudit.shapes.unit.sales;
