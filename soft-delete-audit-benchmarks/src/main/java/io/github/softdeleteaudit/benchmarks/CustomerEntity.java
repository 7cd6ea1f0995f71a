package io.github.softdeleteaudit.benchmarks;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * What the customers of all alternatives have in common.
 */
public interface CustomerEntity {

	@Nullable Long getId();

	Collection<?> getPurchases();

	/**
	 * Add a purchase.
	 * @param title its title
	 */
	void buy(String title);

}
