package io.github.softdeleteaudit.shapes.locking;

import java.lang.reflect.Field;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.locking.LockingModel.AllLocked;
import io.github.softdeleteaudit.shapes.locking.LockingModel.AllLockedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Excluded;
import io.github.softdeleteaudit.shapes.locking.LockingModel.ExcludedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.IntVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Linked;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LinkedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LockedRow;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Row;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Unversioned;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is deleted stays so, and the first deletion is the one that counts, for each kind
 * of optimistic locking.
 */
abstract class LockingContract extends StaleRowsContract {

	LockingContract(TestDatabase database) {
		super(database);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=0" };
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aRowIsDeletedAndRestoredAndDeletedAgain(Kind<T> kind) {
		List<T> rows = rows(kind, 3);
		deleteAndRestore(repository(kind), rows.get(1).id());
		tx(() -> find(kind, rows.get(1)).rename("renamed after the restore"));
		deleteAndRestore(repository(kind), rows.get(1).id());
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void aStaleDeleteOfADetachedInstanceFails(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		tx(() -> find(kind, row).rename("changed"));
		Tables before = tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository(kind).delete(row));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aStaleUpdateFailsThoughItsAttributeIsExcludedFromTheLock(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		if (row instanceof LockedRow) {
			staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
				LockedRow found = (LockedRow) find(kind, row);
				return () -> found.remark = "resurrected";
			});
		}
	}

