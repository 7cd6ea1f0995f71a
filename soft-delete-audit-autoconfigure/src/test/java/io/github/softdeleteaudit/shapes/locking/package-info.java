/**
 * The promises for entities that are locked optimistically in all ways, or not at all,
 * under concurrent deletes and updates.
 */
package io.github.softdeleteaudit.shapes.locking;
