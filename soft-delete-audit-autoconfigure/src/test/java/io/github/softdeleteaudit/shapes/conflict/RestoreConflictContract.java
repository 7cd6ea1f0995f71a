package io.github.softdeleteaudit.shapes.conflict;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflict.Kind;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Bike;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Booking;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.BookingRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Car;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Carried;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.CarriedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Colour;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Company;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.DayPlan;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Diary;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Document;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Family;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.FamilyRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Joined;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.JoinedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Keyed;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Letter;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.LetterRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Line;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.LineRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Linked;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.LinkedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Listed;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.ListedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Loan;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.LoanRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Mapped;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.MappedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Mass;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Nested;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.NestedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Owner;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.OwnTransactionsRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Party;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PartyRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Passport;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PassportRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Person;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Pet;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Place;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PlanRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Room;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.RoomId;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Shared;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.SharedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Sheet;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.SheetRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Single;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.SingleRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Street;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.StreetId;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.StreetRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Switch;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.SwitchRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Tenant;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Traveller;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.TravellerRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Vehicle;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.VehicleRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.YearPlan;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What can be in the way of a restore, that it says so, that a preview says the same, and
 * that the transaction goes on as if nothing had been asked.
 */
abstract class RestoreConflictContract extends ConflictShapes {

	RestoreConflictContract(TestDatabase database) {
		super(database);
	}

	private void assertHeld(List<RestoreConflict> conflicts, Object id, Map<String, ?> values, Class<?> holder,
			Object holderId) {
		assertThat(conflicts).singleElement().satisfies((conflict) -> {
			assertThat(conflict.kind()).isEqualTo(Kind.HELD_KEY);
			assertThat(conflict.id()).isEqualTo(id);
			assertThat(conflict.values()).isEqualTo(values);
			assertThat(conflict.attributes()).containsExactlyElementsOf(conflict.values().keySet());
			assertThat(conflict.obstacleType()).isEqualTo(holder);
			assertThat(conflict.obstacleId()).isEqualTo(holderId);
		});
	}

	private void heldKey(Consumer<Keyed> key, Map<String, ?> values) {
		heldKey(key, key, values);
	}

	private void heldKey(Consumer<Keyed> key, Consumer<Keyed> holders, Map<String, ?> values) {
		Keyed mine = new Keyed();
		key.accept(mine);
		deleted(mine);
		Keyed deletedToo = new Keyed();
		holders.accept(deletedToo);
		deleted(deletedToo);
		Keyed holder = new Keyed();
		holders.accept(holder);
		saved(holder);
		assertHeld(refused(this.keyed, mine.id), mine.id, values, Keyed.class, holder.id);
		this.keyed.deleteById(holder.id);
		assertThat(this.keyed.previewRestore(mine.id).conflicts()).isEmpty();
		assertThat(this.keyed.restore(mine.id).getDeletedAt()).isNull();
	}

	@Test
	void keysOfAllTypesAreHeld() {
		String text = unused();
		heldKey((row) -> row.email = text, (row) -> row.email = text.toUpperCase(), Map.of("email", text));
		heldKey((row) -> {
			row.club = text;
			row.number = 1;
		}, Map.of("club", text, "number", 1));
		heldKey((row) -> row.place = new Place(text, 2), Map.of("place.line", text, "place.position", 2));
		UUID token = UUID.randomUUID();
		heldKey((row) -> row.token = token, Map.of("token", token));
		heldKey((row) -> row.dated = LocalDate.of(2026, 2, 28), Map.of("dated", LocalDate.of(2026, 2, 28)));
		Instant moment = Instant.parse("2026-10-25T00:30:00.123456Z");
		heldKey((row) -> row.moment = moment, Map.of("moment", moment));
		heldKey((row) -> row.colour = Colour.GREEN, Map.of("colour", Colour.GREEN));
		heldKey((row) -> row.size = Colour.RED, Map.of("size", Colour.RED));
		heldKey((row) -> row.mass = new Mass(7), Map.of("mass", new Mass(7)));
		heldKey((row) -> row.amount = new BigDecimal("1.5"), (row) -> row.amount = new BigDecimal("1.50"),
				Map.of("amount", new BigDecimal("1.5000")));
	}

