@NullMarked
package io.github.softdeleteaudit.actor;

import org.jspecify.annotations.NullMarked;
