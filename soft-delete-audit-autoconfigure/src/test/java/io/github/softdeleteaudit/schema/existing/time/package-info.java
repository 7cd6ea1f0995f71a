/**
 * An application whose tables had a time.
 */
package io.github.softdeleteaudit.schema.existing.time;
