/**
 * What both persistence units map.
 */
package io.github.softdeleteaudit.shapes.unit.both;
