@NullMarked
package io.github.softdeleteaudit.audit.envers;

import org.jspecify.annotations.NullMarked;
