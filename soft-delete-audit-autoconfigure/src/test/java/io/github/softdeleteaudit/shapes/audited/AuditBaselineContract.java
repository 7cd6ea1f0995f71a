package io.github.softdeleteaudit.shapes.audited;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Animal;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AuditedApplication;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Bike;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Car;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Document;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Dog;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Field;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Fish;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Letter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Pair;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Person;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Plot;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Puppy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Receipt;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.RegisteredLetter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Sketch;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Slip;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Stop;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Town;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Van;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Vehicle;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static io.github.softdeleteaudit.audit.HistoryKind.DELETED;
import static io.github.softdeleteaudit.audit.HistoryKind.RESTORED;
import static io.github.softdeleteaudit.audit.HistoryKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Contract: rows that are older than auditing can be changed like others, and a baseline
 * gives them a history that begins with what they are when it is written.
 */
abstract class AuditBaselineContract extends ShapeContract {

	private int number;

	private Person person;

	private Person deletedPerson;

	private RegisteredLetter letter;

	private Puppy puppy;

	private Van van;

	AuditBaselineContract(TestDatabase database) {
		super(database, AuditedApplication.class);
	}

	@BeforeEach
	void rowsThatAreOlderThanAuditing() {
		int nr = this.number++;
		tx(() -> {
			Town town = new Town("town" + nr);
			em().persist(town);
			Receipt receipt = new Receipt(nr);
			em().persist(receipt);
			this.person = new Person("person");
			this.person.street = "street";
			this.person.story = "story";
			this.person.town = town;
			this.person.birthPlace = town;
			this.person.work = town;
			this.person.names.addAll(List.of("a", "b"));
			this.person.stops.addAll(List.of(new Stop("a", null), new Stop("b", 2)));
			this.person.visited.add(town);
			this.person.receipts.add(receipt);
			em().persist(this.person);
			this.deletedPerson = new Person("deleted");
			this.deletedPerson.names.add("c");
			em().persist(this.deletedPerson);
			Document document = new Document("document");
			em().persist(document);
			em().persist(new Letter("letter", "recipient"));
			this.letter = new RegisteredLetter("registered", "recipient", "order");
			this.letter.cover = "cover";
			this.letter.enclosures.add(document);
			this.letter.words.add("word");
			em().persist(this.letter);
			em().persist(new Sketch("sketch", "strokes"));
			Animal animal = new Animal("animal");
			em().persist(animal);
			em().persist(new Dog("dog", "wow"));
			this.puppy = new Puppy("puppy", "yip", 3);
			this.puppy.licence = "licence";
			this.puppy.traits.put("trait", "value");
			this.puppy.friends.add(animal);
			em().persist(this.puppy);
			em().persist(new Fish("fish", "fresh"));
			em().persist(new Car("car" + nr, "model", 3));
			this.van = new Van("van" + nr, "model", 5, "cargo");
			em().persist(this.van);
			em().persist(new Bike("bike" + nr, "model", 7));
			em().persist(new Field(new PlotId(nr, 1), "owner", "crop"));
			em().persist(new Plot(new PlotId(nr, 2), "owner"));
			em().persist(new Pair("a" + nr, "b", "text"));
			Slip slip = new Slip("north", nr, "text");
			slip.marks.add("mark");
			em().persist(slip);
		});
		tx(() -> bean(PersonRepository.class).deleteById(this.deletedPerson.id));
		emptyAuditTables();
		this.application.clock().tick();
	}

	// in whatever order their foreign keys want
	private void emptyAuditTables() {
		List<String> tables = new ArrayList<>(this.application.tables()
			.rows()
			.keySet()
			.stream()
			.filter((table) -> table.endsWith("_aud") || table.endsWith("_history"))
			.toList());
		for (int i = 0; i < 10 && !tables.isEmpty(); i++) {
			tables.removeIf((table) -> {
				try {
					this.application.jdbc().update("delete from " + table);
					return true;
				}
				catch (DataAccessException ex) {
					return false;
				}
			});
		}
		assertThat(tables).isEmpty();
		this.application.jdbc().update("delete from revinfo");
	}

	private long revisions() {
		return count("select count(*) from revinfo");
	}

	private List<HistoryEntry<Person>> history(Person owner) {
		return bean(PersonRepository.class).history(owner.id);
	}

