package io.github.softdeleteaudit.benchmarks;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * The statements for purchases that are restored by hand. Nothing audits them.
 *
 * @param <P> the type of the purchases
 */
@NoRepositoryBean
public interface Purchases<P> extends JpaRepository<P, Long> {

	/**
	 * Take back the delete of a purchase.
	 * @param id its id
	 */
	@Modifying
	@Query(value = "update purchase set deleted_at = null, version = version + 1 where id = :id", nativeQuery = true)
	void undelete(Long id);

	/**
	 * Take back the deletes of all purchases.
	 */
	@Modifying
	@Query(value = "update purchase set deleted_at = null, version = version + 1 where deleted_at is not null",
			nativeQuery = true)
	void undeleteAll();

}
