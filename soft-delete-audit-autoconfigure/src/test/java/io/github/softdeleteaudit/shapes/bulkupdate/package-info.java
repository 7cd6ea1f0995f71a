/**
 * The promises for audited entities that are changed by HQL and Criteria updates.
 */
package io.github.softdeleteaudit.shapes.bulkupdate;
