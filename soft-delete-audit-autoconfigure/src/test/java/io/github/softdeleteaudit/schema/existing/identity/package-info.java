/**
 * An application that uses Envers as it was with Hibernate 5: numbers of an identity
 * column.
 */
package io.github.softdeleteaudit.schema.existing.identity;
