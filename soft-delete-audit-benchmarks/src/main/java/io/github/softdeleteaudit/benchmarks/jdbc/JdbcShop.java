package io.github.softdeleteaudit.benchmarks.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.softdeleteaudit.benchmarks.Shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The operations by hand in SQL, with the tables and the rows of the starter.
 */
@Component
class JdbcShop implements Shop {

	private static final String AUDIT_PURCHASES = """
			insert into purchase_aud (id, rev, revtype, title, customer_id, deleted_at, deleted_by, deletion_id)
			select id, ?, %s, title, customer_id, deleted_at, deleted_by, deletion_id from purchase where %s""";

	private static final String AUDIT_CUSTOMER = """
			insert into customer_aud (id, rev, revtype, region, deleted_at, deleted_by, deletion_id)
			select id, ?, %s, region, deleted_at, deleted_by, deletion_id from customer where id = ?""";

	private static final String DELETE = """
			update %s set deleted_at = ?, deleted_by = ?, deletion_id = ?, version = version + 1
			where %s and deleted_at is null""";

	private static final RowMapper<Purchase> PURCHASE = (rs, row) -> new Purchase(rs.getLong("id"),
			rs.getLong("version"), rs.getString("title"), rs.getObject("customer_id", Long.class),
			rs.getTimestamp("deleted_at"), rs.getString("deleted_by"), rs.getObject("deletion_id", UUID.class));

	private static final RowMapper<Customer> CUSTOMER = (rs, row) -> new Customer(rs.getLong("id"),
			rs.getLong("version"), rs.getString("region"), rs.getTimestamp("deleted_at"), rs.getString("deleted_by"),
			rs.getObject("deletion_id", UUID.class));

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final TransactionTemplate reading;

	JdbcShop(JdbcTemplate jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.reading = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
		this.reading.setReadOnly(true);
	}

	@Override
	public boolean findById(long id) {
		return reading(() -> !customers(id).isEmpty());
	}

	private List<Customer> customers(long id) {
		return this.jdbc.query("select * from customer where id = ? and deleted_at is null", CUSTOMER, id);
	}

	@Override
	public int findPage(String region, int size) {
		return reading(() -> {
			int found = this.jdbc.query(
					"select * from customer where region = ? and deleted_at is null order by id fetch first ? rows only",
					CUSTOMER, region, size)
				.size();
			if (found == size) {
				this.jdbc.queryForObject("select count(*) from customer where region = ? and deleted_at is null",
						Long.class, region);
			}
			return found;
		});
	}

	@Override
	public int fetchPurchases(long id) {
		return reading(() -> Objects.requireNonNull(this.jdbc.query("""
				select p.*, c.id, c.version, c.region, c.deleted_at, c.deleted_by, c.deletion_id from customer c
				left join purchase p on p.customer_id = c.id and p.deleted_at is null
				where c.id = ? and c.deleted_at is null""",
				(ResultSetExtractor<List<Purchase>>) JdbcShop::withPurchases, id))
			.size());
	}

	@Override
	public long count() {
		return reading(
				() -> this.jdbc.queryForObject("select count(*) from customer where deleted_at is null", Long.class));
	}

	@Override
	public long create(String title) {
		return inTransaction(() -> {
			long id = insert("insert into purchase (id, version, title) values (nextval('purchase_seq'), 0, ?)", "id",
					title);
			auditPurchases(revision(now()), 0, "id = ?", id);
			return id;
		});
	}

	@Override
	public void update(long id, String title) {
		inTransaction(() -> {
			Purchase purchase = livePurchase(id);
			changed(this.jdbc.update(
					"update purchase set title = ?, version = version + 1 where id = ? and version = ?", title, id,
					purchase.version()));
			auditPurchases(revision(now()), 1, "id = ?", id);
			return id;
		});
	}

	@Override
	public void delete(long id) {
		inTransaction(() -> {
			Purchase purchase = livePurchase(id);
			Timestamp now = now();
			changed(this.jdbc.update(DELETE.formatted("purchase", "id = ? and version = ?"), now, "somebody",
					UUID.randomUUID(), id, purchase.version()));
			auditPurchases(revision(now), 2, "id = ?", id);
			return id;
		});
	}

	@Override
	public void restore(long id) {
		inTransaction(() -> {
			Purchase purchase = this.jdbc.query("select * from purchase where id = ? for update", PURCHASE, id).get(0);
			Objects.requireNonNull(purchase.deletedAt());
			changed(this.jdbc.update("""
					update purchase set deleted_at = null, deleted_by = null, deletion_id = null, version = version + 1
					where id = ? and version = ?""", id, purchase.version()));
			auditPurchases(revision(now()), 0, "id = ?", id);
			return id;
		});
	}

	private Purchase livePurchase(long id) {
		return this.jdbc.query("select * from purchase where id = ? and deleted_at is null", PURCHASE, id).get(0);
	}

