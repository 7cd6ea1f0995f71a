/**
 * An application that uses Envers as it was with Hibernate 5: numbers of a sequence of
 * all entities.
 */
package io.github.softdeleteaudit.schema.existing.sequence;
