/**
 * The entities of the contract tests.
 */
package io.github.softdeleteaudit.model;
