package io.github.softdeleteaudit.benchmarks.coreaudited;

import io.github.softdeleteaudit.benchmarks.Customers;

/**
 * The customers.
 */
public interface CustomerRepository extends Customers<Customer> {

}
