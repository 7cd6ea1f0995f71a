package io.github.softdeleteaudit.shapes.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.IntSupplier;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.BulkApplication;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Item;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Shelf;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Rows to delete by one statement, in a JVM that is in another zone than most.
 */
abstract class BulkContract extends ShapeContract {

	private final TimeZone zoneBefore = TimeZone.getDefault();

	BulkContract(TestDatabase database) {
		super(database, BulkApplication.class);
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
	}

	@AfterAll
	void resetZone() {
		TimeZone.setDefault(this.zoneBefore);
	}

	@BeforeEach
	void clear() {
		this.application.clear();
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	/**
	 * Two items on a shelf "north", 1 and 2 of amounts 1 and 5, and two on "south", 3 and
	 * 4 of amounts 20 and 30.
	 */
	List<Item> items() {
		return get(() -> {
			List<Item> items = new ArrayList<>();
			Shelf north = new Shelf("north");
			Shelf south = new Shelf("south");
			em().persist(north);
			em().persist(south);
			items.add(new Item("1", 1, north));
			items.add(new Item("2", 5, north));
			items.add(new Item("3", 20, south));
			items.add(new Item("4", 30, south));
			items.forEach(em()::persist);
			return items;
		});
	}

	/**
	 * Execute a statement with named parameters.
	 */
	int execute(String hql, Object... parameters) {
		Query query = em().createQuery(hql);
		for (int i = 0; i < parameters.length; i += 2) {
			query.setParameter((String) parameters[i], parameters[i + 1]);
		}
		return query.executeUpdate();
	}

	/**
	 * Execute it in a transaction of its own.
	 */
	int bulk(String hql, Object... parameters) {
		return inTx(() -> execute(hql, parameters));
	}

	int inTx(IntSupplier work) {
		return get(work::getAsInt);
	}

	/**
	 * The names in a table of what is deleted.
	 */
	List<String> deleted(String table) {
		return this.application.jdbc()
			.queryForList("select name from " + table + " where deleted_at is not null order by name", String.class);
	}

	/**
	 * The types of the revisions of a row, oldest first.
	 */
	List<Integer> types(String table, long id) {
		return this.application.jdbc()
			.queryForList("select revtype from %s_aud a join revinfo r on r.rev = a.rev where a.id = ?".formatted(table)
					+ " order by r.revtstmp, r.rev", Integer.class, id);
	}

	long revisions() {
		return count("select count(*) from revinfo");
	}

}
