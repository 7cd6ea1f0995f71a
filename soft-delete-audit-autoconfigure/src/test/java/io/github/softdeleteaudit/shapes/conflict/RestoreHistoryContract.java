package io.github.softdeleteaudit.shapes.conflict;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Company;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Owner;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Party;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PartyRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Pet;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;

import static io.github.softdeleteaudit.audit.HistoryKind.CREATED;
import static io.github.softdeleteaudit.audit.HistoryKind.DELETED;
import static io.github.softdeleteaudit.audit.HistoryKind.RESTORED;
import static io.github.softdeleteaudit.audit.HistoryKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What restores make of versions and histories: alone, again, at the same time, and
 * together with what else a transaction does.
 */
abstract class RestoreHistoryContract extends ConflictShapes {

	RestoreHistoryContract(TestDatabase database) {
		super(database);
	}

	private long version(Owner owner) {
		return count("select version from owner where id = ?", owner.id);
	}

	private List<HistoryKind> kinds(Owner owner) {
		return this.owners.history(owner.id).stream().map(HistoryEntry::kind).toList();
	}

	private List<HistoryKind> kinds(Pet pet) {
		return this.pets.history(pet.id).stream().map(HistoryEntry::kind).toList();
	}

	private static Pet pet(Owner owner) {
		return owner.pets.iterator().next();
	}

	private Owner owner(String... chips) {
		return saved(new Owner("owner", chips));
	}

	@Test
	void restoringALiveRowChangesNothing() {
		Owner owner = owner(unused());
		Tables before = tables();
		assertThat(this.owners.restore(owner.id).id).isEqualTo(owner.id);
		assertThat(this.owners.previewRestore(owner.id).rows().count()).isZero();
		this.desk.write(() -> {
			Owner found = this.owners.findById(owner.id).orElseThrow();
			assertThat(this.owners.restore(owner.id)).isSameAs(found);
			return null;
		});
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void restoringALiveRowLosesNoPendingChange() {
		Owner owner = owner();
		this.desk.write(() -> {
			Owner found = this.owners.findById(owner.id).orElseThrow();
			found.name = "pending";
			assertThat(this.owners.restore(owner.id).name).isEqualTo("pending");
			return null;
		});
		assertThat(this.owners.findById(owner.id).orElseThrow().name).isEqualTo("pending");
		assertThat(kinds(owner)).containsExactly(CREATED, UPDATED);
	}

	@Test
	void anUnknownIdIsRefused() {
		Tables before = tables();
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> this.owners.restore(-1L));
		assertThatExceptionOfType(ObjectRetrievalFailureException.class)
			.isThrownBy(() -> this.owners.previewRestore(-1L));
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void ofTwoRestoresTheSecondDoesNothing() {
		Owner owner = deletedOwner(unused());
		this.owners.restore(owner.id);
		Tables before = tables();
		this.owners.restore(owner.id);
		assertThat(tables()).isEqualTo(before);
		Owner another = deletedOwner(unused());
		this.desk.write(() -> {
			Owner restored = this.owners.restore(another.id);
			assertThat(this.owners.restore(another.id)).isSameAs(restored);
			this.pets.restore(pet(another).id);
			return null;
		});
		assertThat(kinds(another)).containsExactly(CREATED, DELETED, RESTORED);
		assertThat(kinds(pet(another))).containsExactly(CREATED, DELETED, RESTORED);
		assertThat(version(another)).isEqualTo(another.version + 2);
	}

	@Test
	void versionsGrowByOneWithEachStep() {
		Owner owner = owner(unused());
		for (int i = 1; i < 8; i += 2) {
			this.owners.deleteById(owner.id);
			assertThat(version(owner)).isEqualTo(i);
			assertThat(this.owners.restore(owner.id).version).isEqualTo(i + 1);
			assertThat(version(owner)).isEqualTo(i + 1);
			assertThat(count("select version from pet where id = ?", pet(owner).id)).isEqualTo(i + 1);
		}
		owner.name = "stale";
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.owners.save(owner));
	}

	@Test
	void ofConcurrentRestoresOneWinsAndTheOthersAreStaleOrSeeALiveRow() throws Exception {
		for (int i = 0; i < 15; i++) {
			Owner owner = deletedOwner(unused(), unused());
			Pet pet = pet(owner);
			Tables before = contents();
			List<Throwable> failures = concurrently(() -> this.owners.restore(owner.id),
					() -> this.pets.restore(pet.id));
			assertThat(failures).hasSizeLessThan(2)
				.allSatisfy((failure) -> assertThat(failure).isInstanceOf(ConcurrencyFailureException.class));
			assertThat(contents()).isNotEqualTo(before);
			assertThat(kinds(owner)).containsExactly(CREATED, DELETED, RESTORED);
			assertThat(kinds(pet)).containsExactly(CREATED, DELETED, RESTORED);
			assertThat(version(owner)).isEqualTo(owner.version + 2);
		}
	}

