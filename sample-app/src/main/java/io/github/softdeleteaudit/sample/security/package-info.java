/**
 * Who may do what.
 */
@NullMarked
package io.github.softdeleteaudit.sample.security;

import org.jspecify.annotations.NullMarked;
