/**
 * An application whose tables had nothing but data.
 */
package io.github.softdeleteaudit.schema.existing.unaudited;
