package io.github.softdeleteaudit.actor;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Who did it.
 *
 * @param name the name of the actor, never blank
 * @param impersonator the user behind a switched user, or {@code null} when the actor
 * acts as itself; never blank
 */
public record Actor(String name, @Nullable String impersonator) {

	// what the columns hold
	private static final int MAXIMUM_LENGTH = 255;

	/**
	 * Create an actor.
	 * @throws IllegalArgumentException if the name or the impersonator is blank, or
	 * longer than 255 characters
	 */
	public Actor {
		Assert.hasText(name, "The name of an actor must not be blank");
		Assert.isTrue(
				name.length() <= MAXIMUM_LENGTH && (impersonator == null || impersonator.length() <= MAXIMUM_LENGTH),
				"The name of an actor must not be longer than 255 characters: is it that of a user?");
		Assert.isTrue(impersonator == null || !impersonator.isBlank(), "An impersonator must not be blank");
	}

	/**
	 * An actor that acts as itself.
	 * @param name the name of the actor
	 * @return the actor, without impersonator
	 * @throws IllegalArgumentException if the name is blank or longer than 255 characters
	 */
	public static Actor of(String name) {
		return new Actor(name, null);
	}

}
