/**
 * An application whose tables had a boolean.
 */
package io.github.softdeleteaudit.schema.existing.flagtotime;
