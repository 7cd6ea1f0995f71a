package io.github.softdeleteaudit.benchmarks.plain;

import io.github.softdeleteaudit.benchmarks.JpaShop;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations as Spring Data has them. What reads the live rows says so in its query.
 */
@Component
class PlainShop extends JpaShop<Customer, Purchase> {

	private final CustomerRepository customers;

	private final PurchaseRepository purchases;

	PlainShop(CustomerRepository customers, PurchaseRepository purchases, TransactionTemplate transaction) {
		super(customers, purchases, Customer::new, Purchase::new, transaction);
		this.customers = customers;
		this.purchases = purchases;
	}

	@Override
	public int findPage(String region, int size) {
		return this.customers.findByRegionAndDeletedAtIsNull(region, firstPage(size)).getNumberOfElements();
	}

	@Override
	public long count() {
		return this.customers.countLive();
	}

	// nothing has to see each of them
	@Override
	public void deleteAll() {
		this.purchases.deleteAllInBatch();
	}

}
