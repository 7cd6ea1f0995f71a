package io.github.softdeleteaudit.benchmarks;

import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queries for customers.
 *
 * @param <C> the type of the customers
 */
@NoRepositoryBean
public interface Customers<C> extends JpaRepository<C, Long> {

	/**
	 * Find customers.
	 * @param region their region
	 * @param page which of them
	 * @return the page
	 */
	@Transactional(readOnly = true)
	Page<C> findByRegion(String region, Pageable page);

	/**
	 * Find a customer with its purchases.
	 * @param id its id
	 * @return the customer
	 */
	@Transactional(readOnly = true)
	@Query("select c from #{#entityName} c left join fetch c.purchases where c.id = :id")
	Optional<C> fetchById(Long id);

}
