package io.github.softdeleteaudit.test;

/**
 * The seed and the length of a random test. In the build it is the same run each time, so
 * that a change is what makes it fail; the profile {@code stress} runs others, and
 * longer. Set {@code test.seed} and {@code test.steps} to repeat one that has failed.
 *
 * @param seed the seed
 * @param steps how many steps
 */
public record RandomRun(long seed, int steps) {

	private static final boolean STRESS = Boolean.getBoolean("test.stress");

	/**
	 * Return the run of a test.
	 * @param steps how many steps it has in the build
	 * @return the run
	 */
	public static RandomRun of(int steps) {
		return new RandomRun(Long.getLong("test.seed", STRESS ? System.nanoTime() : steps),
				Integer.getInteger("test.steps", STRESS ? 10 * steps : steps));
	}

}
