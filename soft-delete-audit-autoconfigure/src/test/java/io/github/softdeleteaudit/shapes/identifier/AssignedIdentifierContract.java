package io.github.softdeleteaudit.shapes.identifier;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Cell;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CellId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CellRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Citizen;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CitizenRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Country;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CountryRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Device;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.DeviceRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.IdentifierApplication;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Person;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Product;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ProductRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Profile;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ProfileRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Seat;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SeatId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SeatRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Slot;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SlotRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Token;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.TokenRepository;
import io.github.softdeleteaudit.softdelete.IdentifierOfDeletedRowException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.PersistenceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Identifiers that the application assigns, and natural ones: what a deleted row holds is
 * not overwritten, and says so.
 */
abstract class AssignedIdentifierContract extends ShapeContract {

	private int number = 100;

	AssignedIdentifierContract(TestDatabase database) {
		super(database, IdentifierApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=0" };
	}

	/**
	 * What the message says of the row; databases do not tell it of one in a batch.
	 */
	protected String named(Object id) {
		return id.toString();
	}

	private int next() {
		return this.number += 10;
	}

	private Session session() {
		return em().unwrap(Session.class);
	}

	Stream<Assigned<?, ?>> assigned() {
		return Stream.of(
				new Assigned<>("a string", bean(CountryRepository.class), (n) -> "c" + n,
						(id, name) -> new Country(id, name)),
				new Assigned<>("a UUID, versioned", bean(DeviceRepository.class),
						(n) -> UUID.nameUUIDFromBytes(new byte[] { n.byteValue(), 1 }),
						(id, name) -> new Device(id, name)),
				new Assigned<>("persistable", bean(TokenRepository.class), (n) -> "t" + n,
						(id, name) -> new Token(id, name)),
				new Assigned<>("primitive, versioned", bean(SlotRepository.class), (n) -> n,
						(id, name) -> new Slot(id, name)),
				new Assigned<>("id class", bean(CellRepository.class), (n) -> new CellId(n, n + 1),
						(id, name) -> new Cell(id.x, id.a)),
				new Assigned<>("embedded, versioned", bean(SeatRepository.class), (n) -> new SeatId("a", "b", n),
						(id, name) -> new Seat(id.west, id.east, id.number)));
	}

	private <T, ID> ID deleted(Assigned<T, ID> assigned) {
		ID id = assigned.id.apply(next());
		saved(assigned.entity.apply(id, "old"));
		assigned.repository.deleteById(id);
		return id;
	}

	// nothing is lost, and the error says what to do
	private void assertRefused(boolean known, Object id, ThrowingCallable insert) {
		Tables before = contents();
		assertThatExceptionOfType(known ? IdentifierOfDeletedRowException.class : RuntimeException.class)
			.isThrownBy(insert)
			.satisfies((ex) -> {
				// with a version, what is merged passes for a stale instance of that row
				assertThat(ex).isInstanceOfAny(DataIntegrityViolationException.class, PersistenceException.class,
						ObjectOptimisticLockingFailureException.class);
				assertThat(ex).hasMessageContaining("SoftDeleteRepository.restore")
					.hasMessageContaining("SoftDeleteRepository.purge")
					.hasMessageContaining(known ? id.toString() : named(id));
			});
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("assigned")
	<T, ID> void savingANewInstanceWithTheIdentifierOfADeletedRowIsRefused(Assigned<T, ID> assigned) {
		ID id = deleted(assigned);
		boolean merged = !assigned.name.contains("versioned") && !assigned.name.equals("persistable");
		assertRefused(merged, id, () -> assigned.repository.save(assigned.entity.apply(id, "new")));
		assertRefused(merged, id, () -> assigned.repository.saveAll(List.of(assigned.entity.apply(id, "new"))));
		assertRefused(merged, id, () -> assigned.repository.saveAndFlush(assigned.entity.apply(id, "new")));
		assertRefused(false, id, () -> tx(() -> em().persist(assigned.entity.apply(id, "new"))));
		assertRefused(false, id, () -> tx(() -> {
			em().persist(assigned.entity.apply(id, "new"));
			em().flush();
		}));
		SessionFactory sessionFactory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		assertRefused(false, id, () -> sessionFactory
			.inStatelessTransaction((session) -> session.insert(assigned.entity.apply(id, "new"))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("assigned")
	<T, ID> void replacingARowInTheTransactionThatDeletesItIsRefused(Assigned<T, ID> assigned) {
		ID id = assigned.id.apply(next());
		T old = saved(assigned.entity.apply(id, "old"));
		Class<?> type = old.getClass();
		assertRefused(true, id, () -> tx(() -> {
			em().remove(em().find(type, id));
			em().persist(assigned.entity.apply(id, "new"));
		}));
		assertRefused(true, id, () -> tx(() -> {
			em().remove(em().find(type, id));
			assigned.repository.save(assigned.entity.apply(id, "new"));
		}));
		assertRefused(false, id, () -> tx(() -> {
			em().remove(em().find(type, id));
			em().flush();
			em().persist(assigned.entity.apply(id, "new"));
		}));
		assertThat(assigned.repository.existsById(id)).isTrue();
		assigned.repository.deleteById(id);
		assertRefused(true, id, () -> tx(() -> {
			assertThat(em().find(type, id)).isNull();
			em().persist(assigned.entity.apply(id, "new"));
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("assigned")
	<T, ID> void anIdentifierIsFreeAfterAPurge(Assigned<T, ID> assigned) {
		ID id = deleted(assigned);
		tx(() -> {
			assigned.repository.purge(id);
			em().persist(assigned.entity.apply(id, "new"));
		});
		assertThat(assigned.repository.existsById(id)).isTrue();
		tx(() -> {
			assigned.repository.deleteById(id);
			em().flush();
			assigned.repository.purge(id);
			assigned.repository.save(assigned.entity.apply(id, "newer"));
		});
		assertThat(assigned.repository.existsById(id)).isTrue();
		tx(() -> {
			assigned.repository.deleteById(id);
			assigned.repository.restore(id);
		});
		assertThat(assigned.repository.existsById(id)).isTrue();
		assertThat(assigned.repository.existsDeletedById(id)).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("assigned")
	<T, ID> void savingADeletedInstanceIsRefused(Assigned<T, ID> assigned) {
		ID id = assigned.id.apply(next());
		T detached = saved(assigned.entity.apply(id, "old"));
		T found = assigned.repository.findById(id).orElseThrow();
		assigned.repository.deleteById(id);
		Tables before = contents();
		for (T instance : List.of(detached, found)) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> assigned.repository.save(instance));
			assertThat(contents()).isEqualTo(before);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> tx(() -> em().merge(instance)));
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void anotherRowIsInsertedWhileOneIsDeleted() {
		int n = next();
		saved(new Country("o" + n, "old"));
		tx(() -> {
			em().remove(em().find(Country.class, "o" + n));
			em().persist(new Country("n" + n, "new"));
			em().merge(new Country("m" + n, "new"));
		});
		assertThat(bean(CountryRepository.class).findAllById(List.of("o" + n, "n" + n, "m" + n))).hasSize(2);
	}

	@Test
	void replacingARowWithTheIdentifierOfAnotherEntityIsRefused() {
		next();
		Person person = saved(new Person("one"));
		tx(() -> em().persist(new Profile(em().find(Person.class, person.id))));
		assertRefused(true, person.id, () -> tx(() -> {
			Person found = em().find(Person.class, person.id);
			em().remove(found.profile);
			em().persist(new Profile(found));
		}));
		Tables before = contents();
		// as without soft deletion
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> tx(() -> new Profile(em().find(Person.class, person.id))));
		assertThat(contents()).isEqualTo(before);
		bean(ProfileRepository.class).deleteById(person.id);
		tx(() -> {
			bean(ProfileRepository.class).purge(person.id);
			em().persist(new Profile(em().find(Person.class, person.id)));
		});
		assertThat(bean(ProfileRepository.class).existsById(person.id)).isTrue();
	}

	@SuppressWarnings("deprecation")
	private Map<String, Supplier<Citizen>> waysToFindACitizen(String number) {
		return Map.of("simple", () -> session().bySimpleNaturalId(Citizen.class).load(number), "named",
				() -> session().byNaturalId(Citizen.class).using("number", number).load(), "optional",
				() -> session().bySimpleNaturalId(Citizen.class).loadOptional(number).orElse(null), "reference",
				() -> reference(number), "several",
				() -> session().byMultipleNaturalId(Citizen.class)
					.multiLoad(number)
					.stream()
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null),
				"by key", () -> session().find(Citizen.class, number, KeyType.NATURAL), "several by key",
				() -> session().findMultiple(Citizen.class, List.of(number), KeyType.NATURAL)
					.stream()
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null),
				"query", () -> bean(CitizenRepository.class).findByNumber(number));
	}

	@SuppressWarnings("deprecation")
	private Citizen reference(String number) {
		try {
			return session().bySimpleNaturalId(Citizen.class).getReference(number);
		}
		catch (EntityNotFoundException ex) {
			// of an instance that is just being deleted, as by its id
			return null;
		}
	}

	private void assertCitizen(String number, boolean live) {
		waysToFindACitizen(number)
			.forEach((way, find) -> assertThat(find.get() != null).as("%s in this session", way).isEqualTo(live));
	}

	private void assertCitizenInNewSessions(String number, boolean live) {
		waysToFindACitizen(number).forEach((way, find) -> this.application
			.inNewTransaction(() -> assertThat(find.get() != null).as("%s in a new session", way).isEqualTo(live)));
	}

	@Test
	void aDeletedRowIsNotFoundByItsNaturalId() {
		String number = "n" + next();
		Citizen citizen = saved(new Citizen(number));
		saved(new Citizen("another " + number));
		tx(() -> {
			em().remove(em().find(Citizen.class, citizen.id));
			assertCitizen(number, false);
			em().flush();
			assertCitizen(number, false);
		});
		assertCitizenInNewSessions(number, false);
		assertCitizenInNewSessions("another " + number, true);
		tx(() -> {
			// known to the session, deleted as it is
			bean(CitizenRepository.class).findDeletedById(citizen.id).orElseThrow();
			assertCitizen(number, false);
		});
	}

	@Test
	void aRowDeletedByAnotherSessionIsNotFoundByItsNaturalId() {
		String number = "n" + next();
		Citizen citizen = saved(new Citizen(number));
		bean(CitizenRepository.class).deleteById(citizen.id);
		tx(() -> {
			assertCitizen(number, false);
			bean(CitizenRepository.class).restore(citizen.id);
			assertCitizen(number, true);
			assertCitizen(number, true);
		});
		assertCitizenInNewSessions(number, true);
		tx(() -> {
			assertCitizen(number, true);
			bean(CitizenRepository.class).deleteById(citizen.id);
			assertCitizen(number, false);
			em().flush();
			assertCitizen(number, false);
			bean(CitizenRepository.class).restore(citizen.id);
			assertCitizen(number, true);
		});
	}

	@Test
	void theNaturalIdOfADeletedRowCanBeUsedAgain() {
		String number = "n" + next();
		Citizen first = saved(new Citizen(number));
		bean(CitizenRepository.class).deleteById(first.id);
		Citizen second = saved(new Citizen(number));
		assertCitizenInNewSessions(number, true);
		Tables before = contents();
		assertThatExceptionOfType(RestoreConflictException.class)
			.isThrownBy(() -> bean(CitizenRepository.class).restore(first.id));
		assertThat(contents()).isEqualTo(before);
		bean(CitizenRepository.class).deleteById(second.id);
		tx(() -> assertCitizen(number, false));
		bean(CitizenRepository.class).restore(first.id);
		tx(() -> assertCitizen(number, true));
	}

	@Test
	@SuppressWarnings("deprecation")
	void theNaturalIdFindsTheLiveRowAlsoWhereADeletedOneWithTheSameWasSeen() {
		String number = "n" + next();
		Citizen deleted = saved(new Citizen(number));
		bean(CitizenRepository.class).deleteById(deleted.id);
		Citizen live = saved(new Citizen(number));
		tx(() -> {
			assertThat(bean(CitizenRepository.class).findDeletedById(deleted.id)).isPresent();
			assertThat(session().bySimpleNaturalId(Citizen.class).load(number).id).isEqualTo(live.id);
		});
		tx(() -> {
			assertThat(Hibernate.unproxy(em().getReference(Citizen.class, deleted.id), Citizen.class).number)
				.isEqualTo(number);
			assertThat(session().bySimpleNaturalId(Citizen.class).load(number).id).isEqualTo(live.id);
			assertThat(session().bySimpleNaturalId(Citizen.class).getReference(number).id).isEqualTo(live.id);
		});
		tx(() -> {
			assertThat(session().bySimpleNaturalId(Citizen.class).load(number).id).isEqualTo(live.id);
			assertThat(bean(CitizenRepository.class).findDeletedById(deleted.id)).isPresent();
			assertThat(session().bySimpleNaturalId(Citizen.class).load(number).id).isEqualTo(live.id);
			bean(CitizenRepository.class).deleteById(live.id);
			assertCitizen(number, false);
			bean(CitizenRepository.class).restore(deleted.id);
			assertThat(session().bySimpleNaturalId(Citizen.class).load(number).id).isEqualTo(deleted.id);
		});
	}

	@SuppressWarnings("deprecation")
	private Product product(String shop, String code) {
		Product loaded = session().byNaturalId(Product.class).using("shop", shop).using("code", code).load();
		assertThat(session().byMultipleNaturalId(Product.class)
			.multiLoad(Map.of("shop", shop, "code", code))
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null)).isSameAs(loaded);
		return loaded;
	}

	@Test
	void aNaturalIdOfSeveralAttributesThatChangesFollowsItsRow() {
		int n = next();
		ProductRepository products = bean(ProductRepository.class);
		String a = "a" + n;
		String b = "b" + n;
		Product product = saved(new Product(a, b));
		Product swapped = saved(new Product(b, a));
		deleteAndRestore(products, product.id, () -> em().remove(product(a, b)));
		tx(() -> {
			product(a, b).code = "c";
			assertThat(product(a, "c").id).isEqualTo(product.id);
			products.deleteById(product.id);
			assertThat(product(a, "c")).isNull();
			assertThat(product(a, b)).isNull();
			em().flush();
			assertThat(product(a, "c")).isNull();
			assertThat(product(b, a).id).isEqualTo(swapped.id);
		});
		tx(() -> {
			assertThat(product(a, "c")).isNull();
			products.restore(product.id);
			assertThat(product(a, "c").id).isEqualTo(product.id);
			assertThat(product(a, b)).isNull();
			product(a, "c").code = b;
		});
		tx(() -> assertThat(product(a, b).id).isEqualTo(product.id));
	}

	/**
	 * An entity with an identifier that is assigned.
	 *
	 * @param name what is special of it
	 * @param repository the repository
	 * @param id makes an identifier from a number
	 * @param entity makes a new instance from an identifier and a name
	 */
	record Assigned<T, ID>(String name, SoftDeleteRepository<T, ID> repository, Function<Integer, ID> id,
			BiFunction<ID, String, T> entity) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