	@Test
	void ofAConcurrentRestoreAndDeleteNothingIsHalfDone() throws Exception {
		for (int i = 0; i < 10; i++) {
			Owner owner = deletedOwner(unused(), unused());
			List<Throwable> failures = concurrently(() -> this.owners.restore(owner.id),
					() -> this.owners.deleteById(owner.id));
			assertThat(failures)
				.allSatisfy((failure) -> assertThat(failure).isInstanceOf(ConcurrencyFailureException.class));
			boolean live = this.owners.existsById(owner.id);
			assertThat(owner.pets).allSatisfy((pet) -> assertThat(this.pets.existsById(pet.id)).isEqualTo(live));
		}
	}

	@Test
	void aRestoreOfWhatAnotherTransactionHasJustRestoredIsStaleOrSeesALiveRow() {
		Owner owner = deletedOwner(unused());
		try {
			tx(() -> {
				assertThat(this.owners.findDeletedById(owner.id)).isPresent();
				meanwhile(() -> this.owners.restore(owner.id));
				this.owners.restore(owner.id);
			});
		}
		catch (ConcurrencyFailureException ex) {
			// it read before
		}
		assertThat(kinds(owner)).containsExactly(CREATED, DELETED, RESTORED);
		assertThat(version(owner)).isEqualTo(owner.version + 2);
	}

	@Test
	void aRestoreInTheTransactionOfTheDeleteUndoesIt() {
		for (boolean flushed : new boolean[] { true, false }) {
			Owner owner = owner(unused());
			Tables before = contents();
			this.desk.write(() -> {
				this.owners.deleteById(owner.id);
				if (flushed) {
					em().flush();
				}
				this.owners.restore(owner.id);
				return null;
			});
			assertThat(contents()).isEqualTo(before);
			assertThat(version(owner)).isEqualTo(owner.version + 2);
			assertThat(kinds(owner)).startsWith(CREATED).hasSizeLessThan(3).doesNotContain(DELETED);
			assertThat(kinds(pet(owner))).startsWith(CREATED).hasSizeLessThan(3).doesNotContain(DELETED);
		}
	}

	@Test
	void whatWasDeletedAndRestoredIsEditedInTheTransaction() {
		for (boolean flushed : new boolean[] { true, false }) {
			Owner owner = owner(unused());
			this.desk.write(() -> {
				this.owners.delete(em().find(Owner.class, owner.id));
				if (flushed) {
					em().flush();
				}
				Owner restored = this.owners.restore(owner.id);
				restored.name = "edited";
				restored.pets.iterator().next().name = "edited";
				return null;
			});
			assertThat(this.owners.findById(owner.id).orElseThrow().name).isEqualTo("edited");
			assertThat(this.pets.findById(pet(owner).id).orElseThrow().name).isEqualTo("edited");
			assertThat(kinds(owner)).hasSize(2).doesNotContain(DELETED);
			assertThat(this.owners.history(owner.id).get(1).entity().name).isEqualTo("edited");
			assertThat(this.pets.history(pet(owner).id)).hasSize(2)
				.last()
				.satisfies((entry) -> assertThat(entry.entity().name).isEqualTo("edited"));
		}
	}

	@Test
	void aRestoreAndAnEditInOneTransactionAreOneEntry() {
		Owner owner = deletedOwner(unused());
		this.desk.write(() -> {
			Owner restored = this.owners.restore(owner.id);
			restored.name = "once";
			em().flush();
			restored.name = "twice";
			return null;
		});
		assertThat(kinds(owner)).containsExactly(CREATED, DELETED, RESTORED);
		assertThat(this.owners.history(owner.id).get(2).entity().name).isEqualTo("twice");
		assertThat(version(owner)).isEqualTo(owner.version + 4);
	}

