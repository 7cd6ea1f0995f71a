package io.github.softdeleteaudit.shapes.flag;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.flag.FlagModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Animal;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Cat;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Coin;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Document;
import io.github.softdeleteaudit.shapes.flag.FlagModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Dog;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Extent;
import io.github.softdeleteaudit.shapes.flag.FlagModel.FlagApplication;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Flagged;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Kept;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Letter;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Person;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Slip;
import io.github.softdeleteaudit.shapes.flag.FlagModel.SlipId;
import io.github.softdeleteaudit.shapes.flag.FlagModel.SlipRepository;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Task;
import io.github.softdeleteaudit.shapes.flag.FlagModel.TaskRepository;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Van;
import io.github.softdeleteaudit.shapes.flag.FlagModel.Vehicle;
import io.github.softdeleteaudit.shapes.flag.FlagModel.VehicleRepository;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: the modified flags of rows that statements have changed say what the
 * statements assigned, as if the rows had been changed one by one.
 */
abstract class ModifiedFlagContract extends ShapeContract {

	private static final AtomicLong IDS = new AtomicLong();

	private String batch;

	private Person person;

	ModifiedFlagContract(TestDatabase database) {
		super(database, FlagApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] {
				"spring.jpa.properties.org.hibernate.envers.do_not_audit_optimistic_locking_field=false" };
	}

	static Stream<Kind> softDeletable() {
		return Stream.of(new Kind(Task.class, Task::new, TaskRepository.class, "task_aud"),
				new Kind(Animal.class, Dog::new, AnimalRepository.class, "animal_aud", "animal_licence_aud"),
				new Kind(Cat.class, Cat::new, AnimalRepository.class, "animal_aud", "animal_licence_aud"),
				new Kind(Document.class, Document::new, DocumentRepository.class, "document_aud"),
				new Kind(Document.class, Letter::new, DocumentRepository.class, "document_aud", "letter_aud"),
				new Kind(Letter.class, Letter::new, DocumentRepository.class, "document_aud", "letter_aud"),
				new Kind(Vehicle.class, Vehicle::new, VehicleRepository.class, "vehicle_aud"),
				new Kind(Vehicle.class, Van::new, VehicleRepository.class, "van_aud"), new Kind(Slip.class,
						() -> new Slip(new SlipId(IDS.incrementAndGet(), 1)), SlipRepository.class, "slip_aud"));
	}

	static Stream<Kind> all() {
		return Stream.concat(softDeletable(), Stream.of(new Kind(Coin.class, Coin::new, null, "coin_aud")));
	}