	@Test
	void aKeyOfAReferenceIsHeldBeItsTargetLiveOrDeleted() {
		Owner owner = saved(new Owner("of a key"));
		heldKey((row) -> {
			row.owner = owner;
			row.slot = 1;
		}, Map.of("owner.id", owner.id, "slot", 1));
		this.owners.deleteById(owner.id);
		heldKey((row) -> {
			row.owner = em().getReference(Owner.class, owner.id);
			row.slot = 2;
		}, Map.of("owner.id", owner.id, "slot", 2));
	}

	@Test
	void nullsAreInTheWayOnlyWhereTheyAreNotDistinct() {
		Keyed row = new Keyed();
		row.club = unused();
		deleted(row);
		Keyed other = new Keyed();
		other.club = row.club;
		saved(other);
		assertThat(this.keyed.previewRestore(row.id).conflicts()).isEmpty();
		this.keyed.restore(row.id);
		String third = unused();
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("third", third);
		values.put("fourth", null);
		heldKey((each) -> each.third = third, values);
	}

	@Test
	void aNaturalIdIsHeld() {
		String country = unused();
		Passport passport = deleted(new Passport(country, 1));
		Passport holder = saved(new Passport(country, 1));
		assertHeld(refused(bean(PassportRepository.class), passport.id), passport.id,
				Map.of("country", country, "number", 1), Passport.class, holder.id);
	}

	@Test
	void theTargetOfAOneToOneIsHeld() {
		Passport passport = saved(new Passport(unused(), 1));
		Traveller traveller = deleted(new Traveller(passport));
		Traveller holder = saved(new Traveller(passport));
		assertHeld(refused(bean(TravellerRepository.class), traveller.id), traveller.id,
				Map.of("passport", passport.id), Traveller.class, holder.id);
	}

	@Test
	void aKeyIsHeldWhereALetterTellsLiveRows() {
		String code = unused();
		Switch row = deleted(new Switch(code));
		deleted(new Switch(code));
		Switch holder = saved(new Switch(code));
		assertHeld(refused(bean(SwitchRepository.class), row.id), row.id, Map.of("code", code), Switch.class,
				holder.id);
		this.application.jdbc().update("update switch set deleted = null where id = ?", holder.id);
		assertHeld(refused(bean(SwitchRepository.class), row.id), row.id, Map.of("code", code), Switch.class,
				holder.id);
	}

	@Test
	void aKeyOfAJoinedHierarchyIsHeldByAnotherSubclass() {
		String code = unused();
		Party company = deleted(new Company(code));
		Party person = saved(new Person(code));
		assertHeld(refused(bean(PartyRepository.class), company.id), company.id, Map.of("code", code), Person.class,
				person.id);
	}

	@Test
	void aKeyOfASingleTableIsHeldByTheClassThatDeclaresItAndItsSubclasses() {
		VehicleRepository vehicles = bean(VehicleRepository.class);
		String name = unused();
		Vehicle car = deleted(vehicle(new Car(), unused(), name));
		saved(vehicle(new Bike(), unused(), name));
		assertThat(vehicles.previewRestore(car.id).conflicts()).isEmpty();
		Vehicle other = saved(vehicle(new Car(), unused(), name));
		assertHeld(refused(vehicles, car.id), car.id, Map.of("name", name), Car.class, other.id);
		Vehicle bike = deleted(vehicle(new Bike(), unused(), name));
		Vehicle plated = saved(vehicle(new Car(), bike.plate, unused()));
		assertHeld(refused(vehicles, bike.id), bike.id, Map.of("plate", bike.plate), Car.class, plated.id);
	}

	@Test
	void aKeyThatRestoredRowsOfTwoClassesShareIsAConflictOfBoth() {
		String plate = unused();
		Vehicle car = deleted(vehicle(new Car(), plate, unused()));
		Vehicle bike = deleted(vehicle(new Bike(), plate, unused()));
		assertThat(conflicts(() -> bean(VehicleRepository.class)
			.restoreAll((root, query, builder) -> builder.equal(root.get("plate"), plate))))
			.extracting(RestoreConflict::entityType, RestoreConflict::id, RestoreConflict::obstacleId)
			.containsExactlyInAnyOrder(tuple(Car.class, car.id, bike.id), tuple(Bike.class, bike.id, car.id));
	}

