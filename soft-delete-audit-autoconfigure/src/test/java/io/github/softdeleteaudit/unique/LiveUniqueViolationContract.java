package io.github.softdeleteaudit.unique;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.KeyTypesModel.*;
import io.github.softdeleteaudit.unique.LiveUniqueModel.*;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Whatever gives a second live row a key of {@link LiveUnique @LiveUnique} is refused
 * with an exception that says which, and changes nothing.
 */
abstract class LiveUniqueViolationContract extends ShapeContract {

	private static int last;

	private final String[] properties;

	LiveUniqueViolationContract(TestDatabase database) {
		this(database, "spring.jpa.properties.hibernate.jdbc.batch_size=0");
	}

	LiveUniqueViolationContract(TestDatabase database, String... properties) {
		super(database, LiveUniqueApplication.class);
		this.properties = properties;
	}

	@Override
	protected String[] properties() {
		return this.properties;
	}

	private MemberRepository members() {
		return bean(MemberRepository.class);
	}

	private ViolationService service() {
		return bean(ViolationService.class);
	}

	private static String unused() {
		return "v" + (++last) + "@example.com";
	}

	private String taken() {
		String email = unused();
		saved(new Member(email));
		return email;
	}

	private void refused(ThrowingCallable write, String email) {
		refused(write, "Member", Map.of("email", email));
	}

	private void refused(ThrowingCallable write, String entity, Map<String, ?> values) {
		refused(write, entity, List.copyOf(values.keySet()), values);
	}

	private void refusedWithoutValues(ThrowingCallable write) {
		refused(write, "Member", List.of("email"), Map.of());
	}

