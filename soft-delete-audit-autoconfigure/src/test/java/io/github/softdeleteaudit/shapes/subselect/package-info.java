/**
 * Collections that are fetched by a subselect.
 */
package io.github.softdeleteaudit.shapes.subselect;
