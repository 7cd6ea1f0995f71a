package io.github.softdeleteaudit.benchmarks;

import java.time.Instant;

/**
 * What is measured: the same operations for every alternative, each in a transaction of
 * its own.
 */
public interface Shop {

	/**
	 * Find a live customer.
	 * @param id its id
	 * @return whether there is one
	 */
	boolean findById(long id);

	/**
	 * Find the first page of the live customers of a region, with their number.
	 * @param region the region
	 * @param size how many fit on a page
	 * @return how many are on the page
	 */
	int findPage(String region, int size);

	/**
	 * Find a live customer with its purchases by a join.
	 * @param id its id
	 * @return how many purchases it has
	 */
	int fetchPurchases(long id);

	/**
	 * Count the live customers.
	 * @return how many there are
	 */
	long count();

	/**
	 * Create a purchase.
	 * @param title its title
	 * @return its id
	 */
	long create(String title);

	/**
	 * Load a purchase and change it.
	 * @param id its id
	 * @param title the new title
	 */
	void update(long id, String title);

	/**
	 * Load a purchase and delete it.
	 * @param id its id
	 */
	void delete(long id);

	/**
	 * Restore a deleted purchase.
	 * @param id its id
	 */
	void restore(long id);

	/**
	 * Create a customer.
	 * @param purchases how many purchases it has
	 * @return its id
	 */
	long createCustomer(int purchases);

	/**
	 * Load a customer and delete it with its purchases.
	 * @param id its id
	 */
	void deleteCustomer(long id);

	/**
	 * Delete all purchases.
	 */
	void deleteAll();

	/**
	 * Restore all deleted purchases.
	 */
	void restoreAll();

	/**
	 * Read the history of a purchase: its state in each revision, with time and kind.
	 * @param id its id
	 * @return how many revisions it has
	 */
	int history(long id);

	/**
	 * Read a purchase as it was.
	 * @param id its id
	 * @param instant when
	 * @return its title then
	 */
	String titleAsOf(long id, Instant instant);

}
