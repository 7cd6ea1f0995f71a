package io.github.softdeleteaudit.shapes.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.table.TableModel.Company;
import io.github.softdeleteaudit.shapes.table.TableModel.CompanyRepository;
import io.github.softdeleteaudit.shapes.table.TableModel.Device;
import io.github.softdeleteaudit.shapes.table.TableModel.DeviceRepository;
import io.github.softdeleteaudit.shapes.table.TableModel.Person;
import io.github.softdeleteaudit.shapes.table.TableModel.PersonRepository;
import io.github.softdeleteaudit.shapes.table.TableModel.Phone;
import io.github.softdeleteaudit.shapes.table.TableModel.Place;
import io.github.softdeleteaudit.shapes.table.TableModel.TableApplication;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises for secondary tables, join tables of references, collections of elements,
 * large objects and embedded values.
 */
abstract class TableContract extends ShapeContract {

	private PersonRepository persons;

	private CompanyRepository companies;

	private DeviceRepository devices;

	TableContract(TestDatabase database) {
		super(database, TableApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

	@BeforeEach
	void repositories() {
		this.persons = bean(PersonRepository.class);
		this.companies = bean(CompanyRepository.class);
		this.devices = bean(DeviceRepository.class);
	}

	// --- deletes

	@Test
	void eachWayToDeleteKeepsTheRowsOfAllTables() {
		person("other");
		Person person = person("full");
		deleteAndRestore(this.persons, person.id);
		deleteAndRestore(this.persons, person.id,
				() -> this.persons.delete(this.persons.findById(person.id).orElseThrow()));
		deleteAndRestore(this.persons, person.id, () -> em().remove(em().find(Person.class, person.id)));
		deleteAndRestore(this.persons, person.id, () -> em().remove(initialized(em().find(Person.class, person.id))));
		deleteAndRestore(this.persons, person.id, () -> em().remove(em().getReference(Person.class, person.id)));
		deleteAndRestore(this.persons, person.id, () -> this.persons.deleteAllByIdInBatch(List.of(person.id)));
		deleteAndRestore(this.persons, person.id, () -> sessionFactory()
			.inStatelessTransaction((session) -> session.delete(session.get(Person.class, person.id))));
	}

	@Test
	void anOptionalRowThatIsMissingStaysMissing() {
		person("other");
		Person person = saved(new Person());
		assertThat(count("select count(*) from person_address where person_key = ?", person.id)).isZero();
		assertThat(count("select count(*) from person_profile where id = ?", person.id)).isOne();
		deleteAndRestore(this.persons, person.id);
		assertThat(count("select count(*) from person_address where person_key = ?", person.id)).isZero();
	}

	@Test
	void oneUpdateOfOneTableDeletes() {
		Person person = person("one");
		this.application.statements().clear();
		this.persons.deleteById(person.id);
		assertThat(this.application.statements().changes()).hasSize(1).first().asString().startsWith("update person ");
	}

	@Test
	void whatAnOwnerHasByAJoinTableIsTakenAlongAndBack() {
		Company company = company("owner");
		company("other");
		deleteAndRestore(this.companies, company.id);
		Long device = company.devices.iterator().next().id;
		deleteAndRestore(this.devices, device);
	}

	@Test
	void manyAreDeletedAtOnce() {
		List<Person> all = List.of(person("first"), person("second"), person("third"));
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		this.persons.deleteAllInBatch(all);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		all.forEach((person) -> this.persons.restore(person.id));
		assertThat(contents()).isEqualTo(before);
	}

	// --- the secondary tables

	@Test
	void anUpdateThatEmptiesAnOptionalTableRemovesItsRow() {
		Person other = person("other");
		Person person = person("emptied");
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			found.street = null;
			found.city = null;
		});
		assertThat(count("select count(*) from person_address where person_key = ?", person.id)).isZero();
		assertThat(count("select count(*) from person_address where person_key = ?", other.id)).isOne();
		deleteAndRestore(this.persons, person.id);
		tx(() -> em().find(Person.class, person.id).city = "again");
		assertThat(count("select count(*) from person_address where person_key = ? and city = 'again'", person.id))
			.isOne();
		deleteAndRestore(this.persons, person.id);
	}

