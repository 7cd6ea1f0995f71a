package io.github.softdeleteaudit.benchmarks.softdelete;

import io.github.softdeleteaudit.benchmarks.Purchases;

/**
 * The purchases.
 */
public interface PurchaseRepository extends Purchases<Purchase> {

}
