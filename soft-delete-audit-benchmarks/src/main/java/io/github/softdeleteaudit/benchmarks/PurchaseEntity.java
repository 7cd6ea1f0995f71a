package io.github.softdeleteaudit.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What the purchases of all alternatives have in common.
 */
public interface PurchaseEntity {

	@Nullable Long getId();

	String getTitle();

	void setTitle(String title);

}
