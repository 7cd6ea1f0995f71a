package io.github.softdeleteaudit.benchmarks;

import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations with Spring Data JPA, as they are without a library for them.
 *
 * @param <C> the type of the customers
 * @param <P> the type of the purchases
 */
public class JpaShop<C extends CustomerEntity, P extends PurchaseEntity> implements Shop {

	private static final Sort BY_ID = Sort.by("id");

	private final Customers<C> customers;

	private final Purchases<P> purchases;

	private final Function<String, C> newCustomer;

	private final BiFunction<String, @Nullable C, P> newPurchase;

	private final TransactionTemplate transaction;

	private final TransactionTemplate reading;

	protected JpaShop(Customers<C> customers, Purchases<P> purchases, Function<String, C> newCustomer,
			BiFunction<String, @Nullable C, P> newPurchase, TransactionTemplate transaction) {
		this.customers = customers;
		this.purchases = purchases;
		this.newCustomer = newCustomer;
		this.newPurchase = newPurchase;
		this.transaction = transaction;
		this.reading = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
		this.reading.setReadOnly(true);
	}

	/**
	 * How pages are cut.
	 * @param size how many fit on a page
	 * @return the first page
	 */
	protected static PageRequest firstPage(int size) {
		return PageRequest.of(0, size, BY_ID);
	}

	@Override
	public boolean findById(long id) {
		return this.customers.findById(id).isPresent();
	}

	@Override
	public int findPage(String region, int size) {
		return this.customers.findByRegion(region, firstPage(size)).getNumberOfElements();
	}

	@Override
	public int fetchPurchases(long id) {
		return this.customers.fetchById(id).orElseThrow().getPurchases().size();
	}

	@Override
	public long count() {
		return this.customers.count();
	}

	@Override
	public long create(String title) {
		return inTransaction(() -> required(this.purchases.save(this.newPurchase.apply(title, null)).getId()));
	}

	@Override
	public void update(long id, String title) {
		this.transaction.executeWithoutResult((status) -> {
			P purchase = this.purchases.findById(id).orElseThrow();
			purchase.setTitle(title);
			this.purchases.save(purchase);
		});
	}

	@Override
	public void delete(long id) {
		this.transaction
			.executeWithoutResult((status) -> this.purchases.delete(this.purchases.findById(id).orElseThrow()));
	}

	@Override
	public void restore(long id) {
		this.transaction.executeWithoutResult((status) -> this.purchases.undelete(id));
	}

	@Override
	public long createCustomer(int purchases) {
		return inTransaction(() -> {
			C customer = this.newCustomer.apply("r");
			for (int i = 0; i < purchases; i++) {
				customer.buy("title " + i);
			}
			return required(this.customers.save(customer).getId());
		});
	}

	@Override
	public void deleteCustomer(long id) {
		this.transaction
			.executeWithoutResult((status) -> this.customers.delete(this.customers.findById(id).orElseThrow()));
	}

	@Override
	public void deleteAll() {
		this.transaction.executeWithoutResult((status) -> this.purchases.deleteAll(this.purchases.findAll()));
	}

	@Override
	public void restoreAll() {
		this.transaction.executeWithoutResult((status) -> this.purchases.undeleteAll());
	}

	@Override
	public int history(long id) {
		throw new UnsupportedOperationException("There is no history");
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		throw new UnsupportedOperationException("There is no history");
	}

	/**
	 * Do something in a transaction.
	 * @param <R> the type of the result
	 * @param work what to do
	 * @return the result
	 */
	protected <R> R inTransaction(Supplier<R> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	/**
	 * Read something in a read-only transaction.
	 * @param <R> the type of the result
	 * @param work what to read
	 * @return the result
	 */
	protected <R> R reading(Supplier<R> work) {
		return Objects.requireNonNull(this.reading.execute((status) -> work.get()));
	}

	private static long required(@Nullable Long id) {
		return Objects.requireNonNull(id);
	}

}