	private static Vehicle vehicle(Vehicle vehicle, String plate, String name) {
		vehicle.plate = plate;
		vehicle.name = name;
		return vehicle;
	}

	@Test
	void aKeyOfATableOfAConcreteClassIsHeldInThatTable() {
		PlanRepository plans = bean(PlanRepository.class);
		String label = unused();
		DayPlan day = deleted(new DayPlan(label));
		saved(new YearPlan(label));
		assertThat(plans.previewRestore(day.id).conflicts()).isEmpty();
		DayPlan holder = saved(new DayPlan(label));
		assertHeld(refused(plans, day.id), day.id, Map.of("label", label), DayPlan.class, holder.id);
	}

	@Test
	void aKeyWithAPartOfTheIdentifierIsHeld() {
		String city = unused();
		Street street = deleted(new Street(city, 1, "name"));
		saved(new Street(city, 2, "name"));
		assertHeld(refused(bean(StreetRepository.class), new StreetId(city, 1)), new StreetId(city, 1),
				Map.of("city", city, "name", street.name), Street.class, new StreetId(city, 2));
	}

	@Test
	void aKeyThatRestoredRowsOfSeveralIdColumnsShareIsAConflictOfBoth() {
		String city = unused();
		deleted(new Street(city, 1, "name"));
		deleted(new Street(city, 2, "name"));
		deleted(new Street(city, 3, "another"));
		assertThat(conflicts(() -> bean(StreetRepository.class)
			.restoreAll((root, query, builder) -> builder.equal(root.get("city"), city))))
			.extracting(RestoreConflict::id)
			.containsExactlyInAnyOrder(new StreetId(city, 1), new StreetId(city, 2));
	}

	@Test
	void aKeyOfAReferenceOfSeveralColumnsIsHeld() {
		Room room = saved(new Room(unused(), 1));
		Booking booking = deleted(new Booking(room, 1));
		Booking holder = saved(new Booking(room, 1));
		List<RestoreConflict> conflicts = refused(bean(BookingRepository.class), booking.id);
		assertThat(conflicts).singleElement().satisfies((conflict) -> {
			assertThat(conflict.kind()).isEqualTo(Kind.HELD_KEY);
			assertThat(conflict.obstacleId()).isEqualTo(holder.id);
			assertThat(conflict.values().toString()).contains(room.id.building());
		});
	}

	@Test
	void twoRowsOfOneDeletionThatWouldCollideAreInEachOthersWay() {
		String email = unused();
		Keyed first = saved(new Keyed(email));
		Keyed second = new Keyed(email.toUpperCase());
		UUID deletion = get(() -> {
			this.keyed.deleteById(first.id);
			em().flush();
			em().persist(second);
			em().flush();
			em().remove(second);
			em().flush();
			return second.getDeletionId();
		});
		List<RestoreConflict> conflicts = refused(() -> this.deletions.preview(deletion),
				() -> this.deletions.restore(deletion));
		assertThat(conflicts).allSatisfy((conflict) -> assertThat(conflict.kind()).isEqualTo(Kind.HELD_KEY))
			.extracting(RestoreConflict::id)
			.containsExactlyInAnyOrder(first.id, second.id);
		this.keyed.restore(second.id);
		assertThat(this.keyed.existsDeletedById(first.id)).isTrue();
	}

	@Test
	void rowsOfSeveralSubclassesThatWouldCollideAreInEachOthersWay() {
		String code = unused();
		Party company = saved(new Company(code));
		Party person = new Person(code);
		UUID deletion = get(() -> {
			em().remove(em().find(Party.class, company.id));
			em().flush();
			em().persist(person);
			em().flush();
			em().remove(person);
			em().flush();
			return person.getDeletionId();
		});
		List<RestoreConflict> conflicts = refused(() -> this.deletions.preview(deletion),
				() -> this.deletions.restore(deletion));
		assertThat(conflicts).extracting(RestoreConflict::entityType, RestoreConflict::id, RestoreConflict::obstacleId)
			.containsExactlyInAnyOrder(tuple(Company.class, company.id, person.id),
					tuple(Person.class, person.id, company.id));
	}

