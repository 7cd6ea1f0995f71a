/**
 * Soft-deletable entities in a stateless session.
 */
package io.github.softdeleteaudit.shapes.stateless;