	@Test
	void aRestoreAndADeleteInOneTransactionLeaveItDeleted() {
		Owner owner = deletedOwner(unused());
		for (boolean flushed : new boolean[] { true, false }) {
			this.application.clock().tick();
			this.desk.write(() -> {
				this.owners.restore(owner.id);
				if (flushed) {
					em().flush();
				}
				this.owners.deleteById(owner.id);
				return null;
			});
			assertThat(this.owners.existsDeletedById(owner.id)).isTrue();
			assertThat(this.pets.existsDeletedById(pet(owner).id)).isTrue();
			assertThat(kinds(owner)).startsWith(CREATED, DELETED).doesNotContain(RESTORED);
		}
		this.owners.restore(owner.id);
		assertThat(kinds(owner)).endsWith(RESTORED);
		assertThat(this.pets.existsById(pet(owner).id)).isTrue();
	}

	@Test
	void deletesAndRestoresAlternateInTheHistory() {
		Owner owner = owner(unused(), unused());
		Party party = saved(new Company(unused()));
		Tables before = contents();
		List<HistoryKind> kinds = new ArrayList<>(List.of(CREATED));
		List<String> actors = new ArrayList<>(List.of("system"));
		for (int i = 0; i < 20; i++) {
			String deleter = "deleter " + i;
			String restorer = "restorer " + i;
			this.application.clock().tick();
			as(deleter, () -> tx(() -> {
				this.owners.deleteById(owner.id);
				bean(PartyRepository.class).deleteById(party.id);
			}));
			assertThat(count("select count(*) from owner where deleted_by = ? and id = ?", deleter, owner.id))
				.isEqualTo(1);
			this.application.clock().tick();
			as(restorer, () -> {
				if (owner.id % 2 == 0) {
					this.deletions.restore(this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId());
				}
				else {
					tx(() -> {
						this.owners.restore(owner.id);
						bean(PartyRepository.class).restore(party.id);
					});
				}
			});
			assertThat(contents()).isEqualTo(before);
			kinds.addAll(List.of(DELETED, RESTORED));
			actors.addAll(List.of(deleter, restorer));
		}
		alternates(this.owners, owner.id, kinds, actors);
		for (Pet pet : owner.pets) {
			alternates(this.pets, pet.id, kinds, actors);
		}
		alternates(bean(PartyRepository.class), party.id, kinds, actors);
		assertThat(version(owner)).isEqualTo(owner.version + 40);
		assertThat(count("select count(*) from owner_aud where id = ?", owner.id)).isEqualTo(41);
		assertThat(count("select count(*) from party_aud where id = ?", party.id)).isEqualTo(41);
		assertThat(count("select count(*) from company_aud where id = ?", party.id)).isEqualTo(41);
	}

	private <T> void alternates(AuditedRepository<T, Long> repository, Long id, List<HistoryKind> kinds,
			List<String> actors) {
		List<HistoryEntry<T>> history = repository.history(id);
		assertThat(history).extracting(HistoryEntry::kind).isEqualTo(kinds);
		assertThat(history).extracting(HistoryEntry::actor).isEqualTo(actors);
		assertThat(history).extracting(HistoryEntry::revision).isSorted().doesNotHaveDuplicates();
		assertThat(history).extracting(HistoryEntry::instant).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void aBulkDeleteAndARestoreInOneTransaction() {
		Owner one = owner(unused());
		Owner two = owner(unused());
		Tables before = contents();
		this.desk.write(() -> {
			this.owners.deleteAllByIdInBatch(List.of(one.id, two.id));
			assertThat(this.owners.restore(one.id).name).isEqualTo("owner");
			assertThat(this.owners.restoreAll((root, query, builder) -> root.get("id").in(List.of(one.id, two.id))))
				.isEqualTo(1);
			return null;
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(kinds(one)).startsWith(CREATED).hasSizeLessThan(3).doesNotContain(DELETED);
		assertThat(kinds(pet(two))).startsWith(CREATED).hasSizeLessThan(3).doesNotContain(DELETED);
		this.application.clock().tick();
		this.desk.write(() -> {
			assertThat(em().createQuery("delete from Owner o where o.id in (:ids)")
				.setParameter("ids", List.of(one.id, two.id))
				.executeUpdate()).isEqualTo(2);
			return this.owners.restore(two.id);
		});
		assertThat(this.owners.existsDeletedById(one.id)).isTrue();
		assertThat(this.owners.existsById(two.id)).isTrue();
		assertThat(kinds(one)).endsWith(DELETED);
		assertThat(kinds(two)).doesNotContain(DELETED);
		assertThat(this.pets.existsDeletedById(pet(one).id)).isTrue();
		assertThat(this.pets.existsById(pet(two).id)).isTrue();
		this.owners.restore(one.id);
		assertThat(contents()).isEqualTo(before);
	}

}