	@Test
	void anUpdateThatEmptiesARequiredTableKeepsItsRow() {
		Person person = person("emptied");
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			found.motto = null;
			found.work = null;
		});
		assertThat(count("select count(*) from person_profile where id = ? and motto is null", person.id)).isOne();
		deleteAndRestore(this.persons, person.id);
	}

	@Test
	void aReferenceInAJoinTableIsEmptiedAndFilled() {
		Company other = company("other");
		Person person = person("employed");
		tx(() -> em().find(Person.class, person.id).employer = null);
		assertThat(count("select count(*) from person_employer where id = ?", person.id)).isZero();
		tx(() -> em().find(Person.class, person.id).employer = em().find(Company.class, other.id));
		assertThat(count("select count(*) from person_employer where id = ? and employer_id = ?", person.id, other.id))
			.isOne();
		deleteAndRestore(this.persons, person.id);
	}

	@Test
	void aStaleUpdateOfASecondaryTableFails() {
		Person person = person("stale");
		for (Runnable change : List.<Runnable>of(() -> em().find(Person.class, person.id).city = "stale",
				() -> em().find(Person.class, person.id).motto = "stale",
				() -> em().find(Person.class, person.id).employer = null,
				() -> em().find(Person.class, person.id).work = null,
				() -> em().find(Person.class, person.id).nicks.add("stale"),
				() -> em().find(Person.class, person.id).steps.clear(),
				() -> em().find(Person.class, person.id).story = "stale")) {
			Tables before = contents();
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
				initialized(em().find(Person.class, person.id));
				this.application.inNewTransaction(() -> this.persons.deleteById(person.id));
				change.run();
			}));
			this.persons.restore(person.id);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void aStaleUpdateOfASecondaryTableFailsWithoutAVersion() {
		Device device = device();
		device();
		for (Runnable change : List.<Runnable>of(() -> em().find(Device.class, device.id).width = 99,
				() -> em().find(Device.class, device.id).width = null,
				() -> em().find(Device.class, device.id).color = "stale",
				() -> em().find(Device.class, device.id).keeper = null)) {
			Tables before = contents();
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
				em().find(Device.class, device.id);
				this.application.inNewTransaction(() -> this.devices.deleteById(device.id));
				change.run();
			}));
			this.devices.restore(device.id);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void anUpdateOfSecondaryTablesAloneIsWrittenWithoutAVersion() {
		Device device = device();
		Device other = device();
		tx(() -> {
			Device found = em().find(Device.class, device.id);
			found.width = null;
			found.color = "changed";
			em().find(Device.class, other.id).width = 5;
		});
		assertThat(count("select count(*) from device_size where id = ?", device.id)).isZero();
		assertThat(count("select count(*) from device_color where id = ? and color = 'changed'", device.id)).isOne();
		assertThat(count("select count(*) from device_size where id = ? and width = 5", other.id)).isOne();
		assertThat(count("select count(*) from device_color where id = ? and color = 'blue'", other.id)).isOne();
	}

	@Test
	void anHqlUpdateOfASecondaryTableChangesLiveRows() {
		Person deleted = person("deleted");
		Person live = person("live");
		this.persons.deleteById(deleted.id);
		tx(() -> assertThat(em().createQuery("update Person p set p.motto = 'all', p.name = 'all' where p.id in (:ids)")
			.setParameter("ids", List.of(deleted.id, live.id))
			.executeUpdate()).isOne());
		assertThat(this.persons.findById(live.id).orElseThrow().motto).isEqualTo("all");
		assertThat(this.persons.restore(deleted.id).motto).isEqualTo("motto");
	}

	@Test
	void aNativeDeleteOfTheTablesOfEachRowIsRefused() {
		person("kept");
		Tables before = this.application.tables();
		for (String table : List.of("person", "person_profile", "device_color", "company")) {
			assertThatExceptionOfType(PhysicalDeleteException.class)
				.isThrownBy(() -> tx(() -> em().createNativeQuery("delete from " + table).executeUpdate()));
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// --- what is deleted elsewhere

	@Test
	void aReferenceInAJoinTableAndInAnElementShowsItsDeletedTargetAndKeepsIt() {
		Person person = person("referring");
		Long employer = get(() -> em().find(Person.class, person.id).employer.getId());
		Tables before = contents().only((table) -> table.startsWith("person_"));
		this.companies.deleteById(employer);
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			assertThat(found.employer.getName()).isEqualTo("referring");
			assertThat(found.phones).hasSize(2).allMatch((phone) -> phone.provider.getName().equals("referring"));
			assertThat(found.phonesByUse.get("home").provider.getName()).isEqualTo("referring");
		});
		tx(() -> assertThat(
				em().createQuery("select p from Person p join fetch p.employer where p.id = :id", Person.class)
					.setParameter("id", person.id)
					.getSingleResult().employer.getName())
			.isEqualTo("referring"));
		tx(() -> assertThat(em()
			.createQuery("select p from Person p where p.employer.name = 'referring' and p.id = :id", Person.class)
			.setParameter("id", person.id)
			.getResultList()).hasSize(1));
		tx(() -> em().find(Person.class, person.id).city = "changed");
		tx(() -> em().find(Person.class, person.id).city = "city");
		assertThat(contents().only((table) -> table.startsWith("person_"))).isEqualTo(before);
		deleteAndRestore(this.persons, person.id);
	}

	// --- merges and edits

	@Test
	void aMergeOfADetachedInstanceKeepsAll() {
		person("other");
		Person person = person("merged");
		Tables before = contents();
		tx(() -> em().merge(detached(person)));
		assertThat(contents()).isEqualTo(before);
		this.companies.deleteById(detached(person).employer.getId());
		Tables deletedEmployer = contents();
		this.persons.save(detached(person));
		assertThat(contents()).isEqualTo(deletedEmployer);
		Person stale = detached(person);
		this.persons.deleteById(person.id);
		Tables deleted = this.application.tables();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.persons.save(stale));
		assertThat(this.application.tables()).isEqualTo(deleted);
	}

	@Test
	void aRestoredInstanceIsWholeAndItsCollectionsCanBeEdited() {
		Person person = person("edited");
		Person untouched = person("untouched");
		tx(() -> {
			Person found = initialized(em().find(Person.class, person.id));
			em().remove(found);
			em().flush();
			assertWhole(this.persons.restore(person.id));
		});
		this.persons.deleteById(person.id);
		tx(() -> {
			Person restored = this.persons.restore(person.id);
			restored.nicks.remove("a");
			restored.steps.add(0, "zero");
			restored.labels.put("k1", "changed");
			restored.phones.removeIf((phone) -> phone.number.equals("1"));
			restored.calls.remove(0);
			restored.phonesByUse.clear();
			restored.home = new Place("changed", "changed");
			restored.story = "changed";
		});
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			assertThat(found.nicks).containsExactly("b");
			assertThat(found.steps).containsExactly("zero", "one", "two", "one");
			assertThat(found.labels).isEqualTo(Map.of("k1", "changed", "k2", "v2"));
			assertThat(found.phones).extracting((phone) -> phone.number).containsExactly("2");
			assertThat(found.calls).extracting((phone) -> phone.number).containsExactly("2");
			assertThat(found.phonesByUse).isEmpty();
			assertThat(found.home.town).isEqualTo("changed");
			assertThat(found.story).isEqualTo("changed");
			assertWhole(em().find(Person.class, untouched.id));
		});
		deleteAndRestore(this.persons, person.id);
	}

	@Test
	void changesBeforeADeletionInItsTransactionAreKept() {
		Person person = person("changed");
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			found.nicks = new LinkedHashSet<>(Set.of("c"));
			found.steps.clear();
			found.steps.add("three");
			found.city = null;
			found.street = null;
			found.motto = "changed";
			found.employer = null;
			em().remove(found);
		});
		Person restored = get(() -> initialized(this.persons.restore(person.id)));
		assertThat(restored.nicks).containsExactly("c");
		assertThat(restored.steps).containsExactly("three");
		assertThat(restored.city).isNull();
		assertThat(restored.motto).isEqualTo("changed");
		assertThat(restored.employer).isNull();
		assertThat(restored.labels).hasSize(2);
	}

	// --- purge

	@Test
	void aPurgeRemovesTheRowsOfAllTablesAndNoOthers() {
		person("other");
		Company company = company("purge");
		Tables before = this.application.tables();
		Person person = person("purged", company.id);
		Person bare = saved(new Person());
		this.persons.deleteById(person.id);
		this.persons.deleteById(bare.id);
		this.persons.purge(person.id);
		this.persons.purge(bare.id);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aPurgeIsRefusedWhileAJoinTableRefersToTheRow() {
		Person person = person("purge refused");
		Long employer = get(() -> em().find(Person.class, person.id).employer.getId());
		this.companies.deleteById(employer);
		Tables before = this.application.tables();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.companies.purge(employer));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// --- what the tests are made of

	private Person person(String name) {
		return person(name, company(name).id);
	}

	private Person person(String name, Long companyId) {
		return get(() -> {
			Company company = em().find(Company.class, companyId);
			Person person = new Person();
			person.name = name;
			person.street = "street";
			person.city = "city";
			person.motto = "motto";
			person.home = new Place("home", "home town");
			person.work = new Place("work", "work town");
			person.employer = company;
			person.nicks.addAll(List.of("a", "b"));
			person.steps.addAll(List.of("one", "two", "one"));
			person.labels.putAll(new LinkedHashMap<>(Map.of("k1", "v1", "k2", "v2")));
			person.phones.addAll(List.of(new Phone("1", company), new Phone("2", company)));
			person.calls.addAll(new ArrayList<>(List.of(new Phone("1", company), new Phone("2", null))));
			person.phonesByUse.put("home", new Phone("1", company));
			person.phonesByUse.put("work", new Phone("2", company));
			person.story = "story".repeat(3000);
			person.picture = new byte[] { 1, 2, 3 };
			em().persist(person);
			return person;
		});
	}

	private static void assertWhole(Person person) {
		assertThat(person.street).isEqualTo("street");
		assertThat(person.city).isEqualTo("city");
		assertThat(person.motto).isEqualTo("motto");
		assertThat(person.home.town).isEqualTo("home town");
		assertThat(person.work.town).isEqualTo("work town");
		assertThat(person.employer.getName()).isEqualTo(person.name);
		assertThat(person.nicks).containsExactlyInAnyOrder("a", "b");
		assertThat(person.steps).containsExactly("one", "two", "one");
		assertThat(person.labels).isEqualTo(Map.of("k1", "v1", "k2", "v2"));
		assertThat(person.phones).extracting((phone) -> phone.number).containsExactlyInAnyOrder("1", "2");
		assertThat(person.calls).extracting((phone) -> phone.number).containsExactly("1", "2");
		assertThat(person.phonesByUse.get("work").number).isEqualTo("2");
		assertThat(person.story).hasSize(15000);
		assertThat(person.picture).containsExactly(1, 2, 3);
	}

	private Person detached(Person person) {
		List<Person> found = new ArrayList<>();
		this.application.inNewTransaction(() -> found.add(initialized(em().find(Person.class, person.id))));
		return found.get(0);
	}

	private static Person initialized(Person person) {
		for (Object value : List.of(person.nicks, person.steps, person.labels, person.phones, person.calls,
				person.phonesByUse)) {
			Hibernate.initialize(value);
		}
		Hibernate.initialize(person.employer);
		return person;
	}

	private Company company(String name) {
		return get(() -> {
			Company company = new Company(name);
			for (int i = 0; i < 2; i++) {
				Device device = new Device();
				device.width = (i == 0) ? i : null;
				device.color = "blue";
				device.tags.addAll(List.of("x", "x"));
				company.devices.add(device);
			}
			em().persist(company);
			return company;
		});
	}

	private Device device() {
		Person keeper = person("keeper");
		return get(() -> {
			Device device = new Device();
			device.width = 1;
			device.color = "blue";
			device.keeper = em().find(Person.class, keeper.id);
			em().persist(device);
			return device;
		});
	}

	private SessionFactory sessionFactory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

}
