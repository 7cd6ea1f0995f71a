package io.github.softdeleteaudit.shapes.reverted;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Bolt;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Codes;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Color;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Country;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Crate;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.CrateRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Entry;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Note;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.NoteRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Part;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Person;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Place;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.RevertedApplication;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Size;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Slip;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: {@code changes} tells what differs between two revisions.
 */
abstract class ChangesContract extends ShapeContract {

	private int codes;

	protected ChangesContract(TestDatabase database) {
		super(database, RevertedApplication.class);
	}

	@Test
	void valuesAreTold() {
		Crate crate = crate((it) -> {
			it.name = "a";
			it.price = new BigDecimal("1.5");
			it.picture = new byte[] { 1, 2 };
			it.color = Color.RED;
			it.codes = new Codes("x");
			it.size = new Size(1, 2);
			it.number = 1;
		});
		changed(crate, (it) -> {
			it.name = null;
			it.price = new BigDecimal("1.6");
			it.picture = new byte[] { 1, 3 };
			it.color = Color.BLUE;
			it.codes = new Codes("y");
			it.open = true;
			it.size = new Size(1, 3);
			it.number = 2;
		}, (changes) -> {
			assertThat(changes.keySet()).containsExactlyInAnyOrder("name", "price", "picture", "color", "codes", "open",
					"size.height", "number");
			assertThat(changes.get("name")).isEqualTo(new AttributeChange("name", "a", null));
			assertThat(changes.get("picture").oldValue()).isEqualTo(new byte[] { 1, 2 });
			assertThat(changes.get("picture").newValue()).isEqualTo(new byte[] { 1, 3 });
			assertThat(changes.get("codes")).isEqualTo(new AttributeChange("codes", new Codes("x"), new Codes("y")));
			assertThat(changes.get("open")).isEqualTo(new AttributeChange("open", false, true));
			assertThat(changes.get("size.height")).isEqualTo(new AttributeChange("size.height", 2, 3));
		});
	}

	@Test
	void whatIsWrittenAlikeIsNoChange() {
		Crate crate = crate((it) -> {
			it.name = "a";
			it.price = new BigDecimal("1.5");
			it.picture = new byte[] { 1, 2 };
			it.prices.put("p", new BigDecimal("1.50"));
			it.remark = "old";
		});
		changed(crate, (it) -> {
			it.name = "b";
			it.price = new BigDecimal("1.50");
			it.picture = new byte[] { 1, 2 };
			it.prices.put("p", new BigDecimal("1.5"));
			it.remark = "new";
		}, (changes) -> assertThat(changes.keySet()).containsExactly("name"));
	}

	@Test
	void partsOfEmbeddedObjectsAreToldByTheirPaths() {
		Person ann = saved(new Person("ann"));
		Crate crate = crate((it) -> it.name = "a");
		changed(crate, (it) -> {
			it.place = new Place("Rome", "secret", find(ann), 3);
			it.place.doors.add("north");
		}, (changes) -> {
			assertThat(changes.keySet()).containsExactlyInAnyOrder("place.city", "place.keeper", "place.spot.x",
					"place.doors");
			assertThat(changes.get("place.city")).isEqualTo(new AttributeChange("place.city", null, "Rome"));
			assertThat(changes.get("place.keeper").newValue()).hasToString("ann");
			assertThat(changes.get("place.doors").added()).hasToString("[north]");
		});
	}

	@Test
	void referencesAreComparedById() {
		Person ann = saved(new Person("ann"));
		Person bob = saved(new Person("bob"));
		Country italy = saved(new Country("it"));
		Crate crate = crate((it) -> {
			it.owner = find(ann);
			it.checker = find(ann);
		});
		changed(crate, (it) -> {
			it.checker.name = "anna";
			it.owner = find(bob);
			it.country = em().find(Country.class, italy.id);
		}, (changes) -> {
			assertThat(changes.keySet()).containsExactlyInAnyOrder("owner", "country");
			assertThat(changes.get("owner").oldValue()).hasToString("ann");
			assertThat(changes.get("owner").newValue()).hasToString("bob");
			assertThat(((Country) Hibernate.unproxy(changes.get("country").newValue())).id).isEqualTo("it");
		});
	}

