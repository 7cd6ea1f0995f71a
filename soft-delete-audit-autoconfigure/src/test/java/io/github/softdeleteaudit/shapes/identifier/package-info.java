/**
 * Contract: entities with identifiers of all kinds.
 */
package io.github.softdeleteaudit.shapes.identifier;
