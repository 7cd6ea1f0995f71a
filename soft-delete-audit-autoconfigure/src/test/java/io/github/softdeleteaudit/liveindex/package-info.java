/**
 * The SQL of indexes over live rows, and the mappings on which they can be. Out of reach
 * of the applications of other tests, which would scan the entities.
 */
package io.github.softdeleteaudit.liveindex;
