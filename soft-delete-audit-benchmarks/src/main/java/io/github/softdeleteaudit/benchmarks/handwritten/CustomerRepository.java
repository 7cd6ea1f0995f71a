package io.github.softdeleteaudit.benchmarks.handwritten;

import io.github.softdeleteaudit.benchmarks.Customers;

/**
 * The customers.
 */
public interface CustomerRepository extends Customers<Customer> {

}
