/**
 * Audited entities of every shape.
 */
package io.github.softdeleteaudit.shapes.audited;
