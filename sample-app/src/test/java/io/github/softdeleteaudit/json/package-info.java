/**
 * Entities that a web application answers with as they are.
 */
package io.github.softdeleteaudit.json;