	@BeforeEach
	void prepare() {
		clearEvery(20);
		this.batch = UUID.randomUUID().toString();
		this.person = saved(new Person());
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatAStatementAssignsIsFlagged(Kind kind) {
		Flagged single = row(kind, "a");
		Flagged bulk = row(kind, "a");
		tx(() -> assertThat(update(kind, bulk, "state = 'b', e.cost = 3")).isOne());
		assertThat(flags(kind, bulk)).isEqualTo(set("state", "is_price_new", "version"));
		tx(() -> {
			find(kind, single).state = "b";
			find(kind, single).cost = 3;
		});
		assertThat(flags(kind, single)).isEqualTo(flags(kind, bulk));
		tx(() -> assertThat(update(kind, bulk, "note = 'n'")).isOne());
		assertThat(flags(kind, bulk)).isEqualTo(set("note", "version"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void anEmbeddableIsFlaggedAsAWhole(Kind kind) {
		Flagged single = row(kind, "a");
		Flagged bulk = row(kind, "a");
		tx(() -> assertThat(update(kind, bulk, "extent.width = 2")).isOne());
		assertThat(flags(kind, bulk)).isEqualTo(set("extent", "version"));
		tx(() -> {
			Extent wider = new Extent();
			wider.width = 2;
			find(kind, single).extent = wider;
		});
		assertThat(flags(kind, single)).isEqualTo(flags(kind, bulk));
	}

	@ParameterizedTest
	@MethodSource("all")
	void aReferenceIsFlagged(Kind kind) {
		Flagged single = row(kind, "a");
		Flagged bulk = row(kind, "a");
		tx(() -> assertThat(update(kind, bulk, "owner = (select p from Person p where p.id = %d)", this.person.id))
			.isOne());
		assertThat(flags(kind, bulk)).isEqualTo(Set.of(ownerFlag(), "version_mod"));
		tx(() -> assertThat(update(kind, bulk, "owner.id = null")).isOne());
		assertThat(flags(kind, bulk)).isEqualTo(Set.of(ownerFlag(), "version_mod"));
		tx(() -> find(kind, single).owner = em().find(Person.class, this.person.id));
		assertThat(flags(kind, single)).isEqualTo(flags(kind, bulk));
	}

	@Test
	void whatIsNotVersionedIsNotFlaggedSo() {
		Kind kind = all().findFirst().orElseThrow();
		Flagged bulk = row(kind, "a");
		tx(() -> em().createQuery("update Task set state = 'b' where batch = :batch")
			.setParameter("batch", bulk.batch)
			.executeUpdate());
		assertThat(flags(kind, bulk)).isEqualTo(set("state"));
	}

	@Test
	void attributesOfSubclassesAndSecondTablesAreFlagged() {
		Kind dog = new Kind(Dog.class, Dog::new, null, "animal_aud", "animal_licence_aud");
		Kind cat = new Kind(Cat.class, Cat::new, null, "animal_aud", "animal_licence_aud");
		Kind letter = new Kind(Letter.class, Letter::new, null, "document_aud", "letter_aud");
		Kind van = new Kind(Van.class, Van::new, null, "van_aud");
		Flagged rover = row(dog, "a");
		tx(() -> update(dog, rover, "licence = 'l'"));
		assertThat(flags(dog, rover)).isEqualTo(set("licence", "version"));
		tx(() -> update(dog, rover, "sound = 'wow', e.state = 'b'"));
		assertThat(flags(dog, rover)).isEqualTo(set("sound", "state", "version"));
		Flagged tom = row(cat, "a");
		tx(() -> update(cat, tom, "sound = 'meow'"));
		assertThat(flags(cat, tom)).hasSize(2).anyMatch((flag) -> flag.contains("sound")).contains("version_mod");
		Flagged mail = row(letter, "a");
		tx(() -> update(letter, mail, "recipient = 'me'"));
		assertThat(flags(letter, mail)).isEqualTo(set("recipient", "version"));
		tx(() -> update(letter, mail, "recipient = 'you', e.note = 'n'"));
		assertThat(flags(letter, mail)).isEqualTo(set("recipient", "note", "version"));
		Flagged truck = row(van, "a");
		tx(() -> update(van, truck, "cargo = 'me'"));
		assertThat(flags(van, truck)).isEqualTo(set("cargo", "version"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void aCriteriaUpdateIsFlagged(Kind kind) {
		Flagged bulk = row(kind, "a");
		tx(() -> criteriaUpdate(kind.type(), bulk));
		assertThat(flags(kind, bulk)).isEqualTo(set("extent", "state"));
	}

	private <T> void criteriaUpdate(Class<T> type, Flagged row) {
		CriteriaUpdate<T> update = em().getCriteriaBuilder().createCriteriaUpdate(type);
		Root<T> root = update.from(type);
		update.set(root.get("extent").<Integer>get("height"), 7)
			.set("state", "b")
			.where(root.get("batch").equalTo(row.batch));
		em().createQuery(update).executeUpdate();
	}

	@ParameterizedTest
	@MethodSource("all")
	void singleChangesInTheSameTransactionStayFlagged(Kind kind) {
		Flagged before = row(kind, "a");
		Flagged after = row(kind, "a");
		Flagged collection = row(kind, "a");
		Flagged twice = row(kind, "a");
		tx(() -> {
			find(kind, before).note = "before";
			for (Flagged row : List.of(before, after, collection, twice)) {
				update(kind, row, "cost = 4");
			}
			em().clear();
			find(kind, after).note = "after";
			em().flush();
			update(kind, twice, "extent.width = 1");
			find(kind, after).state = "after";
			if (find(kind, collection) instanceof Kept kept) {
				kept.tags.add("tag");
			}
		});
		assertThat(flags(kind, before)).isEqualTo(set("note", "is_price_new", "version"));
		assertThat(flags(kind, after)).isEqualTo(set("note", "state", "is_price_new", "version"));
		assertThat(flags(kind, collection)).contains("is_price_new_mod").doesNotContain("note_mod");
		assertThat(flags(kind, collection).contains("tags_mod")).isEqualTo(collection instanceof Kept);
		assertThat(flags(kind, twice)).isEqualTo(set("extent", "is_price_new", "version"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsCreatedInTheSameTransactionIsFlaggedAsThat(Kind kind) {
		Flagged single = get(() -> {
			Flagged created = persist(kind, "a");
			em().flush();
			created.note = "n";
			return created;
		});
		Flagged bulk = get(() -> {
			Flagged created = persist(kind, "a");
			assertThat(update(kind, created, "note = 'n'")).isOne();
			return created;
		});
		assertThat(flags(kind, bulk)).isEqualTo(flags(kind, single))
			.contains("note_mod", "state_mod", "is_price_new_mod");
		Flagged other = get(() -> persist(kind, "a"));
		assertThat(flags(kind, other)).contains("state_mod").doesNotContain("note_mod");
	}

	@ParameterizedTest
	@MethodSource("softDeletable")
	void deletionsAndRestoresAreFlaggedAsSingleOnes(Kind kind) {
		Flagged single = row(kind, "a");
		Flagged bulk = row(kind, "a");
		Flagged changed = row(kind, "a");
		tx(() -> repository(kind).deleteById(id(single)));
		Set<String> deletion = flags(kind, single);
		tx(() -> assertThat(delete(kind, bulk)).isOne());
		assertThat(flags(kind, bulk)).isEqualTo(deletion);
		tx(() -> {
			find(kind, changed).note = "n";
			update(kind, changed, "state = 'b'");
			assertThat(delete(kind, changed)).isOne();
		});
		assertThat(flags(kind, changed)).isEqualTo(deletion);
		tx(() -> repository(kind).restore(id(single)));
		Set<String> restore = flags(kind, single);
		tx(() -> assertThat(
				repository(kind).restoreAll((root, query, builder) -> root.get("batch").equalTo(bulk.batch)))
			.isOne());
		assertThat(flags(kind, bulk)).isEqualTo(restore);
		tx(() -> {
			repository(kind).restore(id(changed));
			update(kind, changed, "state = 'c'");
		});
		assertThat(flags(kind, changed)).isEqualTo(set("state", "version"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void singleChangesOfASessionThatIsFlushedByHandStayFlagged(Kind kind) {
		Flagged manual = row(kind, "a");
		Session session = bean(SessionFactory.class).openSession();
		try (session) {
			session.setHibernateFlushMode(FlushMode.MANUAL);
			Transaction transaction = session.beginTransaction();
			((Flagged) session.find(kind.type(), id(manual))).note = "n";
			session.flush();
			session.createMutationQuery("update %s e set e.state = 'b' where e.batch = :batch".formatted(kind))
				.setParameter("batch", manual.batch)
				.executeUpdate();
			transaction.commit();
		}
		assertThat(flags(kind, manual)).isEqualTo(set("note", "state", "version"));
	}

	@Test
	void singleChangesOfAStatelessSessionStayFlagged() {
		Kind kind = new Kind(Coin.class, Coin::new, null, "coin_aud");
		Coin created = new Coin();
		created.batch = UUID.randomUUID().toString();
		created.note = "n";
		Coin changed = (Coin) row(kind, "a");
		try (StatelessSession stateless = bean(SessionFactory.class).openStatelessSession()) {
			Transaction transaction = stateless.beginTransaction();
			stateless.insert(created);
			changed.note = "n";
			stateless.update(changed);
			stateless.createMutationQuery("update Coin e set e.state = 'b' where e.batch in (:batches)")
				.setParameter("batches", List.of(created.batch, changed.batch))
				.executeUpdate();
			transaction.commit();
		}
		assertThat(flags(kind, created)).contains("note_mod", "state_mod").doesNotContain(ownerFlag());
		assertThat(flags(kind, changed)).contains("note_mod", "state_mod").doesNotContain(ownerFlag());
	}

	@ParameterizedTest
	@MethodSource("all")
	void rowsWithTheSameFlagsAreRecordedTogether(Kind kind) {
		String common = UUID.randomUUID().toString();
		tx(() -> {
			for (int i = 0; i < 20; i++) {
				persist(kind, "a").batch = common;
			}
		});
		tx(() -> {
			for (String assigned : List.of("state = 'b'", "note = 'n'")) {
				em().createQuery("update %s e set e.%s where e.batch = :batch".formatted(kind, assigned))
					.setParameter("batch", common)
					.executeUpdate();
			}
			this.application.statements().clear();
		});
		assertThat(this.application.statements().all())
			.filteredOn((sql) -> sql.toLowerCase(Locale.ROOT).startsWith("insert into " + kind.tables()[0]))
			.hasSize(1);
	}

	private String ownerFlag() {
		return this instanceof GlobalModifiedFlagTests ? "owner_id_mod" : "owner_mod";
	}

	private static Set<String> set(String... attributes) {
		return new TreeSet<>(Stream.of(attributes).map((attribute) -> attribute + "_mod").toList());
	}

	private Flagged row(Kind kind, String state) {
		return get(() -> persist(kind, state));
	}

	private Flagged persist(Kind kind, String state) {
		Flagged row = kind.created().get();
		row.batch = UUID.randomUUID().toString();
		row.state = state;
		em().persist(row);
		return row;
	}

	private int update(Kind kind, Flagged row, String assignments, Object... arguments) {
		return em()
			.createQuery("update versioned %s e set e.%s where e.batch = :batch".formatted(kind,
					assignments.formatted(arguments)))
			.setParameter("batch", row.batch)
			.executeUpdate();
	}

	private int delete(Kind kind, Flagged row) {
		return em().createQuery("delete from %s e where e.batch = :batch".formatted(kind))
			.setParameter("batch", row.batch)
			.executeUpdate();
	}

	private Flagged find(Kind kind, Flagged row) {
		return em().find(kind.type(), id(row));
	}

	private Object id(Flagged row) {
		return bean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(row);
	}

	@SuppressWarnings("unchecked")
	private SoftDeleteRepository<Flagged, Object> repository(Kind kind) {
		return (SoftDeleteRepository<Flagged, Object>) bean((Class<?>) kind.repository());
	}

	/**
	 * The columns of the latest revision's flags that are true of a row.
	 */
	private Set<String> flags(Kind kind, Flagged row) {
		Object id = (id(row) instanceof SlipId slip) ? slip.id : id(row);
		Map<String, Object> columns = new TreeMap<>();
		for (String table : kind.tables()) {
			List<Map<String, Object>> rows = this.application.jdbc()
				.queryForList("select * from %s where id = ? and rev = (select max(rev) from %s where id = ?)"
					.formatted(table, kind.tables()[0]), id, id);
			assertThat(rows).as(table).hasSizeBetween(table.endsWith("licence_aud") ? 0 : 1, 1);
			rows.forEach((each) -> each.forEach((name, value) -> columns.put(name.toLowerCase(Locale.ROOT), value)));
		}
		Set<String> flags = new TreeSet<>();
		columns.forEach((name, value) -> {
			if (name.endsWith("_mod") && Boolean.TRUE.equals(value)) {
				flags.add(name);
			}
		});
		return flags;
	}

	/**
	 * An entity by which rows are changed, how to make one, and its audit tables.
	 */
	record Kind(Class<? extends Flagged> type, Supplier<Flagged> created, Class<?> repository, String... tables) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
