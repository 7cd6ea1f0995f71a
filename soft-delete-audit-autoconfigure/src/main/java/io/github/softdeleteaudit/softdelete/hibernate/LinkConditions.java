package io.github.softdeleteaudit.softdelete.hibernate;

/**
 * Conditions of the rows of a link table, by which they are told by SQL of which
 * Hibernate knows no restriction.
 *
 * @param shown that it is a link to a row which the collection shows; a scope lifts it
 * @param live that it is a link to a live row
 */
record LinkConditions(String shown, String live) {
}
