/**
 * Keys that are unique among live rows, and indexes over them.
 */
@NullMarked
package io.github.softdeleteaudit.unique;

import org.jspecify.annotations.NullMarked;
