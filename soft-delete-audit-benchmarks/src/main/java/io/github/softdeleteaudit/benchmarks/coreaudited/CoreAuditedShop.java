package io.github.softdeleteaudit.benchmarks.coreaudited;

import java.time.Instant;

import io.github.softdeleteaudit.benchmarks.JpaShop;
import jakarta.persistence.EntityManager;
import org.hibernate.audit.AuditLog;
import org.hibernate.audit.AuditLogFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations as Spring Data and Hibernate's audit log have them. There is no way to
 * restore.
 */
@Component
class CoreAuditedShop extends JpaShop<Customer, Purchase> {

	private final EntityManager entityManager;

	CoreAuditedShop(CustomerRepository customers, PurchaseRepository purchases, TransactionTemplate transaction,
			EntityManager entityManager) {
		super(customers, purchases, Customer::new, Purchase::new, transaction);
		this.entityManager = entityManager;
	}

	@Override
	public int history(long id) {
		return reading(() -> {
			try (AuditLog log = AuditLogFactory.create(this.entityManager)) {
				return log.getHistory(Purchase.class, id).size();
			}
		});
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		return reading(() -> {
			try (AuditLog log = AuditLogFactory.create(this.entityManager)) {
				return log.find(Purchase.class, id, instant).getTitle();
			}
		});
	}

}
