package io.github.softdeleteaudit.shapes.scopechange;

import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.Machine;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.MachineRepository;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.Part;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.PartRepository;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.ScopeChangeApplication;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.Sticker;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.StickerRepository;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.Tool;
import io.github.softdeleteaudit.shapes.scopechange.ScopeChangeModel.ToolRepository;
import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is changed in a scope, and what is changed after it of what it has loaded.
 */
abstract class ScopeChangeContract extends ShapeContract {

	private MachineRepository machines;

	private PartRepository parts;

	private ToolRepository tools;

	private Machine machine;

	private Part live;

	private Part deleted;

	ScopeChangeContract(TestDatabase database) {
		super(database, ScopeChangeApplication.class);
	}

	/**
	 * A live machine with a live part and a deleted one.
	 */
	@BeforeEach
	void begin() {
		this.machines = bean(MachineRepository.class);
		this.parts = bean(PartRepository.class);
		this.tools = bean(ToolRepository.class);
		this.machine = saved(new Machine("machine", "live", "deleted"));
		this.live = this.machine.parts.get(0);
		this.deleted = this.machine.parts.get(1);
		this.parts.deleteById(this.deleted.id);
		this.application.clock().tick();
	}

	@Test
	void aDeleteCascadesPastDeletedElementsOfACollectionThatAScopeHasLoaded() {
		Tables before = contents();
		String row = row(this.deleted);
		tx(() -> this.machines.delete(allParts()));
		assertThat(row(this.deleted)).isEqualTo(row);
		assertThat(this.parts.existsDeletedById(this.live.id)).isTrue();
		this.machines.restore(this.machine.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aDeleteInAScopeCascadesPastDeletedElements() {
		Tables before = contents();
		String row = row(this.deleted);
		tx(() -> SoftDeleteScope.includingDeleted(() -> this.machines.deleteById(this.machine.id)));
		assertThat(row(this.deleted)).isEqualTo(row);
		assertThat(this.parts.existsDeletedById(this.live.id)).isTrue();
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			this.machines.restore(this.machine.id);
		}));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aDeletedOrphanOfACollectionThatAScopeHasLoadedStaysAsItIs() {
		String row = row(this.deleted);
		tx(() -> allParts().parts.removeIf((part) -> part.id.equals(this.deleted.id)));
		assertThat(row(this.deleted)).isEqualTo(row);
		tx(() -> allParts().parts.clear());
		assertThat(row(this.deleted)).isEqualTo(row);
		assertThat(this.parts.existsDeletedById(this.live.id)).isTrue();
		assertThat(this.parts.history(this.deleted.id)).hasSize(2);
	}

