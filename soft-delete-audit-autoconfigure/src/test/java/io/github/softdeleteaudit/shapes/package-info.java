/**
 * The promises for every way to map an entity, one contract a family of mappings.
 */
package io.github.softdeleteaudit.shapes;