	@ParameterizedTest
	@MethodSource("withText")
	<T extends Row> void aStaleUpdateOfAnotherTableThanTheRootsFails(Kind<T> kind) throws ReflectiveOperationException {
		Field text = kind.type().getField("text");
		T row = rows(kind, 3).get(1);
		staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
			T found = find(kind, row);
			return () -> ReflectionUtils.setField(text, found, "resurrected");
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aStaleDetachedInstanceOfADeletedRowCannotBeSaved(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		repository(kind).deleteById(row.id());
		row.rename("resurrected");
		Tables before = tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository(kind).save(row));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void deletingADeletedIdDoesNothing(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		repository(kind).deleteById(row.id());
		this.application.clock().tick();
		Tables deleted = tables();
		repository(kind).deleteById(row.id());
		repository(kind).deleteAllById(List.of(row.id()));
		repository(kind).deleteAllByIdInBatch(List.of(row.id()));
		assertThat(tables()).isEqualTo(deleted);
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void aDeletionAndARestoreGiveNewVersionsThatTheInstanceCarries(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		Object created = version(repository(kind).findById(row.id()).orElseThrow());
		T removed = get(() -> {
			T found = find(kind, row);
			repository(kind).delete(found);
			return found;
		});
		Object deleted = version(repository(kind).findDeletedById(row.id()).orElseThrow());
		assertThat(deleted).isNotEqualTo(created);
		assertThat(version(removed)).isEqualTo(deleted);
		T restored = repository(kind).restore(row.id());
		assertThat(version(restored)).isNotIn(created, deleted);
		if (created instanceof Number number) {
			assertThat(((Number) deleted).longValue()).isEqualTo(number.longValue() + 1);
			assertThat(((Number) version(restored)).longValue()).isEqualTo(number.longValue() + 2);
		}
		restored.rename("saved after the restore");
		repository(kind).save(restored);
		Tables before = tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository(kind).save(removed));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void whatIsLockedPessimisticallyIsDeletedAndRestored(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		for (LockModeType mode : List.of(LockModeType.PESSIMISTIC_READ, LockModeType.PESSIMISTIC_WRITE)) {
			deleteAndRestore(repository(kind), row.id(), () -> em().remove(em().find(kind.type(), row.id(), mode)));
			deleteAndRestore(repository(kind), row.id(), () -> {
				T found = find(kind, row);
				em().lock(found, mode);
				em().remove(found);
			});
			deleteAndRestore(repository(kind), row.id(), () -> {
				T found = find(kind, row);
				em().refresh(found, mode);
				em().remove(found);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void whatHasItsVersionIncrementedByForceIsDeletedAndRestored(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		for (LockModeType mode : List.of(LockModeType.PESSIMISTIC_FORCE_INCREMENT,
				LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.OPTIMISTIC)) {
			deleteAndRestore(repository(kind), row.id(), () -> em().remove(em().find(kind.type(), row.id(), mode)));
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aRowThatWasDeletedMeanwhileCannotBeLocked(Kind<T> kind) {
		for (LockModeType mode : List.of(LockModeType.PESSIMISTIC_READ, LockModeType.PESSIMISTIC_WRITE)) {
			T row = rows(kind, 3).get(1);
			staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
				T found = find(kind, row);
				return () -> em().lock(found, mode);
			});
			assertThat(this.<T>get(() -> em().find(kind.type(), row.id(), mode))).isNull();
			T other = rows(kind, 3).get(1);
			staleWhen(() -> meanwhile(() -> repository(kind).deleteById(other.id())), () -> {
				find(kind, other);
				return () -> em().find(kind.type(), other.id(), mode);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void aForcedIncrementOfWhatWasDeletedMeanwhileFails(Kind<T> kind) {
		// a repeatable read does not see what others commit, so that OPTIMISTIC alone
		// says
		// nothing
		for (LockModeType mode : List.of(LockModeType.OPTIMISTIC_FORCE_INCREMENT,
				LockModeType.PESSIMISTIC_FORCE_INCREMENT)) {
			T row = rows(kind, 3).get(1);
			staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
				T found = find(kind, row);
				return () -> em().lock(found, mode);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aStaleUpdateOfAnExcludedAttributeInAnotherTableThanTheRootsFails(Kind<T> kind) {
		Field remark = ReflectionUtils.findField(kind.type(), "textRemark");
		if (remark != null) {
			T row = rows(kind, 3).get(1);
			staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
				T found = find(kind, row);
				return () -> ReflectionUtils.setField(remark, found, "resurrected");
			});
		}
	}

	static Stream<Named<Consumer<Linked>>> changes() {
		return Stream.of(Named.of("add to a set", (row) -> row.words.add("b")),
				Named.of("clear", (row) -> row.words.clear()),
				Named.of("replace", (row) -> row.words = new LinkedHashSet<>(Set.of("c"))),
				Named.of("set to null", (row) -> row.words = null), Named.of("add to a bag", (row) -> row.bag.add("b")),
				Named.of("remove from a bag", (row) -> row.bag.remove("a")),
				Named.of("clear links", (row) -> row.others.clear()),
				Named.of("clear children", (row) -> row.parts.clear()),
				Named.of("add a child", (row) -> row.parts.add(new IntVersion())));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void aStaleChangeOfACollectionOfAnUnversionedRowFails(Consumer<Linked> change) {
		LinkedRepository repository = bean(LinkedRepository.class);
		Linked row = linked("row");
		linked("other");
		staleWhen(() -> meanwhile(() -> repository.deleteById(row.id)), () -> {
			Linked found = em().find(Linked.class, row.id);
			// its children are deleted along
			Hibernate.initialize(found.parts);
			return () -> change.accept(found);
		});
		repository.restore(row.id);
		tx(() -> change.accept(em().find(Linked.class, row.id)));
		deleteAndRestore(repository, row.id);
	}

	private Linked linked(String name) {
		return get(() -> {
			Linked row = new Linked();
			row.name = name;
			row.words.add("a");
			row.bag.add("a");
			row.bag.add("a");
			row.others.add(new Unversioned());
			row.others.forEach(em()::persist);
			row.parts.add(new IntVersion());
			em().persist(row);
			return row;
		});
	}

	@Test
	void aStaleChangeOfACollectionThatIsExcludedFromTheLockFails() {
		List<Excluded> rows = get(() -> Stream.of("a", "b", "c").map((word) -> {
			Excluded row = new Excluded();
			row.words.add(word);
			em().persist(row);
			return row;
		}).toList());
		staleWhen(() -> meanwhile(() -> bean(ExcludedRepository.class).deleteById(rows.get(1).id)), () -> {
			Excluded found = em().find(Excluded.class, rows.get(1).id);
			return () -> found.words.add("resurrected");
		});
	}

	@Test
	void aRowThatIsLockedByAllItsAttributesIsDeletedWhateverTheyHold() {
		AllLockedRepository repository = bean(AllLockedRepository.class);
		AllLocked full = get(() -> {
			Unversioned other = new Unversioned();
			em().persist(other);
			AllLocked row = new AllLocked();
			row.name = "full";
			row.remark = "remark";
			row.number = 7;
			row.letter = "letter";
			row.picture = new byte[] { 1, 2, 3 };
			row.due = Instant.parse("2026-01-02T03:04:05.678901Z");
			row.other = other;
			em().persist(row);
			em().persist(new AllLocked());
			return row;
		});
		AllLocked empty = get(() -> {
			AllLocked row = new AllLocked();
			em().persist(row);
			return row;
		});
		for (Long id : List.of(full.id, empty.id)) {
			deleteAndRestore(repository, id);
			deleteAndRestore(repository, id, () -> em().remove(em().getReference(AllLocked.class, id)));
			deleteAndRestore(repository, id, () -> {
				em().unwrap(Session.class).setDefaultReadOnly(true);
				em().remove(em().find(AllLocked.class, id));
			});
			AllLocked detached = repository.findById(id).orElseThrow();
			deleteAndRestore(repository, id, () -> repository.delete(detached));
			deleteAndRestore(repository, id, () -> repository.deleteAll(List.of(detached)));
			deleteAndRestore(repository, id, () -> repository.deleteAllInBatch(List.of(detached)));
			deleteAndRestore(repository, id, () -> {
				AllLocked changed = em().find(AllLocked.class, id);
				changed.remark = changed.remark;
				changed.number = (changed.number != null) ? changed.number : null;
				em().remove(changed);
			});
		}
	}

	@Test
	void aReadOnlyOrStatelessStaleDeleteOfADeletedRowFails() {
		for (Kind<?> kind : all().toList()) {
			readOnlyOrStateless(kind);
		}
	}

	private <T extends Row> void readOnlyOrStateless(Kind<T> kind) {
		List<T> rows = rows(kind, 3);
		staleWhen(() -> meanwhile(() -> repository(kind).deleteById(rows.get(0).id())), () -> {
			em().unwrap(Session.class).setDefaultReadOnly(true);
			T found = find(kind, rows.get(0));
			return () -> em().remove(found);
		});
		T detached = repository(kind).findById(rows.get(1).id()).orElseThrow();
		repository(kind).deleteById(rows.get(1).id());
		Tables before = tables();
		assertThatExceptionOfType(StaleObjectStateException.class).isThrownBy(() -> tx(() -> {
			try (StatelessSession session = stateless()) {
				session.delete(detached);
			}
		}));
		assertThat(tables()).isEqualTo(before);
		detached.rename("resurrected");
		assertThatExceptionOfType(StaleObjectStateException.class).as(kind.toString()).isThrownBy(() -> tx(() -> {
			try (StatelessSession session = stateless()) {
				session.update(detached);
			}
		}));
		assertThat(tables()).isEqualTo(before);
	}

	private StatelessSession stateless() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class).openStatelessSession();
	}

}
