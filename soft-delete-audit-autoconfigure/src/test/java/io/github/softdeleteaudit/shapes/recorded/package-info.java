/**
 * What a revision holds, whatever its transaction did.
 */
package io.github.softdeleteaudit.shapes.recorded;
