package io.github.softdeleteaudit.shapes.conflict;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestoreVetoedException;
import io.github.softdeleteaudit.restore.RestoredRows;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Company;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Diary;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Keyed;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Owner;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Party;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PartyRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Pet;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told of a restore, and how listeners take part in it.
 */
abstract class RestoreEventContract extends ConflictShapes {

	RestoreEventContract(TestDatabase database) {
		super(database);
	}

	private Set<Object> ids(Owner owner) {
		return Set.copyOf(owner.pets.stream().map((pet) -> (Object) pet.id).toList());
	}

	@Test
	void bothEventsTellTheRowsInTheThreadAndTransactionOfTheRestore() {
		Owner owner = deletedOwner(unused(), unused());
		this.told.onBefore = (event) -> {
			assertThat(this.owners.existsDeletedById(owner.id)).isTrue();
			assertThat(event.getRows()).isEqualTo(this.owners.previewRestore(owner.id).rows());
		};
		this.told.onAfter = (event) -> {
			assertThat(this.owners.existsById(owner.id)).isTrue();
			assertThat(em().find(Owner.class, owner.id).pets).hasSize(2);
		};
		this.owners.restore(owner.id);
		assertThat(this.told.order).containsExactly("before", "after", "committed");
		assertThat(this.told.threads).containsExactly(Thread.currentThread());
		RestoredRows rows = this.told.before.get(0);
		assertThat(rows.idsByType().keySet()).containsExactly(Owner.class, Pet.class);
		assertThat(rows.idsByType()).isEqualTo(Map.of(Owner.class, Set.of(owner.id), Pet.class, ids(owner)));
		assertThat(rows.count()).isEqualTo(3);
		assertThat(this.told.after).containsExactly(rows);
		assertThat(this.told.committed).containsExactly(rows);
	}

	@Test
	void everyWayToRestoreTellsOfIt() {
		Owner owner = deletedOwner(unused());
		UUID deletion = this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId();
		assertThat(this.deletions.restore(deletion)).isEqualTo(this.told.before.get(0));
		assertThat(this.told.order).containsExactly("before", "after", "committed");
		this.owners.deleteById(owner.id);
		this.told.reset();
		this.owners.restoreAll((root, query, builder) -> builder.equal(root.get("id"), owner.id));
		assertThat(this.told.order).containsExactly("before", "after", "committed");
		assertThat(this.told.before.get(0).contains(Pet.class, owner.pets.iterator().next().id)).isTrue();
		Keyed keyed = deleted(new Keyed(unused()));
		this.told.reset();
		this.keyed.restoreOrSave(new Keyed(keyed.email));
		assertThat(this.told.order).isEmpty();
		Pet pet = deleted(new Pet(null, unused()));
		this.pets.restoreOrSave(new Pet(null, pet.chip));
		assertThat(this.told.order).containsExactly("before", "after", "committed");
		Party party = deleted(new Company(unused()));
		this.told.reset();
		bean(PartyRepository.class).restore(party.id);
		assertThat(this.told.after).containsExactly(new RestoredRows(Map.of(Company.class, Set.of(party.id))));
		assertThat(this.told.after.get(0).contains(Party.class, party.id)).isTrue();
	}

	@Test
	void parentsThatAreRestoredTooAreTold() {
		Owner owner = saved(new Owner("parent", unused()));
		Pet pet = owner.pets.iterator().next();
		this.pets.deleteById(pet.id);
		this.application.clock().tick();
		this.owners.deleteById(owner.id);
		this.pets.restore(pet.id, RestoreOptions.withParents());
		assertThat(this.told.before.get(0).idsByType().keySet()).containsExactly(Owner.class, Pet.class);
		assertThat(this.told.order).containsExactly("before", "after", "committed");
	}

