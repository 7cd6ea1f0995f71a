/**
 * Changes made in a scope, and after it to what it has loaded.
 */
package io.github.softdeleteaudit.shapes.scopechange;
