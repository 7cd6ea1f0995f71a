/**
 * The promises for hierarchies of entities.
 */
package io.github.softdeleteaudit.shapes.inheritance;
