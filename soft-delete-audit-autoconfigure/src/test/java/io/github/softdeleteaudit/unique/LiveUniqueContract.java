package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueModel.*;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

abstract class LiveUniqueContract extends ShapeContract {

	private MemberRepository members;

	private SeatRepository seats;

	private int last;

	LiveUniqueContract(TestDatabase database) {
		super(database, LiveUniqueApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

	@BeforeAll
	void prepare() {
		this.members = bean(MemberRepository.class);
		this.seats = bean(SeatRepository.class);
	}

	private String unused() {
		return "m" + (++this.last) + "@example.com";
	}

	private LiveUniqueViolationException refused(ThrowingCallable write, String entity, Map<String, ?> values) {
		Tables before = this.application.tables();
		LiveUniqueViolationException[] refused = new LiveUniqueViolationException[1];
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(write).satisfies((ex) -> {
			assertThat(ex.getEntityName()).endsWith("$" + entity);
			assertThat(ex.getAttributes()).containsExactlyInAnyOrderElementsOf(values.keySet());
			assertThat(ex.getValues()).isEqualTo(values);
			refused[0] = ex;
		});
		assertThat(this.application.tables()).isEqualTo(before);
		return refused[0];
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

	@Test
	void secondLiveRowWithTheKeyIsRefused() {
		String email = unused();
		this.members.save(new Member(email));
		refused(() -> this.members.save(new Member(email)), "Member", Map.of("email", email));
		refused(() -> tx(() -> em().persist(new Member(email))), "Member", Map.of("email", email));
		refused(() -> tx(() -> {
			em().persist(new Member(unused()));
			em().persist(new Member(email));
			em().persist(new Member(unused()));
			em().flush();
		}), "Member", Map.of("email", email));
	}

	@Test
	void keyOfADeletedRowCanBeUsedAgainAsOftenAsOneLikes() {
		String email = unused();
		for (int i = 0; i < 3; i++) {
			Member member = this.members.save(new Member(email));
			this.members.deleteById(member.id);
		}
		this.members.save(new Member(email));
		refused(() -> this.members.save(new Member(email)), "Member", Map.of("email", email));
	}

	@Test
	void caseCountsOnlyWhereItIsNotIgnored() {
		String email = unused();
		this.members.save(new Member(email));
		refused(() -> this.members.save(new Member(email.toUpperCase())), "Member",
				Map.of("email", email.toUpperCase()));
	}

	@Test
	void rowsWithANullInTheKeyAreNotInEachOthersWay() {
		this.members.save(new Member((String) null));
		this.members.save(new Member((String) null));
		this.members.save(new Member("chess", null));
		this.members.save(new Member("chess", null));
		this.members.save(new Member("chess", 1));
		refused(() -> this.members.save(new Member("chess", 1)), "Member", Map.of("club", "chess", "number", 1));
	}

	@Test
	void updateThatTakesAKeyIsRefused() {
		String email = unused();
		this.members.save(new Member(email));
		Member other = this.members.save(new Member(unused()));
		refused(() -> tx(() -> em().find(Member.class, other.id).email = email), "Member", Map.of("email", email));
		refused(() -> tx(() -> {
			em().find(Member.class, other.id).email = email;
			em().persist(new Member(unused()));
			this.members.findAll();
		}), "Member", Map.of("email", email));
	}

	@Test
	void restoreOfARowWhoseKeyIsTakenIsRefused() {
		String email = unused();
		Member deleted = this.members.save(new Member(email));
		this.members.deleteById(deleted.id);
		Member taking = this.members.save(new Member(email));
		conflicting(() -> this.members.restore(deleted.id), "Member", Map.of("email", email));
		this.members.deleteById(taking.id);
		assertThat(this.members.restore(deleted.id).email).isEqualTo(email);
	}

	@Test
	void restoreOfAParentWhoseChildsKeyIsTakenIsRefused() {
		Hall hall = saved(new Hall());
		Seat seat = get(() -> {
			Seat first = new Seat(em().find(Hall.class, hall.id), "A", 1);
			em().persist(new Seat(first.hall, "A", 2));
			em().persist(first);
			return first;
		});
		bean(HallRepository.class).deleteById(hall.id);
		tx(() -> {
			Seat other = new Seat(new Hall(), "A", 1);
			other.hall = em().getReference(Hall.class, hall.id);
			em().persist(other);
		});
		conflicting(() -> bean(HallRepository.class).restore(hall.id), "Seat",
				Map.of("hall", hall.id, "place.line", "A", "place.position", 1));
		assertThat(this.seats.findById(seat.id)).isEmpty();
	}

	@Test
	void nullsAreEqualWhereTheKeySaysSo() {
		FolderRepository folders = bean(FolderRepository.class);
		Folder top = folders.save(new Folder(null, "top"));
		Map<String, Object> values = new java.util.LinkedHashMap<>();
		values.put("parent.id", null);
		values.put("name", "Top");
		refused(() -> folders.save(new Folder(null, "Top")), "Folder", values);
		folders.save(new Folder(top, "top"));
		refused(() -> folders.save(new Folder(top, "TOP")), "Folder", Map.of("parent.id", top.id, "name", "TOP"));
		folders.save(new Folder(null, null));
		values.put("name", null);
		refused(() -> folders.save(new Folder(null, null)), "Folder", values);
		folders.delete(top);
		folders.save(new Folder(null, "top"));
	}

	@Test
	void booleanIndicatorTellsLiveRowsToo() {
		ItemRepository items = bean(ItemRepository.class);
		Item item = items.save(new Item("i"));
		this.application.jdbc().update("update item set deleted = null where id = ?", item.id);
		refused(() -> items.save(new Item("i")), "Item", Map.of("code", "i"));
		items.deleteById(item.id);
		items.deleteById(items.save(new Item("i")).id);
		items.save(new Item("i"));
		conflicting(() -> items.restore(item.id), "Item", Map.of("code", "i"));
	}

	@Test
	void naturalIdOfADeletedRowCanBeUsedAgain() {
		PassportRepository passports = bean(PassportRepository.class);
		Passport passport = passports.save(new Passport("AT", 1));
		refused(() -> passports.save(new Passport("AT", 1)), "Passport", Map.of("country", "AT", "number", 1));
		passports.delete(passport);
		passports.save(new Passport("AT", 1));
		conflicting(() -> passports.restore(passport.id), "Passport", Map.of("country", "AT", "number", 1));
	}

	@Test
	void targetOfADeletedOneToOneCanBeReferredToAgain() {
		TravellerRepository travellers = bean(TravellerRepository.class);
		Passport passport = saved(new Passport("DE", 1));
		for (int i = 0; i < 3; i++) {
			travellers.delete(travellers.save(new Traveller(passport)));
		}
		Traveller traveller = travellers.save(new Traveller(passport));
		refused(() -> travellers.save(new Traveller(passport)), "Traveller", Map.of("passport", passport.id));
		tx(() -> assertThat(em().find(Passport.class, passport.id).traveller.id).isEqualTo(traveller.id));
		tx(() -> assertThat(em()
			.createQuery("select p from Passport p left join fetch p.traveller where p.id = :id", Passport.class)
			.setParameter("id", passport.id)
			.getSingleResult().traveller.id).isEqualTo(traveller.id));
	}

	@Test
	void keyOfASingleTableHierarchy() {
		VehicleRepository vehicles = bean(VehicleRepository.class);
		vehicles.save(named(new Bike(), "p1", "name"));
		vehicles.save(named(new Bike(), "p2", "name"));
		Vehicle car = vehicles.save(named(new Car(), "p3", "name"));
		refused(() -> vehicles.save(named(new Car(), "p1", "other")), "Vehicle", Map.of("plate", "p1"));
		refused(() -> vehicles.save(named(new Car(), "p4", "name")), "Car", Map.of("name", "name"));
		vehicles.delete(car);
		vehicles.save(named(new Car(), "p3", "name"));
	}

	private static Vehicle named(Vehicle vehicle, String plate, String name) {
		vehicle.plate = plate;
		vehicle.name = name;
		return vehicle;
	}

	@Test
	void keyOfAJoinedHierarchy() {
		PartyRepository parties = bean(PartyRepository.class);
		parties.save(party(new Party(), "1", "title"));
		parties.save(party(new Party(), "2", "title"));
		Party company = parties.save(party(new Company(), "3", "title"));
		refused(() -> parties.save(party(new Company(), "1", "other")), "Party", Map.of("code", "1"));
		refused(() -> parties.save(party(new Company(), "4", "title")), "Company", Map.of("title", "title"));
		parties.delete(company);
		Party taking = parties.save(party(new Company(), "3", "title"));
		assertThat(parties.previewRestore(company.id).conflicts())
			.allSatisfy((conflict) -> assertThat(conflict.obstacleId()).isEqualTo(taking.id))
			.extracting(RestoreConflict::values)
			.containsExactlyInAnyOrder(Map.of("code", "3"), Map.of("title", "title"));
		taking.code = "4";
		parties.save(taking);
		conflicting(() -> parties.restore(company.id), "Company", Map.of("title", "title"));
	}

	private static Party party(Party party, String code, String title) {
		party.code = code;
		party.title = title;
		return party;
	}

	@Test
	void keyOfAConcreteClassInATableOfItsOwn() {
		PlanRepository plans = bean(PlanRepository.class);
		DayPlan day = new DayPlan();
		day.label = "l";
		plans.save(day);
		YearPlan year = new YearPlan();
		year.label = "l";
		year.number = 1;
		plans.save(year);
		DayPlan second = new DayPlan();
		second.label = "l";
		refused(() -> plans.save(second), "DayPlan", Map.of("label", "l"));
		plans.delete(day);
		DayPlan third = new DayPlan();
		third.label = "l";
		plans.save(third);
	}

	@Test
	void helpersFindTheRowsThatHoldAKey() {
		String email = unused();
		Member deleted = this.members.save(new Member(email));
		this.members.delete(deleted);
		this.application.clock().tick();
		Member later = this.members.save(new Member(email));
		this.members.delete(later);
		Member live = this.members.save(new Member(email));
		Member candidate = new Member(email.toUpperCase());
		assertThat(this.members.findLiveHolding(candidate)).extracting((each) -> each.id).containsExactly(live.id);
		assertThat(this.members.findDeletedHolding(candidate)).extracting((each) -> each.id)
			.containsExactly(later.id, deleted.id);
		assertThat(this.members.findLiveHolding(live)).isEmpty();
		SoftDeleteScope.includingDeleted(() -> assertThat(this.members.findLiveHolding(candidate)).hasSize(1));
		assertThat(this.members.findLiveHolding(new Member((String) null))).isEmpty();
		assertThat(this.members.findDeletedHolding(new Member(unused()))).isEmpty();
	}

	@Test
	void restoreOrSaveRestoresWhatHoldsTheKey() {
		String email = unused();
		Member first = this.members.restoreOrSave(new Member(email));
		first.name = "first";
		this.members.save(first);
		refused(() -> this.members.restoreOrSave(new Member(email)), "Member", Map.of("email", email));
		this.members.deleteById(first.id);
		Member again = this.members.restoreOrSave(new Member(email));
		assertThat(again.id).isEqualTo(first.id);
		assertThat(again.name).isEqualTo("first");
		assertThat(this.members.existsById(first.id)).isTrue();
	}

	@Test
	void ofTwoTransactionsThatTakeAKeyExactlyOneWins() throws Exception {
		for (int i = 0; i < 20; i++) {
			String email = unused();
			Supplier<Object> save = () -> this.members.saveAndFlush(new Member(email));
			exactlyOneWins(email, save, save);
		}
	}

	@Test
	void ofAnInsertAndARestoreOfTheSameKeyExactlyOneWins() throws Exception {
		for (int i = 0; i < 20; i++) {
			String email = unused();
			Member deleted = this.members.save(new Member(email));
			this.members.delete(deleted);
			exactlyOneWins(email, () -> this.members.save(new Member(email)), () -> this.members.restore(deleted.id));
		}
	}

	private void exactlyOneWins(String email, Supplier<Object> one, Supplier<Object> other) throws Exception {
		List<Throwable> failures = Concurrently.run(one, other);
		assertThat(failures).hasSize(1);
		if (failures.get(0) instanceof RestoreConflictException conflict) {
			// the restore began when the other one had been committed
			assertConflict(conflict, "Member", Map.of("email", email));
		}
		else {
			assertThat(failures.get(0)).isInstanceOfSatisfying(LiveUniqueViolationException.class,
					(ex) -> assertThat(ex.getValues()).isEqualTo(Map.of("email", email)));
		}
		assertThat(count("select count(*) from member where email = ? and deleted_at is null", email)).isEqualTo(1);
	}

	@Test
	void generatedColumnsStayOutOfTheAuditTables() {
		String email = unused();
		Member member = this.members.save(new Member(email));
		this.members.delete(member);
		this.members.restore(member.id);
		assertThat(count("select count(*) from member_aud where email = ?", email)).isEqualTo(3);
		List<String> columns = new ArrayList<>();
		this.application.jdbc().query("select * from member_aud", (row) -> {
			for (int i = 1; i <= row.getMetaData().getColumnCount() && row.isFirst(); i++) {
				columns.add(row.getMetaData().getColumnLabel(i).toLowerCase());
			}
		});
		assertThat(columns).noneMatch((column) -> column.startsWith("live_") || column.endsWith("_lower"));
	}

}
