/**
 * An application whose tables keep the boolean that they had.
 */
package io.github.softdeleteaudit.schema.existing.flag;
