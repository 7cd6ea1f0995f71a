package io.github.softdeleteaudit.benchmarks.softdelete;

import io.github.softdeleteaudit.benchmarks.EnversShop;
import jakarta.persistence.EntityManager;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations as Spring Data and Envers have them.
 */
@Component
class SoftDeleteShop extends EnversShop<Customer, Purchase> {

	SoftDeleteShop(CustomerRepository customers, PurchaseRepository purchases, TransactionTemplate transaction,
			EntityManager entityManager) {
		super(customers, purchases, Customer::new, Purchase::new, transaction, entityManager, Purchase.class);
	}

}
