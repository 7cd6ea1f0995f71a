package io.github.softdeleteaudit.shapes.unit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.repository.Chunks;
import io.github.softdeleteaudit.restore.Deletion;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.unit.UnitApplication.StockUnit;
import io.github.softdeleteaudit.shapes.unit.both.Memo;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.Customer;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.CustomerRepository;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.SalesLabel;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.SalesLabelRepository;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.SalesMemoRepository;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.SalesPass;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel.SalesPassRepository;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.Item;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.ItemRepository;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.Part;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockLabel;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockLabelRepository;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockMemoRepository;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockPass;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockPassRepository;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import jakarta.persistence.EntityManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The promises in each of two persistence units, and that they do not mix.
 */
abstract class UnitContract extends ShapeContract {

	private final DatabaseConnection stock;

	private CustomerRepository customers;

	private SalesMemoRepository salesMemos;

	private ItemRepository items;

	private StockMemoRepository stockMemos;

	private TransactionTemplate inStock;

	private long memoId;

	UnitContract(TestDatabase database) {
		super(database, UnitApplication.class);
		this.stock = database.create();
	}

	@BeforeAll
	void repositories() {
		this.customers = bean(CustomerRepository.class);
		this.salesMemos = bean(SalesMemoRepository.class);
		this.items = bean(ItemRepository.class);
		this.stockMemos = bean(StockMemoRepository.class);
		this.inStock = bean(StockUnit.class).transactions();
		this.customers.save(new Customer("other"));
		this.items.save(new Item("other"));
		memo();
	}

	@AfterAll
	void drop() {
		this.stock.close();
	}

	@Override
	protected String[] properties() {
		return Stream.of(this.stock.toProperties())
			.map((property) -> property.replace("spring.datasource", "stock.datasource"))
			.toArray(String[]::new);
	}

	@Override
	protected Tables contents() {
		return both((column) -> !column.equals("version"));
	}

	@Override
	protected Tables unmarkedContents() {
		return both((column) -> !column.equals("version") && !column.startsWith("delet"));
	}

	private Tables both(Predicate<String> columns) {
		Map<String, List<String>> rows = new TreeMap<>(
				Tables.withoutAudit(this.application.database(), columns).rows());
		Tables.withoutAudit(this.stock, columns).rows().forEach((table, row) -> rows.put("stock." + table, row));
		return new Tables(rows);
	}

	private static Tables only(Tables both, boolean stock) {
		return both.only((table) -> table.startsWith("stock.") == stock);
	}

	private Memo memo() {
		Memo memo = new Memo(++this.memoId, "memo " + this.memoId);
		this.salesMemos.save(memo);
		this.stockMemos.save(memo);
		return memo;
	}

	private void inStock(Runnable work) {
		this.inStock.executeWithoutResult((status) -> work.run());
	}

	private static void deleteLabels(EntityManagerFactory factory) {
		factory
			.runInTransaction((entityManager) -> entityManager.createNativeQuery("delete from label").executeUpdate());
	}

	private UUID deletionOf(Customer customer) {
		return this.customers.findDeletedById(customer.id).orElseThrow().getDeletionId();
	}

	private UUID deletionOf(Item item) {
		return this.items.findDeletedById(item.id).orElseThrow().getDeletionId();
	}

