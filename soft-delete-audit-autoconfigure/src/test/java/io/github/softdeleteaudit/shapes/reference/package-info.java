/**
 * References between soft-deletable entities, and their other sides.
 */
package io.github.softdeleteaudit.shapes.reference;
