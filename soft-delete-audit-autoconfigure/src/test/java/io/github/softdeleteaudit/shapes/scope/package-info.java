/**
 * Deleted rows on request.
 */
package io.github.softdeleteaudit.shapes.scope;
