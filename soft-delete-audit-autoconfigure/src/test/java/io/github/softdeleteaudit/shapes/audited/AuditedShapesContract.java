package io.github.softdeleteaudit.shapes.audited;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Animal;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AuditedApplication;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Bike;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.BikeRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Book;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.BookRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Car;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Copy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.CopyId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.CopyRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Cover;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.CoverRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Document;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Dog;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Field;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Fish;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.FishRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Letter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Pair;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PairId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PairRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Person;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Plot;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Puppy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PuppyRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Receipt;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.RegisteredLetter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.RegisteredLetterRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Sketch;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SketchRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Slip;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLine;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLineId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLineRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Stop;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Town;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.TownRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Van;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.VanRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.VehicleRepository;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.softdeleteaudit.audit.HistoryKind.CREATED;
import static io.github.softdeleteaudit.audit.HistoryKind.DELETED;
import static io.github.softdeleteaudit.audit.HistoryKind.PURGED;
import static io.github.softdeleteaudit.audit.HistoryKind.RESTORED;
import static io.github.softdeleteaudit.audit.HistoryKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: whatever the shape of an audited entity, its revisions tell what happened to
 * it, and as a whole.
 */
abstract class AuditedShapesContract extends ShapeContract {

	// in the entry of a deletion, collections are as before its transaction
	private static final String LAST = "before the deletion";

