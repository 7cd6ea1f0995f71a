/**
 * Two persistence units, each with a database of its own, in one application.
 */
package io.github.softdeleteaudit.shapes.unit;
