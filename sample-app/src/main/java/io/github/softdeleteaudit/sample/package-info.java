/**
 * The application.
 */
@NullMarked
package io.github.softdeleteaudit.sample;

import org.jspecify.annotations.NullMarked;
