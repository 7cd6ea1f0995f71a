/**
 * The promises for deletions that are known by their time alone, in all types of times
 * and all time zones.
 */
package io.github.softdeleteaudit.shapes.time;
