/**
 * Statements that delete many rows.
 */
package io.github.softdeleteaudit.shapes.bulk;
