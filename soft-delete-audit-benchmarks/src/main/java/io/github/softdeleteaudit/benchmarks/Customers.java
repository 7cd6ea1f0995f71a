package io.github.softdeleteaudit.benchmarks;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * The queries of the benchmarks.
 *
 * @param <T> the type of the customers
 */
@NoRepositoryBean
public interface Customers<T> extends JpaRepository<T, Long> {

	/**
	 * Find a customer.
	 * @param code its code
	 * @return the customer
	 */
	Optional<T> findByCode(String code);

	/**
	 * Find a customer with its purchases.
	 * @param id its id
	 * @return the customer
	 */
	@Query("select c from #{#entityName} c left join fetch c.purchases where c.id = :id")
	Optional<T> fetchById(Long id);

}
