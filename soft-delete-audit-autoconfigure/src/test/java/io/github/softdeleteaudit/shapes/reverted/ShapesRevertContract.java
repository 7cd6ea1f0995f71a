package io.github.softdeleteaudit.shapes.reverted;

import java.util.Set;
import java.util.function.Consumer;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Animal;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AuditedApplication;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Bike;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Book;
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
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Pair;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PairId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PairRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Person;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Puppy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PuppyRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Receipt;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.RegisteredLetter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Slip;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLine;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLineId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLineRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Stop;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Town;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Van;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.VehicleRepository;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: entities of every shape are compared and reverted.
 */
abstract class ShapesRevertContract extends ShapeContract {

	protected ShapesRevertContract(TestDatabase database) {
		super(database, AuditedApplication.class);
	}

	@Test
	void embeddedId() {
		Slip slip = new Slip("north", 1, "a");
		slip.marks.add("m");
		saved(slip);
		changeAndRevert(bean(SlipRepository.class), Slip.class, new SlipId("north", 1), (it) -> {
			it.text = "b";
			it.marks.add("n");
		}, "text", "marks");
	}

	@Test
	void idThatContainsTheOneOfAnother() {
		Slip slip = saved(new Slip("north", 2, "a"));
		tx(() -> em().persist(new SlipLine(em().find(Slip.class, slip.id), 3, "a")));
		changeAndRevert(bean(SlipLineRepository.class), SlipLine.class, new SlipLineId(slip.id, 3),
				(it) -> it.text = "b", "text");
	}

	@Test
	void idClass() {
		saved(new Pair("x", "y", "a"));
		changeAndRevert(bean(PairRepository.class), Pair.class, new PairId("x", "y"), (it) -> it.text = "b", "text");
	}

	@Test
	void idClassWithAReference() {
		Book book = saved(new Book("idclass"));
		tx(() -> em().persist(new Copy(em().find(Book.class, book.id), 1, "a")));
		changeAndRevert(bean(CopyRepository.class), Copy.class, new CopyId(book.id, 1), (it) -> it.text = "b", "text");
	}

	@Test
	void idOfAnother() {
		Book book = saved(new Book("derived"));
		tx(() -> em().persist(new Cover(em().find(Book.class, book.id), "a")));
		changeAndRevert(bean(CoverRepository.class), Cover.class, book.id, (it) -> it.text = "b", "text");
	}

	@Test
	void joinedSubclassByTheRepositoryOfItsRoot() {
		Document reply = saved(new Document("reply"));
		RegisteredLetter letter = new RegisteredLetter("a", "ann", "1");
		letter.cover = "c";
		letter.words.add("w");
		saved(letter);
		changeAndRevert(bean(DocumentRepository.class), RegisteredLetter.class, letter.id, (it) -> {
			it.title = "b";
			it.cover = null;
			it.words.clear();
			it.recipient = "bob";
			it.order = "2";
			it.reply = em().find(Document.class, reply.id);
			it.enclosures.add(it);
			it.enclosures.add(it.reply);
		}, "title", "cover", "words", "recipient", "order", "reply", "enclosures");
	}

	@Test
	void joinedSubclassWithAnEmbeddedId() {
		PlotId id = new PlotId(1, 2);
		saved(new Field(id, "ann", "rye"));
		changeAndRevert(bean(PlotRepository.class), Field.class, id, (it) -> {
			it.owner = "bob";
			it.note = "n";
			it.crop = "oats";
		}, "owner", "note", "crop");
	}

	@Test
	void singleTableSubclass() {
		Animal other = saved(new Dog("dog", "wuff"));
		Animal fish = saved(new Fish("fish", "salt"));
		Puppy puppy = new Puppy("a", "wuff", 3);
		puppy.traits.put("x", "1");
		saved(puppy);
		// is not audited, so that links to it stay
		tx(() -> em().find(Puppy.class, puppy.id).friends.add(em().find(Animal.class, fish.id)));
		Consumer<Puppy> change = (it) -> {
			it.name = "b";
			it.bark = "waff";
			it.traits.put("x", "2");
			it.friends.add(em().find(Animal.class, other.id));
		};
		changeAndRevert(bean(AnimalRepository.class), Puppy.class, puppy.id, change, "name", "bark", "traits",
				"friends");
		changeAndRevert(bean(PuppyRepository.class), Puppy.class, puppy.id, change, "name", "bark", "traits",
				"friends");
	}

