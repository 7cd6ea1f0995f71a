/**
 * Auto-configuration and configuration properties.
 */
@NullMarked
package io.github.softdeleteaudit.autoconfigure;

import org.jspecify.annotations.NullMarked;