	@Test
	void eachUnitDeletesAndRestoresItsOwn() {
		Customer customer = this.customers.save(new Customer("own"));
		Item item = this.items.save(new Item("own"));
		Tables before = contents();
		deleteAndRestore(this.customers, customer.id);
		deleteAndRestore(this.items, item.id, () -> this.items.deleteById(item.id));
		this.customers.deleteById(customer.id);
		assertThat(only(contents(), true)).isEqualTo(only(before, true));
		this.customers.restore(customer.id);
		this.items.deleteById(item.id);
		assertThat(only(contents(), false)).isEqualTo(only(before, false));
		this.items.restore(item.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void eachUnitHasItsHistory() {
		Customer customer = this.customers.save(new Customer("history"));
		Item item = this.items.save(new Item("history"));
		this.customers.deleteById(customer.id);
		this.items.deleteById(item.id);
		this.items.restore(item.id);
		assertThat(this.customers.history(customer.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
		assertThat(this.items.history(item.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(this.items.history(item.id)).extracting(HistoryEntry::actor).containsOnly("system");
		assertThat(this.customers.history(customer.id)).extracting(HistoryEntry::actor).containsOnly("system");
	}

	@Test
	void eachUnitListsAndRestoresItsDeletions() {
		Deletions inSales = bean(Deletions.class);
		Deletions ofStock = new Deletions(bean(StockUnit.class).entityManagerFactory(),
				bean(StockUnit.class).transactions().getTransactionManager(), bean(Restorer.class));
		Customer customer = this.customers.save(new Customer("listed"));
		Item item = this.items.save(new Item("listed"));
		Tables before = contents();
		this.customers.deleteById(customer.id);
		this.items.deleteById(item.id);
		UUID ofCustomer = deletionOf(customer);
		UUID ofItem = deletionOf(item);
		assertThat(inSales.find(Pageable.unpaged())).extracting(Deletion::id)
			.contains(ofCustomer)
			.doesNotContain(ofItem);
		assertThat(ofStock.find(PageRequest.of(0, 1))).singleElement().satisfies((deletion) -> {
			assertThat(deletion.id()).isEqualTo(ofItem);
			assertThat(deletion.counts()).isEqualTo(Map.of(Item.class, 1L, Part.class, 2L));
		});
		assertThat(ofStock.preview(ofCustomer).rows().count()).isZero();
		assertThat(ofStock.preview(ofItem).rows().count()).isEqualTo(3);
		assertThat(ofStock.restore(ofItem).count()).isEqualTo(3);
		assertThat(inSales.restore(ofCustomer).contains(Customer.class, customer.id)).isTrue();
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aScopeReachesBothUnits() {
		Customer customer = this.customers.save(new Customer("scope"));
		Item item = this.items.save(new Item("scope"));
		this.customers.deleteById(customer.id);
		this.items.deleteById(item.id);
		assertThat(this.customers.findById(customer.id)).isEmpty();
		assertThat(this.items.findById(item.id)).isEmpty();
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(this.customers.findById(customer.id)).isPresent();
			assertThat(this.items.findById(item.id)).isPresent();
			return null;
		});
		SoftDeleteScope.onlyDeleted(Customer.class, () -> {
			assertThat(this.customers.findById(customer.id)).isPresent();
			assertThat(this.items.findById(item.id)).isEmpty();
			return null;
		});
	}

	@Test
	void anEntityOfBothUnitsIsDeletedRestoredAndPurgedInEachByItself() {
		Memo memo = memo();
		deleteAndRestore(this.salesMemos, memo.id);
		deleteAndRestore(this.stockMemos, memo.id, () -> this.stockMemos.deleteById(memo.id));
		this.salesMemos.deleteById(memo.id);
		assertThat(this.stockMemos.findById(memo.id)).isPresent();
		assertThat(this.stockMemos.existsDeletedById(memo.id)).isFalse();
		this.stockMemos.deleteById(memo.id);
		Tables deleted = contents();
		this.salesMemos.purge(memo.id);
		assertThat(only(contents(), true)).isEqualTo(only(deleted, true));
		this.stockMemos.restore(memo.id);
		assertThat(this.salesMemos.history(memo.id)).extracting(HistoryEntry::kind)
			.endsWith(HistoryKind.DELETED, HistoryKind.PURGED);
		assertThat(this.stockMemos.history(memo.id)).extracting(HistoryEntry::kind)
			.endsWith(HistoryKind.DELETED, HistoryKind.RESTORED);
	}

	@Test
	void aTableIsGuardedInItsUnitAlone() {
		SalesLabel physical = bean(SalesLabelRepository.class).save(new SalesLabel());
		StockLabel kept = bean(StockLabelRepository.class).save(new StockLabel());
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> deleteLabels(bean(StockUnit.class).entityManagerFactory()));
		deleteLabels(bean(EntityManagerFactory.class));
		assertThat(bean(SalesLabelRepository.class).existsById(physical.id)).isFalse();
		assertThat(bean(StockLabelRepository.class).existsById(kept.id)).isTrue();
	}

	@Test
	void nestedTransactionsAreDeletionsOfTheirOwn() {
		Customer customer = this.customers.save(new Customer("nested"));
		Customer second = this.customers.save(new Customer("nested too"));
		Item item = this.items.save(new Item("nested"));
		Item other = this.items.save(new Item("nested too"));
		Tables before = contents();
		tx(() -> {
			this.customers.deleteById(customer.id);
			inStock(() -> {
				this.items.deleteById(item.id);
				this.customers.deleteById(second.id);
				this.items.deleteById(other.id);
			});
			assertThat(this.customers.findById(customer.id)).isEmpty();
		});
		assertThat(deletionOf(customer)).isEqualTo(deletionOf(second)).isNotEqualTo(deletionOf(item));
		assertThat(deletionOf(item)).isEqualTo(deletionOf(other));
		inStock(() -> {
			this.items.restore(item.id);
			this.customers.restore(customer.id);
			this.items.restore(other.id);
			this.customers.restore(second.id);
		});
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aTransactionThatIsRolledBackLeavesTheOther() {
		Customer customer = this.customers.save(new Customer("rolled back"));
		Item item = this.items.save(new Item("kept"));
		Tables before = contents();
		assertThatIllegalStateException().isThrownBy(() -> this.application.inTransaction(() -> {
			this.customers.deleteById(customer.id);
			inStock(() -> this.items.deleteById(item.id));
			throw new IllegalStateException();
		}));
		assertThat(only(contents(), false)).isEqualTo(only(before, false));
		assertThat(this.items.existsDeletedById(item.id)).isTrue();
		assertThat(this.customers.history(customer.id)).hasSize(1);
		assertThat(this.items.history(item.id)).hasSize(2);
		this.items.restore(item.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void chunksHaveTransactionsOfTheirUnit() {
		Customer customer = this.customers.save(new Customer("chunks"));
		Item item = this.items.save(new Item("chunks"));
		Tables before = contents();
		assertThat(this.customers.deleteAll((root, query, builder) -> builder.equal(root.get("id"), customer.id),
				Chunks.of(1).eachInOwnTransaction()))
			.isOne();
		assertThat(this.items.deleteAll((root, query, builder) -> builder.equal(root.get("id"), item.id),
				Chunks.of(1).eachInOwnTransaction()))
			.isOne();
		assertThat(this.customers.history(customer.id)).hasSize(2);
		assertThat(this.items.history(item.id)).hasSize(2);
		this.customers.restore(customer.id);
		this.items.restore(item.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void anEntityOfBothUnitsIsDeletedInInterleavedTransactions() {
		Memo memo = memo();
		tx(() -> {
			this.salesMemos.deleteById(memo.id);
			inStock(() -> assertThat(this.stockMemos.findById(memo.id)).isPresent());
			assertThat(this.salesMemos.findById(memo.id)).isEmpty();
			inStock(() -> this.stockMemos.deleteById(memo.id));
			this.salesMemos.restore(memo.id);
		});
		assertThat(this.salesMemos.existsById(memo.id)).isTrue();
		assertThat(this.stockMemos.existsDeletedById(memo.id)).isTrue();
		this.stockMemos.restore(memo.id);
	}

	@Test
	void eachUnitHasItsIndexes() throws SQLException {
		assertThat(keyOf(this.application.database())).contains("code").doesNotContain("owner");
		assertThat(keyOf(this.stock)).contains("owner", "code");
	}

	private static List<String> keyOf(DatabaseConnection database) throws SQLException {
		List<String> columns = new ArrayList<>();
		try (Connection connection = database.open()) {
			DatabaseMetaData metaData = connection.getMetaData();
			String table = metaData.storesUpperCaseIdentifiers() ? "PASS" : "pass";
			ResultSet index = metaData.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, true,
					false);
			while (index.next()) {
				if ("pass_key".equalsIgnoreCase(index.getString("INDEX_NAME"))) {
					columns.add(index.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
				}
			}
		}
		return columns;
	}

	@Test
	void aKeyThatIsTakenIsNamedAsItsUnitHasIt() {
		SalesPassRepository salesPasses = bean(SalesPassRepository.class);
		StockPassRepository stockPasses = bean(StockPassRepository.class);
		salesPasses.save(new SalesPass("Ada", "named"));
		stockPasses.save(new StockPass("Ada", "named"));
		stockPasses.save(new StockPass("Bob", "named"));
		Tables before = contents();
		assertTaken(() -> salesPasses.saveAndFlush(new SalesPass("Bob", "named")), SalesPass.class,
				Map.of("code", "named"));
		assertTaken(() -> stockPasses.saveAndFlush(new StockPass("Ada", "named")), StockPass.class,
				Map.of("owner", "Ada", "code", "named"));
		assertThat(contents()).isEqualTo(before);
		assertThat(salesPasses.findLiveHolding(new SalesPass("Bob", "named"))).hasSize(1);
		assertThat(stockPasses.findLiveHolding(new StockPass("Cleo", "named"))).isEmpty();
	}

	@Test
	void aKeyThatIsTakenIsNamedAtTheCommitOfEitherUnit() {
		EntityManagerFactory stockFactory = bean(StockUnit.class).entityManagerFactory();
		saved(new SalesPass("Ada", "commit"));
		bean(StockPassRepository.class).save(new StockPass("Ada", "commit"));
		Tables before = contents();
		assertTaken(() -> saved(new SalesPass("Bob", "commit")), SalesPass.class, Map.of("code", "commit"));
		assertTaken(
				() -> inStock(() -> EntityManagerFactoryUtils.getTransactionalEntityManager(stockFactory)
					.persist(new StockPass("Ada", "commit"))),
				StockPass.class, Map.of("owner", "Ada", "code", "commit"));
		assertThat(contents()).isEqualTo(before);
		tx(() -> {
			em().persist(new SalesPass("Ada", "outer"));
			assertTaken(() -> inStock(() -> bean(StockPassRepository.class).save(new StockPass("Ada", "commit"))),
					StockPass.class, Map.of("owner", "Ada", "code", "commit"));
		});
		assertThat(bean(SalesPassRepository.class).findLiveHolding(new SalesPass("Bob", "outer"))).hasSize(1);
		assertThat(only(contents(), true)).isEqualTo(only(before, true));
	}

	@Test
	void aNativeStatementThatTakesAKeyIsExplainedByItsUnit() {
		saved(new SalesPass("Ada", "native"));
		SalesPass other = saved(new SalesPass("Ada", "other"));
		bean(StockPassRepository.class).save(new StockPass("Ada", "native"));
		StockPass second = bean(StockPassRepository.class).save(new StockPass("Ada", "other"));
		assertThatExceptionOfType(LiveUniqueViolationException.class)
			.isThrownBy(() -> bean(SalesPassRepository.class).recode(other.id, "native"))
			.satisfies((ex) -> assertThat(ex.getEntityName()).isEqualTo(SalesPass.class.getName()));
		assertThatExceptionOfType(LiveUniqueViolationException.class)
			.isThrownBy(() -> bean(StockPassRepository.class).recode(second.id, "native"))
			.satisfies((ex) -> assertThat(ex.getEntityName()).isEqualTo(StockPass.class.getName()));
	}

	@Test
	void aKeyIsFreedInItsUnitAlone() {
		Memo memo = memo();
		this.salesMemos.deleteById(memo.id);
		Memo same = new Memo(++this.memoId, memo.text);
		this.salesMemos.save(same);
		assertTaken(() -> this.stockMemos.save(same), Memo.class, Map.of("text", memo.text));
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.salesMemos.restore(memo.id))
			.satisfies((ex) -> assertThat(ex.getConflicts()).extracting(RestoreConflict::values)
				.containsExactly(Map.of("text", memo.text)));
		assertThat(this.salesMemos.findDeletedHolding(same)).hasSize(1);
		assertThat(this.stockMemos.findDeletedHolding(same)).isEmpty();
		this.salesMemos.deleteById(same.id);
		this.salesMemos.restore(memo.id);
	}

	private static void assertTaken(ThrowingCallable write, Class<?> entity, Map<String, String> values) {
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(write).satisfies((ex) -> {
			assertThat(ex.getEntityName()).isEqualTo(entity.getName());
			assertThat(ex.getAttributes()).containsExactlyInAnyOrderElementsOf(values.keySet());
			assertThat(ex.getValues()).isEqualTo(values);
		});
	}

}
