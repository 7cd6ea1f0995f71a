/**
 * Real databases for tests. Packaged as the test-jar, for the other modules.
 */
@NullMarked
package io.github.softdeleteaudit.test;

import org.jspecify.annotations.NullMarked;
