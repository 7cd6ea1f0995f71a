package io.github.softdeleteaudit.benchmarks.javers;

import io.github.softdeleteaudit.benchmarks.Customers;
import org.javers.spring.annotation.JaversSpringDataAuditable;

/**
 * The customers.
 */
@JaversSpringDataAuditable
public interface CustomerRepository extends Customers<Customer> {

}
