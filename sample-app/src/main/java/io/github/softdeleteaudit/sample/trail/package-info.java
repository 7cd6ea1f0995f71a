/**
 * Who changed what.
 */
@NullMarked
package io.github.softdeleteaudit.sample.trail;

import org.jspecify.annotations.NullMarked;
