package io.github.softdeleteaudit.benchmarks;

import java.time.Instant;
import java.util.Date;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations with Spring Data JPA and Envers.
 *
 * @param <C> the type of the customers
 * @param <P> the type of the purchases
 */
public class EnversShop<C extends CustomerEntity, P extends PurchaseEntity> extends JpaShop<C, P> {

	private final EntityManager entityManager;

	private final Class<P> purchase;

	protected EnversShop(Customers<C> customers, Purchases<P> purchases, Function<String, C> newCustomer,
			BiFunction<String, @Nullable C, P> newPurchase, TransactionTemplate transaction,
			EntityManager entityManager, Class<P> purchase) {
		super(customers, purchases, newCustomer, newPurchase, transaction);
		this.entityManager = entityManager;
		this.purchase = purchase;
	}

	@Override
	public int history(long id) {
		return reading(() -> AuditReaderFactory.get(this.entityManager)
			.createQuery()
			.forRevisionsOfEntity(this.purchase, false, true)
			.add(AuditEntity.id().eq(id))
			.getResultList()
			.size());
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		return reading(() -> AuditReaderFactory.get(this.entityManager)
			.find(this.purchase, id, Date.from(instant))
			.getTitle());
	}

}
