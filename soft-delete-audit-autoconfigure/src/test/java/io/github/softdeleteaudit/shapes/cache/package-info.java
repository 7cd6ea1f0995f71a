/**
 * Soft-deletable entities and collections of them in a second-level cache.
 */
package io.github.softdeleteaudit.shapes.cache;