	@Test
	void referencesToWhatIsDeletedSinceAreTold() {
		Person ann = saved(new Person("ann"));
		Person bob = saved(new Person("bob"));
		Crate crate = crate((it) -> {
			it.owner = find(ann);
			it.friends.add(find(bob));
		});
		long from = lastRevision();
		tx(() -> {
			em().find(Crate.class, crate.id).owner = null;
			em().find(Crate.class, crate.id).friends.clear();
		});
		long to = lastRevision();
		people().deleteById(ann.id);
		people().purge(ann.id);
		people().deleteById(bob.id);
		tx(() -> {
			Map<String, AttributeChange> changes = changes(crate.id, from, to);
			assertThat(changes.keySet()).containsExactlyInAnyOrder("owner", "friends");
			assertThat(changes.get("owner").oldValue()).hasToString("ann");
			assertThat(changes.get("friends").removed()).hasToString("[bob]");
		});
	}

	@Test
	void elementsAndLinksAreAddedAndRemoved() {
		Person ann = saved(new Person("ann"));
		Person bob = saved(new Person("bob"));
		Part part = saved(new Part("p"));
		Bolt bolt = saved(new Bolt("b"));
		Crate crate = crate((it) -> {
			it.friends.add(find(ann));
			it.helpers.addAll(List.of(find(ann), find(bob)));
			it.roles.put("x", find(ann));
			it.marks.addAll(List.of("m1", "m2"));
			it.steps.addAll(List.of("s1", "s2"));
			it.prices.put("p", BigDecimal.ONE);
			it.entries.add(new Entry("e", find(ann)));
			it.bolts.add(em().find(Bolt.class, bolt.id));
		});
		changed(crate, (it) -> {
			it.friends.clear();
			it.friends.add(find(bob));
			it.helpers.remove(find(ann));
			it.roles.put("x", find(bob));
			it.marks.remove("m1");
			it.marks.add("m3");
			it.steps.add("s1");
			it.prices.put("p", BigDecimal.TEN);
			it.votes.put(find(bob), 1);
			it.entries.clear();
			it.entries.add(new Entry("e", find(bob)));
			it.parts.add(em().find(Part.class, part.id));
			it.bolts.clear();
		}, (changes) -> {
			assertThat(changes.keySet()).containsExactlyInAnyOrder("friends", "helpers", "roles", "marks", "steps",
					"prices", "votes", "entries", "parts", "bolts");
			assertThat(changes.get("friends").added()).hasToString("[bob]");
			assertThat(changes.get("friends").removed()).hasToString("[ann]");
			assertThat(changes.get("friends").newValue()).isInstanceOf(Set.class).hasToString("[bob]");
			assertThat(changes.get("helpers").added()).isEmpty();
			assertThat(changes.get("helpers").removed()).hasToString("[ann]");
			assertThat(changes.get("roles").added()).hasToString("[x=bob]");
			assertThat(changes.get("roles").removed()).hasToString("[x=ann]");
			assertThat(changes.get("marks").added()).hasToString("[m3]");
			assertThat(changes.get("marks").removed()).hasToString("[m1]");
			assertThat(changes.get("steps").added()).hasToString("[s1]");
			assertThat(changes.get("steps").removed()).isEmpty();
			assertThat(changes.get("steps").newValue()).isEqualTo(List.of("s1", "s2", "s1"));
			assertThat(changes.get("prices").added()).first()
				.satisfies((added) -> assertThat(((Map.Entry<?, ?>) added).getKey()).isEqualTo("p"));
			assertThat(changes.get("votes").added()).hasToString("[bob=1]");
			assertThat(changes.get("entries").added()).extracting("author").hasToString("[bob]");
			assertThat(changes.get("parts").added()).extracting("name").hasToString("[p]");
			assertThat(changes.get("bolts").removed()).extracting("name").hasToString("[b]");
		});
	}

	@Test
	void orderOfAListIsToldByItsValues() {
		Crate crate = crate((it) -> it.steps.addAll(List.of("s1", "s2")));
		changed(crate, (it) -> it.steps.add(it.steps.remove(0)),
				(changes) -> assertThat(changes.values()).containsExactly(
						new AttributeChange("steps", List.of("s1", "s2"), List.of("s2", "s1"), List.of(), List.of())));
	}

	@Test
	void childrenThatCameAndWentAreTold() {
		Crate crate = crate((it) -> it.name = "a");
		Crate other = crate((it) -> it.name = "b");
		Slip gone = saved(new Slip("gone", crate));
		long from = lastRevision();
		tx(() -> {
			em().persist(new Slip("new", em().find(Crate.class, crate.id)));
			em().find(Slip.class, gone.id).crate = em().find(Crate.class, other.id);
		});
		tx(() -> {
			AttributeChange change = changes(crate.id, from, lastRevision()).get("slips");
			assertThat(change.added()).extracting("name").hasToString("[new]");
			assertThat(change.removed()).extracting("name").hasToString("[gone]");
		});
	}

