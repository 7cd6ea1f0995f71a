package io.github.softdeleteaudit.benchmarks.plain;

import io.github.softdeleteaudit.benchmarks.Customers;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * The customers.
 */
public interface CustomerRepository extends Customers<Customer> {

	/**
	 * Find live customers.
	 * @param region their region
	 * @param page which of them
	 * @return the page
	 */
	@Transactional(readOnly = true)
	Page<Customer> findByRegionAndDeletedAtIsNull(String region, Pageable page);

	/**
	 * Count the live customers.
	 * @return how many there are
	 */
	@Transactional(readOnly = true)
	@Query("select count(*) from Customer c where c.deletedAt is null")
	long countLive();

}
