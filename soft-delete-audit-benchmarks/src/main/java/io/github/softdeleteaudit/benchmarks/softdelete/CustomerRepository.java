package io.github.softdeleteaudit.benchmarks.softdelete;

import io.github.softdeleteaudit.benchmarks.Customers;

/**
 * The customers.
 */
public interface CustomerRepository extends Customers<Customer> {

}
