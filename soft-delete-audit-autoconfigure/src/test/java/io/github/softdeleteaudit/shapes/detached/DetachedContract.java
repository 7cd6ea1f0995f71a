package io.github.softdeleteaudit.shapes.detached;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.IdentifierOfDeletedRowException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Assigned;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.AssignedRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.AssignedRow;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.AssignedVersioned;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.AssignedVersionedRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Cat;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Child;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.DetachedApplication;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Dog;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.DogRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Parent;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.ParentRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.PrimitiveVersioned;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.PrimitiveVersionedRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Row;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.SelfMade;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.SelfMadeRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Unversioned;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.UnversionedRepository;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.Versioned;
import io.github.softdeleteaudit.shapes.detached.DetachedModel.VersionedRepository;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StatelessSession;
import org.hibernate.UnknownEntityTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is handed over to be deleted or saved is deleted or saved, or there is an error
 * that says why not.
 */
abstract class DetachedContract extends ShapeContract {

	private static final List<Kind<?>> VERSIONED = List.of(
			new Kind<>(Versioned.class, Versioned::new, VersionedRepository.class),
			new Kind<>(PrimitiveVersioned.class, PrimitiveVersioned::new, PrimitiveVersionedRepository.class),
			new Kind<>(AssignedVersioned.class, AssignedVersioned::new, AssignedVersionedRepository.class));

	private static final List<Kind<?>> UNVERSIONED = List.of(
			new Kind<>(Unversioned.class, Unversioned::new, UnversionedRepository.class),
			new Kind<>(Assigned.class, Assigned::new, AssignedRepository.class),
			new Kind<>(SelfMade.class, SelfMade::new, SelfMadeRepository.class));

	private final AtomicLong lastId = new AtomicLong();

	DetachedContract(TestDatabase database) {
		super(database, DetachedApplication.class);
	}

	static Stream<Kind<?>> versioned() {
		return VERSIONED.stream();
	}

	static Stream<Kind<?>> unversioned() {
		return UNVERSIONED.stream();
	}

