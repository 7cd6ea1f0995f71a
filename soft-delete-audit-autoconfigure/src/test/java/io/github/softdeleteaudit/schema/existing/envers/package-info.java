/**
 * An application that used Envers with its defaults, with the starter.
 */
package io.github.softdeleteaudit.schema.existing.envers;
