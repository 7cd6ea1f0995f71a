/**
 * Tests over HTTP, as a client sees the application.
 */
@NullMarked
package io.github.softdeleteaudit.sample;

import org.jspecify.annotations.NullMarked;
