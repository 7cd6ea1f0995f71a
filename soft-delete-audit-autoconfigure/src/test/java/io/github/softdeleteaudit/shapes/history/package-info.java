/**
 * How the audit trail is read: histories, what was at an instant, and who did what.
 */
@NullMarked
package io.github.softdeleteaudit.shapes.history;

import org.jspecify.annotations.NullMarked;
