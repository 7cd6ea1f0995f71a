package io.github.softdeleteaudit.unique;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.KeyTypesModel.*;
import io.github.softdeleteaudit.unique.LiveUniqueModel.*;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The repository's methods that find and restore what holds a key of
 * {@link LiveUnique @LiveUnique}.
 */
abstract class LiveKeyHolderContract extends ShapeContract {

	private static int last;

	LiveKeyHolderContract(TestDatabase database) {
		super(database, LiveUniqueApplication.class);
	}

	private MemberRepository members() {
		return bean(MemberRepository.class);
	}

	private FolderRepository folders() {
		return bean(FolderRepository.class);
	}

	private BookingRepository bookings() {
		return bean(BookingRepository.class);
	}

	private static String unused() {
		return "h" + (++last) + "@example.com";
	}

	private Member deletedMember(String email) {
		Member member = saved(new Member(email));
		this.application.clock().tick();
		members().delete(member);
		return member;
	}

	private void unchanged(ThrowingCallable action) throws Throwable {
		Tables before = this.application.tables();
		action.call();
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private static Member both(String email, String club, Integer number) {
		Member member = new Member(club, number);
		member.email = email;
		return member;
	}

	// candidates

	@Test
	void holdersOfANewOneAreFound() throws Throwable {
		String email = unused();
		Member deleted = deletedMember(email);
		Member live = saved(new Member(email));
		unchanged(() -> {
			assertThat(ids(members().findLiveHolding(new Member(email)))).containsExactly(live.id);
			assertThat(ids(members().findDeletedHolding(new Member(email)))).containsExactly(deleted.id);
		});
	}

	@Test
	void holdersOfADetachedOneAreThoseOfItsValuesInMemory() throws Throwable {
		String email = unused();
		Member live = saved(new Member(email));
		Member deleted = deletedMember(unused());
		Member detached = saved(new Member(unused()));
		unchanged(() -> {
			assertThat(members().findLiveHolding(detached)).isEmpty();
			detached.email = email;
			assertThat(ids(members().findLiveHolding(detached))).containsExactly(live.id);
			detached.email = deleted.email;
			assertThat(members().findLiveHolding(detached)).isEmpty();
			assertThat(ids(members().findDeletedHolding(detached))).containsExactly(deleted.id);
		});
	}

	@Test
	void holdersOfAManagedOneAreThoseOfItsValuesInMemory() {
		String email = unused();
		Member live = saved(new Member(email));
		Member deleted = deletedMember(unused());
		Member other = saved(new Member(unused()));
		tx(() -> {
			Member managed = em().find(Member.class, other.id);
			String before = managed.email;
			managed.email = email;
			assertThat(ids(members().findLiveHolding(managed))).containsExactly(live.id);
			managed.email = deleted.email;
			assertThat(members().findLiveHolding(managed)).isEmpty();
			assertThat(ids(members().findDeletedHolding(managed))).containsExactly(deleted.id);
			managed.email = before;
		});
	}

	@Test
	void whatIsFoundDeletedIsReadOnlyAndWhatIsFoundLiveIsNot() {
		String email = unused();
		Member deleted = deletedMember(email);
		Member live = saved(new Member(email));
		tx(() -> {
			Member found = members().findDeletedHolding(new Member(email)).get(0);
			assertThat(em().unwrap(Session.class).isReadOnly(found)).isTrue();
			found.name = "changed";
			Member holding = members().findLiveHolding(new Member(email)).get(0);
			holding.name = "changed";
		});
		assertThat(count("select count(*) from member where id = ? and name = 'changed'", deleted.id)).isZero();
		assertThat(count("select count(*) from member where id = ? and name = 'changed'", live.id)).isEqualTo(1);
	}

	@Test
	void candidateIsRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> members().findLiveHolding(null));
		assertThatIllegalArgumentException().isThrownBy(() -> members().findDeletedHolding(null));
		assertThatIllegalArgumentException().isThrownBy(() -> members().restoreOrSave(null));
	}

	@Test
	void entityWithoutKeysHasNoHolders() {
		Hall hall = saved(new Hall());
		HallRepository halls = bean(HallRepository.class);
		halls.delete(hall);
		assertThat(halls.findLiveHolding(new Hall())).isEmpty();
		assertThat(halls.findDeletedHolding(new Hall())).isEmpty();
		Hall saved = halls.restoreOrSave(new Hall());
		assertThat(saved.id).isNotEqualTo(hall.id);
		assertThat(halls.existsById(saved.id)).isTrue();
	}

	// several keys

	@Test
	void holdersOfAnyOfTheKeysAreFoundOnce() {
		String email = unused();
		Member byEmail = saved(new Member(email));
		Member byNumber = saved(new Member(email, 1));
		Member candidate = both(email, email, 1);
		assertThat(ids(members().findLiveHolding(candidate))).containsExactlyInAnyOrder(byEmail.id, byNumber.id);
		members().deleteAll(List.of(byEmail, byNumber));
		assertThat(ids(members().findDeletedHolding(candidate))).containsExactlyInAnyOrder(byEmail.id, byNumber.id);
		Member all = saved(both(email, email, 1));
		assertThat(ids(members().findLiveHolding(candidate))).containsExactly(all.id);
	}

	@Test
	void whatHoldsAllKeysIsRestoredAndWhatHoldsSomeIsNot() {
		String email = unused();
		Member all = saved(both(email, email, 1));
		members().delete(all);
		this.application.clock().tick();
		deletedMember(email);
		assertThat(members().restoreOrSave(both(email, email, 1)).id).isEqualTo(all.id);
		String other = unused();
		Member some = deletedMember(other);
		Member saved = members().restoreOrSave(both(other, other, 1));
		assertThat(saved.id).isNotEqualTo(some.id);
		assertThat(members().existsById(some.id)).isFalse();
	}

	@Test
	void keyWithANullDoesNotCount() {
		String email = unused();
		Member deleted = deletedMember(email);
		saved(new Member((String) null));
		assertThat(members().findLiveHolding(both(null, email, null))).isEmpty();
		assertThat(members().restoreOrSave(both(email, email, null)).id).isEqualTo(deleted.id);
		Member saved = members().restoreOrSave(both(null, null, null));
		assertThat(members().existsById(saved.id)).isTrue();
	}

	@Test
	void ofSeveralDeletedOnesTheLastIsRestored() {
		String email = unused();
		deletedMember(email);
		Member second = deletedMember(email);
		assertThat(members().restoreOrSave(new Member(email)).id).isEqualTo(second.id);
	}

	@Test
	void ofSeveralWithoutATimeThatOfTheLastDeletionIsRestored() {
		VoucherRepository vouchers = bean(VoucherRepository.class);
		String code = unused();
		Voucher byHand = saved(new Voucher(code));
		this.application.jdbc().update("update voucher set deleted = true where id = ?", byHand.id);
		for (int i = 0; i < 2; i++) {
			vouchers.delete(saved(new Voucher(code)));
			this.application.clock().tick();
		}
		Voucher last = saved(new Voucher(code));
		vouchers.delete(last);
		assertThat(vouchers.restoreOrSave(new Voucher(code)).id).isEqualTo(last.id);
	}

	@Test
	void whatTheApplicationHasSetMakesALiveOneNeitherDeletedNorReadOnly() {
		Voucher voucher = saved(new Voucher(unused()));
		String code = unused();
		tx(() -> {
			Voucher found = em().find(Voucher.class, voucher.id);
			found.deleted = true;
			assertThat(bean(VoucherRepository.class).findByIdIncludingDeleted(voucher.id)).containsSame(found);
			found.code = code;
		});
		assertThat(count("select count(*) from voucher where code = ? and deleted = false", code)).isOne();
	}

	@Test
	void rowsThatAreEqualByTheirKeyAreFoundAll() {
		CouponRepository coupons = bean(CouponRepository.class);
		String code = unused();
		Coupon first = saved(new Coupon(code));
		coupons.delete(first);
		this.application.clock().tick();
		Coupon second = saved(new Coupon(code));
		coupons.delete(second);
		assertThat(ids(coupons.findDeletedHolding(new Coupon(code)), (each) -> each.id)).containsExactly(second.id,
				first.id);
		assertThat(coupons.restoreOrSave(new Coupon(code)).id).isEqualTo(second.id);
	}

	// values

	@Test
	void caseIsIgnoredWhereTheKeyIgnoresIt() {
		String email = unused();
		Member deleted = deletedMember(email);
		assertThat(members().restoreOrSave(new Member(email.toUpperCase())).id).isEqualTo(deleted.id);
		assertThat(ids(members().findLiveHolding(new Member(email.toUpperCase())))).containsExactly(deleted.id);
	}

	@Test
	void caseOfAConvertedAttributeIsIgnoredToo() {
		SampleRepository samples = bean(SampleRepository.class);
		Sample sample = new Sample();
		sample.address = new Address("Lane " + (++last));
		saved(sample);
		Sample candidate = new Sample();
		candidate.address = new Address(sample.address.text().toUpperCase());
		assertThat(samples.findLiveHolding(candidate)).hasSize(1);
		samples.delete(sample);
		candidate.third = sample.third;
		assertThat(samples.restoreOrSave(candidate).id).isEqualTo(sample.id);
	}

	@Test
	void valuesOfAllTypesAreCompared() {
		SampleRepository samples = bean(SampleRepository.class);
		Sample sample = filled();
		saved(sample);
		assertThat(samples.findLiveHolding(filled())).hasSize(1);
		assertThat(samples.findLiveHolding(sample)).isEmpty();
		samples.delete(sample);
		assertThat(samples.findLiveHolding(filled())).isEmpty();
		assertThat(samples.restoreOrSave(filled()).id).isEqualTo(sample.id);
	}

	private static Sample filled() {
		Sample sample = new Sample();
		sample.serial = 4711L;
		sample.token = new UUID(47, 11);
		sample.amount = new BigDecimal("47.11");
		sample.dated = LocalDate.of(2026, 3, 29);
		sample.moment = Instant.parse("2026-03-29T00:30:00.123456Z");
		sample.wallClock = LocalDateTime.of(2026, 3, 29, 1, 30);
		sample.flag = true;
		sample.colour = Colour.GREEN;
		sample.size = Colour.RED;
		sample.note = "holder";
		sample.mass = new Mass(4711);
		sample.address = new Address("Holder Lane");
		sample.letter = 'h';
		sample.first = "first%";
		sample.second = "it's";
		sample.third = "third";
		sample.text = "text".repeat(100);
		sample.digest = new byte[] { 4, 7, 1, 1 };
		return sample;
	}

	@Test
	void nullsAreEqualWhereTheKeySaysSo() {
		String name = unused();
		Folder top = saved(new Folder(null, name));
		assertThat(folders().findLiveHolding(new Folder(null, name.toUpperCase()))).hasSize(1);
		assertThat(folders().findLiveHolding(new Folder(top, name))).isEmpty();
		folders().delete(top);
		assertThat(folders().restoreOrSave(new Folder(null, name)).id).isEqualTo(top.id);
		saved(new Folder(top, null));
		assertThat(folders().findLiveHolding(new Folder(top, null))).hasSize(1);
	}

	@Test
	void referenceThatIsNotSavedYetIsNotNull() {
		String name = unused();
		Folder top = saved(new Folder(null, name));
		assertThat(folders().findLiveHolding(new Folder(new Folder(null, "new"), name))).isEmpty();
		folders().delete(top);
		assertThat(folders().findDeletedHolding(new Folder(new Folder(null, "new"), name))).isEmpty();
		Booking free = saved(new Booking(null, ++last));
		assertThat(bookings().findLiveHolding(new Booking(new Room("transient", 1), last))).isEmpty();
		assertThat(ids(bookings().findLiveHolding(new Booking(null, last)), (booking) -> booking.id))
			.containsExactly(free.id);
	}

	@Test
	void referencesAreComparedByTheirIdentifiers() {
		Room room = new Room("holder", ++last);
		tx(() -> em().persist(room));
		Booking booking = saved(new Booking(room, 1));
		tx(() -> {
			Booking candidate = new Booking(em().getReference(Room.class, room.id), 1);
			assertThat(ids(bookings().findLiveHolding(candidate), (each) -> each.id)).containsExactly(booking.id);
		});
		bookings().delete(booking);
		assertThat(bookings().findDeletedHolding(new Booking(room, 2))).isEmpty();
		assertThat(bookings().restoreOrSave(new Booking(room, 1)).id).isEqualTo(booking.id);
	}

	@Test
	void embeddablesAreComparedPartByPart() {
		SeatRepository seats = bean(SeatRepository.class);
		Hall hall = saved(new Hall());
		Seat seat = saved(new Seat(hall, "A", 1));
		assertThat(seats.findLiveHolding(new Seat(hall, "A", 1))).hasSize(1);
		assertThat(seats.findLiveHolding(new Seat(hall, "A", 2))).isEmpty();
		Seat without = new Seat(hall, "A", 1);
		without.place = null;
		assertThat(seats.findLiveHolding(without)).isEmpty();
		seats.delete(seat);
		assertThat(seats.restoreOrSave(new Seat(hall, "A", 1)).id).isEqualTo(seat.id);
	}

	// identifiers

	@Test
	void identifierOfTheDeletedRowIsNotInTheWay() {
		CountryRepository countries = bean(CountryRepository.class);
		String name = unused();
		Country deleted = saved(new Country("c" + last, name));
		countries.delete(deleted);
		assertThat(countries.findDeletedHolding(new Country(deleted.code, name))).hasSize(1);
		assertThat(countries.restoreOrSave(new Country(deleted.code, name)).code).isEqualTo(deleted.code);
		countries.delete(deleted);
		assertThat(countries.restoreOrSave(new Country("other" + last, name)).code).isEqualTo(deleted.code);
		assertThat(catchThrowable(() -> countries.restoreOrSave(new Country("third" + last, name))))
			.isInstanceOf(LiveUniqueViolationException.class);
		assertThat(countries.restoreOrSave(new Country(deleted.code, name)).code).isEqualTo(deleted.code);
	}

	@Test
	void keyCanContainAPartOfTheIdentifier() {
		StreetRepository streets = bean(StreetRepository.class);
		String name = unused();
		Street street = saved(new Street("Graz", last, name));
		assertThat(streets.findLiveHolding(new Street("Graz", last + 1000, name))).hasSize(1);
		assertThat(streets.findLiveHolding(new Street("Graz", last, name))).isEmpty();
		assertThat(streets.findLiveHolding(new Street("Linz", last + 1000, name))).isEmpty();
		LiveUniqueViolationException refused = (LiveUniqueViolationException) catchThrowable(
				() -> saved(new Street("Graz", last + 1000, name)));
		assertThat(refused.getValues()).containsEntry("city", "Graz").containsEntry("name", name);
		streets.delete(street);
		Street restored = streets.restoreOrSave(new Street("Graz", last + 1000, name));
		assertThat(restored.number).isEqualTo(street.number);
	}

	// hierarchies

	@Test
	void holdersOfAnotherClassAreFoundThroughTheRootAndFailThroughTheSubclass() throws Throwable {
		VehicleRepository vehicles = bean(VehicleRepository.class);
		CarRepository cars = bean(CarRepository.class);
		String plate = unused();
		Vehicle bike = saved(vehicle(new Bike(), plate, unused()));
		Car candidate = vehicle(new Car(), plate, unused());
		assertThat(ids(vehicles.findLiveHolding(candidate), (each) -> each.id)).containsExactly(bike.id);
		assertThat(cars.findLiveHolding(candidate)).isEmpty();
		unchanged(() -> assertThatExceptionOfType(LiveUniqueViolationException.class)
			.isThrownBy(() -> tx(() -> cars.restoreOrSave(candidate)))
			.satisfies((ex) -> assertThat(ex.getCause()).as("of the database").isNull()));
		vehicles.delete(bike);
		assertThat(cars.findDeletedHolding(candidate)).isEmpty();
		Car saved = cars.restoreOrSave(vehicle(new Car(), plate, unused()));
		assertThat(saved.id).isNotEqualTo(bike.id);
		cars.delete(saved);
		assertThat(vehicles.restoreOrSave(vehicle(new Car(), plate, saved.name)).id).isEqualTo(saved.id);
	}

	@Test
	void keysOfASubclassCountForItsRowsOnly() {
		PartyRepository parties = bean(PartyRepository.class);
		String title = unused();
		saved(party(new Party(), unused(), title));
		Company company = saved(party(new Company(), unused(), title));
		assertThat(ids(parties.findLiveHolding(party(new Company(), unused(), title)), (each) -> each.id))
			.containsExactly(company.id);
		assertThat(parties.findLiveHolding(party(new Party(), unused(), title))).isEmpty();
		bean(CompanyRepository.class).delete(company);
		assertThat(bean(CompanyRepository.class).findDeletedHolding(party(new Company(), unused(), title))).hasSize(1);
		assertThat(parties.restoreOrSave(party(new Company(), company.code, title)).id).isEqualTo(company.id);
	}

	@Test
	void classesInTablesOfTheirOwnHaveKeysOfTheirOwn() {
		PlanRepository plans = bean(PlanRepository.class);
		String label = unused();
		DayPlan day = saved(plan(new DayPlan(), label));
		YearPlan year = plan(new YearPlan(), label);
		year.number = 1;
		saved(year);
		assertThat(ids(plans.findLiveHolding(plan(new DayPlan(), label)), (each) -> each.id)).containsExactly(day.id);
		plans.delete(day);
		assertThat(plans.restoreOrSave(plan(new DayPlan(), label)).id).isEqualTo(day.id);
	}

	private static <T extends Vehicle> T vehicle(T vehicle, String plate, String name) {
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

	// scopes, filters

	@Test
	void scopesMakeNoDifference() {
		String email = unused();
		Member deleted = deletedMember(email);
		Member live = saved(new Member(email));
		Member candidate = new Member(email);
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(ids(members().findLiveHolding(candidate))).containsExactly(live.id);
			return assertThat(ids(members().findDeletedHolding(candidate))).containsExactly(deleted.id);
		});
		SoftDeleteScope.onlyDeleted(Member.class, () -> {
			assertThat(ids(members().findLiveHolding(candidate))).containsExactly(live.id);
			return assertThat(ids(members().findDeletedHolding(candidate))).containsExactly(deleted.id);
		});
		members().delete(live);
		members().delete(saved(new Member(email)));
		Member restored = SoftDeleteScope.includingDeleted(() -> members().restoreOrSave(new Member(email)));
		assertThat(members().existsById(restored.id)).isTrue();
		assertThat(restored.id).isGreaterThanOrEqualTo(deleted.id);
		String other = unused();
		Member saved = SoftDeleteScope.onlyDeleted(Member.class, () -> members().restoreOrSave(new Member(other)));
		assertThat(members().existsById(saved.id)).isTrue();
	}

	@Test
	void filtersNarrowWhatIsFoundAndNotWhatIsRefused() throws Throwable {
		CountryRepository countries = bean(CountryRepository.class);
		String name = unused();
		Country hidden = saved(new Country("a long code " + last, name));
		unchanged(() -> filtered(() -> {
			assertThat(countries.findLiveHolding(new Country("x", name))).isEmpty();
			assertThatExceptionOfType(LiveUniqueViolationException.class)
				.isThrownBy(() -> countries.restoreOrSave(new Country("x", name)))
				.satisfies((ex) -> assertThat(ex.getValues()).containsEntry("name", name));
		}));
		countries.delete(hidden);
		filtered(() -> {
			assertThat(countries.findDeletedHolding(new Country("x", name))).isEmpty();
			assertThat(countries.restoreOrSave(new Country("s" + last, name)).code).isEqualTo("s" + last);
		});
	}

	private void filtered(Runnable work) {
		try {
			tx(() -> {
				em().unwrap(Session.class).enableFilter("shortCode").setParameter("length", 5);
				work.run();
			});
		}
		catch (UnexpectedRollbackException ex) {
			// of what was refused
		}
	}

	// within a transaction

	@Test
	void pendingChangesCount() {
		String email = unused();
		Member live = saved(new Member(email));
		tx(() -> {
			em().remove(em().find(Member.class, live.id));
			assertThat(members().findLiveHolding(new Member(email))).isEmpty();
			assertThat(ids(members().findDeletedHolding(new Member(email)))).containsExactly(live.id);
		});
		tx(() -> {
			Member pending = new Member(email);
			em().persist(pending);
			assertThat(members().findLiveHolding(new Member(email))).containsExactly(pending);
			em().remove(pending);
			assertThat(members().findLiveHolding(new Member(email))).isEmpty();
		});
		String other = unused();
		tx(() -> {
			members().restore(live.id).email = other;
			assertThat(ids(members().findLiveHolding(new Member(other)))).containsExactly(live.id);
			assertThat(members().findLiveHolding(new Member(email))).isEmpty();
		});
	}

	@Test
	void deletedAndRestoredInOneTransaction() {
		String email = unused();
		Member live = saved(new Member(email));
		tx(() -> {
			members().deleteById(live.id);
			Member restored = members().restoreOrSave(new Member(email));
			assertThat(restored.id).isEqualTo(live.id);
			restored.name = "restored";
		});
		assertThat(members().findById(live.id)).get().extracting((each) -> each.name).isEqualTo("restored");
	}

	@Test
	void whatIsRestoredCanBeChangedAfterItWasFoundDeleted() {
		String email = unused();
		Member deleted = deletedMember(email);
		tx(() -> {
			Member found = members().findDeletedHolding(new Member(email)).get(0);
			Member restored = members().restoreOrSave(new Member(email));
			assertThat(restored).isSameAs(found);
			restored.name = "changed";
		});
		assertThat(count("select count(*) from member where id = ? and name = 'changed' and deleted_at is null",
				deleted.id))
			.isEqualTo(1);
	}

	@Test
	void managedCandidateIsSaved() {
		String email = unused();
		deletedMember(email);
		Member managed = get(() -> {
			Member member = new Member(email);
			em().persist(member);
			assertThat(members().restoreOrSave(member)).isSameAs(member);
			return member;
		});
		assertThat(members().existsById(managed.id)).isTrue();
	}

	@Test
	void detachedCandidateIsMerged() {
		String email = unused();
		Member detached = saved(new Member(unused()));
		detached.email = email;
		Member merged = members().restoreOrSave(detached);
		assertThat(merged.id).isEqualTo(detached.id);
		assertThat(members().findById(detached.id)).get().extracting((each) -> each.email).isEqualTo(email);
	}

	@Test
	void refusedCandidateIsNotInTheSessionAndTheTransactionGoesOnUntilItEnds() throws Throwable {
		String email = unused();
		saved(new Member(email));
		unchanged(() -> tx(() -> {
			Member candidate = new Member(email);
			assertThat(members().findLiveHolding(candidate)).hasSize(1);
			assertThat(em().contains(candidate)).isFalse();
			assertThat(candidate.id).isNull();
		}));
	}

	@Test
	void childrenComeBackWithWhatIsRestored() {
		ShelfRepository shelves = bean(ShelfRepository.class);
		String code = unused();
		Shelf shelf = new Shelf(code, "x" + code, "y" + code);
		saved(shelf);
		Tables before = contents();
		shelves.delete(shelf);
		assertThat(count("select count(*) from book where title like ? and deleted_at is null", "%" + code)).isZero();
		Shelf candidate = new Shelf(code, "z" + code);
		Shelf restored = shelves.restoreOrSave(candidate);
		assertThat(restored.id).isEqualTo(shelf.id);
		assertThat(contents()).isEqualTo(before);
		tx(() -> assertThat(em().find(Shelf.class, shelf.id).books).extracting((book) -> book.title)
			.containsExactlyInAnyOrder("x" + code, "y" + code));
	}

	@Test
	void childWhoseKeyIsTakenRefusesTheRestore() throws Throwable {
		ShelfRepository shelves = bean(ShelfRepository.class);
		String code = unused();
		shelves.delete(saved(new Shelf(code, "x" + code, "y" + code)));
		saved(new Shelf("other" + code, "y" + code));
		unchanged(() -> assertThatExceptionOfType(RestoreConflictException.class)
			.isThrownBy(() -> shelves.restoreOrSave(new Shelf(code)))
			.satisfies((ex) -> assertThat(ex.getConflicts()).singleElement()
				.extracting(RestoreConflict::values)
				.isEqualTo(Map.of("title", "y" + code))));
	}

	private static List<Long> ids(List<Member> members) {
		return ids(members, (member) -> member.id);
	}

	private static <T> List<Long> ids(List<T> entities, Function<T, Long> id) {
		return entities.stream().map(id).toList();
	}

}
