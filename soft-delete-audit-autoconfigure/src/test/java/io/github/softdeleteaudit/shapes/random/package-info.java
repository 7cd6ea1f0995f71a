/**
 * Random operations on a model that mixes the mappings, against one in memory.
 */
package io.github.softdeleteaudit.shapes.random;
