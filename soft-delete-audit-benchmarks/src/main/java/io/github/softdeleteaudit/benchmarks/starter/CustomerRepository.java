package io.github.softdeleteaudit.benchmarks.starter;

import io.github.softdeleteaudit.benchmarks.Customers;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

/**
 * The customers.
 */
public interface CustomerRepository
		extends Customers<Customer>, SoftDeleteRepository<Customer, Long>, AuditedRepository<Customer, Long> {

}