	@Override
	public long createCustomer(int purchases) {
		return inTransaction(() -> {
			long id = insert("insert into customer (id, version, region) values (nextval('customer_seq'), 0, ?)", "id",
					"r");
			this.jdbc.batchUpdate(
					"insert into purchase (id, version, title, customer_id) values (nextval('purchase_seq'), 0, ?, ?)",
					IntStream.range(0, purchases).mapToObj((i) -> new Object[] { "title " + i, id }).toList());
			long revision = revision(now());
			changed(this.jdbc.update(AUDIT_CUSTOMER.formatted(0), revision, id));
			auditPurchases(revision, 0, "customer_id = ?", id);
			return id;
		});
	}

	@Override
	public void deleteCustomer(long id) {
		inTransaction(() -> {
			Customer customer = customers(id).get(0);
			Timestamp now = now();
			UUID deletion = UUID.randomUUID();
			changed(this.jdbc.update(DELETE.formatted("customer", "id = ? and version = ?"), now, "somebody", deletion,
					id, customer.version()));
			this.jdbc.update(DELETE.formatted("purchase", "customer_id = ?"), now, "somebody", deletion, id);
			long revision = revision(now);
			changed(this.jdbc.update(AUDIT_CUSTOMER.formatted(2), revision, id));
			auditPurchases(revision, 2, "customer_id = ? and deletion_id = ?", id, deletion);
			return id;
		});
	}

	@Override
	public void deleteAll() {
		inTransaction(() -> {
			Timestamp now = now();
			UUID deletion = UUID.randomUUID();
			this.jdbc.update(DELETE.formatted("purchase", "true"), now, "somebody", deletion);
			return auditPurchases(revision(now), 2, "deletion_id = ?", deletion);
		});
	}

	@Override
	public void restoreAll() {
		inTransaction(() -> {
			long revision = revision(now());
			// while it can still be told what was deleted; its new state is known
			int rows = this.jdbc.update("""
					insert into purchase_aud (id, rev, revtype, title, customer_id)
					select id, ?, 0, title, customer_id from purchase where deleted_at is not null""", revision);
			this.jdbc.update("""
					update purchase set deleted_at = null, deleted_by = null, deletion_id = null, version = version + 1
					where deleted_at is not null""");
			return rows;
		});
	}

	@Override
	public int history(long id) {
		return reading(() -> this.jdbc
			.query("""
					select a.*, 0 as version, r.revtstmp, r.actor from purchase_aud a join revinfo r on r.rev = a.rev
					where a.id = ? order by a.rev""",
					(rs, row) -> new Entry(Objects.requireNonNull(PURCHASE.mapRow(rs, row)), rs.getInt("revtype"),
							rs.getTimestamp("revtstmp"), rs.getString("actor")),
					id)
			.size());
	}

	@Override
	public String titleAsOf(long id, Instant instant) {
		return reading(() -> this.jdbc
			.query("""
					select a.*, 0 as version from purchase_aud a join revinfo r on r.rev = a.rev
					where a.id = ? and r.revtstmp <= ? order by a.rev desc fetch first 1 rows only""", PURCHASE, id,
					Timestamp.from(instant))
			.get(0)
			.title());
	}

	private int auditPurchases(long revision, int kind, String which, Object... parameters) {
		Object[] all = new Object[parameters.length + 1];
		all[0] = revision;
		System.arraycopy(parameters, 0, all, 1, parameters.length);
		return this.jdbc.update(AUDIT_PURCHASES.formatted(kind, which), all);
	}

	private long revision(Timestamp now) {
		return insert("insert into revinfo (rev, revtstmp, actor) values (nextval('revinfo_seq'), ?, ?)", "rev", now,
				"somebody");
	}

	private long insert(String sql, String key, Object... parameters) {
		GeneratedKeyHolder keys = new GeneratedKeyHolder();
		this.jdbc.update((connection) -> {
			PreparedStatement statement = connection.prepareStatement(sql, new String[] { key });
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			return statement;
		}, keys);
		return Objects.requireNonNull(keys.getKeyAs(Long.class));
	}

	// of a purchase, and then of the customer
	private static List<Purchase> withPurchases(ResultSet rs) throws SQLException {
		List<Purchase> purchases = new ArrayList<>();
		Customer customer = null;
		while (rs.next()) {
			if (customer == null) {
				customer = new Customer(rs.getLong(8), rs.getLong(9), rs.getString(10), rs.getTimestamp(11),
						rs.getString(12), rs.getObject(13, UUID.class));
			}
			if (rs.getObject("id") != null) {
				purchases.add(Objects.requireNonNull(PURCHASE.mapRow(rs, purchases.size())));
			}
		}
		Objects.requireNonNull(customer);
		return purchases;
	}

	private static void changed(int rows) {
		if (rows != 1) {
			throw new IllegalStateException("Changed %d rows".formatted(rows));
		}
	}

	private static Timestamp now() {
		return Timestamp.from(Instant.now());
	}

	private <R> R reading(Supplier<R> work) {
		return Objects.requireNonNull(this.reading.execute((status) -> work.get()));
	}

	private <R> R inTransaction(Supplier<R> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	record Customer(Long id, long version, String region, Timestamp deletedAt, String deletedBy, UUID deletionId) {
	}

	record Purchase(Long id, long version, String title, Long customerId, Timestamp deletedAt, String deletedBy,
			UUID deletionId) {
	}

	record Entry(Purchase purchase, int kind, Timestamp instant, String actor) {
	}

}