	@Test
	void rowsOfSeveralDeletionsThatAreRestoredTogetherAreInEachOthersWay() {
		String email = unused();
		Keyed first = deleted(new Keyed(email));
		Keyed second = deleted(new Keyed(email));
		deleted(new Keyed(unused()));
		Tables before = tables();
		tx(() -> {
			assertThatExceptionOfType(RestoreConflictException.class)
				.isThrownBy(
						() -> this.keyed.restoreAll((root, query, builder) -> builder.equal(root.get("email"), email)))
				.satisfies((ex) -> assertThat(ex.getConflicts()).extracting(RestoreConflict::id)
					.containsExactlyInAnyOrder(first.id, second.id));
			em().createQuery("select count(*) from Keyed", Long.class).getSingleResult();
		});
		assertThat(tables()).isEqualTo(before);
		assertThat(this.keyed.restoreAll((root, query, builder) -> builder.equal(root.get("id"), first.id)))
			.isEqualTo(1);
	}

	@Test
	void aChildsKeyIsHeld() {
		String chip = unused();
		Owner owner = deletedOwner(unused(), chip, unused());
		Pet holder = saved(new Pet(null, chip));
		List<RestoreConflict> conflicts = refused(this.owners, owner.id);
		assertHeld(conflicts, petOf(owner, chip).id, Map.of("chip", chip), Pet.class, holder.id);
		assertThat(conflicts.get(0).entityType()).isEqualTo(Pet.class);
		UUID deletion = this.owners.findDeletedById(owner.id).orElseThrow().getDeletionId();
		assertThat(refused(() -> this.deletions.preview(deletion), () -> this.deletions.restore(deletion)))
			.isEqualTo(conflicts);
		// restoring a child brings the others too
		assertThat(refused(this.pets, owner.pets.iterator().next().id)).isEqualTo(conflicts);
	}

	@Test
	void severalConflictsAreToldAtOnce() {
		String chip = unused();
		String other = unused();
		Owner owner = deletedOwner(chip, other);
		Pet first = saved(new Pet(null, chip));
		Pet second = saved(new Pet(null, other));
		Keyed row = new Keyed(unused());
		row.club = unused();
		row.number = 1;
		deleted(row);
		Keyed holder = new Keyed(row.email);
		holder.club = row.club;
		holder.number = 1;
		saved(holder);
		assertThat(refused(this.owners, owner.id)).extracting(RestoreConflict::obstacleId)
			.containsExactlyInAnyOrder(first.id, second.id);
		assertThat(refused(this.keyed, row.id)).extracting(RestoreConflict::attributes)
			.containsExactlyInAnyOrder(List.of("email"), List.of("club", "number"));
	}

	private <T, ID> void deletedParent(Family family, Object child, SoftDeleteRepository<T, ID> repository, ID id,
			boolean referred) {
		FamilyRepository families = bean(FamilyRepository.class);
		repository.deleteById(id);
		this.application.clock().tick();
		families.deleteById(family.id);
		this.application.clock().tick();
		List<RestoreConflict> conflicts = refused(repository, id);
		assertThat(conflicts).containsExactly(new RestoreConflict(Kind.DELETED_PARENT, child.getClass(), id,
				referred ? Map.of("family", family.id) : Map.of(), Family.class, family.id));
		Tables before = tables();
		RestorePreview preview = repository.previewRestore(id, RestoreOptions.withParents());
		assertThat(preview.conflicts()).isEmpty();
		assertThat(preview.rows().idsByType().keySet()).containsExactly(Family.class, child.getClass());
		assertThat(tables()).isEqualTo(before);
		tx(() -> repository.restore(id, RestoreOptions.withParents()));
		assertThat(repository.existsById(id)).isTrue();
		assertThat(families.existsById(family.id)).isTrue();
		// one deletion takes both again
		families.deleteById(family.id);
		assertThat(repository.existsById(id)).isFalse();
	}

