/**
 * The many ways to read.
 */
package io.github.softdeleteaudit.shapes.reading;
