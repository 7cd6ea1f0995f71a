/**
 * Links whose audit rows differ from those of others.
 */
package io.github.softdeleteaudit.shapes.linkaudit;