	@Test
	void subclassWithATableOfItsOwn() {
		Van van = new Van("v1", "a", 3, "sand");
		van.stops.add(new Stop("x", 1));
		saved(van);
		changeAndRevert(bean(VehicleRepository.class), Van.class, "v1", (it) -> {
			it.model = "b";
			it.doors = 4;
			it.cargo = "salt";
			it.stops.add(new Stop("y", null));
		}, "model", "doors", "cargo", "stops");
	}

	@Test
	void subclassThatIsNotAuditedHasNoRevisions() {
		saved(new Bike("b1", "a", 3));
		long revision = lastRevision();
		assertThat(bean(VehicleRepository.class).changes("b1", revision, revision)).isEmpty();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> bean(VehicleRepository.class).revertTo("b1", revision));
	}

	@Test
	void secondaryTablesReferencesByAnotherKeyAndLinks() {
		Town rome = saved(new Town("rome"));
		Town oslo = saved(new Town("oslo"));
		Receipt receipt = saved(new Receipt(5));
		Person person = get(() -> {
			Person added = new Person("a");
			added.size.height = 180;
			added.group = "g";
			added.note = "n";
			added.secret = "s";
			added.story = "story";
			added.picture = new byte[] { 1 };
			added.town = em().find(Town.class, rome.id);
			added.birthPlace = added.town;
			added.work = added.town;
			added.names.add("n1");
			added.stops.add(new Stop("x", 1));
			added.visited.add(added.town);
			em().persist(added);
			return added;
		});
		changeAndRevert(bean(PersonRepository.class), Person.class, person.id, (it) -> {
			it.name = "b";
			it.size.height = 170;
			it.street = "street";
			it.group = null;
			it.note = null;
			it.story = "other";
			it.picture = new byte[] { 2 };
			it.town = em().find(Town.class, oslo.id);
			it.birthPlace = it.town;
			it.work = it.town;
			it.names.add("n2");
			it.stops.clear();
			it.visited.add(it.town);
			it.receipts.add(em().find(Receipt.class, receipt.id));
		}, "name", "size.height", "street", "group", "note", "story", "picture", "town", "birthPlace", "work", "names",
				"stops", "visited", "receipts");
		tx(() -> {
			Person reverted = em().find(Person.class, person.id);
			assertThat(reverted.story).isEqualTo("story");
			assertThat(reverted.picture).containsExactly(1);
		});
		changeAndRevert(bean(PersonRepository.class), Person.class, person.id, (it) -> {
			it.town = null;
			it.birthPlace = null;
			it.work = null;
		}, "town", "birthPlace", "work");
	}

	private <T, ID> void changeAndRevert(AuditedRepository<? super T, ID> repository, Class<T> type, ID id,
			Consumer<T> change, String... attributes) {
		Tables before = contents();
		long revision = lastRevision();
		this.application.clock().tick();
		tx(() -> change.accept(em().find(type, id)));
		Tables changed = contents();
		assertThat(changed).isNotEqualTo(before);
		long later = lastRevision();
		assertThat(get(() -> repository.changes(id, revision, later))).extracting(AttributeChange::attribute)
			.containsExactlyInAnyOrder(attributes);
		this.application.clock().tick();
		assertThat(repository.revertTo(id, revision)).isInstanceOf(type);
		assertThat(contents()).isEqualTo(before);
		check();
		this.application.clock().tick();
		repository.revertTo(id, later);
		assertThat(contents()).isEqualTo(changed);
		this.application.clock().tick();
		repository.revertTo(id, revision);
		assertThat(contents()).isEqualTo(before);
		Tables all = this.application.tables();
		this.application.clock().tick();
		repository.revertTo(id, revision);
		assertThat(this.application.tables()).isEqualTo(all);
		check();
		assertThat(get(() -> repository.changes(id, revision, lastRevision()))).isEmpty();
	}

	private void check() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	private long lastRevision() {
		return count("select max(rev) from revinfo");
	}

	// of large objects PostgreSQL keeps numbers there
	@Override
	protected Tables contents() {
		return this.application.contentsWithout(Set.of("version", "story", "picture"))
			.only((table) -> !table.endsWith("_history"));
	}

}
