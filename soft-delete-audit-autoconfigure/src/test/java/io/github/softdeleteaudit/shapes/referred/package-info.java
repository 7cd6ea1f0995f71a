/**
 * References to deleted rows.
 */
package io.github.softdeleteaudit.shapes.referred;
