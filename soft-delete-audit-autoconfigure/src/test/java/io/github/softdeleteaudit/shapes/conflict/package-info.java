/**
 * What is in the way of restores, what is told of them, and what they make of histories.
 */
package io.github.softdeleteaudit.shapes.conflict;
