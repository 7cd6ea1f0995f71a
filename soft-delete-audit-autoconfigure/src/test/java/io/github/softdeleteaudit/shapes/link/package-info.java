/**
 * Collections of soft-deletable entities.
 */
package io.github.softdeleteaudit.shapes.link;
