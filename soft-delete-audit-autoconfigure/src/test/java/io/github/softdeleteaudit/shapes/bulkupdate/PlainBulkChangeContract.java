package io.github.softdeleteaudit.shapes.bulkupdate;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Apple;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Bird;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.BulkUpdateApplication;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Circle;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Coin;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Fruit;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Owl;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Plain;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Shape;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: HQL and Criteria updates and deletes of audited entities that are not
 * soft-deletable are recorded.
 */
abstract class PlainBulkChangeContract extends ShapeContract {

	private String batch;

	PlainBulkChangeContract(TestDatabase database) {
		super(database, BulkUpdateApplication.class);
	}

	static Stream<Kind> all() {
		return Stream.of(new Kind(Coin.class, Coin::new), new Kind(Shape.class, Shape::new),
				new Kind(Shape.class, Circle::new), new Kind(Circle.class, Circle::new),
				new Kind(Fruit.class, Fruit::new), new Kind(Fruit.class, Apple::new), new Kind(Apple.class, Apple::new),
				new Kind(Bird.class, Bird::new), new Kind(Bird.class, Owl::new), new Kind(Owl.class, Owl::new));
	}

	@BeforeEach
	void prepare() {
		this.batch = UUID.randomUUID().toString();
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@ParameterizedTest
	@MethodSource("all")
	void anUpdateIsRecorded(Kind kind) {
		List<Plain> rows = rows(kind, "a", "b", "a");
		revision(() -> assertThat(update(kind, "a", "b")).isEqualTo(2));
		assertThat(history(rows.get(0))).containsExactly("ADD a", "MOD b");
		assertThat(history(rows.get(1))).containsExactly("ADD b");
		revision(() -> assertThat(update(kind, "b", "c")).isEqualTo(3));
		assertThat(history(rows.get(1))).containsExactly("ADD b", "MOD c");
	}

	@ParameterizedTest
	@MethodSource("all")
	void aDeleteIsRecorded(Kind kind) {
		List<Plain> rows = rows(kind, "a", "b", "a");
		revision(() -> assertThat(delete(kind, "a")).isEqualTo(2));
		assertThat(history(rows.get(0))).containsExactly("ADD a", "DEL a");
		assertThat(history(rows.get(1))).containsExactly("ADD b");
		revision(() -> {
			assertThat(update(kind, "b", "c")).isOne();
			assertThat(delete(kind, "c")).isOne();
		});
		assertThat(history(rows.get(1))).containsExactly("ADD b", "DEL c");
	}

	@ParameterizedTest
	@MethodSource("all")
	void anInsertIsRefused(Kind kind) {
		rows(kind, "a");
		Tables before = this.application.tables();
		for (String rows : List.of("values (:batch, 'b')", "select e.batch, 'b' from %s e where e.batch = :batch")) {
			String insert = ("insert into %1$s (batch, state) " + rows.replace("%s", "%1$s")).formatted(kind);
			tx(() -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> em().createQuery(insert).setParameter("batch", this.batch).executeUpdate())
				.withMessageContaining("persist its instances instead"));
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatMatchesNothingLeavesNoRevision(Kind kind) {
		rows(kind, "a");
		Tables before = this.application.tables();
		tx(() -> {
			assertThat(update(kind, "x", "y")).isZero();
			assertThat(delete(kind, "x")).isZero();
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	void withSingleChangesItIsOneRow(Kind kind) {
		List<Plain> rows = rows(kind, "a", "a", "a");
		List<Plain> created = new ArrayList<>();
		revision(() -> {
			em().find(kind.type, rows.get(0).id).note = "before";
			created.add(persist(kind, "a"));
			update(kind, "a", "b");
			em().clear();
			em().find(kind.type, rows.get(1).id).note = "after";
			em().remove(em().find(kind.type, rows.get(2).id));
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a", "MOD b");
		assertThat(history(rows.get(1))).containsExactly("ADD a", "MOD b");
		assertThat(history(rows.get(2))).containsExactly("ADD a", "DEL b");
		assertThat(history(created.get(0))).containsExactly("ADD b");
	}

	private List<Plain> rows(Kind kind, String... states) {
		return get(() -> Stream.of(states).map((state) -> persist(kind, state)).toList());
	}

	private Plain persist(Kind kind, String state) {
		Plain row = kind.created.get();
		row.batch = this.batch;
		row.state = state;
		if (row instanceof Coin coin) {
			coin.faces.add("face");
		}
		em().persist(row);
		return row;
	}

	private int update(Kind kind, String from, String to) {
		return em()
			.createQuery("update %s e set e.state = :to where e.batch = :batch and e.state = :from".formatted(kind))
			.setParameter("to", to)
			.setParameter("batch", this.batch)
			.setParameter("from", from)
			.executeUpdate();
	}

	private int delete(Kind kind, String state) {
		return em().createQuery("delete from %s e where e.batch = :batch and e.state in :states".formatted(kind))
			.setParameter("batch", this.batch)
			.setParameter("states", List.of(state, "none"))
			.executeUpdate();
	}

	private void revision(Runnable work) {
		long before = count("select count(*) from revinfo");
		tx(work);
		auditAgreesWithTheTables();
		assertThat(count("select count(*) from revinfo")).isEqualTo(before + 1);
	}

	private List<String> history(Plain row) {
		return get(() -> {
			List<?> revisions = AuditReaderFactory.get(em())
				.createQuery()
				.forRevisionsOfEntity(row.getClass(), false, true)
				.add(AuditEntity.id().eq(row.id))
				.addOrder(AuditEntity.revisionNumber().asc())
				.getResultList();
			return revisions.stream().map((each) -> {
				Object[] revision = (Object[]) each;
				return "%s %s".formatted(revision[2], ((Plain) revision[0]).state);
			}).toList();
		});
	}

	record Kind(Class<? extends Plain> type, Supplier<Plain> created) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
