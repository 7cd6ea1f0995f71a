package io.github.softdeleteaudit.shapes.bulkupdate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Animal;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Bill;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.BulkUpdateApplication;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Copy;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Cover;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.CoverRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Document;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Dog;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Draft;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Letter;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Pair;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.PairRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Slip;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.SlipRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.SlipId;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Stated;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Task;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.TaskRepository;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Van;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Vehicle;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.VehicleRepository;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaInsertSelect;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: rows that an HQL or Criteria update has changed are recorded as if they had
 * been changed one by one.
 */
abstract class BulkUpdateContract extends ShapeContract {

	private static final String UPDATE = "update %s e set e.state = :to, e.note = :note where e.batch = :batch and e.state = :from";

	private static final Map<Class<?>, Class<?>> REPOSITORIES = Map.of(Task.class, TaskRepository.class, Animal.class,
			AnimalRepository.class, Document.class, DocumentRepository.class, Vehicle.class, VehicleRepository.class,
			Slip.class, SlipRepository.class, Pair.class, PairRepository.class, Cover.class, CoverRepository.class);

	private String batch;

	private long revisions;

	BulkUpdateContract(TestDatabase database) {
		super(database, BulkUpdateApplication.class);
	}

	static Stream<Kind> all() {
		return Stream.of(new Kind(Task.class, Task::new), new Kind(Animal.class, Animal::new),
				new Kind(Animal.class, Dog::new), new Kind(Dog.class, Dog::new),
				new Kind(Document.class, Document::new), new Kind(Document.class, Letter::new),
				new Kind(Letter.class, Letter::new), new Kind(Vehicle.class, Vehicle::new),
				new Kind(Vehicle.class, Van::new), new Kind(Van.class, Van::new),
				new Kind(Slip.class, () -> new Slip(new SlipId(UUID.randomUUID().toString(), 1))),
				new Kind(Pair.class, () -> new Pair(UUID.randomUUID().toString(), "b")),
				new Kind(Cover.class, Cover::new));
	}

	@BeforeEach
	void prepare() {
		clearEvery(20);
		this.batch = UUID.randomUUID().toString();
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@ParameterizedTest
	@MethodSource("all")
	void rowsThatMatchAreRecordedThoughTheyDoNoLonger(Kind kind) {
		List<Stated> rows = rows(kind, "a", "b", "a", "c");
		revision(() -> assertThat(update(kind, "a", "b")).isEqualTo(2));
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "MOD b from a");
		assertThat(history(rows.get(1))).containsExactly("ADD b null");
		assertThat(history(rows.get(2))).containsExactly("ADD a null", "MOD b from a");
		assertThat(history(rows.get(3))).containsExactly("ADD c null");
	}

