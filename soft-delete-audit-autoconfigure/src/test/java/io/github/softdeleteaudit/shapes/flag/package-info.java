/**
 * The promises for audited entities with modified flags.
 */
package io.github.softdeleteaudit.shapes.flag;
