/**
 * An application that is compiled ahead of time.
 */
package io.github.softdeleteaudit.shapes.aot;
