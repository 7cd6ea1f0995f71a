/**
 * Sequences of calls that plain Hibernate gets wrong or refuses.
 */
package io.github.softdeleteaudit.shapes.sequence;
