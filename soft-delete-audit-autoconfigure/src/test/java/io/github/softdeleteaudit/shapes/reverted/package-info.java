/**
 * Entities with every kind of attribute, compared between revisions and reverted.
 */
package io.github.softdeleteaudit.shapes.reverted;
