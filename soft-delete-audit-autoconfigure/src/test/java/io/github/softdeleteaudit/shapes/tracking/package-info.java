/**
 * The promises for revisions and listeners that are told of the changed entities.
 */
package io.github.softdeleteaudit.shapes.tracking;