	@Test
	void whatIsHandedOverInAScopeIsDeletedWhileItIsLive() {
		Machine other = saved(new Machine("other", "part"));
		String row = row(this.deleted);
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			this.parts.deleteById(this.deleted.id);
			this.parts.delete(this.deleted);
			this.parts.deleteAllInBatch(List.of(this.deleted));
			this.parts.delete(this.parts.findById(this.deleted.id).orElseThrow());
		}));
		assertThat(row(this.deleted)).isEqualTo(row);
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			this.parts.delete(this.live);
			this.machines.deleteById(other.id);
		}));
		assertThat(this.parts.existsDeletedById(this.live.id)).isTrue();
		assertThat(this.machines.existsDeletedById(other.id)).isTrue();
		tx(() -> SoftDeleteScope.onlyDeleted(Machine.class, () -> this.machines.delete(this.machine)));
		assertThat(this.machines.existsDeletedById(this.machine.id)).isTrue();
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			this.parts.deleteAllInBatch();
			this.parts.deleteAll();
		}));
		assertThat(row(this.deleted)).isEqualTo(row);
	}

	@Test
	void aDeleteInAScopeOfDeletedRowsTakesLiveOnesAlong() {
		Sticker sticker = saved(new Sticker(this.machine));
		StickerRepository stickers = bean(StickerRepository.class);
		tx(() -> SoftDeleteScope.onlyDeleted(Sticker.class, () -> this.machines.deleteById(this.machine.id)));
		assertThat(stickers.existsDeletedById(sticker.id)).isTrue();
	}

	@Test
	void inAScopeOfAnyKindRowsAreRestoredAndPurged() {
		Tables before = contents();
		this.machines.deleteById(this.machine.id);
		Tables deletedBefore = contents();
		tx(() -> SoftDeleteScope.onlyDeleted(Machine.class, () -> {
			assertThat(this.machines.restore(this.machine.id).name).isEqualTo("machine");
			// what is live is left as it is
			assertThat(this.machines.restore(this.machine.id).name).isEqualTo("machine");
		}));
		assertThat(contents()).isEqualTo(before).isNotEqualTo(deletedBefore);
		assertThatExceptionOfType(NotDeletedException.class)
			.isThrownBy(() -> tx(() -> SoftDeleteScope.onlyDeleted(Part.class, () -> this.parts.purge(this.live.id))));
		tx(() -> SoftDeleteScope.includingDeleted(() -> this.parts.purge(this.deleted.id)));
		assertThat(count("select count(*) from part where id = ?", this.deleted.id)).isZero();
	}

	@Test
	void aStaleChangeOfADeletedRowFailsInAScopeToo() {
		Part stale = get(() -> SoftDeleteScope.includingDeleted(() -> this.parts.findById(this.deleted.id)))
			.orElseThrow();
		stale.name = "changed";
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> tx(() -> SoftDeleteScope.includingDeleted(() -> this.parts.save(stale))));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> tx(() -> SoftDeleteScope.onlyDeleted(Part.class, () -> this.parts.save(stale))));
		assertThat(contents()).isEqualTo(before);
		this.live.name = "merged";
		Part live = get(() -> this.parts.findById(this.live.id)).orElseThrow();
		live.name = "merged";
		tx(() -> SoftDeleteScope.onlyDeleted(Part.class, () -> this.parts.save(live)));
		assertThat(count("select count(*) from part where id = ? and name = 'merged'", live.id)).isOne();
	}

	@Test
	void inAScopeOfDeletedRowsAFindByIdAgreesWithQueries() {
		SoftDeleteScope.onlyDeleted(Part.class, () -> {
			assertThat(this.parts.existsById(this.live.id)).isFalse();
			assertThat(this.parts.findAllById(List.of(this.live.id, this.deleted.id))).hasSize(1);
			assertThat(this.parts.findById(this.deleted.id)).isPresent();
			assertThat(this.parts.findById(this.live.id)).isEmpty();
		});
		tx(() -> {
			this.parts.findById(this.live.id);
			Session session = em().unwrap(Session.class);
			SoftDeleteScope.onlyDeleted(Part.class, () -> {
				assertThat(this.parts.findById(this.live.id)).isEmpty();
				assertThat(this.parts.findAllById(List.of(this.live.id, this.deleted.id))).hasSize(1);
				assertThat(session.findMultiple(Part.class, List.of(this.live.id, this.deleted.id)))
					.extracting((part) -> (part != null) ? part.id : null)
					.containsExactly(null, this.deleted.id);
			});
			assertThat(session.findMultiple(Part.class, List.of(this.live.id, this.deleted.id)))
				.extracting((part) -> (part != null) ? part.id : null)
				.containsExactly(this.live.id, null);
		});
	}

	@Test
	void whatIsRestoredAfterItWasFoundIsChangedAsEver() {
		tx(() -> {
			Part found = this.parts.findDeletedById(this.deleted.id).orElseThrow();
			Part restored = this.parts.restore(this.deleted.id);
			assertThat(restored).isSameAs(found);
			restored.name = "changed";
		});
		assertThat(this.parts.findById(this.deleted.id).orElseThrow().name).isEqualTo("changed");
		this.machines.deleteById(this.machine.id);
		tx(() -> {
			Machine found = this.machines.findDeletedById(this.machine.id).orElseThrow();
			Hibernate.initialize(found.parts);
			Hibernate.initialize(found.notes);
			Machine restored = this.machines.restore(this.machine.id);
			restored.name = "changed";
			restored.notes.add("note");
			restored.parts.add(new Part("new", restored));
		});
		tx(() -> {
			Machine found = this.machines.findById(this.machine.id).orElseThrow();
			assertThat(found.name).isEqualTo("changed");
			assertThat(found.notes).containsExactly("note");
			assertThat(found.parts).extracting(Part::getName).containsExactlyInAnyOrder("live", "changed", "new");
		});
	}

	@Test
	void anUpdateOfDeletedRowsInAScopeIsRefused() {
		Tables before = contents();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(
				() -> tx(() -> SoftDeleteScope.includingDeleted(() -> this.parts.rename(this.deleted.id, "changed"))))
			.withMessageContaining("deleted rows of " + Part.class.getName());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> tx(
				() -> SoftDeleteScope.onlyDeleted(Part.class, () -> this.parts.rename(this.deleted.id, "changed"))));
		tx(() -> assertThat(this.parts.rename(this.deleted.id, "changed")).isZero());
		assertThat(contents()).isEqualTo(before);
		tx(() -> SoftDeleteScope.includingDeleted(Tool.class,
				() -> assertThat(this.parts.rename(this.live.id, "changed")).isOne()));
	}

	@Test
	void collectionsThatAreFetchedAlongInAScopeKeepTheirLinks() {
		Tool kept = saved(new Tool("kept"));
		Tool gone = saved(new Tool("gone"));
		Machine other = saved(new Machine("other"));
		tx(() -> List.of(this.machine, other)
			.forEach((each) -> this.machines.findById(each.id).orElseThrow().tools.addAll(List.of(kept, gone))));
		this.tools.deleteById(gone.id);
		Tables before = contents();
		tx(() -> {
			Machine first = this.machines.findById(this.machine.id).orElseThrow();
			Machine second = this.machines.findById(other.id).orElseThrow();
			SoftDeleteScope.includingDeleted(() -> assertThat(first.tools).hasSize(2));
			second.tools.add(this.tools.findById(kept.id).orElseThrow());
			second.name = "changed";
		});
		assertThat(contents().only((table) -> table.contains("_tool")))
			.isEqualTo(before.only((table) -> table.contains("_tool")));
		tx(() -> {
			Machine first = this.machines.findById(this.machine.id).orElseThrow();
			Machine second = this.machines.findById(other.id).orElseThrow();
			SoftDeleteScope.includingDeleted(() -> assertThat(first.tools).hasSize(2));
			assertThat(second.tools).extracting(Tool::getName).containsExactly("kept");
		});
	}

	@Test
	void whatIsSavedInAScopeIsSaved() {
		Machine added = get(() -> SoftDeleteScope.onlyDeleted(Machine.class,
				() -> this.machines.save(new Machine("added", "part"))));
		assertThat(this.machines.existsById(added.id)).isTrue();
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			Machine found = this.machines.findById(this.machine.id).orElseThrow();
			found.name = "changed";
			found.parts.add(new Part("new", found));
			this.machines.flush();
		}));
		tx(() -> {
			Machine found = this.machines.findById(this.machine.id).orElseThrow();
			assertThat(found.name).isEqualTo("changed");
			assertThat(found.parts).extracting(Part::getName).containsExactlyInAnyOrder("live", "new");
		});
		this.machine.name = "detached";
		Machine detached = get(() -> this.machines.findById(this.machine.id).orElseThrow());
		detached.name = "merged";
		tx(() -> SoftDeleteScope.includingDeleted(() -> this.machines.save(detached)));
		assertThat(count("select count(*) from machine where name = 'merged'")).isOne();
	}

	private Machine allParts() {
		Machine found = SoftDeleteScope.includingDeleted(() -> {
			Machine machine = this.machines.findById(this.machine.id).orElseThrow();
			assertThat(machine.parts).extracting((part) -> part.id).contains(this.deleted.id);
			return machine;
		});
		return found;
	}

	private String row(Part part) {
		return this.application.jdbc().queryForMap("select * from part where id = ?", part.id).toString();
	}

}
