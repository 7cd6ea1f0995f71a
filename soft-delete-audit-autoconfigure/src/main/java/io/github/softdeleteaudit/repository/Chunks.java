package io.github.softdeleteaudit.repository;

import java.util.function.LongConsumer;

import org.springframework.util.Assert;

/**
 * How a long run of {@link SoftDeleteRepository} goes through its rows: so many at a
 * time, in one transaction or, if asked, in one for each chunk.
 *
 * @param size how many rows there are in a chunk
 * @param progress told after each chunk how many rows have been dealt with
 * @param inOwnTransactions whether each chunk has a transaction of its own
 */
public record Chunks(int size, LongConsumer progress, boolean inOwnTransactions) {

	/**
	 * Create an instance.
	 * @throws IllegalArgumentException if the size is not positive
	 */
	public Chunks {
		Assert.isTrue(size > 0, "The size of a chunk must be positive");
	}

	/**
	 * Return chunks in one transaction: the current one, if there is one.
	 * @param size how many rows there are in a chunk
	 * @return the chunks
	 * @throws IllegalArgumentException if the size is not positive
	 */
	public static Chunks of(int size) {
		return new Chunks(size, (done) -> {
		}, false);
	}

	/**
	 * Return the same, each with a transaction of its own, whether or not there is one
	 * already. What has been committed stays when a later chunk fails, and the run can be
	 * started again; each chunk is a deletion and a revision of its own.
	 * @return the chunks
	 */
	public Chunks eachInOwnTransaction() {
		return new Chunks(this.size, this.progress, true);
	}

	/**
	 * Return the same with a callback.
	 * @param progress told after each chunk how many rows have been dealt with, in its
	 * transaction or, if it has its own, after the commit. An exception ends the run
	 * @return the chunks
	 */
	public Chunks onProgress(LongConsumer progress) {
		return new Chunks(this.size, progress, this.inOwnTransactions);
	}

}
