package io.github.softdeleteaudit.benchmarks.starter;

import java.time.Instant;

import io.github.softdeleteaudit.benchmarks.JpaShop;

import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations as the starter has them.
 */
@Component
class StarterShop extends JpaShop<Customer, Purchase> {

	private final PurchaseRepository purchases;

	StarterShop(CustomerRepository customers, PurchaseRepository purchases, TransactionTemplate transaction) {
		super(customers, purchases, Customer::new, Purchase::new, transaction);
		this.purchases = purchases;
	}

	@Override
	public void restore(long id) {
		this.purchases.restore(id);
	}

	@Override
	public void deleteAll() {
		this.purchases.deleteAllInBatch();
	}

	@Override
	public void restoreAll() {
		this.purchases.restoreAll(Specification.unrestricted());
	}

	@Override
	public int history(long id) {
		return this.purchases.history(id).size();
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		return this.purchases.findAsOf(id, instant).orElseThrow().getTitle();
	}

}