	@Test
	void baselineOfAllGivesEveryRowAnEntryInOneRevision() {
		Tables before = contents().only((table) -> !table.endsWith("_history"));
		long written = bean(AuditBaseline.class).writeAll();
		assertThat(written).isGreaterThan(15);
		assertThat(revisions()).isEqualTo(1);
		assertThat(contents().only((table) -> !table.endsWith("_history"))).isEqualTo(before);
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@Test
	void baselineTellsOfTheStateWithItsElementsAndLinks() {
		String state = get(() -> em().find(Person.class, this.person.id).toString());
		bean(AuditBaseline.class).writeAll();
		tx(() -> {
			assertThat(history(this.person)).extracting(HistoryEntry::kind).containsExactly(UPDATED);
			assertThat(history(this.person).get(0).entity().toString()).isEqualTo(state);
			assertThat(history(this.deletedPerson)).extracting(HistoryEntry::kind).containsExactly(DELETED);
			assertThat(history(this.deletedPerson).get(0).entity().getDeletedAt()).isNotNull();
		});
		tx(() -> bean(PersonRepository.class).restore(this.deletedPerson.id));
		tx(() -> {
			assertThat(history(this.deletedPerson)).extracting(HistoryEntry::kind).containsExactly(DELETED, RESTORED);
			assertThat(history(this.deletedPerson).get(1).entity().names).containsExactly("c");
		});
	}

	@Test
	void baselineOfWhatHasAHistoryWritesNothing() {
		bean(AuditBaseline.class).writeAll();
		Tables once = this.application.tables();
		assertThat(bean(AuditBaseline.class).writeAll()).isZero();
		assertThat(this.application.tables()).isEqualTo(once);
	}

	@Test
	void baselineOfATypeIsThatOfItsSubclassesToo() {
		assertThat(bean(AuditBaseline.class).write(Dog.class)).isEqualTo(2L * this.number);
		assertThat(bean(AuditBaseline.class).write(Animal.class)).isEqualTo(this.number);
		assertThat(bean(AuditBaseline.class).write(Vehicle.class)).isEqualTo(2L * this.number);
		assertThat(bean(AuditBaseline.class).write(Letter.class)).isEqualTo(2L * this.number);
		assertThat(bean(AuditBaseline.class).write(Document.class)).isEqualTo(this.number);
		assertThat(count("select count(*) from document_aud")).isEqualTo(3L * this.number);
		assertThat(count("select count(*) from letter_aud")).isEqualTo(2L * this.number);
		assertThat(revisions()).isEqualTo(5);
	}

	@Test
	void baselineOfWhatIsNotAuditedIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> bean(AuditBaseline.class).write(Fish.class))
			.withMessageContaining("Fish is not an audited entity");
		assertThatIllegalArgumentException().isThrownBy(() -> bean(AuditBaseline.class).write(String.class));
	}

	@Test
	void numberOfStatementsDoesNotDependOnRows() {
		int first = statements(() -> bean(AuditBaseline.class).writeAll());
		emptyAuditTables();
		tx(() -> {
			for (int i = 0; i < 50; i++) {
				em().persist(new Puppy("puppy", "yip", i));
			}
		});
		emptyAuditTables();
		assertThat(statements(() -> bean(AuditBaseline.class).writeAll())).isEqualTo(first);
	}

	private int statements(Runnable work) {
		this.application.statements().clear();
		work.run();
		return this.application.statements().all().size();
	}

	@Test
	void rowOlderThanAuditingIsChangedDeletedAndRestored() {
		PersonRepository people = bean(PersonRepository.class);
		tx(() -> people.findById(this.person.id).orElseThrow().name = "changed");
		assertThat(history(this.person)).extracting(HistoryEntry::kind).containsExactly(UPDATED);
		tx(() -> people.deleteById(this.person.id));
		tx(() -> people.restore(this.person.id));
		tx(() -> {
			people.deleteById(this.person.id);
			people.restore(this.person.id);
			people.findById(this.person.id).orElseThrow().name = "edited";
		});
		assertThat(history(this.person)).extracting(HistoryEntry::kind)
			.containsExactly(UPDATED, DELETED, RESTORED, RESTORED);
		tx(() -> people.restore(this.deletedPerson.id));
		tx(() -> {
			this.puppy.weeks++;
			em().merge(this.puppy);
			this.van.cargo = "changed";
			em().merge(this.van);
			em().remove(em().find(RegisteredLetter.class, this.letter.id));
		});
		// what has been changed is there already
		bean(AuditBaseline.class).writeAll();
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	@Test
	void elementsAndLinksOlderThanAuditingAreRemovedAndAdded() {
		tx(() -> {
			Person changed = em().find(Person.class, this.person.id);
			changed.names.remove("a");
			changed.names.add("d");
			changed.visited.clear();
			changed.stops.removeIf((stop) -> stop.place.equals("a"));
			changed.receipts.clear();
		});
		bean(AuditBaseline.class).writeAll();
		AuditConsistency.check(bean(EntityManagerFactory.class));
		tx(() -> assertThat(history(this.person).get(0).entity().names).containsExactly("b", "d"));
	}

	@Test
	void rowThatIsBeingChangedIsRecordedOnce() throws Exception {
		CompletableFuture<Long> baseline = get(() -> {
			em().find(Person.class, this.person.id).name = "changed";
			em().flush();
			this.application.statements().clear();
			CompletableFuture<Long> started = CompletableFuture
				.supplyAsync(() -> bean(AuditBaseline.class).write(Person.class));
			while (this.application.statements().startingWith("select 1 from").isEmpty() && !started.isDone()) {
				Thread.onSpinWait();
			}
			return started;
		});
		assertThat(baseline.get(30, TimeUnit.SECONDS)).isEqualTo(2L * this.number - 1);
		tx(() -> {
			assertThat(history(this.person)).hasSize(1);
			assertThat(history(this.person).get(0).entity().name).isEqualTo("changed");
		});
	}

	@Test
	void baselineInATransactionIsOneOfItsOwn() {
		tx(() -> {
			bean(AuditBaseline.class).write(Person.class);
			assertThat(revisions()).isEqualTo(1);
		});
		assertThat(revisions()).isEqualTo(1);
	}

	@AfterEach
	void restoreConsistency() {
		bean(AuditBaseline.class).writeAll();
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

}
