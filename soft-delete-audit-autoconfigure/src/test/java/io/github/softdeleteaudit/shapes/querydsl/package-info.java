/**
 * Queries by Querydsl, whose query types are written here by hand.
 */
package io.github.softdeleteaudit.shapes.querydsl;