	static Stream<Kind<?>> all() {
		return Stream.concat(versioned(), unversioned());
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aDetachedInstanceIsDeleted(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		for (Consumer<T> delete : List.<Consumer<T>>of(repository::delete, (row) -> repository.deleteAll(List.of(row)),
				(row) -> repository.deleteAllInBatch(List.of(row)), (row) -> em().remove(em().merge(row)),
				(row) -> stateless((session) -> session.delete(row)))) {
			T detached = repository.findById(id).orElseThrow();
			deleteAndRestore(repository, id, () -> delete.accept(detached));
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void theChangesOfADetachedInstanceAreNotWrittenWithItsDeletion(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		detached.setName("changed");
		deleteAndRestore(repository, id, () -> repository.delete(detached));
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void aStaleDetachedInstanceIsNotDeleted(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		tx(() -> em().find(kind.type, id).setName("changed"));
		Tables before = tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository.delete(detached));
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository.deleteAll(List.of(detached)));
		assertThatExceptionOfType(StaleObjectStateException.class)
			.isThrownBy(() -> tx(() -> stateless((session) -> session.delete(detached))));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void removingADetachedInstanceIsAnError(Kind<T> kind) {
		Long id = row(kind);
		T detached = repository(kind).findById(id).orElseThrow();
		Tables before = tables();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> tx(() -> em().remove(detached)));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> tx(() -> {
			assertThat(em().find(kind.type, id)).isNotNull();
			em().remove(detached);
		}));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aDetachedInstanceOfADeletedRowIsLeftAlone(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		repository.deleteById(id);
		this.application.clock().tick();
		Tables deleted = tables();
		repository.delete(detached);
		repository.deleteAll(List.of(detached));
		repository.deleteAllInBatch(List.of(detached));
		T read = repository.findDeletedById(id).orElseThrow();
		repository.delete(read);
		tx(() -> stateless((session) -> session.delete(read)));
		assertThat(tables()).isEqualTo(deleted);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aProxyIsDeleted(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		deleteAndRestore(repository, id, () -> em().remove(em().getReference(kind.type, id)));
		deleteAndRestore(repository, id, () -> repository.delete(repository.getReferenceById(id)));
		deleteAndRestore(repository, id, () -> repository.deleteAll(List.of(repository.getReferenceById(id))));
		deleteAndRestore(repository, id, () -> repository.deleteAllInBatch(List.of(repository.getReferenceById(id))));
		T uninitialised = get(() -> repository.getReferenceById(id));
		assertThat(Hibernate.isInitialized(uninitialised)).isFalse();
		deleteAndRestore(repository, id, () -> repository.delete(uninitialised));
		deleteAndRestore(repository, id, () -> repository.deleteAll(List.of(uninitialised)));
		deleteAndRestore(repository, id, () -> repository.deleteAllInBatch(List.of(uninitialised)));
		T initialised = get(() -> {
			T proxy = repository.getReferenceById(id);
			Hibernate.initialize(proxy);
			return proxy;
		});
		deleteAndRestore(repository, id, () -> repository.delete(initialised));
	}

	@ParameterizedTest
	@MethodSource("versioned")
	<T extends Row> void aStaleProxyIsNotDeleted(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T initialised = get(() -> {
			T proxy = repository.getReferenceById(id);
			Hibernate.initialize(proxy);
			return proxy;
		});
		tx(() -> em().find(kind.type, id).setName("changed"));
		Tables before = tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> repository.delete(initialised));
		assertThatExceptionOfType(UnknownEntityTypeException.class)
			.isThrownBy(() -> tx(() -> stateless((session) -> session.delete(initialised))));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aProxyOfADeletedRowIsLeftAloneAndOneOfAnUnknownRowIsAnError(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		repository.deleteById(id);
		this.application.clock().tick();
		Tables deleted = tables();
		T detached = get(() -> repository.getReferenceById(id));
		tx(() -> em().remove(em().getReference(kind.type, id)));
		tx(() -> repository.delete(repository.getReferenceById(id)));
		repository.delete(detached);
		tx(() -> repository.deleteAllInBatch(List.of(repository.getReferenceById(id))));
		assertThat(catchThrowable(() -> tx(() -> repository.delete(repository.getReferenceById(-1L)))))
			.isInstanceOf(ObjectRetrievalFailureException.class);
		assertThat(tables()).isEqualTo(deleted);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aCopyWithAnIdOnlyIsDeletedOrAnError(Kind<T> kind) {
		Long id = row(kind);
		tx(() -> em().find(kind.type, id).setName("changed"));
		SoftDeleteRepository<T, Long> repository = repository(kind);
		for (Consumer<T> delete : List.<Consumer<T>>of(repository::delete, (row) -> repository.deleteAll(List.of(row)),
				(row) -> em().remove(row), (row) -> stateless((session) -> session.delete(row)), (row) -> {
					assertThat(em().find(kind.type, id)).isNotNull();
					repository.delete(row);
				}, (row) -> {
					assertThat(em().find(kind.type, id)).isNotNull();
					em().remove(row);
				})) {
			T copy = kind.maker.get();
			copy.setId(id);
			Tables before = tables();
			Throwable failure = catchThrowable(() -> tx(() -> delete.accept(copy)));
			if (failure == null) {
				assertThat(repository.existsDeletedById(id)).isTrue();
				repository.restore(id);
			}
			else {
				assertThat(failure).isInstanceOfAny(InvalidDataAccessApiUsageException.class,
						IllegalArgumentException.class, ObjectOptimisticLockingFailureException.class,
						StaleObjectStateException.class);
				assertThat(tables()).isEqualTo(before);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aNewInstanceIsLeftAlone(Kind<T> kind) {
		row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T unknown = kind.maker.get();
		unknown.setId(-1L);
		Tables before = tables();
		repository.delete(kind.maker.get());
		repository.deleteAll(List.of(kind.maker.get(), kind.maker.get()));
		repository.delete(unknown);
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void anInstanceThatWasPersistedAndNotFlushedIsDeleted(Kind<T> kind) {
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T row = get(() -> {
			T made = made(kind, "deleted at once");
			em().persist(made);
			repository.delete(made);
			return made;
		});
		assertThat(repository.existsById(row.getId())).isFalse();
		assertThat(repository.existsDeletedById(row.getId())).isTrue();
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void anInstanceOfAnotherPersistenceContextIsDeletedByTheRepositoryOnly(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		try (EntityManager other = bean(EntityManagerFactory.class).createEntityManager()) {
			T foreign = other.find(kind.type, id);
			Tables before = tables();
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> tx(() -> em().remove(foreign)));
			assertThat(tables()).isEqualTo(before);
			deleteAndRestore(repository, id, () -> repository.delete(foreign));
			T proxy = other.getReference(kind.type, row(kind));
			assertThat(Hibernate.isInitialized(proxy)).isFalse();
			deleteAndRestore(repository, proxy.getId(), () -> repository.delete(proxy));
		}
	}

	@Test
	void anInstanceOfTheWrongClassIsAnError() {
		Cat cat = get(() -> {
			Cat made = new Cat();
			made.setName("cat");
			em().persist(made);
			em().persist(new Dog());
			return made;
		});
		Dog copy = new Dog();
		copy.setId(cat.getId());
		copy.setVersion(cat.getVersion());
		Tables before = tables();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> bean(AnimalRepository.class).delete(copy));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> bean(DogRepository.class).delete(copy));
		assertThat(catchThrowable(() -> bean(AnimalRepository.class).save(copy))).isNotNull();
		assertThat(catchThrowable(() -> tx(() -> em().remove(copy)))).isNotNull();
		bean(DogRepository.class).deleteById(cat.getId());
		bean(DogRepository.class).deleteAllById(List.of(cat.getId()));
		bean(DogRepository.class).deleteAllByIdInBatch(List.of(cat.getId()));
		assertThat(tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aDetachedInstanceWhoseRowWasDeletedCannotBeSaved(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		repository.deleteById(id);
		Tables deleted = tables();
		// nothing tells whether an instance without a version is a new one with the same
		// id
		Class<? extends Throwable> failure = (VERSIONED.contains(kind) || kind.type == Unversioned.class)
				? ObjectOptimisticLockingFailureException.class : IdentifierOfDeletedRowException.class;
		assertThatExceptionOfType(failure).isThrownBy(() -> repository.save(detached));
		detached.setName("resurrected");
		assertThatExceptionOfType(failure).isThrownBy(() -> repository.save(detached));
		assertThatExceptionOfType(failure).isThrownBy(() -> repository.saveAll(List.of(detached)));
		assertThatExceptionOfType(failure).isThrownBy(() -> repository.saveAndFlush(detached));
		assertThatExceptionOfType(StaleObjectStateException.class)
			.isThrownBy(() -> tx(() -> stateless((session) -> session.update(detached))));
		assertThat(tables()).isEqualTo(deleted);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aRowThatIsDeletedWhileItsInstanceIsMergedFails(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			T merged = repository.save(detached);
			meanwhile(() -> repository.deleteById(id));
			merged.setName("resurrected");
		}));
		assertThat(repository.existsDeletedById(id)).isTrue();
		assertThat(repository.findDeletedById(id).orElseThrow().getName()).isEqualTo("row 1");
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aCopyOfADeletedRowDoesNotBringItBack(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		repository.deleteById(id);
		Tables deleted = tables();
		T copy = kind.maker.get();
		copy.setId(id);
		copy.setName("copy");
		assertThat(catchThrowable(() -> repository.save(copy))).isInstanceOfAny(
				ObjectOptimisticLockingFailureException.class, DataIntegrityViolationException.class,
				InvalidDataAccessApiUsageException.class);
		assertThat(catchThrowable(() -> tx(() -> em().persist(copy)))).isNotNull();
		assertThat(tables()).isEqualTo(deleted);
		assertThat(repository.existsById(id)).isFalse();
		// what was read from the trash is no live row either
		T read = repository.findDeletedById(id).orElseThrow();
		read.setName("read");
		catchThrowable(() -> repository.save(read));
		assertThat(tables()).isEqualTo(deleted);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void whatIsPersistedAfterItsRowWasDeletedInTheSameTransactionIsNoSilentLoss(Kind<T> kind) {
		Long id = row(kind);
		SoftDeleteRepository<T, Long> repository = repository(kind);
		T detached = repository.findById(id).orElseThrow();
		Tables before = tables();
		Throwable failure = catchThrowable(() -> tx(() -> {
			repository.deleteById(id);
			em().flush();
			repository.save(detached);
		}));
		assertThat(failure).isNotNull();
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void aDetachedParentWithAChildThatWasDeletedMeanwhileDoesNotBringItBack() {
		Parent parent = get(() -> {
			Parent made = new Parent();
			new Child(made, "first");
			new Child(made, "second");
			em().persist(made);
			return made;
		});
		Long first = parent.children.get(0).getId();
		tx(() -> em().remove(em().find(Child.class, first)));
		Tables deleted = tables();
		parent.children.get(0).setName("resurrected");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> bean(ParentRepository.class).save(parent));
		assertThat(tables()).isEqualTo(deleted);
		Parent current = bean(ParentRepository.class).findById(parent.getId()).orElseThrow();
		current.setName("saved");
		bean(ParentRepository.class).save(current);
		assertThat(get(() -> em().find(Child.class, first))).isNull();
		deleteAndRestore(bean(ParentRepository.class), parent.getId(), () -> bean(ParentRepository.class)
			.delete(bean(ParentRepository.class).findById(parent.getId()).orElseThrow()));
	}

	@Test
	void aDetachedParentDoesNotShowAnUnchangedChildThatWasDeletedMeanwhile() {
		Parent parent = get(() -> {
			Parent made = new Parent();
			new Child(made, "first");
			em().persist(made);
			return made;
		});
		Long first = parent.children.get(0).getId();
		tx(() -> em().remove(em().find(Child.class, first)));
		Tables deleted = tables();
		tx(() -> {
			em().merge(parent);
			assertThat(em().find(Child.class, first)).isNull();
		});
		assertThat(tables()).isEqualTo(deleted);
	}

	@Test
	void aDetachedParentIsDeletedWithTheChildrenThatItsRowHas() {
		Parent parent = get(() -> {
			Parent made = new Parent();
			new Child(made, "first");
			new Child(made, "second");
			em().persist(made);
			return made;
		});
		Parent detached = bean(ParentRepository.class).findById(parent.getId()).orElseThrow();
		detached.children.clear();
		deleteAndRestore(bean(ParentRepository.class), parent.getId(),
				() -> bean(ParentRepository.class).delete(detached));
	}

	private Tables tables() {
		return this.application.contentsWithout(Set.of());
	}

	private <T extends Row> SoftDeleteRepository<T, Long> repository(Kind<T> kind) {
		return bean(kind.repository);
	}

	// one between others
	private <T extends Row> Long row(Kind<T> kind) {
		return get(() -> {
			List<T> rows = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				T row = made(kind, "row " + i);
				em().persist(row);
				rows.add(row);
			}
			return rows.get(1).getId();
		});
	}

	private <T extends Row> T made(Kind<T> kind, String name) {
		T row = kind.maker.get();
		row.setName(name);
		if (row instanceof AssignedRow) {
			row.setId(this.lastId.incrementAndGet());
		}
		return row;
	}

	// in the current transaction
	private void stateless(Consumer<StatelessSession> work) {
		SessionFactory factory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		em().unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = factory.withStatelessOptions().connection(connection).open()) {
				work.accept(session);
			}
		});
	}

	private record Kind<T extends Row>(Class<T> type, Supplier<T> maker,
			Class<? extends SoftDeleteRepository<T, Long>> repository) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
