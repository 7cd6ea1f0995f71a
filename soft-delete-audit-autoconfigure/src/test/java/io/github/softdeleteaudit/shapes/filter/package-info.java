/**
 * Soft-deletable entities whose rows are restricted otherwise too: by tenant, by filters,
 * by the application's own restrictions, by partition.
 */
package io.github.softdeleteaudit.shapes.filter;
