package io.github.softdeleteaudit.benchmarks.filtered;

import io.github.softdeleteaudit.benchmarks.Purchases;

/**
 * The purchases.
 */
public interface PurchaseRepository extends Purchases<Purchase> {

}