	AuditedShapesContract(TestDatabase database) {
		super(database, AuditedApplication.class);
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@Test
	void everyAuditTableHasAnIndexThatDoesNotBeginWithTheRevision() {
		Map<String, Set<String>> first = this.application.jdbc().execute((Connection connection) -> {
			Map<String, Set<String>> columns = new TreeMap<>();
			DatabaseMetaData metaData = connection.getMetaData();
			try (ResultSet tables = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%",
					new String[] { "TABLE", "BASE TABLE" })) {
				while (tables.next()) {
					String table = tables.getString("TABLE_NAME");
					if (table.toLowerCase(Locale.ROOT).endsWith("_aud")) {
						columns.put(table, new TreeSet<>());
					}
				}
			}
			for (String table : columns.keySet()) {
				try (ResultSet indexes = metaData.getIndexInfo(connection.getCatalog(), connection.getSchema(), table,
						false, true)) {
					while (indexes.next()) {
						if (indexes.getInt("ORDINAL_POSITION") == 1) {
							columns.get(table).add(indexes.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
						}
					}
				}
			}
			return columns;
		});
		assertThat(first).hasSizeGreaterThan(20)
			.allSatisfy((table, columns) -> assertThat(columns).as(table).anyMatch((column) -> !column.equals("rev")));
	}

	@Test
	void embeddedId() {
		SlipRepository slips = bean(SlipRepository.class);
		slips.save(new Slip("south", 1, "other"));
		Slip slip = new Slip("north", 1, "first");
		slip.marks.addAll(Set.of("a", "b"));
		slips.save(slip);
		live(slips, slip.id, (edited, step) -> {
			edited.text = "edited " + step;
			if (!step.equals(LAST)) {
				edited.marks.add("mark " + step);
				edited.marks.remove("a");
			}
		});
	}

	@Test
	void embeddedIdWithinAnEmbeddedId() {
		SlipLineRepository lines = bean(SlipLineRepository.class);
		Slip slip = get(() -> bean(SlipRepository.class).save(new Slip("lines", 1, "slip")));
		lines.save(new SlipLine(slip, 2, "other"));
		lines.save(new SlipLine(slip, 1, "first"));
		live(lines, new SlipLineId(slip.id, 1), (edited, step) -> edited.text = "edited " + step);
	}

	@Test
	void idClassWithTwoColumnsOfOneType() {
		PairRepository pairs = bean(PairRepository.class);
		pairs.save(new Pair("b", "a", "other"));
		pairs.save(new Pair("a", "b", "first"));
		live(pairs, new PairId("a", "b"), (edited, step) -> edited.text = "edited " + step);
	}

	@Test
	void idClassWithAReference() {
		CopyRepository copies = bean(CopyRepository.class);
		Book book = get(() -> bean(BookRepository.class).save(new Book("copied")));
		tx(() -> em().persist(new Copy(em().find(Book.class, book.id), 2, "other")));
		tx(() -> em().persist(new Copy(em().find(Book.class, book.id), 1, "first")));
		live(copies, new CopyId(book.id, 1), (edited, step) -> edited.text = "edited " + step);
	}

	@Test
	void idOfAnotherEntity() {
		CoverRepository covers = bean(CoverRepository.class);
		Book book = get(() -> bean(BookRepository.class).save(new Book("covered")));
		tx(() -> em().persist(new Cover(em().find(Book.class, book.id), "first")));
		live(covers, book.id, (edited, step) -> edited.text = "edited " + step);
	}

	@Test
	void rootOfJoinedTables() {
		DocumentRepository documents = bean(DocumentRepository.class);
		documents.save(new Letter("other", "other"));
		Document document = documents.save(new Document("root"));
		live(documents, document.id, (edited, step) -> {
			edited.title = "edited " + step;
			edited.cover = (edited.cover != null) ? null : "cover " + step;
			if (!step.equals(LAST)) {
				edited.words.add("word " + step);
			}
		});
	}

	@Test
	void subclassOfJoinedTables() {
		DocumentRepository documents = bean(DocumentRepository.class);
		RegisteredLetterRepository letters = bean(RegisteredLetterRepository.class);
		Document enclosed = documents.save(new Document("enclosed"));
		RegisteredLetter letter = letters.save(new RegisteredLetter("letter", "recipient", "first"));
		live(letters, letter.id, (edited, step) -> {
			edited.title = "edited " + step;
			edited.recipient = "edited " + step;
			edited.order = "edited " + step;
			edited.cover = "cover " + step;
			if (!step.equals(LAST)) {
				edited.words.add("word " + step);
				edited.enclosures.add(em().find(Document.class, enclosed.id));
			}
		});
	}

	@Test
	void subclassOfJoinedTablesByTheRootsRepository() {
		DocumentRepository documents = bean(DocumentRepository.class);
		Document letter = documents.save(new RegisteredLetter("letter", "recipient", "first"));
		live(documents, letter.id, (edited, step) -> ((RegisteredLetter) edited).order = "edited " + step);
	}

	@Test
	void subclassInTheMiddleOfJoinedTablesByTheRootsRepository() {
		DocumentRepository documents = bean(DocumentRepository.class);
		Document letter = documents.save(new Letter("letter", "recipient"));
		live(documents, letter.id, (edited, step) -> ((Letter) edited).reply("edited " + step,
				(step.equals("2") || step.equals(LAST)) ? null : edited));
	}

	@Test
	void joinedTablesWithACompositeId() {
		PlotRepository plots = bean(PlotRepository.class);
		plots.save(new Field(new PlotId(2, 1), "other", "other"));
		plots.save(new Field(new PlotId(1, 2), "first", "wheat"));
		live(plots, new PlotId(1, 2), (edited, step) -> {
			edited.owner = "edited " + step;
			edited.note = "note " + step;
			((Field) edited).crop = "rye " + step;
		});
	}

	@Test
	void subclassOfASingleTable() {
		PuppyRepository puppies = bean(PuppyRepository.class);
		AnimalRepository animals = bean(AnimalRepository.class);
		Animal friend = animals.save(new Dog("friend", "wow"));
		Puppy puppy = puppies.save(new Puppy("puppy", "yip", 1));
		live(puppies, puppy.id, (edited, step) -> {
			edited.name = "edited " + step;
			edited.bark = "edited " + step;
			edited.licence = "licence " + step;
			edited.weeks++;
			if (!step.equals(LAST)) {
				edited.traits.put("trait", "edited " + step);
				edited.friends.add(em().find(Animal.class, friend.id));
			}
		});
	}

	@Test
	void subclassOfASingleTableByTheRootsRepository() {
		AnimalRepository animals = bean(AnimalRepository.class);
		Animal dog = animals.save(new Dog("dog", "wow"));
		live(animals, dog.id, (edited, step) -> {
			((Dog) edited).bark = "edited " + step;
			if (!step.equals(LAST)) {
				edited.traits.put(step, "trait");
			}
		});
	}

	@Test
	void subclassWithATableOfItsOwn() {
		VanRepository vans = bean(VanRepository.class);
		bean(VehicleRepository.class).save(new Car("other", "other", 3));
		vans.save(new Van("van", "model", 5, "load"));
		live(vans, "van", (edited, step) -> {
			edited.model = "edited " + step;
			edited.doors++;
			edited.cargo = "edited " + step;
			if (!step.equals(LAST)) {
				edited.stops.add(new Stop(step, null));
			}
		});
	}

	@Test
	void subclassWithATableOfItsOwnByTheRootsRepository() {
		VehicleRepository vehicles = bean(VehicleRepository.class);
		vehicles.save(new Van("another van", "other", 3, "other"));
		vehicles.save(new Car("car", "model", 5));
		live(vehicles, "car", (edited, step) -> edited.model = "edited " + step);
	}

	@Test
	void entityWithEverything() {
		PersonRepository people = bean(PersonRepository.class);
		List<Town> towns = get(() -> List.of("a", "b", "c").stream().map((code) -> {
			Town town = new Town(code);
			em().persist(town);
			return town;
		}).toList());
		Receipt receipt = get(() -> {
			Receipt created = new Receipt(7);
			em().persist(created);
			return created;
		});
		people.save(new Person("other"));
		Person person = people.save(new Person("person"));
		live(people, person.id, (edited, step) -> {
			edited.name = "edited " + step;
			edited.size.height++;
			edited.size.weight--;
			edited.street = "street " + step;
			edited.group = "group " + step;
			edited.note = "note " + step;
			edited.secret = "secret " + step;
			edited.story = "a long story " + step;
			edited.picture = step.getBytes();
			edited.town = em().find(Town.class, towns.get(0).id);
			edited.birthPlace = em().find(Town.class, towns.get(1).id);
			edited.work = em().find(Town.class, towns.get(2).id);
			if (!step.equals(LAST)) {
				edited.names.add("name " + step);
				edited.stops.add(new Stop(step, null));
				edited.visited.add(edited.birthPlace);
				if (!edited.receipts.removeIf((each) -> step.equals("4"))) {
					edited.receipts.add(em().find(Receipt.class, receipt.id));
				}
			}
		});
	}

	@Test
	void rowsMissingInOptionalTables() {
		PersonRepository people = bean(PersonRepository.class);
		Person person = people.save(new Person("bare"));
		live(people, person.id, (edited, step) -> edited.name = "edited " + step);
	}

	@Test
	void subclassThatIsNotAuditedLeavesNoRevision() {
		leavesNoRevision(bean(SketchRepository.class), new Sketch("sketch", "lines"), (sketch) -> sketch.id,
				(sketch) -> sketch.title = "edited");
		leavesNoRevision(bean(FishRepository.class), new Fish("fish", "fresh"), (fish) -> fish.id,
				(fish) -> fish.name = "edited");
		leavesNoRevision(bean(BikeRepository.class), new Bike("bike", "model", 3), (bike) -> bike.plate,
				(bike) -> bike.model = "edited");
	}

	@Test
	void aStatementForAHierarchyLeavesRowsOfASubclassThatIsNotAuditedOut() {
		Sketch sketch = saved(new Sketch("bulk", "lines"));
		Letter letter = saved(new Letter("bulk", "b"));
		Fish fish = saved(new Fish("bulk", "fresh"));
		Dog dog = saved(new Dog("bulk", "b"));
		for (int i = 0; i < 2; i++) {
			// once with single deletions of the same deletion
			boolean alone = i == 0;
			tx(() -> {
				if (!alone) {
					em().remove(em().find(Sketch.class, sketch.id));
					em().remove(em().find(Fish.class, fish.id));
				}
				assertThat(em().createQuery("delete from Document d where d.title = 'bulk'").executeUpdate())
					.isEqualTo(alone ? 2 : 1);
				assertThat(em().createQuery("delete from Animal a where a.name = 'bulk'").executeUpdate())
					.isEqualTo(alone ? 2 : 1);
			});
			assertThat(count("select count(*) from document_aud where id = ?", sketch.id)).isZero();
			assertThat(count("select count(*) from animal_aud where id = ?", fish.id)).isZero();
			tx(() -> {
				bean(DocumentRepository.class).restore(sketch.id);
				bean(DocumentRepository.class).restore(letter.id);
				bean(AnimalRepository.class).restore(fish.id);
				bean(AnimalRepository.class).restore(dog.id);
			});
		}
		tx(() -> {
			assertThat(bean(DocumentRepository.class).history(letter.id)).extracting(HistoryEntry::kind)
				.containsExactly(CREATED, DELETED, RESTORED, DELETED, RESTORED);
			assertThat(bean(AnimalRepository.class).history(dog.id)).extracting(HistoryEntry::kind)
				.containsExactly(CREATED, DELETED, RESTORED, DELETED, RESTORED);
			assertThat(bean(DocumentRepository.class).history(sketch.id)).isEmpty();
		});
	}

	@Test
	void aStatementForASubclassThatIsNotAuditedLeavesNoRevision() {
		saved(new Fish("alone", "fresh"));
		long revisions = count("select count(*) from revinfo");
		tx(() -> assertThat(em().createQuery("delete from Fish f where f.name = 'alone'").executeUpdate()).isOne());
		assertThat(count("select count(*) from revinfo")).isEqualTo(revisions);
	}

	@Test
	void idOfAPurgedRowUsedAgainByAnotherClassInTheSameTransaction() {
		PlotRepository plots = bean(PlotRepository.class);
		PlotId plot = new PlotId(7, 8);
		plots.save(new Field(plot, "first", "wheat"));
		tx(() -> plots.deleteById(plot));
		tx(() -> {
			plots.purge(plot);
			em().persist(new Plot(plot, "second"));
		});
		VehicleRepository vehicles = bean(VehicleRepository.class);
		vehicles.save(new Van("again", "first", 5, "cargo"));
		tx(() -> vehicles.deleteById("again"));
		tx(() -> {
			vehicles.purge("again");
			em().persist(new Car("again", "second", 3));
		});
		tx(() -> {
			assertThat(plots.history(plot)).extracting((entry) -> entry.entity().toString())
				.containsExactly("7/8 first null wheat", "7/8 first null wheat", "7/8 second null");
			assertThat(vehicles.history("again")).extracting((entry) -> entry.entity().toString())
				.containsExactly("again first [] 5 cargo", "again first [] 5 cargo", "again second [] 3");
		});
	}

	@Test
	void rowsOfSeveralClassesAreRestoredInOneRevision() {
		DocumentRepository documents = bean(DocumentRepository.class);
		AnimalRepository animals = bean(AnimalRepository.class);
		VehicleRepository vehicles = bean(VehicleRepository.class);
		List<Document> papers = documents
			.saveAll(List.of(new Document("a"), new Letter("b", "b"), new RegisteredLetter("c", "c", "c")));
		List<Animal> pets = animals.saveAll(List.of(new Animal("a"), new Dog("b", "b"), new Fish("c", "c")));
		vehicles.saveAll(List.of(new Car("car a", "a", 1), new Van("van a", "a", 1, "a"), new Bike("bike a", "a", 1)));
		Runnable delete = () -> {
			papers.forEach((each) -> documents.deleteById(each.id));
			pets.forEach((each) -> animals.deleteById(each.id));
			vehicles.deleteAllById(List.of("car a", "van a", "bike a"));
		};
		Runnable restore = () -> {
			papers.forEach((each) -> documents.restore(each.id));
			pets.forEach((each) -> animals.restore(each.id));
			List.of("car a", "van a", "bike a").forEach(vehicles::restore);
		};
		tx(delete);
		auditAgreesWithTheTables();
		long revisions = revisions();
		tx(restore);
		auditAgreesWithTheTables();
		assertThat(revisions()).isEqualTo(revisions + 1);
		tx(() -> {
			delete.run();
			restore.run();
		});
		auditAgreesWithTheTables();
	}

	@Test
	void deletedOwnerOfTheRecordedReferenceStaysRecorded() {
		PersonRepository people = bean(PersonRepository.class);
		Town town = bean(TownRepository.class).save(new Town("referred"));
		Person person = get(() -> {
			Person created = new Person("person");
			created.birthPlace = em().find(Town.class, town.id);
			created.work = created.birthPlace;
			created.visited.add(created.birthPlace);
			em().persist(created);
			return created;
		});
		tx(() -> {
			bean(TownRepository.class).deleteById(town.id);
			people.deleteById(person.id);
		});
		assertThat(latest("birth_place", "person_history")).isEqualTo(town.id);
		auditAgreesWithTheTables();
		tx(() -> people.restore(person.id));
		assertThat(latest("birth_place", "person_history")).isEqualTo(town.id);
	}

	@Test
	void historiesAreFoundByAnIndex() {
		assertThat(List.of("slip_aud", "pair_aud", "document_aud", "letter_aud", "plot_aud", "field_aud", "animal_aud",
				"car_aud", "van_aud", "person_history"))
			.allSatisfy((table) -> assertThat(indexes(table)).anySatisfy((columns) -> {
				assertThat(columns).last().isEqualTo("rev");
				assertThat(columns).hasSizeGreaterThan(1);
			}));
	}

	private Collection<List<String>> indexes(String table) {
		Map<String, List<String>> columns = new HashMap<>();
		try (Connection connection = this.application.database().open()) {
			boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
			try (ResultSet result = connection.getMetaData()
				.getIndexInfo(connection.getCatalog(), connection.getSchema(),
						upperCase ? table.toUpperCase(Locale.ROOT) : table, false, true)) {
				while (result.next()) {
					columns.computeIfAbsent(result.getString("INDEX_NAME"), (name) -> new ArrayList<>())
						.add(result.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return columns.values();
	}

	private Object latest(String column, String table) {
		return this.application.jdbc()
			.queryForList("select %s from %s order by rev desc".formatted(column, table), Long.class)
			.get(0);
	}

	private <T, ID> void leavesNoRevision(SoftDeleteRepository<T, ID> repository, T created, Function<T, ID> idOf,
			Consumer<T> edit) {
		long revisions = revisions();
		ID id = idOf.apply(repository.save(created));
		tx(() -> edit.accept(repository.findById(id).orElseThrow()));
		tx(() -> repository.deleteById(id));
		tx(() -> repository.restore(id));
		tx(() -> repository.deleteById(id));
		tx(() -> repository.purge(id));
		assertThat(revisions()).isEqualTo(revisions);
	}

	private long revisions() {
		return this.application.jdbc().queryForObject("select count(*) from revinfo", Long.class);
	}

	/**
	 * Let a new entity undergo all that can happen to it, in transactions of its own and
	 * together, and assert after each that its history tells of it.
	 */
	private <T, ID, R extends SoftDeleteRepository<T, ID> & AuditedRepository<T, ID>> void live(R repository, ID id,
			Edit<T> edit) {
		auditAgreesWithTheTables();
		Life<T, ID> life = new Life<>(repository, repository, id);
		life.kinds.add(CREATED);
		life.states.add(life.state());
		life.assertHistory();
		life.step(UPDATED, () -> life.edit(edit, "1"));
		life.step(DELETED, () -> repository.deleteById(id));
		life.step(RESTORED, () -> repository.restore(id));
		life.step(UPDATED, () -> life.edit(edit, "2"));
		life.step(RESTORED, () -> {
			repository.deleteById(id);
			repository.restore(id);
			life.edit(edit, "3");
		});
		life.step(DELETED, () -> repository.deleteById(id));
		life.step(RESTORED, () -> {
			repository.restore(id);
			life.edit(edit, "4");
		});
		life.step(DELETED, () -> {
			life.edit(edit, LAST);
			repository.deleteById(id);
		});
		life.step(RESTORED, () -> repository.restore(id));
		life.step(DELETED, () -> {
			repository.deleteById(id);
			repository.restore(id);
			repository.deleteById(id);
		});
		life.step(PURGED, () -> repository.purge(id));
	}

	/**
	 * An edit that differs from step to step.
	 */
	private interface Edit<T> {

		void edit(T entity, String step);

	}

	private final class Life<T, ID> {

		private final SoftDeleteRepository<T, ID> repository;

		private final AuditedRepository<T, ID> audited;

		private final ID id;

		private final List<HistoryKind> kinds = new ArrayList<>();

		private final List<String> states = new ArrayList<>();

		Life(SoftDeleteRepository<T, ID> repository, AuditedRepository<T, ID> audited, ID id) {
			this.repository = repository;
			this.audited = audited;
			this.id = id;
		}

		void edit(Edit<T> edit, String step) {
			edit.edit(this.repository.findById(this.id).orElseThrow(), step);
		}

		void step(HistoryKind kind, Runnable work) {
			application.clock().tick();
			tx(work);
			this.kinds.add(kind);
			this.states.add((kind != PURGED) ? state() : this.states.get(this.states.size() - 1));
			auditAgreesWithTheTables();
			assertHistory();
		}

		String state() {
			return get(() -> this.repository.findById(this.id)
				.or(() -> this.repository.findDeletedById(this.id))
				.orElseThrow()
				.toString());
		}

		void assertHistory() {
			tx(() -> {
				List<HistoryEntry<T>> entries = this.audited.history(this.id);
				assertThat(entries).extracting(HistoryEntry::kind).isEqualTo(this.kinds);
				assertThat(entries).extracting((entry) -> entry.entity().toString()).isEqualTo(this.states);
			});
		}

	}

}
