package io.github.softdeleteaudit.shapes.reverted;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.RevertConflict;
import io.github.softdeleteaudit.audit.RevertConflict.Kind;
import io.github.softdeleteaudit.audit.RevertConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Bolt;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Codes;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Color;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Country;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Crate;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.CrateRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Egg;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Entry;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Nest;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.NestRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Note;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.NoteRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Part;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.PartRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Person;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Place;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Rack;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.RackRepository;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.RevertedApplication;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Rod;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Size;
import io.github.softdeleteaudit.shapes.reverted.RevertedModel.Slip;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Contract: {@code revertTo} makes a live entity as it was after a revision, or changes
 * nothing and says why.
 */
abstract class RevertContract extends ShapeContract {

	private static final AtomicInteger CODES = new AtomicInteger();

	protected RevertContract(TestDatabase database) {
		super(database, RevertedApplication.class);
	}

	@AfterEach
	void recordWhatWasForgotten() {
		bean(AuditBaseline.class).writeAll();
	}

	@Test
	void everyAttributeIsAsItWas() {
		People people = new People();
		Crate crate = full(people);
		checkAudit();
		Tables before = reverted();
		long revision = lastRevision();
		change(crate.id, this::changeEverything);
		checkAudit();
		Tables changed = reverted();
		assertThat(changed).isNotEqualTo(before);
		long later = lastRevision();
		this.application.clock().tick();
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
		checkAudit();
		crates().revertTo(crate.id, later);
		assertThat(reverted()).isEqualTo(changed);
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
		checkAudit();
		assertUnchangedSince(crate.id, revision);
	}

	@Test
	void everythingThatWasNullOrEmptyIsSoAgain() {
		Crate crate = saved(new Crate(code()));
		Tables before = reverted();
		long revision = lastRevision();
		People people = new People();
		change(crate.id, (found) -> fill(found, people));
		long later = lastRevision();
		Tables changed = reverted();
		crates().revertTo(crate.id, revision);
		assertThat(only(crate.id, "crate")).isEqualTo(only(before, crate.id, "crate"));
		assertUnchangedSince(crate.id, revision);
		crates().revertTo(crate.id, later);
		assertThat(reverted()).isEqualTo(changed);
		checkAudit();
	}

	@Test
	void whatIsNotAuditedStays() {
		Crate crate = crate((it) -> {
			it.name = "a";
			it.remark = "old";
			it.place = new Place("Rome", "old", null, 1);
		});
		long revision = lastRevision();
		change(crate.id, (found) -> {
			found.name = "b";
			found.remark = "new";
			found.place.city = "Oslo";
			found.place.secret = "new";
		});
		crates().revertTo(crate.id, revision);
		tx(() -> {
			Crate found = em().find(Crate.class, crate.id);
			assertThat(found.name).isEqualTo("a");
			assertThat(found.remark).isEqualTo("new");
			assertThat(found.place.city).isEqualTo("Rome");
			assertThat(found.place.secret).isEqualTo("new");
		});
	}

