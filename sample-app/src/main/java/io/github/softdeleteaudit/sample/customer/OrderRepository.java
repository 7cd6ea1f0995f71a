package io.github.softdeleteaudit.sample.customer;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The orders. They are soft-deletable in any repository: this one just needs nothing
 * more.
 */
interface OrderRepository extends JpaRepository<Order, Long> {

}