	@Test
	void aParentDeletedOtherwiseIsInTheWayByEachKindOfAssociation() {
		Family ofListed = saved(new Family("listed"));
		Listed listed = child(ofListed, new Listed(), (each, family) -> each.family = family);
		repository(ListedRepository.class).deleteById(listed.id);
		bean(FamilyRepository.class).deleteById(ofListed.id);
		assertThat(refused(bean(ListedRepository.class), listed.id)).extracting(RestoreConflict::kind)
			.containsExactly(Kind.DELETED_PARENT);
		Family family = saved(new Family("joined"));
		Joined joined = child(family, new Joined(), (each, owner) -> owner.joined.add(each));
		deletedParent(family, joined, bean(JoinedRepository.class), joined.id, false);
		family = saved(new Family("linked"));
		Linked linked = child(family, new Linked(), (each, owner) -> owner.linked.add(each));
		deletedParent(family, linked, bean(LinkedRepository.class), linked.id, false);
		family = saved(new Family("shared"));
		Shared shared = child(family, new Shared(), (each, owner) -> owner.shared.add(each));
		deletedParent(family, shared, bean(SharedRepository.class), shared.id, false);
		family = saved(new Family("single"));
		Single single = child(family, new Single(), (each, owner) -> each.family = owner);
		deletedParent(family, single, bean(SingleRepository.class), single.id, true);
		family = saved(new Family("nested"));
		Nested nested = child(family, new Nested(), (each, owner) -> each.family = owner);
		deletedParent(family, nested, bean(NestedRepository.class), nested.id, true);
		family = saved(new Family("carried"));
		Carried carried = child(family, new Carried(), (each, owner) -> each.family = owner);
		deletedParent(family, carried, bean(CarriedRepository.class), carried.id, true);
		family = saved(new Family("mapped"));
		Mapped mapped = child(family, new Mapped(), (each, owner) -> {
			each.name = "mapped";
			each.family = owner;
		});
		deletedParent(family, mapped, bean(MappedRepository.class), mapped.id, true);
	}

	private <R> R repository(Class<R> type) {
		return bean(type);
	}

	private <C> C child(Family family, C child, BiConsumer<C, Family> join) {
		tx(() -> {
			join.accept(child, em().find(Family.class, family.id));
			em().persist(child);
		});
		return child;
	}

	@Test
	void oneLiveParentByTheAssociationIsEnough() {
		Family one = saved(new Family("one"));
		Family two = saved(new Family("two"));
		Shared shared = child(one, new Shared(), (each, owner) -> owner.shared.add(each));
		tx(() -> em().find(Family.class, two.id).shared.add(em().find(Shared.class, shared.id)));
		SharedRepository repository = bean(SharedRepository.class);
		repository.deleteById(shared.id);
		this.application.clock().tick();
		bean(FamilyRepository.class).deleteById(one.id);
		assertThat(repository.previewRestore(shared.id).conflicts()).isEmpty();
		this.application.clock().tick();
		bean(FamilyRepository.class).deleteById(two.id);
		assertThat(refused(repository, shared.id)).extracting(RestoreConflict::obstacleId)
			.containsExactlyInAnyOrder(one.id, two.id);
		bean(FamilyRepository.class).restore(two.id);
		repository.restore(shared.id);
		assertThat(bean(FamilyRepository.class).existsDeletedById(one.id)).isTrue();
	}

	@Test
	void aReferenceToARowThatIsGoneIsInTheWay() {
		Owner owner = saved(new Owner("gone"));
		Owner guarantor = saved(new Owner("gone too"));
		Party party = saved(new Company(unused()));
		Loan loan = new Loan();
		loan.owner = owner;
		loan.party = party;
		loan.terms.guarantor = guarantor;
		deleted(loan);
		LoanRepository loans = bean(LoanRepository.class);
		assertThat(loans.previewRestore(loan.id).conflicts()).isEmpty();
		gone("owner", owner.id);
		RestoreConflict byOwner = new RestoreConflict(Kind.MISSING_PARENT, Loan.class, loan.id,
				Map.of("owner", owner.id), Owner.class, owner.id);
		assertThat(refused(loans, loan.id)).containsExactly(byOwner);
		gone("owner", guarantor.id);
		gone("company", party.id);
		gone("party", party.id);
		assertThat(refused(loans, loan.id)).containsExactlyInAnyOrder(byOwner,
				new RestoreConflict(Kind.MISSING_PARENT, Loan.class, loan.id, Map.of("terms.guarantor", guarantor.id),
						Owner.class, guarantor.id),
				new RestoreConflict(Kind.MISSING_PARENT, Loan.class, loan.id, Map.of("party", party.id), Party.class,
						party.id));
	}

