package io.github.softdeleteaudit.benchmarks.javers;

import java.time.Instant;
import java.time.ZoneId;

import io.github.softdeleteaudit.benchmarks.JpaShop;
import org.javers.core.Javers;
import org.javers.repository.jql.QueryBuilder;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations as Spring Data and JaVers have them.
 */
@Component
class JaversShop extends JpaShop<Customer, Purchase> {

	private final PurchaseRepository purchases;

	private final Javers javers;

	JaversShop(CustomerRepository customers, PurchaseRepository purchases, TransactionTemplate transaction,
			Javers javers) {
		super(customers, purchases, Customer::new, Purchase::new, transaction);
		this.purchases = purchases;
		this.javers = javers;
	}

	@Override
	public void restore(long id) {
		inTransaction(() -> {
			this.purchases.undelete(id);
			return this.purchases.save(this.purchases.findById(id).orElseThrow());
		});
	}

	@Override
	public void restoreAll() {
		inTransaction(() -> {
			this.purchases.undeleteAll();
			return this.purchases.saveAll(this.purchases.findAll());
		});
	}

	@Override
	public int history(long id) {
		return reading(() -> this.javers
			.findSnapshots(QueryBuilder.byInstanceId(id, Purchase.class).limit(Integer.MAX_VALUE).build())
			.size());
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		return reading(() -> this.javers
			.<Purchase>findShadows(QueryBuilder.byInstanceId(id, Purchase.class)
				.to(instant.atZone(ZoneId.systemDefault()).toLocalDateTime())
				.limit(1)
				.build())
			.get(0)
			.get()
			.getTitle());
	}

}