	@ParameterizedTest
	@MethodSource("all")
	void anUpdateThatMatchesNothingLeavesNoRevision(Kind kind) {
		rows(kind, "a", "b");
		Tables before = this.application.tables();
		tx(() -> assertThat(update(kind, "x", "b")).isZero());
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	void deletedRowsAreNotTouched(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a");
		tx(() -> repository(kind).deleteById(id(rows.get(0))));
		revision(() -> assertThat(update(kind, "a", "b")).isOne());
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL a null");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "MOD b from a");
	}

	@ParameterizedTest
	@MethodSource("all")
	void aRollbackLeavesNothing(Kind kind) {
		rows(kind, "a", "a");
		Tables before = this.application.tables();
		Session session = bean(SessionFactory.class).openSession();
		try (session) {
			Transaction transaction = session.beginTransaction();
			assertThat(update(session, kind, "a", "b")).isEqualTo(2);
			transaction.rollback();
			transaction = session.beginTransaction();
			transaction.commit();
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	void aStatelessSessionRecordsToo(Kind kind) {
		List<Stated> rows = rows(kind, "a", "b");
		long before = revisions();
		try (StatelessSession session = bean(SessionFactory.class).openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			assertThat(session.createMutationQuery(UPDATE.formatted(kind))
				.setParameter("to", "b")
				.setParameter("note", "from a")
				.setParameter("batch", this.batch)
				.setParameter("from", "a")
				.executeUpdate()).isOne();
			transaction.commit();
		}
		assertThat(revisions()).isEqualTo(before + 1);
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "MOD b from a");
	}

	@ParameterizedTest
	@MethodSource("all")
	void aVersionedUpdateIsRecorded(Kind kind) {
		List<Stated> rows = rows(kind, "a", "b");
		revision(() -> assertThat(em()
			.createQuery(
					"update versioned %s e set e.state = 'v' where e.batch = :batch and e.state = 'a'".formatted(kind))
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "MOD v null");
		assertThat(find(kind, rows.get(0)).version).isEqualTo(rows.get(0).version + 1);
	}

	@ParameterizedTest
	@MethodSource("all")
	void oneStatementIsRunWithOtherParametersAndWithLists(Kind kind) {
		List<Stated> rows = rows(kind, "a", "b", "c", "d");
		String update = "update %s e set e.state = concat(e.state, :to) where e.state in :from and e.batch in :batches and e.note is null"
			.formatted(kind);
		for (List<String> states : List.of(List.of("a"), List.of("b", "c"), List.of("b1", "c1", "d"), List.of("x"))) {
			tx(() -> em().createQuery(update)
				.setParameter("to", "1")
				.setParameter("from", states)
				.setParameter("batches", Arrays.asList(this.batch, "other", "none").subList(0, states.size()))
				.executeUpdate());
			auditAgreesWithTheTables();
		}
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "MOD a1 null");
		assertThat(history(rows.get(1))).containsExactly("ADD b null", "MOD b1 null", "MOD b11 null");
		assertThat(history(rows.get(3))).containsExactly("ADD d null", "MOD d1 null");
	}

	@ParameterizedTest
	@MethodSource("all")
	void aConditionWithASubQueryIsKept(Kind kind) {
		List<Stated> rows = rows(kind, "a", "b");
		Document manual = manual("yes");
		revision(() -> assertThat(em()
			.createQuery(("update %s e set e.state = (select max(d.note) from Document d where d.id = :manual)"
					+ " where e.batch = :batch and e.state in (select 'a' from Document d where d.id = :manual)")
				.formatted(kind))
			.setParameter("batch", this.batch)
			.setParameter("manual", manual.id)
			.executeUpdate()).isOne());
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "MOD yes null");
	}

	@Test
	void aConditionOfAReferenceIsKept() {
		Document manual = manual("note of the manual");
		Task task = get(() -> {
			Task created = new Task();
			created.batch = this.batch;
			created.state = "a";
			created.manual = em().find(Document.class, manual.id);
			em().persist(created);
			return created;
		});
		revision(() -> assertThat(em()
			.createQuery(
					"update Task t set t.state = 'b' where t.manual.note = 'note of the manual' and t.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		revision(() -> assertThat(em().createQuery(
				"update Task t join t.manual m set t.state = 'c' where m.note = 'note of the manual' and t.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		assertThat(history(task)).containsExactly("ADD a null", "MOD b null", "MOD c null");
	}

	@Test
	void anIdThatIsAReferenceIsRecorded() {
		Document manual = manual("manual");
		Copy copy = get(() -> {
			Copy created = new Copy();
			created.document = em().find(Document.class, manual.id);
			created.number = 1;
			created.state = "a";
			created.batch = this.batch;
			em().persist(created);
			return created;
		});
		revision(() -> assertThat(update(new Kind(Copy.class, null), "a", "b")).isOne());
		assertThat(count("select count(*) from copy_aud where document_id = ? and state = 'b'", manual.id)).isOne();
		revision(() -> assertThat(update(new Kind(Copy.class, null), "b", "c")).isOne());
		assertThat(copy.number).isOne();
	}

	@Test
	void attributesOfSubclassesAndSecondTablesAreRecorded() {
		Animal dog = (Animal) rows(new Kind(Dog.class, Dog::new), "a").get(0);
		revision(() -> em()
			.createQuery("update Dog d set d.licence = 'licence', d.bark = 'wow', d.state = 'b' where d.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate());
		revision(() -> em().createQuery("update Dog d set d.licence = 'other' where d.licence = 'licence'")
			.executeUpdate());
		revision(() -> em().createQuery("update Dog d set d.licence = null where d.licence = 'other'").executeUpdate());
		assertThat(history(dog)).containsExactly("ADD a null", "MOD b null", "MOD b null", "MOD b null");
		Letter letter = (Letter) rows(new Kind(Letter.class, Letter::new), "a").get(0);
		revision(() -> em().createQuery("update Letter l set l.recipient = 'me' where l.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate());
		revision(() -> em()
			.createQuery("update Letter l set l.recipient = 'you', l.state = 'b' where l.recipient = 'me'")
			.executeUpdate());
		assertThat(history(letter)).containsExactly("ADD a null", "MOD a null", "MOD b null");
		Van van = (Van) rows(new Kind(Van.class, Van::new), "a").get(0);
		revision(() -> em().createQuery("update Van v set v.cargo = 'me' where v.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate());
		assertThat(history(van)).containsExactly("ADD a null", "MOD a null");
	}

	@Test
	void rowsOfSeveralClassesAreRecorded() {
		Stated document = rows(new Kind(Document.class, Document::new), "a").get(0);
		Stated letter = rows(new Kind(Letter.class, Letter::new), "a").get(0);
		Stated bill = rows(new Kind(Bill.class, Bill::new), "a").get(0);
		revision(() -> assertThat(update(new Kind(Document.class, null), "a", "b")).isEqualTo(3));
		assertThat(List.of(document, letter, bill))
			.allSatisfy((each) -> assertThat(history(each)).containsExactly("ADD a null", "MOD b from a"));
		Stated vehicle = rows(new Kind(Vehicle.class, Vehicle::new), "a").get(0);
		Stated van = rows(new Kind(Van.class, Van::new), "a").get(0);
		revision(() -> assertThat(update(new Kind(Vehicle.class, null), "a", "b")).isEqualTo(2));
		assertThat(List.of(vehicle, van))
			.allSatisfy((each) -> assertThat(history(each)).containsExactly("ADD a null", "MOD b from a"));
	}

	@Test
	void criteriaAndRepositoryUpdatesAreRecorded() {
		Stated task = rows(new Kind(Task.class, Task::new), "a").get(0);
		revision(() -> {
			CriteriaUpdate<Task> update = em().getCriteriaBuilder().createCriteriaUpdate(Task.class);
			Root<Task> root = update.from(Task.class);
			update.set("state", "b").where(root.get("batch").equalTo(this.batch));
			em().createQuery(update).executeUpdate();
		});
		revision(() -> assertThat(bean(TaskRepository.class).change(this.batch, "b", "c")).isOne());
		revision(() -> assertThat(bean(TaskRepository.class).change(this.batch, "c", "d")).isOne());
		assertThat(history(task)).containsExactly("ADD a null", "MOD b null", "MOD c null", "MOD d null");
	}

	@ParameterizedTest
	@MethodSource("all")
	void withSingleChangesBeforeAndAfterItIsOneRow(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a", "a");
		revision(() -> {
			find(kind, rows.get(0)).note = "before";
			update(kind, "a", "b");
			em().clear();
			find(kind, rows.get(1)).note = "after";
			em().flush();
			update(kind, "b", "c", "again");
		});
		assertThat(rows).allSatisfy((each) -> assertThat(history(each)).containsExactly("ADD a null", "MOD c again"));
		revision(() -> {
			update(kind, "c", "d");
			em().clear();
			find(kind, rows.get(1)).note = "after";
		});
		assertThat(history(rows.get(0))).last().isEqualTo("MOD d from c");
		assertThat(history(rows.get(1))).last().isEqualTo("MOD d after");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsCreatedInTheSameTransactionIsRecordedAsCreated(Kind kind) {
		List<Stated> created = new ArrayList<>();
		revision(() -> {
			created.add(persist(kind, "a"));
			update(kind, "a", "b");
			created.add(persist(kind, "b"));
			update(kind, "b", "c");
		});
		assertThat(history(created.get(0))).containsExactly("ADD c from b");
		assertThat(history(created.get(1))).containsExactly("ADD c from b");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsRestoredInTheSameTransactionIsRecordedAsSuch(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a", "a");
		tx(() -> rows.forEach((row) -> repository(kind).deleteById(id(row))));
		revision(() -> {
			repository(kind).restore(id(rows.get(0)));
			update(kind, "a", "b");
			repository(kind).restore(id(rows.get(1)));
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL a null", "ADD b from a");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "DEL a null", "ADD a null");
		assertThat(history(rows.get(2))).containsExactly("ADD a null", "DEL a null");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsDeletedAfterwardsIsRecordedAsDeleted(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a", "c");
		revision(() -> {
			update(kind, "a", "b");
			assertThat(delete(kind, "b")).isEqualTo(2);
			update(kind, "b", "not");
			assertThat(delete(kind, "c")).isOne();
			update(kind, "c", "not");
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL b from a");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "DEL b from a");
		assertThat(history(rows.get(2))).containsExactly("ADD c null", "DEL c null");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsDeletedAloneAfterwardsIsRecordedAsDeleted(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a");
		revision(() -> {
			update(kind, "a", "b");
			repository(kind).deleteById(id(rows.get(0)));
			update(kind, "b", "c");
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL b from a");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "MOD c from b");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsDeletedAndRestoredAndDeletedInTheSameTransactionIsRecordedAsItIsAtLast(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a");
		revision(() -> {
			update(kind, "a", "b");
			delete(kind, "b");
			rows.forEach((row) -> repository(kind).restore(id(row)));
			update(kind, "b", "c");
			repository(kind).deleteById(id(rows.get(0)));
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL c from b");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "ADD c from b");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsCreatedAndUpdatedAndDeletedIsRecordedAsDeleted(Kind kind) {
		List<Stated> created = new ArrayList<>();
		revision(() -> {
			created.add(persist(kind, "a"));
			update(kind, "a", "b");
			delete(kind, "b");
			created.add(persist(kind, "a"));
			update(kind, "a", "b");
			em().flush();
			em().clear();
			repository(kind).deleteById(id(created.get(1)));
		});
		assertThat(history(created.get(0))).containsExactly("DEL b from a");
		assertThat(history(created.get(1))).containsExactly("DEL b from a");
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsPurgedAfterwardsIsRecordedAsDeleted(Kind kind) {
		List<Stated> rows = rows(kind, "a", "a");
		revision(() -> {
			update(kind, "a", "b");
			repository(kind).deleteById(id(rows.get(0)));
			repository(kind).purge(id(rows.get(0)));
			update(kind, "b", "c");
		});
		assertThat(history(rows.get(0))).containsExactly("ADD a null", "DEL b from a");
		assertThat(history(rows.get(1))).containsExactly("ADD a null", "MOD c from b");
	}

	@Test
	void whatIsNotAuditedCostsNothing() {
		persistDraft();
		long before = revisions();
		this.application.statements().clear();
		tx(() -> assertThat(
				em().createQuery("update Draft d set d.state = 'b' where d.batch = :batch and d.state = 'a'")
					.setParameter("batch", this.batch)
					.executeUpdate())
			.isOne());
		assertThat(this.application.statements().all()).hasSize(1);
		assertThat(revisions()).isEqualTo(before);
	}

	@Test
	void rowsAreCreatedByHql() {
		tx(() -> assertThat(em().createQuery("insert into Draft (batch, state) values (:batch, 'a')")
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		tx(() -> assertThat(em()
			.createQuery("insert into Draft (batch, state) select d.batch, 'b' from Draft d where d.batch = :batch")
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		tx(() -> assertThat(em().createQuery("insert into Draft (batch, state, deletedBy) values (:batch, 'c', null)")
			.setParameter("batch", this.batch)
			.executeUpdate()).isOne());
		assertThat(count("select count(*) from draft where batch = ?", this.batch)).isEqualTo(3);
	}

	@ParameterizedTest
	@MethodSource("all")
	void anInsertIsRefused(Kind kind) {
		rows(kind, "a");
		Tables before = this.application.tables();
		for (String rows : List.of("values (:batch, 'b')", "select e.batch, 'b' from %s e where e.batch = :batch")) {
			String insert = ("insert into %1$s (batch, state) " + rows.replace("%s", "%1$s")).formatted(kind);
			assertRefused("Refused, since no HQL or Criteria insert of the audited entity", insert);
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aCriteriaInsertIsRefused() {
		rows(new Kind(Task.class, Task::new), "a");
		Tables before = this.application.tables();
		tx(() -> {
			HibernateCriteriaBuilder builder = em().unwrap(Session.class).getCriteriaBuilder();
			JpaCriteriaInsertSelect<Task> insert = builder.createCriteriaInsertSelect(Task.class);
			JpaCriteriaQuery<Tuple> rows = builder.createTupleQuery();
			Root<Task> task = rows.from(Task.class);
			rows.select(builder.tuple(task.get("batch"), task.get("state")));
			insert.setInsertionTargetPaths(insert.getTarget().get("batch"), insert.getTarget().get("state"));
			insert.select(rows);
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> em().unwrap(Session.class).createMutationQuery(insert).executeUpdate());
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "deletedAt", "deletedBy", "deletionId" })
	void anInsertThatWritesADeletionIsRefused(String attribute) {
		persistDraft();
		Tables before = this.application.tables();
		assertRefused("Refused, since only deleting and restoring write", "insert into Draft (batch, state, "
				+ attribute + ") select d.batch, 'b', d." + attribute + " from Draft d where d.batch = :batch");
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void anInsertWritesAFlagThatIsFalseButNoneThatIsTrue() {
		for (String rows : List.of("values (:batch, %s)", "select t.batch, %s from Token t where t.batch = :batch")) {
			String insert = "insert into Token (batch, deleted) " + rows;
			tx(() -> assertThat(
					em().createQuery(insert.formatted("false")).setParameter("batch", this.batch).executeUpdate())
				.isOne());
			assertRefused("Refused, since only deleting and restoring write", insert.formatted("true"));
		}
		assertThat(count("select count(*) from token where batch = ? and deleted = false", this.batch)).isEqualTo(2);
	}

	@Test
	void anInsertThatUpdatesOnAConflictIsRefused() {
		Draft draft = persistDraft();
		tx(() -> em().remove(em().find(Draft.class, draft.id)));
		Tables before = this.application.tables();
		assertRefused("Refused, since an update on a conflict could change a deleted row",
				"insert into Draft (id, batch, state) values (%d, :batch, 'b') on conflict (id) do update set state = 'b'"
					.formatted(draft.id));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private void assertRefused(String message, String insert) {
		tx(() -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> em().createQuery(insert).setParameter("batch", this.batch).executeUpdate())
			.withMessageStartingWith(message));
	}

	private Draft persistDraft() {
		return get(() -> {
			Draft draft = new Draft();
			draft.batch = this.batch;
			draft.state = "a";
			em().persist(draft);
			return draft;
		});
	}

	private Document manual(String note) {
		Document manual = new Document();
		manual.note = note;
		return saved(manual);
	}

	private List<Stated> rows(Kind kind, String... states) {
		return get(() -> Stream.of(states).map((state) -> persist(kind, state)).toList());
	}

	private Stated persist(Kind kind, String state) {
		Stated row = kind.created.get();
		row.batch = this.batch;
		row.state = state;
		if (row instanceof Cover cover) {
			Document own = new Document();
			own.state = "covered";
			em().persist(own);
			cover.document = own;
		}
		em().persist(row);
		return row;
	}

	private int update(Kind kind, String from, String to) {
		return update(em().unwrap(Session.class), kind, from, to);
	}

	private int update(Session session, Kind kind, String from, String to) {
		return update(session, kind, from, to, "from " + from);
	}

	private int update(Kind kind, String from, String to, String note) {
		return update(em().unwrap(Session.class), kind, from, to, note);
	}

	private int update(Session session, Kind kind, String from, String to, String note) {
		return session.createMutationQuery(UPDATE.formatted(kind))
			.setParameter("to", to)
			.setParameter("note", note)
			.setParameter("batch", this.batch)
			.setParameter("from", from)
			.executeUpdate();
	}

	private int delete(Kind kind, String state) {
		return em().createQuery("delete from %s e where e.batch = :batch and e.state = :state".formatted(kind))
			.setParameter("batch", this.batch)
			.setParameter("state", state)
			.executeUpdate();
	}

	/**
	 * Do what writes one revision.
	 */
	private void revision(Runnable work) {
		long before = revisions();
		tx(work);
		auditAgreesWithTheTables();
		assertThat(revisions()).isEqualTo(before + 1);
	}

	private long revisions() {
		return count("select count(*) from revinfo");
	}

	@SuppressWarnings("unchecked")
	private SoftDeleteRepository<Stated, Object> repository(Kind kind) {
		return (SoftDeleteRepository<Stated, Object>) bean((Class<?>) REPOSITORIES.get(kind.root()));
	}

	private Stated find(Kind kind, Stated row) {
		return em().find(kind.type, id(row));
	}

	private Object id(Stated row) {
		return bean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(row);
	}

	/**
	 * What the audit tables tell of a row.
	 */
	private List<String> history(Stated row) {
		return get(() -> {
			List<?> revisions = AuditReaderFactory.get(em())
				.createQuery()
				.forRevisionsOfEntity(row.getClass(), false, true)
				.add(AuditEntity.id().eq(id(row)))
				.addOrder(AuditEntity.revisionNumber().asc())
				.getResultList();
			return revisions.stream().map((each) -> {
				Object[] revision = (Object[]) each;
				Stated entity = (Stated) revision[0];
				return "%s %s %s".formatted(revision[2], entity.state, entity.note);
			}).toList();
		});
	}

	/**
	 * An entity by which rows are changed, and how to make one.
	 */
	record Kind(Class<? extends Stated> type, Supplier<Stated> created) {

		Class<?> root() {
			Class<?> root = this.type;
			while (root.getSuperclass() != Stated.class) {
				root = root.getSuperclass();
			}
			return root;
		}

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