	private void refused(ThrowingCallable write, String entity, List<String> attributes, Map<String, ?> values) {
		Tables before = this.application.tables();
		Throwable thrown = catchThrowable(write);
		assertViolation(thrown, entity, attributes, values);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private void conflicting(ThrowingCallable restore, String entity, Map<String, ?> values) {
		Tables before = this.application.tables();
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(restore)
			.satisfies((ex) -> assertConflict(ex, entity, values));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private static void assertConflict(RestoreConflictException ex, String entity, Map<String, ?> values) {
		assertThat(ex.getConflicts()).singleElement().satisfies((conflict) -> {
			assertThat(conflict.kind()).isEqualTo(RestoreConflict.Kind.HELD_KEY);
			assertThat(conflict.entityType().getSimpleName()).isEqualTo(entity);
			assertThat(conflict.values()).isEqualTo(values);
			assertThat(conflict.obstacleId()).isNotEqualTo(conflict.id());
		});
	}

	private static void assertViolation(Throwable thrown, String entity, List<String> attributes,
			Map<String, ?> values) {
		assertThat(thrown).isExactlyInstanceOf(LiveUniqueViolationException.class)
			.isInstanceOfSatisfying(LiveUniqueViolationException.class, (ex) -> {
				assertThat(ex.getEntityName()).endsWith("$" + entity);
				assertThat(ex.getAttributes()).containsExactlyInAnyOrderElementsOf(attributes);
				assertThat(ex.getValues()).isEqualTo(values);
			});
	}

	private void stateless(Consumer<StatelessSession> work) {
		try (StatelessSession session = bean(SessionFactory.class).openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			try {
				work.accept(session);
				transaction.commit();
			}
			catch (RuntimeException ex) {
				transaction.rollback();
				throw ex;
			}
		}
	}

	// repositories

	@Test
	void repositorySaveIsRefused() {
		String email = taken();
		refused(() -> members().save(new Member(email)), email);
	}

	@Test
	void repositorySaveAndFlushIsRefused() {
		String email = taken();
		refused(() -> members().saveAndFlush(new Member(email)), email);
		refused(() -> tx(() -> members().saveAndFlush(new Member(email))), email);
	}

	@Test
	void repositorySaveAllIsRefusedAsAWhole() {
		String email = taken();
		refused(() -> members()
			.saveAll(List.of(new Member(unused()), new Member(unused()), new Member(email), new Member(unused()))),
				email);
	}

	@Test
	void twoNewRowsOfOneFlushAreInEachOthersWay() {
		String email = unused();
		refused(() -> members().saveAll(List.of(new Member(email), new Member(email))), email);
	}

	@Test
	void modifyingQueriesOfARepositoryAreRefused() {
		String email = taken();
		Member other = saved(new Member(unused()));
		refusedWithoutValues(() -> bean(ModifyingMemberRepository.class).changeEmail(other.id, email));
		refusedWithoutValues(() -> bean(ModifyingMemberRepository.class).changeEmailNatively(other.id, email));
	}

	// entity managers

	@Test
	void persistOfAnEntityWithAnIdentityColumnIsRefusedAtOnce() {
		saved(new Ticket("identity"));
		refused(() -> tx(() -> {
			em().persist(new Ticket("other"));
			LiveUniqueViolationException[] refused = new LiveUniqueViolationException[1];
			assertThatExceptionOfType(LiveUniqueViolationException.class)
				.isThrownBy(() -> em().persist(new Ticket("identity")))
				.satisfies((ex) -> refused[0] = ex);
			throw refused[0];
		}), "Ticket", Map.of("code", "identity"));
	}

	@Test
	void flushOfTheEntityManagerIsRefused() {
		String email = taken();
		refused(() -> tx(() -> {
			em().persist(new Member(email));
			LiveUniqueViolationException[] refused = new LiveUniqueViolationException[1];
			assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(() -> em().flush())
				.satisfies((ex) -> refused[0] = ex);
			throw refused[0];
		}), email);
	}

	@Test
	void flushBeforeAQueryIsRefused() {
		String email = taken();
		refused(() -> tx(() -> {
			em().persist(new Member(email));
			em().createQuery("select count(m) from Member m", Long.class).getSingleResult();
		}), email);
	}

	@Test
	void commitIsRefusedWithTheExceptionItself() {
		String email = taken();
		Member other = saved(new Member(unused()));
		refused(() -> service().persist(new Member(email)), email);
		refused(() -> service().changeEmail(other.id, email), email);
		refused(() -> tx(() -> em().persist(new Member(email))), email);
		refused(() -> tx(() -> em().find(Member.class, other.id).email = email), email);
	}

	@Test
	void mergeOfADetachedInstanceIsRefused() {
		String email = taken();
		Member detached = saved(new Member(unused()));
		detached.email = email;
		refused(() -> members().save(detached), email);
		refused(() -> tx(() -> em().merge(detached)), email);
		refused(() -> tx(() -> em().merge(new Member(email))), email);
	}

	@Test
	void transactionWithinAnotherOneIsRefusedAlone() {
		String email = taken();
		Member outer = new Member(unused());
		tx(() -> {
			em().persist(outer);
			refused(() -> service().persistInNewTransaction(new Member(email)), email);
			refused(() -> meanwhile(() -> em().persist(new Member(email))), email);
		});
		assertThat(members().existsById(outer.id)).isTrue();
	}

	@Test
	void workOfAnotherThreadIsRefused() {
		String email = taken();
		refused(() -> {
			try {
				CompletableFuture.runAsync(() -> service().persist(new Member(email))).join();
			}
			catch (CompletionException ex) {
				throw ex.getCause();
			}
		}, email);
	}

	@Test
	void caughtInTheTransactionItRollsTheTransactionBack() {
		String email = taken();
		String other = unused();
		Tables before = this.application.tables();
		assertThat(catchThrowable(() -> tx(() -> {
			em().persist(new Member(other));
			assertThat(catchThrowable(() -> members().saveAndFlush(new Member(email))))
				.isInstanceOf(LiveUniqueViolationException.class);
		}))).isNotNull();
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// stateless sessions

	@Test
	void statelessInsertAndUpdateAreRefused() {
		String email = taken();
		Member other = saved(new Member(unused()));
		refused(() -> stateless((session) -> session.insert(new Member(email))), email);
		refused(() -> stateless((session) -> {
			Member member = session.get(Member.class, other.id);
			member.email = email;
			session.update(member);
		}), email);
		saved(new Ticket("stateless"));
		refused(() -> stateless((session) -> {
			session.insert(new Ticket("stateless too"));
			session.insert(new Ticket("stateless"));
		}), "Ticket", Map.of("code", "stateless"));
	}

	// to fetch the next block of 50 ids is a statement, before which Hibernate sends the
	// batch: what it throws then passes no one who could say which key it was
	private Member savedWithinABlockOfIds() {
		Member member = saved(new Member(unused()));
		while (member.id % 50 < 5 || member.id % 50 > 40) {
			member = saved(new Member(unused()));
		}
		return member;
	}

	@Test
	void statelessBatchesAreRefusedWithoutSayingWhichRow() {
		String email = taken();
		Member first = saved(new Member(unused()));
		Member second = savedWithinABlockOfIds();
		refusedWithoutValues(() -> stateless((session) -> session
			.insertMultiple(List.of(new Member(unused()), new Member(email), new Member(unused())))));
		refusedWithoutValues(() -> stateless((session) -> {
			Member other = session.get(Member.class, first.id);
			Member changed = session.get(Member.class, second.id);
			other.name = "other";
			changed.email = email;
			session.updateMultiple(List.of(changed, other));
		}));
	}

	// statements

	@Test
	void hqlAndCriteriaUpdatesAreRefused() {
		String email = taken();
		Member other = saved(new Member(unused()));
		refusedWithoutValues(() -> tx(() -> em().createQuery("update Member set email = :email where id = :id")
			.setParameter("email", email)
			.setParameter("id", other.id)
			.executeUpdate()));
		refusedWithoutValues(() -> tx(() -> {
			var update = em().getCriteriaBuilder().createCriteriaUpdate(Member.class);
			var root = update.from(Member.class);
			update.set(root.<String>get("email"), email)
				.where(em().getCriteriaBuilder().equal(root.get("id"), other.id));
			em().createQuery(update).executeUpdate();
		}));
		refusedWithoutValues(() -> tx(
				() -> em().createQuery("update versioned Member set email = 'both@example.com'").executeUpdate()));
	}

	@Test
	void nativeStatementsOfARepositoryAreRefused() {
		String email = taken();
		refusedWithoutValues(() -> bean(ModifyingMemberRepository.class).insertNatively(-1, email));
		assertThat(bean(ModifyingMemberRepository.class).insertNatively(-last, unused())).isEqualTo(1);
	}

	@Test
	void nativeStatementsAndHqlInsertsOfAnEntityManagerAreRefusedByHibernatesOwnException() {
		String email = taken();
		Tables before = this.application.tables();
		assertThat(catchThrowable(
				() -> tx(() -> em().createNativeQuery("insert into member (id, version, email) values (-1, 0, :email)")
					.setParameter("email", email)
					.executeUpdate())))
			.isInstanceOf(ConstraintViolationException.class);
		assertThat(this.application.tables()).isEqualTo(before);
		refusedWithoutValues(() -> service().insertNatively(email));
	}

	// hierarchies

	@Test
	void updatesInHierarchiesAreRefused() {
		Vehicle bike = vehicle(new Bike(), unused(), "name");
		Vehicle car = vehicle(new Car(), unused(), unused());
		Vehicle otherCar = vehicle(new Car(), unused(), unused());
		tx(() -> List.of(bike, car, otherCar).forEach(em()::persist));
		refused(() -> tx(() -> em().find(Car.class, car.id).plate = bike.plate), "Vehicle",
				Map.of("plate", bike.plate));
		refused(() -> tx(() -> em().find(Vehicle.class, car.id).name = otherCar.name), "Car",
				Map.of("name", otherCar.name));
		Party party = party(new Party(), unused(), unused());
		Company company = party(new Company(), unused(), unused());
		Company other = party(new Company(), unused(), unused());
		tx(() -> List.of(party, company, other).forEach(em()::persist));
		refused(() -> tx(() -> em().find(Company.class, company.id).code = party.code), "Party",
				Map.of("code", party.code));
		refused(() -> tx(() -> {
			Company changed = em().find(Company.class, company.id);
			changed.register = "register";
			changed.title = other.title;
		}), "Company", Map.of("title", other.title));
		refused(() -> tx(() -> em().createQuery("update Company set register = 'r', title = :title where id = :id")
			.setParameter("title", other.title)
			.setParameter("id", company.id)
			.executeUpdate()), "Company", List.of("title"), Map.of());
		DayPlan day = plan(new DayPlan(), unused());
		DayPlan otherDay = plan(new DayPlan(), unused());
		YearPlan year = plan(new YearPlan(), day.label);
		tx(() -> List.of(day, otherDay, year).forEach(em()::persist));
		refused(() -> tx(() -> em().find(Plan.class, otherDay.id).label = day.label), "DayPlan",
				Map.of("label", day.label));
		refused(() -> tx(() -> em().createQuery("update Plan set label = :label where id = :id")
			.setParameter("label", day.label)
			.setParameter("id", otherDay.id)
			.executeUpdate()), "DayPlan", List.of("label"), Map.of());
	}

	private static Vehicle vehicle(Vehicle vehicle, String plate, String name) {
		vehicle.plate = plate;
		vehicle.name = name;
		return vehicle;
	}

	private static <T extends Party> T party(T party, String code, String title) {
		party.code = code;
		party.title = title;
		return party;
	}

	private static <T extends Plan> T plan(T plan, String label) {
		plan.label = label;
		return plan;
	}

	// restores

	@Test
	void restoreIsRefused() {
		String email = unused();
		Member deleted = saved(new Member(email));
		members().delete(deleted);
		saved(new Member(email));
		conflicting(() -> members().restore(deleted.id), "Member", Map.of("email", email));
		conflicting(() -> tx(() -> {
			em().persist(new Member(unused()));
			members().restore(deleted.id);
		}), "Member", Map.of("email", email));
	}

	@Test
	void restoreOfManyOfWhichOneCollidesIsRefused() {
		Hall hall = hallOfSeats(50);
		bean(HallRepository.class).deleteById(hall.id);
		tx(() -> {
			Seat taking = new Seat(new Hall(), "row", 37);
			taking.hall = em().getReference(Hall.class, hall.id);
			em().persist(taking);
		});
		conflicting(() -> bean(HallRepository.class).restore(hall.id), "Seat",
				Map.of("hall", hall.id, "place.line", "row", "place.position", 37));
		assertThat(count("select count(*) from seat where hall_id = ? and deleted_at is null", hall.id)).isEqualTo(1);
	}

	private Hall hallOfSeats(int seats) {
		Hall hall = new Hall();
		for (int i = 0; i < seats; i++) {
			new Seat(hall, "row", i);
		}
		return saved(hall);
	}

	// order within a flush

	@Test
	void keyOfARowDeletedInTheSameFlushCanBeTaken() {
		String email = taken();
		tx(() -> {
			Member old = byEmail(email);
			em().persist(new Member(email));
			em().remove(old);
		});
		tx(() -> {
			em().remove(byEmail(email));
			em().persist(new Member(email));
		});
		assertThat(liveRows(email)).isEqualTo(1);
		assertThat(count("select count(*) from member where email = ?", email)).isEqualTo(3);
		Member other = saved(new Member(unused()));
		tx(() -> {
			Member old = byEmail(email);
			em().find(Member.class, other.id).email = email;
			em().remove(old);
		});
		assertThat(liveRows(email)).isEqualTo(1);
		Ticket ticket = saved(new Ticket("reused"));
		tx(() -> {
			em().remove(em().find(Ticket.class, ticket.id));
			em().flush();
			em().persist(new Ticket("reused"));
		});
		assertThat(count("select count(*) from ticket where code = 'reused' and deleted_at is null")).isEqualTo(1);
	}

	@Test
	void keyOfAChildReplacedInItsCollectionCanBeTaken() {
		Hall hall = hallOfSeats(2);
		tx(() -> {
			Hall found = em().find(Hall.class, hall.id);
			Seat old = found.seats.iterator().next();
			em().remove(old);
			found.seats.remove(old);
			em().flush();
			em().persist(new Seat(found, old.place.line, old.place.position));
		});
		assertThat(count("select count(*) from seat where hall_id = ? and deleted_at is null", hall.id)).isEqualTo(2);
	}

	@Test
	void deletingTheOtherRowLaterInTheTransactionIsTooLate() {
		String email = taken();
		refused(() -> tx(() -> {
			em().persist(new Member(email));
			em().flush();
			em().remove(byEmail(email));
		}), email);
		tx(() -> {
			em().remove(byEmail(email));
			em().flush();
			em().persist(new Member(email));
		});
		assertThat(liveRows(email)).isEqualTo(1);
	}

	@Test
	void keysOfTwoLiveRowsCannotBeSwapped() {
		String first = taken();
		String second = taken();
		Tables before = this.application.tables();
		assertThat(catchThrowable(() -> tx(() -> {
			Member one = byEmail(first);
			Member other = byEmail(second);
			one.email = second;
			other.email = first;
		}))).isInstanceOfSatisfying(LiveUniqueViolationException.class,
				(ex) -> assertThat(ex.getValues()).isIn(Map.of("email", first), Map.of("email", second)));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private Member byEmail(String email) {
		return em().createQuery("from Member where email = :email", Member.class)
			.setParameter("email", email)
			.getSingleResult();
	}

	private long liveRows(String email) {
		return count("select count(*) from member where email = ? and deleted_at is null", email);
	}

	// values

	@Test
	void valuesAreThoseOfTheOneRowOfFiftyThatCollides() {
		String email = "v37@fifty.example.com";
		saved(new Member(email));
		refused(() -> members().saveAll(fifty()), email);
		List<Member> others = fifty();
		others.remove(37);
		List<Member> saved = members().saveAll(others);
		refused(() -> tx(() -> saved.forEach((each) -> {
			Member member = em().find(Member.class, each.id);
			member.name = "changed";
			if (each == saved.get(20)) {
				member.email = email;
			}
		})), email);
	}

	private static List<Member> fifty() {
		List<Member> fifty = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			fifty.add(new Member("v" + i + "@fifty.example.com"));
		}
		return fifty;
	}

	@Test
	void valuesAreThoseInsertedNotThoseSetSince() {
		String email = taken();
		refused(() -> tx(() -> {
			Member member = new Member(email);
			em().persist(member);
			member.email = unused();
			em().persist(new Member(unused()));
		}), email);
	}

	@Test
	void valuesAreThoseUpdatedNotThoseRead() {
		String email = taken();
		String old = taken();
		refused(() -> tx(() -> {
			byEmail(old).email = email;
			em().persist(new Member(unused()));
		}), email);
	}

	@Test
	void valuesAreNotThoseOfARowThatHappensToBeLoaded() {
		String email = taken();
		String loaded = taken();
		Member changed = saved(new Member(unused()));
		refused(() -> tx(() -> {
			byEmail(loaded);
			byEmail(email);
			em().find(Member.class, changed.id).email = email;
		}), email);
		refused(() -> tx(() -> {
			byEmail(loaded);
			Member gone = new Member(email);
			em().persist(gone);
			em().remove(gone);
			em().flush();
		}), email);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "jo-ann", "1", "key", "(x)", "a)=(b", "it's", "a.*b", "\\Qa\\E", "a, b", "VALUES",
			"null", "NULL", "a", "0-a", "a-1", "-1", "member_number", "sample_first_part_second_part_live_key",
			"\u00e4\u4e2d", "\"quoted\"", "a\nb", "' for key 'x", "${a}", " a", "b\n" })
	void valuesOfTextsAreRightOrNone(String taken) {
		List<String> texts = List.of("ann", "jo-ann", "1", "key", "(x)", "a)=(b", "it's", "a.*b", "\\Qa\\E", "a, b",
				"VALUES", "null", "NULL x", "a", "0-a", "a-1", "-1", "member_number",
				"sample_first_part_second_part_live_key", "\u00e4\u4e2d", "\"quoted\"", "a\nb", "' for key 'x", "${a}",
				" a", "ann, b", "ANN x", "\u00f6\u4e2d");
		List<Consumer<Sample>> candidates = new ArrayList<>();
		texts.forEach((text) -> candidates.add((sample) -> {
			sample.first = text;
			sample.second = "2";
		}));
		rightOrNone((sample) -> {
			sample.first = taken;
			sample.second = "2";
		}, candidates, "first", "second");
	}

	@Test
	void valuesOfSimpleTextsAreKnownInABatch() {
		for (String text : List.of("ann", "jo-ann", "1", "key", "member_number", "VALUES", "a b", "null")) {
			right((sample) -> sample.text = text,
					List.of((sample) -> sample.text = "ann ann", (sample) -> sample.text = "jo",
							(sample) -> sample.text = "2", (sample) -> sample.text = "10",
							(sample) -> sample.text = "Key", (sample) -> sample.text = "text"),
					"text");
		}
	}

	@Test
	void valuesOfSeveralTextsAreNotConfused() {
		Consumer<Sample> first = (sample) -> {
			sample.first = "a-b";
			sample.second = "c";
		};
		Consumer<Sample> second = (sample) -> {
			sample.first = "a";
			sample.second = "b-c";
		};
		Consumer<Sample> third = (sample) -> {
			sample.first = "a, b";
			sample.second = "c";
		};
		Consumer<Sample> fourth = (sample) -> {
			sample.first = "a";
			sample.second = "b, c";
		};
		for (Consumer<Sample> taken : List.of(first, second, third, fourth)) {
			rightOrNone(taken, List.of(first, second, third, fourth), "first", "second");
		}
	}

	@Test
	void valuesOfNumbersAreKnownInABatch() {
		for (long serial : new long[] { 0, 1, 5, 10, 15, 51, -1, Long.MAX_VALUE }) {
			right((sample) -> sample.serial = serial, List.of((sample) -> sample.serial = 100L,
					(sample) -> sample.serial = 101L, (sample) -> sample.serial = 2L, (sample) -> sample.serial = 6L),
					"serial");
		}
	}

	@Test
	void valuesWithNullsThatAreEqualAreKnownInABatch() {
		List<Consumer<Sample>> candidates = new ArrayList<>();
		for (Integer fourth : new Integer[] { null, 0, 1, 2, 10 }) {
			for (String third : List.of("t", "1", "0")) {
				candidates.add((sample) -> {
					sample.third = third;
					sample.fourth = fourth;
				});
			}
		}
		candidates.forEach((taken) -> rightOrNone(taken, candidates, "third", "fourth"));
		right(candidates.get(12), candidates.subList(0, 11), "third", "fourth");
	}

	@Test
	void valuesOfEnumsAreKnownInABatch() {
		right((sample) -> {
			sample.colour = Colour.GREEN;
			sample.note = "n";
		}, List.of((sample) -> {
			sample.colour = Colour.RED;
			sample.note = "n";
		}), "colour", "note");
		right((sample) -> {
			sample.size = Colour.GREEN;
			sample.note = "n";
		}, List.of((sample) -> {
			sample.size = Colour.RED;
			sample.note = "n";
		}), "size", "note");
	}

	@Test
	void valuesOfUuidsAndDatesAndConvertedAttributesAreKnownInABatch() {
		right((sample) -> sample.token = new UUID(1, 2), List.of((sample) -> sample.token = new UUID(1, 3)), "token");
		right((sample) -> sample.dated = LocalDate.of(2024, 2, 29),
				List.of((sample) -> sample.dated = LocalDate.of(2024, 3, 1)), "dated");
		right((sample) -> sample.mass = new Mass(3), List.of((sample) -> sample.mass = new Mass(997)), "mass");
		right((sample) -> sample.address = new Address("Lane"),
				List.of((sample) -> sample.address = new Address("Road")), "address");
		right((sample) -> sample.letter = 'x', List.of((sample) -> sample.letter = 'y'), "letter");
	}

	@Test
	void valuesOfOtherTypesAreRightOrNone() {
		rightOrNone((sample) -> sample.amount = new BigDecimal("1.5"), List
			.of((sample) -> sample.amount = new BigDecimal("1.5001"), (sample) -> sample.amount = new BigDecimal("1")),
				"amount");
		Instant instant = Instant.parse("2026-03-29T00:30:00.123456Z");
		rightOrNone((sample) -> sample.moment = instant, List.of((sample) -> sample.moment = instant.plusSeconds(3600)),
				"moment");
		LocalDateTime time = LocalDateTime.of(2026, 3, 29, 2, 30);
		rightOrNone((sample) -> sample.wallClock = time, List.of((sample) -> sample.wallClock = time.plusHours(1)),
				"wallClock");
		rightOrNone((sample) -> {
			sample.flag = true;
			sample.serial = 70L;
		}, List.of((sample) -> {
			sample.flag = false;
			sample.serial = 71L;
		}), "serial");
	}

	@Test
	void valueOfALongTextIsKnownWhereNoOtherBeginsLikeIt() {
		String text = "x".repeat(100) + "0123456789".repeat(60);
		right((sample) -> sample.text = text, List.of((sample) -> sample.text = "y" + text.substring(1),
				(sample) -> sample.text = text.substring(1, 20)), "text");
		rightOrNone((sample) -> sample.text = "L" + text.substring(1),
				List.of((sample) -> sample.text = "L" + text.substring(1, 80),
						(sample) -> sample.text = "L" + text.substring(1, 60)),
				"text");
	}

	@Test
	void valuesOfReferencesAreIdentifiers() {
		RoomId id = new RoomId("main", ++last);
		tx(() -> em().persist(new Room("main", id.number())));
		tx(() -> em().persist(new Booking(em().getReference(Room.class, id), 1)));
		refused(() -> tx(() -> em().persist(new Booking(em().getReference(Room.class, id), 1))), "Booking",
				Map.of("room", id, "slot", 1));
		tx(() -> em().persist(new Booking(null, last)));
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("room", null);
		values.put("slot", last);
		refused(() -> tx(() -> em().persist(new Booking(null, last))), "Booking", values);
		// an identifier of several columns is not looked for
		refused(() -> tx(() -> {
			em().persist(new Booking(em().getReference(Room.class, id), last));
			em().persist(new Booking(null, last));
		}), "Booking", List.of("room", "slot"), Map.of());
	}

	@Test
	void textsThatDifferInCaseOnlyAreToldApartWhereTheyCan() {
		String email = taken();
		refused(() -> members().save(new Member(email.toUpperCase())), email.toUpperCase());
		refused(() -> tx(() -> {
			byEmail(email);
			em().persist(new Member(email.toUpperCase()));
		}), "Member", List.of("email"), Map.of());
	}

	private void right(Consumer<Sample> taken, List<Consumer<Sample>> others, String... attributes) {
		Map<String, Object> values = new LinkedHashMap<>();
		LiveUniqueViolationException refused = collide(taken, others, attributes, values);
		assertThat(refused.getValues()).isEqualTo(values);
	}

	private void rightOrNone(Consumer<Sample> taken, List<Consumer<Sample>> others, String... attributes) {
		Map<String, Object> values = new LinkedHashMap<>();
		LiveUniqueViolationException refused = collide(taken, others, attributes, values);
		assertThat(refused.getValues()).isIn(values, Map.of());
	}

	/**
	 * Insert others with one that collides in the midst of them.
	 */
	private LiveUniqueViolationException collide(Consumer<Sample> taken, List<Consumer<Sample>> others,
			String[] attributes, Map<String, Object> values) {
		tx(() -> em().createNativeQuery("update sample set deleted_at = current_timestamp where deleted_at is null")
			.executeUpdate());
		Sample colliding = sample(taken);
		for (String attribute : attributes) {
			values.put(attribute, ReflectionTestUtils.getField(colliding, attribute));
		}
		Supplier<List<Sample>> all = () -> {
			List<Sample> samples = new ArrayList<>();
			others.forEach((other) -> samples.add(sample(other)));
			samples.removeIf((sample) -> {
				for (String attribute : attributes) {
					if (!Objects.equals(values.get(attribute), ReflectionTestUtils.getField(sample, attribute))) {
						return false;
					}
				}
				return true;
			});
			samples.add(samples.size() / 2, sample(taken));
			samples.add(new Sample());
			samples.add(0, new Sample());
			return samples;
		};
		saved(sample(taken));
		Tables before = this.application.tables();
		Throwable thrown = catchThrowable(() -> bean(SampleRepository.class).saveAll(all.get()));
		assertThat(thrown).isExactlyInstanceOf(LiveUniqueViolationException.class);
		assertThat(((LiveUniqueViolationException) thrown).getAttributes()).containsExactly(attributes);
		assertThat(this.application.tables()).isEqualTo(before);
		return (LiveUniqueViolationException) thrown;
	}

	private static Sample sample(Consumer<Sample> fill) {
		Sample sample = new Sample();
		fill.accept(sample);
		return sample;
	}

	@Test
	void valueThatLooksLikeTheNameOfAnotherIndexMisleadsNobody() {
		saved(new Member("member_number"));
		refused(() -> tx(() -> em().persist(new Member("member_number"))), "member_number");
		saved(new Member("member_email_live_key", 7));
		refused(() -> tx(() -> em().persist(new Member("member_email_live_key", 7))), "Member",
				Map.of("club", "member_email_live_key", "number", 7));
		Country country = saved(new Country("country_name_live_key", "n" + last));
		assertThat(catchThrowable(() -> tx(() -> em().persist(new Country(country.code, "other"))))).isNotNull()
			.isNotInstanceOf(LiveUniqueViolationException.class);
	}

	// the rest

	@Test
	void otherViolationsAreNotTakenForIt() {
		Hall hall = saved(new Hall());
		assertThat(catchThrowable(() -> tx(() -> em().persist(new Seat(hall, null, 1))))).isNotNull()
			.isNotInstanceOf(LiveUniqueViolationException.class);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> bean(SeatRepository.class).save(new Seat(hall, null, 1)))
			.isNotInstanceOf(LiveUniqueViolationException.class);
	}

	@Test
	void refusedOperationLeavesNoRevision() {
		String email = unused();
		Member deleted = saved(new Member(email));
		members().delete(deleted);
		saved(new Member(email));
		long revisions = count("select count(*) from revinfo");
		assertThat(catchThrowable(() -> members().restore(deleted.id))).isInstanceOf(RestoreConflictException.class);
		assertThat(catchThrowable(() -> members().saveAll(List.of(new Member(unused()), new Member(email)))))
			.isInstanceOf(LiveUniqueViolationException.class);
		assertThat(count("select count(*) from revinfo")).isEqualTo(revisions);
		assertThat(count("select count(*) from member_aud where email = ? and rev > ?", email, revisions)).isZero();
	}

	@Test
	void exceptionCanBeSerialized() throws Exception {
		String email = taken();
		Throwable thrown = catchThrowable(() -> members().save(new Member(email)));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(thrown);
		LiveUniqueViolationException read = (LiveUniqueViolationException) new ObjectInputStream(
				new ByteArrayInputStream(bytes.toByteArray()))
			.readObject();
		assertThat(read).hasMessage(thrown.getMessage()).hasMessageContaining(email);
		assertThat(read.getAttributes()).containsExactly("email");
		assertThat(read.getEntityName()).endsWith("$Member");
		assertThat(read.getValues()).isEmpty();
	}

	// concurrency

	@Test
	void ofManyThreadsThatInsertAKeyExactlyOneWins() throws Exception {
		for (int i = 0; i < 5; i++) {
			String email = unused();
			Supplier<Object> save = () -> members().save(new Member(email));
			Supplier<?>[] eight = Collections.nCopies(8, save).toArray(Supplier[]::new);
			List<Throwable> failures = Concurrently.run(eight);
			assertThat(failures).hasSize(7)
				.allSatisfy((failure) -> assertViolation(failure, "Member", List.of("email"), Map.of("email", email)));
			assertThat(liveRows(email)).isEqualTo(1);
		}
	}

	@Test
	void ofInsertsRestoresAndUpdatesExactlyOneWins() throws Exception {
		for (int i = 0; i < 10; i++) {
			String email = unused();
			Member first = saved(new Member(email));
			members().delete(first);
			Member second = saved(new Member(email));
			members().delete(second);
			Member other = saved(new Member(unused()));
			List<Throwable> failures = Concurrently.run(() -> members().restore(first.id),
					() -> members().restore(second.id), () -> members().save(new Member(email)),
					() -> service().changeEmail(other.id, email));
			assertThat(failures).hasSize(3).allSatisfy((failure) -> assertViolationOrDeadlock(failure, email));
			assertThat(liveRows(email)).isEqualTo(1);
		}
	}

	@Test
	void whereTheFirstOneRollsBackAtMostOneOfTheOthersWins() throws Exception {
		for (int i = 0; i < 10; i++) {
			String email = unused();
			Supplier<Object> save = () -> members().save(new Member(email));
			List<Throwable> failures = Concurrently.run(() -> savedAndRolledBack(email), save, save, save);
			long live = liveRows(email);
			assertThat(live).isLessThanOrEqualTo(1);
			assertThat(failures).hasSizeBetween(2, 4)
				.allSatisfy((failure) -> assertViolationOrDeadlock(failure, email));
			if (database() != TestDatabase.MARIADB) {
				assertThat(live).isEqualTo(1);
			}
		}
	}

	private Object savedAndRolledBack(String email) {
		return new TransactionTemplate(bean(PlatformTransactionManager.class)).execute((status) -> {
			status.setRollbackOnly();
			return members().saveAndFlush(new Member(email));
		});
	}

	// MariaDB may find a deadlock among those that wait for a key, and says to try again
	private void assertViolationOrDeadlock(Throwable failure, String email) {
		if (failure instanceof RestoreConflictException conflict) {
			assertConflict(conflict, "Member", Map.of("email", email));
		}
		else if (database() != TestDatabase.MARIADB || !(failure instanceof PessimisticLockingFailureException)) {
			assertViolation(failure, "Member", List.of("email"), Map.of("email", email));
		}
	}

	@Test
	void ofTwoRestoresOfARowOneIsStale() throws Exception {
		for (int i = 0; i < 10; i++) {
			String email = unused();
			Member deleted = saved(new Member(email));
			members().delete(deleted);
			List<Throwable> failures = Concurrently.run(() -> members().restore(deleted.id),
					() -> members().restore(deleted.id));
			assertThat(failures).hasSizeLessThan(2)
				.allSatisfy((failure) -> assertThat(failure).isInstanceOf(OptimisticLockingFailureException.class));
			assertThat(liveRows(email)).isEqualTo(1);
		}
	}

	@Test
	void ofManyRestoreOrSavesExactlyOneLiveRowRemains() throws Exception {
		for (int i = 0; i < 5; i++) {
			String email = unused();
			members().delete(saved(new Member(email)));
			Supplier<Object> work = () -> members().restoreOrSave(new Member(email));
			Supplier<?>[] four = Collections.nCopies(4, work).toArray(Supplier[]::new);
			List<Throwable> failures = Concurrently.run(four);
			assertThat(failures).hasSize(3)
				.allSatisfy((failure) -> assertThat(failure).isInstanceOfAny(LiveUniqueViolationException.class,
						RestoreConflictException.class, ConcurrencyFailureException.class));
			assertThat(liveRows(email)).isEqualTo(1);
		}
	}

}