	// purged past everything, its history with it
	private void gone(String table, Long id) {
		this.application.jdbc().update("delete from %s_aud where id = ?".formatted(table), id);
		assertThat(this.application.jdbc().update("delete from %s where id = ?".formatted(table), id)).isEqualTo(1);
	}

	@Test
	void aReferenceOfSeveralColumnsToARowThatIsGoneIsInTheWay() {
		Room room = saved(new Room(unused(), 1));
		Booking booking = deleted(new Booking(room, 7));
		this.application.jdbc().update("delete from room where building = ?", room.id.building());
		assertThat(refused(bean(BookingRepository.class), booking.id))
			.containsExactly(new RestoreConflict(Kind.MISSING_PARENT, Booking.class, booking.id,
					Map.of("room", new RoomId(room.id.building(), 1)), Room.class, room.id));
	}

	@Test
	void aReferenceToADeletedRowThatDoesNotTakeItAlongIsNotInTheWay() {
		Owner owner = saved(new Owner("deleted"));
		Loan loan = new Loan();
		loan.owner = owner;
		deleted(loan);
		this.owners.deleteById(owner.id);
		assertThat(get(() -> (Owner) Hibernate.unproxy(bean(LoanRepository.class).restore(loan.id).owner)).name)
			.isEqualTo("deleted");
	}

