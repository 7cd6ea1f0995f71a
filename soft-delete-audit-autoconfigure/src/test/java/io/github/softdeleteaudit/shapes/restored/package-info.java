/**
 * Restores of trees of rows, mapped in all ways, and of whole deletions.
 */
package io.github.softdeleteaudit.shapes.restored;
