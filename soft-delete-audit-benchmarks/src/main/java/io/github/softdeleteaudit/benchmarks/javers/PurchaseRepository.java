package io.github.softdeleteaudit.benchmarks.javers;

import io.github.softdeleteaudit.benchmarks.Purchases;
import org.javers.spring.annotation.JaversSpringDataAuditable;

/**
 * The purchases.
 */
@JaversSpringDataAuditable
public interface PurchaseRepository extends Purchases<Purchase> {

}
