/**
 * Applications that start one after another on the same schema.
 */
package io.github.softdeleteaudit.shapes.schema;
