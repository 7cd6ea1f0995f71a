/**
 * Applications that use Envers with its defaults, and not the starter.
 */
package io.github.softdeleteaudit.schema.existing.before;