	@Test
	void everythingIsNewSinceBeforeTheEntityExisted() {
		long before = get(() -> {
			em().persist(new Person("first"));
			return 0L;
		}) + lastRevision();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.marks.add("m");
		});
		tx(() -> {
			Map<String, AttributeChange> changes = changes(crate.id, before, lastRevision());
			assertThat(changes.keySet()).contains("name", "code", "open", "marks")
				.doesNotContain("id", "version", "friends", "deletedAt");
			assertThat(changes.get("name")).isEqualTo(new AttributeChange("name", null, "a"));
			assertThat(changes.get("marks"))
				.isEqualTo(new AttributeChange("marks", null, Set.of("m"), List.of("m"), List.of()));
			assertThat(changes(crate.id, lastRevision(), before).get("name"))
				.isEqualTo(new AttributeChange("name", "a", null));
			assertThat(changes(crate.id, before, before)).isEmpty();
		});
	}

	@Test
	void deletionIsToldByItsMarksAndAPurgeKeepsTheLastState() {
		Person ann = saved(new Person("ann"));
		Crate crate = crate((it) -> {
			it.name = "a";
			it.marks.add("m");
			it.friends.add(find(ann));
		});
		long created = lastRevision();
		crates().deleteById(crate.id);
		long deleted = lastRevision();
		crates().purge(crate.id);
		long purged = lastRevision();
		saved(new Person("later"));
		long later = lastRevision();
		tx(() -> {
			Map<String, AttributeChange> deletion = changes(crate.id, created, deleted);
			assertThat(deletion.keySet()).containsExactlyInAnyOrder("deletedAt", "deletedBy", "deletionId");
			assertThat(deletion.get("deletedBy")).isEqualTo(new AttributeChange("deletedBy", null, "system"));
			assertThat(changes(crate.id, deleted, purged)).isEmpty();
			assertThat(changes(crate.id, deleted, later)).isEmpty();
			assertThat(changes(crate.id, created, later).keySet()).isEqualTo(deletion.keySet());
		});
	}

	@Test
	void whatIsNotSoftDeletableKeepsItsLastStateToo() {
		Note note = saved(new Note("a"));
		long created = lastRevision();
		tx(() -> em().find(Note.class, note.id).text = "b");
		tx(() -> em().remove(em().find(Note.class, note.id)));
		assertThat(bean(NoteRepository.class).changes(note.id, created, lastRevision()))
			.containsExactly(new AttributeChange("text", "a", "b"));
	}

	@Test
	void unknownEntityHasNoChangesAndUnknownRevisionsAreRefused() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		assertThat(crates().changes(-1L, revision, revision)).isEmpty();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().changes(crate.id, revision, revision + 1000))
			.withMessageContaining("There is no revision " + (revision + 1000));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().changes(crate.id, 0, revision))
			.withMessageContaining("There is no revision 0");
	}

	@Test
	void nothingIsWritten() {
		Crate crate = crate((it) -> it.marks.add("m"));
		long from = lastRevision();
		tx(() -> em().find(Crate.class, crate.id).marks.add("n"));
		Tables before = this.application.tables();
		tx(() -> crates().changes(crate.id, from, lastRevision()));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private void changed(Crate crate, Consumer<Crate> change, Consumer<Map<String, AttributeChange>> assertions) {
		long from = lastRevision();
		this.application.clock().tick();
		tx(() -> change.accept(em().find(Crate.class, crate.id)));
		long to = lastRevision();
		saved(new Person("other"));
		tx(() -> assertions.accept(changes(crate.id, from, lastRevision())));
		tx(() -> assertThat(changes(crate.id, from, to)).isNotEmpty());
		tx(() -> assertThat(changes(crate.id, to, lastRevision())).isEmpty());
	}

	// but for the time of the update
	private Map<String, AttributeChange> changes(Long id, long from, long to) {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		crates().changes(id, from, to).forEach((change) -> changes.put(change.attribute(), change));
		changes.remove("touched");
		return changes;
	}

	private Crate crate(Consumer<Crate> with) {
		return get(() -> {
			Crate crate = new Crate("c" + this.codes++);
			with.accept(crate);
			em().persist(crate);
			return crate;
		});
	}

	private Person find(Person person) {
		return em().find(Person.class, person.id);
	}

	private long lastRevision() {
		return count("select max(rev) from revinfo");
	}

	private CrateRepository crates() {
		return bean(CrateRepository.class);
	}

	private PersonRepository people() {
		return bean(PersonRepository.class);
	}

}