	@Test
	void nothingIsToldOfARestoreThatDoesNothing() {
		Owner live = saved(new Owner("live", unused()));
		this.owners.restore(live.id);
		this.owners.previewRestore(live.id);
		this.owners.restoreAll((root, query, builder) -> builder.equal(root.get("id"), live.id));
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> this.owners.restore(-1L));
		assertThatExceptionOfType(ObjectRetrievalFailureException.class)
			.isThrownBy(() -> this.deletions.restore(UUID.randomUUID()));
		Owner deleted = deletedOwner(unused());
		this.owners.previewRestore(deleted.id);
		saved(new Pet(null, deleted.pets.iterator().next().chip));
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.owners.restore(deleted.id));
		assertThat(this.told.order).isEmpty();
	}

	@Test
	void aRollbackIsNotTakenForACommit() {
		Owner owner = deletedOwner(unused());
		Tables before = tables();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.desk.write(() -> {
			this.owners.restore(owner.id);
			throw new IllegalStateException();
		}));
		assertThat(this.told.order).containsExactly("before", "after", "rolled back");
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void aVetoLeavesEverythingAsItWasAndTheTransactionGoesOn() {
		Owner owner = deletedOwner(unused());
		Pet pet = deleted(new Pet(null, unused()));
		UUID deletion = this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId();
		this.told.onBefore = (event) -> {
			event.veto("under investigation");
			event.veto("another reason");
		};
		Tables before = tables();
		List<Runnable> restores = List.of(() -> this.owners.restore(owner.id),
				() -> this.owners.restore(owner.id, RestoreOptions.withParents()),
				() -> this.owners.restoreAll((root, query, builder) -> builder.equal(root.get("id"), owner.id)),
				() -> this.deletions.restore(deletion), () -> this.pets.restoreOrSave(new Pet(null, pet.chip)));
		for (Runnable restore : restores) {
			this.told.order.clear();
			assertThatExceptionOfType(RestoreVetoedException.class).isThrownBy(restore::run)
				.withMessage("Nothing was restored: under investigation");
			assertThat(this.told.order).containsExactly("before");
			assertThat(tables()).isEqualTo(before);
		}
		for (int i = 0; i < restores.size(); i++) {
			Runnable restore = restores.get(i);
			String text = "after veto " + i;
			this.desk.write(() -> {
				assertThatExceptionOfType(RestoreVetoedException.class).isThrownBy(restore::run);
				em().persist(new Diary(text));
				return null;
			});
			assertThat(count("select count(*) from diary where text = ?", text)).isEqualTo(1);
		}
		assertThat(tables().only((table) -> !table.startsWith("diary")))
			.isEqualTo(before.only((table) -> !table.startsWith("diary")));
	}

	@Test
	void anExceptionOfAListenerRollsEverythingBack() {
		Owner owner = deletedOwner(unused());
		Tables before = tables();
		this.told.onBefore = (event) -> {
			throw new UnsupportedOperationException("before");
		};
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.owners.restore(owner.id));
		assertThat(tables()).isEqualTo(before);
		this.told.reset();
		this.told.onAfter = (event) -> {
			throw new UnsupportedOperationException("after");
		};
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.owners.restore(owner.id));
		assertThat(this.told.order).startsWith("before", "after").doesNotContain("committed");
		assertThat(tables()).isEqualTo(before);
		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> this.desk.write(() -> {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> this.owners.restore(owner.id));
			return null;
		}));
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void whatAListenerChangesIsWrittenWithTheRestore() {
		Owner owner = deletedOwner(unused());
		Owner live = saved(new Owner("live"));
		this.told.onBefore = (event) -> em().find(Owner.class, live.id).name = "changed before";
		this.told.onAfter = (event) -> em().find(Owner.class, owner.id).name = "changed after";
		this.owners.restore(owner.id);
		assertThat(this.owners.findById(live.id).orElseThrow().name).isEqualTo("changed before");
		assertThat(this.owners.findById(owner.id).orElseThrow().name).isEqualTo("changed after");
		assertThat(this.owners.history(owner.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(this.owners.history(live.id)).hasSize(2);
	}

	@Test
	void aListenerRestoresAndDeletesSomethingElse() {
		Owner owner = deletedOwner(unused());
		Owner another = deletedOwner(unused());
		Owner live = saved(new Owner("live", unused()));
		Tables before = tables();
		this.told.onBefore = (event) -> {
			if (event.getRows().contains(Owner.class, owner.id)) {
				this.owners.restore(another.id);
			}
		};
		this.told.onAfter = (event) -> {
			if (event.rows().contains(Owner.class, owner.id)) {
				this.owners.deleteById(live.id);
			}
		};
		this.owners.restore(owner.id);
		assertThat(this.told.order).containsExactly("before", "before", "after", "after", "committed", "committed");
		assertThat(tables()).isNotEqualTo(before);
		for (Owner restored : List.of(owner, another)) {
			assertThat(this.pets.existsById(restored.pets.iterator().next().id)).isTrue();
			assertThat(this.owners.history(restored.id)).extracting(HistoryEntry::kind)
				.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		}
		assertThat(this.owners.existsDeletedById(live.id)).isTrue();
		assertThat(this.pets.existsDeletedById(live.pets.iterator().next().id)).isTrue();
		assertThat(count("select count(distinct rev) from owner_aud where id in (?, ?, ?) and revtype <> 0", owner.id,
				another.id, live.id))
			.isEqualTo(3);
	}

	@Test
	void whatAListenerDeletesAgainCannotBeReturned() {
		Owner owner = deletedOwner(unused());
		UUID deletion = this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId();
		Tables before = tables();
		this.told.onAfter = (event) -> this.owners.deleteById(owner.id);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.owners.restore(owner.id))
			.withMessageContaining("by a listener or by another transaction");
		assertThat(tables()).isEqualTo(before);
		// which returns no entities
		this.deletions.restore(deletion);
		assertThat(this.owners.existsDeletedById(owner.id)).isTrue();
		assertThat(this.pets.existsDeletedById(owner.pets.iterator().next().id)).isTrue();
	}

	@Test
	void aKeyThatAListenerTakesIsRefusedByTheDatabase() {
		Pet pet = deleted(new Pet(null, unused()));
		Tables before = tables();
		this.told.onBefore = (event) -> em().persist(new Pet(null, pet.chip));
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(() -> this.pets.restore(pet.id));
		assertThat(tables().only((table) -> !table.endsWith("_seq")))
			.isEqualTo(before.only((table) -> !table.endsWith("_seq")));
	}

	@Test
	void aConflictThatAListenerMeetsRollsBackWhatItListensTo() {
		Owner owner = deletedOwner(unused());
		UUID deletion = this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId();
		Pet blocked = deleted(new Pet(null, unused()));
		saved(new Pet(null, blocked.chip));
		Tables before = tables();
		Consumer<Object> restoring = (event) -> {
			saved(new Owner("written by the listener"));
			this.pets.restore(blocked.id);
		};
		this.told.onAfter = restoring::accept;
		assertNothingIsRestored(() -> this.owners.restore(owner.id), before);
		assertNothingIsRestored(() -> this.deletions.restore(deletion), before);
		this.told.reset();
		this.told.onBefore = (event) -> {
			if (event.getRows().contains(Owner.class, owner.id)) {
				restoring.accept(event);
			}
		};
		assertNothingIsRestored(() -> this.owners.restore(owner.id), before);
		assertNothingIsRestored(() -> this.deletions.restore(deletion), before);
	}

	private void assertNothingIsRestored(Runnable restore, Tables before) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(restore::run)
			.withCauseInstanceOf(RestoreConflictException.class);
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void aVetoedRestoreOfAListenerIsVetoedAlone() {
		Owner owner = deletedOwner(unused());
		Owner another = deletedOwner(unused());
		this.told.onBefore = (event) -> {
			if (event.getRows().contains(Owner.class, another.id)) {
				event.veto("that one");
			}
			else {
				assertThatExceptionOfType(RestoreVetoedException.class)
					.isThrownBy(() -> this.owners.restore(another.id));
			}
		};
		this.owners.restore(owner.id);
		assertThat(this.owners.existsById(owner.id)).isTrue();
		assertThat(this.owners.existsDeletedById(another.id)).isTrue();
	}

}
