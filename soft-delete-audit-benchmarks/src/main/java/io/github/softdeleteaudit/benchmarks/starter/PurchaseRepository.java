package io.github.softdeleteaudit.benchmarks.starter;

import io.github.softdeleteaudit.benchmarks.Purchases;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

/**
 * The purchases.
 */
public interface PurchaseRepository
		extends Purchases<Purchase>, SoftDeleteRepository<Purchase, Long>, AuditedRepository<Purchase, Long> {

}