	@Test
	void theMessageSaysWhatIsInTheWay() {
		String chip = unused();
		Owner owner = deletedOwner(chip);
		Pet mine = petOf(owner, chip);
		Pet holder = saved(new Pet(null, chip));
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.owners.restore(owner.id))
			.withMessage("Nothing was restored: Pet %d and Pet %d would both be live with {chip=%s}", mine.id,
					holder.id, chip);
		Owner parent = saved(new Owner("parent", unused()));
		Pet child = parent.pets.iterator().next();
		this.pets.deleteById(child.id);
		this.application.clock().tick();
		this.owners.deleteById(parent.id);
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.pets.restore(child.id))
			.withMessage(
					"Nothing was restored: the parent of Pet %d, Owner %d, is deleted and was not part of the deletion",
					child.id, parent.id);
		Owner gone = saved(new Owner("gone"));
		Loan loan = new Loan();
		loan.owner = gone;
		deleted(loan);
		gone("owner", gone.id);
		assertThatExceptionOfType(RestoreConflictException.class)
			.isThrownBy(() -> bean(LoanRepository.class).restore(loan.id))
			.withMessage("Nothing was restored: Loan %d refers by owner to Owner %d, which does not exist any more",
					loan.id, gone.id);
	}

	@Test
	void aMessageOfManyConflictsIsShort() {
		String[] chips = new String[13];
		Arrays.setAll(chips, (i) -> unused());
		Owner owner = deletedOwner(chips);
		tx(() -> Arrays.stream(chips).forEach((chip) -> em().persist(new Pet(null, chip))));
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.owners.restore(owner.id))
			.withMessageEndingWith("; and 3 more")
			.satisfies((ex) -> assertThat(ex.getConflicts()).hasSize(13));
	}

	@Test
	void theTransactionOfTheCallerChangesSomethingAndCommits() {
		String email = unused();
		Keyed row = deleted(new Keyed(email));
		Keyed holder = saved(new Keyed(email));
		UUID deletion = this.keyed.findDeletedById(row.id).orElseThrow().getDeletionId();
		List<Runnable> restores = List.of(() -> this.keyed.restore(row.id),
				() -> this.keyed.restore(row.id, RestoreOptions.withParents()),
				() -> this.keyed.restoreAll((root, query, builder) -> builder.equal(root.get("id"), row.id)),
				() -> this.deletions.restore(deletion), () -> bean(OwnTransactionsRepository.class).restore(row.id));
		for (int i = 0; i < restores.size(); i++) {
			String name = "changed " + i;
			Runnable restore = restores.get(i);
			int revisions = this.keyed.history(holder.id).size();
			this.desk.write(() -> {
				em().find(Keyed.class, holder.id).club = "before";
				assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(restore::run);
				em().find(Keyed.class, holder.id).name = name;
				return null;
			});
			assertThat(count("select count(*) from keyed where name = ? and club = 'before'", name)).isEqualTo(1);
			assertThat(this.keyed.history(holder.id)).hasSize(revisions + 1);
			assertThat(this.keyed.history(row.id)).hasSize(2);
			assertThat(this.keyed.existsDeletedById(row.id)).isTrue();
		}
	}

	@Test
	void aConflictOfRestoreOrSaveLetsTheTransactionGoOn() {
		Owner owner = saved(new Owner("of restore or save", unused()));
		Pet pet = owner.pets.iterator().next();
		this.pets.deleteById(pet.id);
		this.application.clock().tick();
		this.owners.deleteById(owner.id);
		Pet candidate = new Pet(null, pet.chip);
		Tables before = tables();
		this.desk.write(() -> {
			assertThatExceptionOfType(RestoreConflictException.class)
				.isThrownBy(() -> this.pets.restoreOrSave(candidate));
			em().persist(new Diary("restore or save"));
			return null;
		});
		assertThat(count("select count(*) from diary where text = 'restore or save'")).isEqualTo(1);
		assertThat(tables().only((table) -> !table.startsWith("diary")))
			.isEqualTo(before.only((table) -> !table.startsWith("diary")));
	}

	@Test
	void whatIsPendingCounts() {
		String email = unused();
		Keyed row = deleted(new Keyed(email));
		Keyed holder = saved(new Keyed(email));
		// goes away
		tx(() -> {
			em().find(Keyed.class, holder.id).email = unused();
			assertThat(this.keyed.previewRestore(row.id).conflicts()).isEmpty();
		});
		tx(() -> em().find(Keyed.class, holder.id).email = email);
		tx(() -> {
			em().remove(em().find(Keyed.class, holder.id));
			assertThat(this.keyed.previewRestore(row.id).conflicts()).isEmpty();
			assertThat(this.keyed.restore(row.id).email).isEqualTo(email);
		});
		// comes
		Owner owner = deletedOwner(unused());
		Pet mine = owner.pets.iterator().next();
		tx(() -> {
			Pet pending = new Pet(null, mine.chip);
			em().persist(pending);
			List<RestoreConflict> conflicts = this.owners.previewRestore(owner.id).conflicts();
			assertHeld(conflicts, mine.id, Map.of("chip", mine.chip), Pet.class, pending.id);
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.owners.restore(owner.id))
				.satisfies((ex) -> assertThat(ex.getConflicts()).isEqualTo(conflicts));
		});
		assertThat(count("select count(*) from pet where chip = ?", mine.chip)).isEqualTo(2);
	}

	@Test
	void aPreviewInAReadOnlyTransactionWritesNothingOfWhatIsPending() {
		String email = unused();
		Keyed row = deleted(new Keyed(email));
		Keyed other = saved(new Keyed(unused()));
		Tables before = tables();
		this.desk.read(() -> {
			em().find(Keyed.class, other.id).email = email;
			assertThat(this.keyed.previewRestore(row.id).conflicts()).isEmpty();
			UUID deletion = this.keyed.findDeletedById(row.id).orElseThrow().getDeletionId();
			assertThat(this.deletions.preview(deletion).conflicts()).isEmpty();
			return null;
		});
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void aPreviewLeavesThePersistenceContextAlone() {
		String city = unused();
		deleted(new Street(city, 1, "name"));
		saved(new Street(city, 2, "name"));
		Owner owner = deletedOwner(unused());
		Tables before = tables();
		tx(() -> {
			bean(StreetRepository.class).previewRestore(new StreetId(city, 1));
			this.owners.previewRestore(owner.id);
			assertThat(em().find(Street.class, new StreetId(city, 1))).isNull();
			assertThat(em().find(Owner.class, owner.id)).isNull();
			Street live = em().find(Street.class, new StreetId(city, 2));
			assertThat(em().unwrap(Session.class).isReadOnly(live)).isFalse();
			live.name = "changed";
		});
		assertThat(count("select count(*) from street where name = 'changed' and city = ?", city)).isEqualTo(1);
		tx(() -> em().find(Street.class, new StreetId(city, 2)).name = "name");
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void aKeyOfATenantIsHeldWithinTheTenant() {
		DocumentRepository documents = bean(DocumentRepository.class);
		String number = unused();
		Document document = deleted(new Document(number, unused()));
		as(bean(Tenant.class), "two", () -> saved(new Document(number, unused())));
		assertThat(documents.previewRestore(document.id).conflicts()).isEmpty();
		Document holder = saved(new Document(number, unused()));
		assertHeld(refused(documents, document.id), document.id, Map.of("tenant", "one", "number", number),
				Document.class, holder.id);
	}

	@Test
	void aKeyThatAnotherTenantHoldsIsNotTold() {
		DocumentRepository documents = bean(DocumentRepository.class);
		String address = unused();
		Document document = deleted(new Document(unused(), address));
		as(bean(Tenant.class), "two", () -> saved(new Document(unused(), address)));
		Tables before = tables();
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(() -> documents.restore(document.id));
		assertThat(tables()).isEqualTo(before);
	}

	private static void as(Tenant tenant, String name, Runnable work) {
		tenant.become(name);
		try {
			work.run();
		}
		finally {
			tenant.become("one");
		}
	}

	@Test
	void enabledFiltersHideNothingThatIsInTheWay() {
		DocumentRepository documents = bean(DocumentRepository.class);
		SheetRepository sheets = bean(SheetRepository.class);
		Document document = new Document(unused(), unused());
		Sheet sheet = new Sheet(document, unused());
		saved(document);
		documents.deleteById(document.id);
		this.application.clock().tick();
		Sheet holder = saved(new Sheet(document, sheet.title));
		Tables before = tables();
		tx(() -> {
			em().unwrap(Session.class).enableFilter("titled").setParameter("title", "no such");
			RestorePreview preview = documents.previewRestore(document.id);
			assertHeld(preview.conflicts(), sheet.id, Map.of("tenant", "one", "title", sheet.title), Sheet.class,
					holder.id);
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> documents.restore(document.id))
				.satisfies((ex) -> assertThat(ex.getConflicts()).isEqualTo(preview.conflicts()));
			assertThat(em().unwrap(Session.class).getEnabledFilter("titled")).isNotNull();
		});
		assertThat(tables()).isEqualTo(before);
		sheets.deleteById(holder.id);
		tx(() -> {
			em().unwrap(Session.class).enableFilter("titled").setParameter("title", "no such");
			assertThat(documents.restore(document.id).number).isEqualTo(document.number);
		});
		assertThat(sheets.existsById(sheet.id)).isTrue();
	}

	@Test
	void aDeletedParentThatAFilterHidesIsInTheWay() {
		Document document = new Document(unused(), unused());
		Sheet sheet = new Sheet(document, unused());
		saved(document);
		SheetRepository sheets = bean(SheetRepository.class);
		sheets.deleteById(sheet.id);
		this.application.clock().tick();
		bean(DocumentRepository.class).deleteById(document.id);
		tx(() -> {
			em().unwrap(Session.class).enableFilter("titled").setParameter("title", sheet.title);
			assertThat(sheets.previewRestore(sheet.id).conflicts()).extracting(RestoreConflict::obstacleId)
				.containsExactly(document.id);
		});
		assertThat(refused(sheets, sheet.id)).extracting(RestoreConflict::kind).containsExactly(Kind.DELETED_PARENT);
	}

	@Test
	void aDeletedParentThatTheApplicationHidesIsNotTakenForMissing() {
		Letter letter = new Letter(unused());
		Line line = new Line(letter);
		saved(letter);
		LineRepository lines = bean(LineRepository.class);
		lines.deleteById(line.id);
		this.application.clock().tick();
		bean(LetterRepository.class).deleteById(letter.id);
		assertThat(refused(lines, line.id)).extracting(RestoreConflict::kind).containsExactly(Kind.DELETED_PARENT);
		this.application.jdbc().update("update letter set secret = 'yes' where id = ?", letter.id);
		assertThat(lines.previewRestore(line.id).conflicts()).isEmpty();
		assertThat(lines.restore(line.id)).isNotNull();
	}

	@Test
	void aKeyThatARowHoldsWhichTheApplicationHidesIsNotTold() {
		Letter letter = deleted(new Letter(unused()));
		Letter hidden = new Letter(letter.name);
		hidden.secret = "yes";
		saved(hidden);
		Tables before = tables();
		assertThatExceptionOfType(LiveUniqueViolationException.class)
			.isThrownBy(() -> bean(LetterRepository.class).restore(letter.id));
		assertThat(tables()).isEqualTo(before);
	}

}
