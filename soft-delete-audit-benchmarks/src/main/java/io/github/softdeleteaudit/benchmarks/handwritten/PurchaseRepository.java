package io.github.softdeleteaudit.benchmarks.handwritten;

import io.github.softdeleteaudit.benchmarks.Purchases;

/**
 * The purchases.
 */
public interface PurchaseRepository extends Purchases<Purchase> {

}
