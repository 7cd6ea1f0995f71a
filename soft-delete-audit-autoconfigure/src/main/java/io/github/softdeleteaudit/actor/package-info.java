/**
 * Who did it: the actor, and the stamp that every change of one transaction carries.
 */
@NullMarked
package io.github.softdeleteaudit.actor;

import org.jspecify.annotations.NullMarked;
