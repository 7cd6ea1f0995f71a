/**
 * Tests of the schema, its export and its validation.
 */
package io.github.softdeleteaudit.schema;