	@Test
	void revertIsAnOrdinaryUpdateByTheCurrentActor() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		Instant now = this.application.clock().tick();
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("auditor", null, List.of()));
		Crate reverted;
		try {
			reverted = crates().revertTo(crate.id, revision);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
		assertThat(reverted.name).isEqualTo("a");
		List<HistoryEntry<Crate>> history = crates().history(crate.id);
		assertThat(history).hasSize(3);
		assertThat(history.get(2)).satisfies((entry) -> {
			assertThat(entry.kind()).isEqualTo(HistoryKind.UPDATED);
			assertThat(entry.actor()).isEqualTo("auditor");
			assertThat(entry.instant()).isEqualTo(now);
			assertThat(entry.entity().name).isEqualTo("a");
		});
		assertThat(count("select version from crate where id = ?", crate.id)).isEqualTo(2);
	}

	@Test
	void revertToThePresentStateWritesNothing() {
		Crate crate = full(new People());
		long revision = lastRevision();
		Tables before = this.application.tables();
		this.application.clock().tick();
		crates().revertTo(crate.id, revision);
		assertThat(this.application.tables()).isEqualTo(before);
		change(crate.id, (found) -> found.name = "b");
		crates().revertTo(crate.id, revision);
		before = this.application.tables();
		this.application.clock().tick();
		crates().revertTo(crate.id, revision);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void timeOfTheLastChangeIsNotReverted() {
		Part part = saved(new Part("a"));
		long revision = lastRevision();
		tx(() -> em().find(Part.class, part.id).name = "b");
		bean(PartRepository.class).revertTo(part.id, revision);
		Tables before = this.application.tables();
		bean(PartRepository.class).revertTo(part.id, revision);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void mapEntryWhoseKeyWasDeletedThenStays() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.votes.putAll(Map.of(people.ann, 1, people.bob, 2));
		});
		people().deleteById(people.ann.id);
		long revision = lastRevision();
		Tables votes = reverted().only((table) -> table.equals("crate_votes"));
		people().restore(people.ann.id);
		change(crate.id, (found) -> {
			found.name = "b";
			found.votes.remove(person(people.bob));
		});
		crates().revertTo(crate.id, revision);
		assertThat(reverted().only((table) -> table.equals("crate_votes"))).isEqualTo(votes);
	}

	@Test
	void revisionNeedNotHaveChangedTheEntity() {
		Crate crate = crate((it) -> it.name = "a");
		saved(new Person("other"));
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		assertThat(crates().revertTo(crate.id, revision).name).isEqualTo("a");
	}

	@Test
	void loadedAndDirtyEntityIsReverted() {
		Crate crate = crate((it) -> {
			it.name = "a";
			it.marks.add("m");
		});
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		Tables expected = reverted();
		tx(() -> {
			Crate found = em().find(Crate.class, crate.id);
			found.name = "c";
			found.marks.clear();
			Crate reverted = crates().revertTo(crate.id, revision);
			assertThat(reverted).isSameAs(found);
			assertThat(found.name).isEqualTo("a");
			assertThat(found.marks).containsExactly("m");
		});
		assertThat(reverted()).isNotEqualTo(expected);
		assertUnchangedSince(crate.id, revision);
		checkAudit();
	}

	@Test
	void proxyAndClearedContextAreNoMatter() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		tx(() -> {
			Crate proxy = em().getReference(Crate.class, crate.id);
			crates().revertTo(crate.id, revision);
			assertThat(((Crate) Hibernate.unproxy(proxy)).name).isEqualTo("a");
			em().clear();
			crates().revertTo(crate.id, revision);
			em().clear();
		});
		assertThat(name(crate.id)).isEqualTo("a");
		checkAudit();
	}

	@Test
	void severalTimesInOneTransaction() {
		Crate crate = crate((it) -> it.name = "a");
		long first = lastRevision();
		change(crate.id, (found) -> found.marks.add("m"));
		long second = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		tx(() -> {
			crates().revertTo(crate.id, first);
			crates().revertTo(crate.id, second);
			crates().revertTo(crate.id, first);
		});
		tx(() -> {
			Crate found = em().find(Crate.class, crate.id);
			assertThat(found.name).isEqualTo("a");
			assertThat(found.marks).isEmpty();
		});
		checkAudit();
	}

	@Test
	void readOnlyEntityIsWritten() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		tx(() -> {
			em().unwrap(org.hibernate.Session.class).setDefaultReadOnly(true);
			crates().revertTo(crate.id, revision);
		});
		assertThat(name(crate.id)).isEqualTo("a");
	}

	@Test
	void replacedCollectionIsReverted() {
		Person one = saved(new Person("one"));
		Person two = saved(new Person("two"));
		Crate crate = crate((it) -> it.friends.add(one));
		long revision = lastRevision();
		change(crate.id, (found) -> found.friends = new HashSet<>(Set.of(person(two))));
		tx(() -> {
			Crate found = em().find(Crate.class, crate.id);
			found.friends = new HashSet<>();
			crates().revertTo(crate.id, revision);
		});
		tx(() -> assertThat(em().find(Crate.class, crate.id).friends).extracting((it) -> it.name)
			.containsExactly("one"));
		checkAudit();
	}

	@Test
	void whatABagHoldsTwiceItHoldsTwiceStill() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.helpers.addAll(List.of(people.ann, people.ann));
		});
		long revision = lastRevision();
		Tables before = reverted();
		change(crate.id, (found) -> {
			found.name = "b";
			found.helpers.add(person(people.bob));
		});
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
	}

	@Test
	void deletedReferenceIsRefusedUntilItIsRestored() {
		People people = new People();
		Crate crate = crate((it) -> it.owner = people.ann);
		long revision = lastRevision();
		change(crate.id, (found) -> found.owner = person(people.bob));
		people().deleteById(people.ann.id);
		assertRefused(crate.id, revision, Kind.DELETED_TARGET, "owner", Person.class, people.ann.id);
		people().restore(people.ann.id);
		crates().revertTo(crate.id, revision);
		assertThat(count("select owner_id from crate where id = ?", crate.id)).isEqualTo(people.ann.id);
	}

	@Test
	void purgedReferenceIsRefused() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.owner = people.ann;
			it.place = new Place("Rome", null, people.ann, 1);
		});
		long revision = lastRevision();
		change(crate.id, (found) -> {
			found.owner = null;
			found.place.keeper = null;
		});
		people().deleteById(people.ann.id);
		people().purge(people.ann.id);
		Tables before = this.application.tables();
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).extracting(RevertConflict::kind)
			.containsExactly(Kind.MISSING_TARGET, Kind.MISSING_TARGET);
		assertThat(ex.getConflicts()).extracting(RevertConflict::attributes)
			.containsExactlyInAnyOrder(List.of("owner"), List.of("place.keeper"));
		assertThat(ex).hasMessageContaining("owner of Crate %s referred to Person %s, which does not exist any more"
			.formatted(crate.id, people.ann.id));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void referenceToADeletedEntityThatIsThereAlreadyStays() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.owner = people.ann;
		});
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		people().deleteById(people.ann.id);
		crates().revertTo(crate.id, revision);
		assertThat(count("select owner_id from crate where id = ?", crate.id)).isEqualTo(people.ann.id);
		assertThat(name(crate.id)).isEqualTo("a");
	}

	@Test
	void hiddenLinksAreThereAlreadyAndStay() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.friends.addAll(List.of(people.ann, people.bob));
			it.helpers.addAll(List.of(people.ann, people.bob));
			it.roles.putAll(Map.of("x", people.ann, "y", people.bob));
		});
		long revision = lastRevision();
		Tables before = reverted();
		change(crate.id, (found) -> {
			found.name = "b";
			found.friends.remove(person(people.bob));
			found.helpers.remove(person(people.bob));
			found.roles.remove("y");
		});
		people().deleteById(people.ann.id);
		crates().revertTo(crate.id, revision);
		people().restore(people.ann.id);
		assertThat(reverted()).isEqualTo(before);
		checkAudit();
	}

	@Test
	void linkToADeletedEntityThatIsThereNoMoreIsRefused() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.friends.add(people.ann);
			it.roles.put("x", people.ann);
		});
		long revision = lastRevision();
		change(crate.id, (found) -> {
			found.friends.clear();
			found.roles.clear();
			found.roles.put("y", person(people.ann));
		});
		people().deleteById(people.ann.id);
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).extracting(RevertConflict::attributes, RevertConflict::kind)
			.containsExactlyInAnyOrder(tuple(List.of("friends"), Kind.DELETED_TARGET),
					tuple(List.of("roles"), Kind.DELETED_TARGET));
	}

	@Test
	void keyOfAMapThatALinkToADeletedEntityHoldsIsRefused() {
		People people = new People();
		Crate crate = crate((it) -> it.roles.put("x", people.ann));
		long revision = lastRevision();
		change(crate.id, (found) -> found.roles.put("x", person(people.bob)));
		people().deleteById(people.bob.id);
		assertRefused(crate.id, revision, Kind.HELD_KEY, "roles", Person.class, people.bob.id);
	}

	@Test
	void linkToAnEntityThatWasDeletedThenStays() {
		People people = new People();
		Crate crate = crate((it) -> {
			it.name = "a";
			it.friends.addAll(List.of(people.ann, people.bob));
		});
		people().deleteById(people.ann.id);
		long revision = lastRevision();
		people().restore(people.ann.id);
		change(crate.id, (found) -> found.name = "b");
		Tables links = reverted().only((table) -> table.equals("crate_friend"));
		crates().revertTo(crate.id, revision);
		assertThat(reverted().only((table) -> table.equals("crate_friend"))).isEqualTo(links);
		assertThat(name(crate.id)).isEqualTo("a");
	}

	@Test
	void elementWithAReferenceToADeletedEntityIsRefused() {
		People people = new People();
		Crate crate = crate((it) -> it.entries.add(new Entry("e", people.ann)));
		long revision = lastRevision();
		change(crate.id, (found) -> found.entries.clear());
		people().deleteById(people.ann.id);
		assertRefused(crate.id, revision, Kind.DELETED_TARGET, "entries.author", Person.class, people.ann.id);
	}

	@Test
	void deletedEntityIsToBeRestoredFirst() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		crates().deleteById(crate.id);
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).extracting(RevertConflict::kind).containsExactly(Kind.DELETED);
		assertThat(ex).hasMessageContaining("restore it first");
		crates().restore(crate.id);
		assertThat(crates().revertTo(crate.id, revision).name).isEqualTo("a");
		checkAudit();
	}

	@Test
	void purgedEntityIsRefused() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		crates().deleteById(crate.id);
		crates().purge(crate.id);
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).extracting(RevertConflict::kind).containsExactly(Kind.PURGED);
	}

	@Test
	void thereMustHaveBeenSuchALiveEntity() {
		saved(new Person("first"));
		long before = lastRevision();
		Crate crate = crate((it) -> it.name = "a");
		crates().deleteById(crate.id);
		long deleted = lastRevision();
		crates().restore(crate.id);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().revertTo(crate.id, before))
			.withMessageContaining("Crate %s did not exist yet after revision %d".formatted(crate.id, before));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().revertTo(crate.id, deleted))
			.withMessageContaining("was deleted after revision " + deleted);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().revertTo(crate.id, deleted + 1000))
			.withMessageContaining("There is no revision " + (deleted + 1000));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> crates().revertTo(crate.id, -1))
			.withMessageContaining("There is no revision -1");
	}

	@Test
	void requiredAttributeThatWasNullIsRefused() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		this.application.jdbc().update("update crate_aud set code = null where id = ? and rev = ?", crate.id, revision);
		assertRefused(crate.id, revision, Kind.REQUIRED, "code", null, null);
		this.application.jdbc().update("update crate_aud set code = ? where code is null", crate.code);
	}

	@Test
	void attributeThatIsNeverUpdatedIsRefused() {
		Crate crate = crate((it) -> it.serial = "s");
		long revision = lastRevision();
		this.application.jdbc().update("update crate set serial = 'other' where id = ?", crate.id);
		assertRefused(crate.id, revision, Kind.NOT_UPDATABLE, "serial", null, null);
		this.application.jdbc().update("update crate set serial = 's' where id = ?", crate.id);
	}

	@Test
	void keyThatAnotherLiveRowHoldsIsRefused() {
		String code = code();
		Crate crate = crate((it) -> {
			it.code = code;
			it.place = new Place("Rome", null, null, 1);
		});
		long revision = lastRevision();
		change(crate.id, (found) -> found.place.city = "Oslo");
		Crate other = crate((it) -> {
			it.code = code;
			it.place = new Place("Rome", null, null, 1);
		});
		Tables before = this.application.tables();
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).containsExactly(new RevertConflict(Kind.HELD_KEY, Crate.class, crate.id,
				List.of("code", "place.city"), Crate.class, other.id));
		assertThat(this.application.tables()).isEqualTo(before);
		crates().deleteById(other.id);
		crates().revertTo(crate.id, revision);
	}

	@Test
	void partOfAnotherOwnerIsRefused() {
		Part part = saved(new Part("p"));
		Bolt bolt = saved(new Bolt("b"));
		Crate crate = crate((it) -> {
			it.parts.add(part);
			it.bolts.add(bolt);
		});
		long revision = lastRevision();
		change(crate.id, (found) -> {
			found.parts.clear();
			found.bolts.clear();
		});
		Crate other = crate((it) -> {
			it.parts.add(part);
			it.bolts.add(bolt);
		});
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(crate.id, revision));
		assertThat(ex.getConflicts()).containsExactlyInAnyOrder(
				new RevertConflict(Kind.OTHER_OWNER, Crate.class, crate.id, List.of("parts"), Crate.class, other.id),
				new RevertConflict(Kind.OTHER_OWNER, Crate.class, crate.id, List.of("bolts"), Crate.class, other.id));
	}

	@Test
	void orphansAreNotDeletedUnasked() {
		Nest nest = saved(new Nest());
		long empty = lastRevision();
		Egg egg = get(() -> {
			Egg laid = new Egg();
			em().persist(laid);
			em().find(Nest.class, nest.id).eggs.add(laid);
			return laid;
		});
		long one = lastRevision();
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> bean(NestRepository.class).revertTo(nest.id, empty));
		assertThat(ex.getConflicts())
			.containsExactly(new RevertConflict(Kind.ORPHAN, Nest.class, nest.id, List.of("eggs"), Egg.class, egg.id));
		tx(() -> em().find(Nest.class, nest.id).eggs.clear());
		assertThat(count("select count(*) from egg where id = ? and deleted_at is not null", egg.id)).isOne();
		Throwable refused = org.assertj.core.api.Assertions
			.catchThrowable(() -> bean(NestRepository.class).revertTo(nest.id, one));
		assertThat(refused == null || refused instanceof RevertConflictException).isTrue();
	}

	@Test
	void transactionGoesOnAfterARefusal() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		this.application.jdbc().update("update crate_aud set code = null where id = ? and rev = ?", crate.id, revision);
		tx(() -> {
			assertThatExceptionOfType(RevertConflictException.class)
				.isThrownBy(() -> crates().revertTo(crate.id, revision));
			em().find(Crate.class, crate.id).name = "b";
		});
		assertThat(name(crate.id)).isEqualTo("b");
		this.application.jdbc().update("update crate_aud set code = ? where code is null", crate.code);
	}

	@Test
	void inverseCollectionsAreLeftAlone() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		Slip slip = get(() -> {
			Slip added = new Slip("s", em().find(Crate.class, crate.id));
			em().persist(added);
			em().find(Crate.class, crate.id).name = "b";
			return added;
		});
		crates().revertTo(crate.id, revision);
		assertThat(count("select crate_id from slip where id = ?", slip.id)).isEqualTo(crate.id);
	}

	@Test
	void openScopeIsNoMatter() {
		Crate crate = crate((it) -> it.name = "a");
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		tx(() -> SoftDeleteScope.includingDeleted(() -> crates().revertTo(crate.id, revision)));
		assertThat(name(crate.id)).isEqualTo("a");
	}

	@Test
	void entityThatIsNotSoftDeletableIsRevertedInOrder() {
		Note one = saved(new Note("one"));
		Note two = saved(new Note("two"));
		Note note = get(() -> {
			Note added = new Note("a");
			added.sequels.addAll(List.of(em().find(Note.class, one.id), em().find(Note.class, two.id)));
			em().persist(added);
			return added;
		});
		Tables before = this.application.contentsWithout(Set.of());
		long revision = lastRevision();
		tx(() -> {
			Note found = em().find(Note.class, note.id);
			found.text = "b";
			found.sequels.add(0, found.sequels.remove(1));
		});
		long later = lastRevision();
		assertThat(bean(NoteRepository.class).changes(note.id, revision, later)).hasSize(2)
			.allSatisfy((change) -> assertThat(change.added()).isEmpty());
		bean(NoteRepository.class).revertTo(note.id, revision);
		assertThat(this.application.contentsWithout(Set.of())).isEqualTo(before);
		tx(() -> em().remove(em().find(Note.class, note.id)));
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> bean(NoteRepository.class).revertTo(note.id, revision));
		assertThat(ex.getConflicts()).extracting(RevertConflict::kind).containsExactly(Kind.PURGED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void elementsAndLinksThatAreOlderThanTheirRecordsStay(boolean baseline) {
		Crate crate = full(new People());
		forgetWithCollections("crate", crate.id);
		change(crate.id, (found) -> found.name = "b");
		long revision = lastRevision();
		Tables before = reverted();
		if (baseline) {
			bean(AuditBaseline.class).write(Crate.class);
		}
		change(crate.id, (found) -> {
			found.name = "c";
			found.marks.add("m3");
			found.helpers.remove(0);
		});
		crates().revertTo(crate.id, revision);
		Predicate<String> others = (table) -> !table.equals("crate_helper");
		assertThat(reverted().only(others)).isEqualTo(before.only(others));
		assertThat(count("select count(*) from crate_helper where crate_id = ?", crate.id)).isOne();
	}

	@Test
	void elementsOfABaselineAreRevertedToWhatTheyWereAfterIt() {
		Crate crate = full(new People());
		forgetWithCollections("crate", crate.id);
		bean(AuditBaseline.class).write(Crate.class);
		change(crate.id, (found) -> {
			found.name = "b";
			found.marks.remove("m1");
			found.steps.remove(0);
			found.prices.remove("p1");
		});
		long revision = lastRevision();
		Tables before = reverted();
		change(crate.id, (found) -> {
			found.name = "c";
			found.marks.add("m1");
			found.steps.add("s9");
			found.prices.put("p1", new BigDecimal("1.50"));
		});
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
	}

	@Test
	void whatTheSameTransactionHasAddedIsRemoved() {
		Crate crate = full(new People());
		long revision = lastRevision();
		Predicate<String> ofCrates = (table) -> table.startsWith("crate");
		Tables before = reverted().only(ofCrates);
		change(crate.id, (found) -> {
			found.name = "b";
			found.marks.add("m3");
			found.steps.add(0, "s3");
			Person cid = new Person("cid");
			em().persist(cid);
			found.friends.add(cid);
			crates().revertTo(crate.id, revision);
		});
		assertThat(reverted().only(ofCrates)).isEqualTo(before);
		checkAudit();
		assertUnchangedSince(crate.id, revision);
	}

	@Test
	void childrenThatHaveAnIdOfAnotherTypeThanTheirParentAreTakenOutUnlessTheyAreOlder() {
		Rack rack = new Rack();
		Rod older = new Rod();
		rack.rods.add(older);
		saved(rack);
		forgetWithCollections("rack", rack.id);
		tx(() -> em().find(Rack.class, rack.id).number = 2L);
		long revision = lastRevision();
		tx(() -> em().find(Rack.class, rack.id).rods.add(new Rod()));
		bean(RackRepository.class).revertTo(rack.id, revision);
		tx(() -> assertThat(em().find(Rack.class, rack.id).rods).extracting((rod) -> rod.id).containsExactly(older.id));
	}

	@Test
	void binaryElementsThatAreOlderThanTheirRecordsStay() {
		Rack rack = new Rack();
		rack.seals.add(new byte[] { 1 });
		saved(rack);
		forgetWithCollections("rack", rack.id);
		tx(() -> em().find(Rack.class, rack.id).number = 2L);
		long revision = lastRevision();
		tx(() -> em().find(Rack.class, rack.id).seals.add(new byte[] { 2 }));
		bean(RackRepository.class).revertTo(rack.id, revision);
		tx(() -> assertThat(em().find(Rack.class, rack.id).seals).containsExactly(new byte[] { 1 }));
	}

	@Test
	void anOrderThatIsOlderThanItsRecordsStays() {
		Crate crate = full(new People());
		forget("crate", "id", crate.id);
		forget("crate_steps", "crate_id", crate.id);
		change(crate.id, (found) -> found.name = "b");
		long revision = lastRevision();
		change(crate.id, (found) -> {
			found.name = "c";
			found.steps.remove(0);
			found.steps.add(0, "s4");
			found.steps.add(0, "s5");
		});
		crates().revertTo(crate.id, revision);
		assertThat(name(crate.id)).isEqualTo("b");
		tx(() -> assertThat(em().find(Crate.class, crate.id).steps).containsExactly("s5", "s4", "s2", "s1"));
	}

	@Test
	void linksToEntitiesThatAreOlderThanTheirRecordsStay() {
		People people = new People();
		forget("person", "id", people.ann.id);
		forget("part", "id", people.part.id);
		forget("bolt", "id", people.bolt.id);
		Crate crate = full(people);
		Tables before = reverted();
		long revision = lastRevision();
		change(crate.id, (found) -> found.name = "b");
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
	}

	@Test
	void linksToEntitiesWhoseRecordsBeginWithARestoreStay() {
		People people = new People();
		Crate crate = full(people);
		forget("person", "id", people.ann.id);
		this.application.jdbc().update("update person set deleted_at = current_timestamp where id = ?", people.ann.id);
		change(crate.id, (found) -> found.name = "b");
		long revision = lastRevision();
		people().restore(people.ann.id);
		Tables before = reverted();
		change(crate.id, (found) -> found.name = "c");
		crates().revertTo(crate.id, revision);
		assertThat(reverted()).isEqualTo(before);
	}

	@Test
	void linksOfAnOrderedListToEntitiesThatAreOlderThanTheirRecordsStay() {
		List<Note> notes = Stream.of("one", "two", "three").map((text) -> saved(new Note(text))).toList();
		forget("note", "id", notes.get(1).id);
		Note note = get(() -> {
			Note added = new Note("a");
			notes.forEach((sequel) -> added.sequels.add(em().find(Note.class, sequel.id)));
			em().persist(added);
			return added;
		});
		Tables before = this.application.contentsWithout(Set.of());
		long revision = lastRevision();
		bean(NoteRepository.class).revertTo(note.id, revision);
		assertThat(this.application.contentsWithout(Set.of())).isEqualTo(before);
		tx(() -> Collections.reverse(em().find(Note.class, note.id).sequels));
		bean(NoteRepository.class).revertTo(note.id, revision);
		assertThat(this.application.contentsWithout(Set.of())).isEqualTo(before);
	}

	private void forgetWithCollections(String table, Long id) {
		forget(table, "id", id);
		this.application.tables()
			.rows()
			.keySet()
			.stream()
			.filter((other) -> other.startsWith(table + "_") && other.endsWith("_aud") && !other.equals(table + "_aud"))
			.forEach((other) -> forget(other.replace("_aud", ""), table + "_id", id));
	}

	// as if it had been written before it was audited
	private void forget(String table, String column, Long id) {
		this.application.jdbc().update("delete from %s_aud where %s = ?".formatted(table, column), id);
	}

	// but for the time of the update
	private void assertUnchangedSince(Long id, long revision) {
		assertThat(crates().changes(id, revision, lastRevision())).extracting(AttributeChange::attribute)
			.isSubsetOf("touched");
	}

	private void assertRefused(Long id, long revision, Kind kind, String attribute, Class<?> type, Object targetId) {
		Tables before = this.application.tables();
		RevertConflictException ex = catchThrowableOfType(RevertConflictException.class,
				() -> crates().revertTo(id, revision));
		assertThat(ex.getConflicts())
			.containsExactly(new RevertConflict(kind, Crate.class, id, List.of(attribute), type, targetId));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private Crate full(People people) {
		return crate((it) -> {
			it.serial = "s";
			fill(it, people);
		});
	}

	private void fill(Crate crate, People people) {
		crate.number = 7;
		crate.name = "full";
		crate.price = new BigDecimal("1.5");
		crate.picture = new byte[] { 1, 2 };
		crate.packed = Instant.parse("2026-01-02T03:04:05.123456Z");
		crate.color = Color.RED;
		crate.codes = new Codes("x");
		crate.open = true;
		crate.place = new Place("Rome", null, person(people.ann), 5);
		crate.place.doors.add("north");
		crate.size = new Size(1, 2);
		crate.owner = person(people.ann);
		crate.country = em().find(Country.class, people.italy.id);
		crate.checker = person(people.bob);
		crate.friends.addAll(List.of(person(people.ann), person(people.bob)));
		crate.helpers.addAll(List.of(person(people.ann), person(people.bob)));
		crate.roles.putAll(Map.of("a", person(people.ann), "b", person(people.bob)));
		crate.parts.add(em().find(Part.class, people.part.id));
		crate.bolts.add(em().find(Bolt.class, people.bolt.id));
		crate.marks.addAll(List.of("m1", "m2"));
		crate.steps.addAll(List.of("s1", "s2", "s1"));
		crate.prices.putAll(Map.of("p1", new BigDecimal("1.50"), "p2", BigDecimal.TEN));
		crate.votes.putAll(Map.of(person(people.ann), 1, person(people.bob), 2));
		crate.entries.addAll(List.of(new Entry("e1", person(people.ann)), new Entry("e2", null)));
	}

	private void changeEverything(Crate crate) {
		Person ann = crate.owner;
		Person bob = crate.checker;
		crate.number = 8;
		crate.name = null;
		crate.code = code();
		crate.price = new BigDecimal("2.5");
		crate.picture[1] = 3;
		crate.packed = Instant.parse("2026-01-02T03:04:06Z");
		crate.color = Color.BLUE;
		crate.codes = new Codes("y");
		crate.open = false;
		crate.place.city = "Oslo";
		crate.place.keeper = bob;
		crate.place.spot.x = 6;
		crate.place.doors.clear();
		crate.place.doors.add("south");
		crate.size = new Size(1, 3);
		crate.owner = bob;
		crate.country = null;
		crate.checker = ann;
		crate.friends.remove(ann);
		crate.helpers.remove(0);
		crate.roles.put("a", bob);
		crate.roles.put("b", ann);
		crate.parts.clear();
		crate.bolts.clear();
		crate.marks.remove("m1");
		crate.marks.add("m3");
		crate.steps.remove(1);
		crate.steps.add("s3");
		crate.prices.put("p1", BigDecimal.ONE);
		crate.prices.remove("p2");
		crate.votes.remove(ann);
		crate.entries.clear();
		crate.entries.add(new Entry("e1", bob));
	}

	private Crate crate(Consumer<Crate> with) {
		return get(() -> {
			Crate crate = new Crate(code());
			with.accept(crate);
			em().persist(crate);
			return crate;
		});
	}

	private static String code() {
		return "c" + CODES.incrementAndGet();
	}

	private void change(Long id, Consumer<Crate> change) {
		this.application.clock().tick();
		tx(() -> change.accept(em().find(Crate.class, id)));
	}

	private Person person(Person person) {
		return em().contains(person) ? person : em().find(Person.class, person.id);
	}

	private String name(Long id) {
		return this.application.jdbc().queryForObject("select name from crate where id = ?", String.class, id);
	}

	private long lastRevision() {
		return count("select max(rev) from revinfo");
	}

	private Tables reverted() {
		return this.application.contentsWithout(Set.of("version", "touched"));
	}

	private List<String> only(Long id, String table) {
		return only(reverted(), id, table);
	}

	private static List<String> only(Tables tables, Long id, String table) {
		return tables.rows().get(table).stream().filter((row) -> (row + ",").contains(", id=" + id + ",")).toList();
	}

	private void checkAudit() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	private CrateRepository crates() {
		return bean(CrateRepository.class);
	}

	private PersonRepository people() {
		return bean(PersonRepository.class);
	}

	/**
	 * What a crate refers to.
	 */
	private final class People {

		private final Person ann = saved(new Person("ann"));

		private final Person bob = saved(new Person("bob"));

		private final Part part = saved(new Part("part"));

		private final Bolt bolt = saved(new Bolt("bolt"));

		private final Country italy = saved(new Country("it" + CODES.incrementAndGet()));

	}

}
