package io.github.softdeleteaudit.shapes.conflict;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.AfterRestoreEvent;
import io.github.softdeleteaudit.restore.BeforeRestoreEvent;
import io.github.softdeleteaudit.restore.RestoredRows;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.envers.Audited;
import org.hibernate.type.YesNoConverter;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Entities whose restore something can be in the way of.
 */
public final class ConflictModel {

	private ConflictModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ConflictApplication {

		@Bean
		Tenant tenant() {
			return new Tenant();
		}

		@Bean
		HibernatePropertiesCustomizer tenantCustomizer(Tenant tenant) {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, tenant);
		}

	}

	/** Whose turn it is. */
	public static class Tenant implements CurrentTenantIdentifierResolver<String> {

		private volatile String current = "one";

		public void become(String tenant) {
			this.current = tenant;
		}

		@Override
		public String resolveCurrentTenantIdentifier() {
			return this.current;
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return true;
		}

	}

	/** The transactions of an application. */
	@Component
	public static class Desk {

		@Transactional
		public <T> T write(Supplier<T> work) {
			return work.get();
		}

		@Transactional(readOnly = true)
		public <T> T read(Supplier<T> work) {
			return work.get();
		}

	}

	/** Writes down what it is told. */
	@Component
	public static class Told {

		public final List<String> order = new ArrayList<>();

		public final List<RestoredRows> before = new ArrayList<>();

		public final List<RestoredRows> after = new ArrayList<>();

		public final List<RestoredRows> committed = new ArrayList<>();

		public final Set<Thread> threads = new LinkedHashSet<>();

		public Consumer<BeforeRestoreEvent> onBefore;

		public Consumer<AfterRestoreEvent> onAfter;

		public void reset() {
			this.order.clear();
			this.before.clear();
			this.after.clear();
			this.committed.clear();
			this.threads.clear();
			this.onBefore = (event) -> {
			};
			this.onAfter = (event) -> {
			};
		}

		@EventListener
		void before(BeforeRestoreEvent event) {
			tell("before");
			this.before.add(event.getRows());
			this.onBefore.accept(event);
		}

		@EventListener
		void after(AfterRestoreEvent event) {
			tell("after");
			this.after.add(event.rows());
			this.onAfter.accept(event);
		}

		@TransactionalEventListener
		void committed(AfterRestoreEvent event) {
			this.order.add("committed");
			this.committed.add(event.rows());
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void rolledBack(AfterRestoreEvent event) {
			this.order.add("rolled back");
		}

		private void tell(String phase) {
			this.order.add(phase
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? "" : " without a transaction"));
			this.threads.add(Thread.currentThread());
		}

	}

	public interface KeyedRepository
			extends SoftDeleteRepository<Keyed, Long>, AuditedRepository<Keyed, Long>, JpaSpecificationExecutor<Keyed> {

	}

	/** Says once more what a transaction is, for its own methods. */
	@Transactional
	public interface OwnTransactionsRepository extends SoftDeleteRepository<Keyed, Long> {

	}

	public interface OwnerRepository extends SoftDeleteRepository<Owner, Long>, AuditedRepository<Owner, Long> {

	}

	public interface PetRepository extends SoftDeleteRepository<Pet, Long>, AuditedRepository<Pet, Long> {

	}

	public interface PassportRepository extends SoftDeleteRepository<Passport, Long> {

	}

	public interface TravellerRepository extends SoftDeleteRepository<Traveller, Long> {

	}

	public interface SwitchRepository extends SoftDeleteRepository<Switch, Long> {

	}

	public interface PartyRepository extends SoftDeleteRepository<Party, Long>, AuditedRepository<Party, Long> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface PlanRepository extends SoftDeleteRepository<Plan, Long> {

	}

	public interface StreetRepository extends SoftDeleteRepository<Street, StreetId> {

	}

	public interface BookingRepository extends SoftDeleteRepository<Booking, Long> {

	}

	public interface FamilyRepository extends SoftDeleteRepository<Family, Long> {

	}

	public interface ListedRepository extends SoftDeleteRepository<Listed, Long> {

	}

	public interface JoinedRepository extends SoftDeleteRepository<Joined, Long> {

	}

	public interface LinkedRepository extends SoftDeleteRepository<Linked, Long> {

	}

	public interface SharedRepository extends SoftDeleteRepository<Shared, Long> {

	}

	public interface SingleRepository extends SoftDeleteRepository<Single, Long> {

	}

	public interface NestedRepository extends SoftDeleteRepository<Nested, Long> {

	}

	public interface CarriedRepository extends SoftDeleteRepository<Carried, Long> {

	}

	public interface MappedRepository extends SoftDeleteRepository<Mapped, Long> {

	}

	public interface LoanRepository extends SoftDeleteRepository<Loan, Long> {

	}

	public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

	}

	public interface SheetRepository extends SoftDeleteRepository<Sheet, Long> {

	}

	public interface LetterRepository extends SoftDeleteRepository<Letter, Long> {

	}

	public interface LineRepository extends SoftDeleteRepository<Line, Long> {

	}

	/** Neither deleted softly nor audited. */
	@Entity(name = "Diary")
	public static class Diary {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		protected Diary() {
		}

		public Diary(String text) {
			this.text = text;
		}

	}

	/** A key of every kind, each of them optional. */
	@Entity(name = "Keyed")
	@Audited
	@LiveUnique(attributes = "email", ignoreCase = true)
	@LiveUnique(attributes = { "club", "number" })
	@LiveUnique(attributes = "place")
	@LiveUnique(attributes = { "owner.id", "slot" })
	@LiveUnique(attributes = { "third", "fourth" }, nullsNotDistinct = true)
	@LiveUnique(attributes = "token")
	@LiveUnique(attributes = "dated")
	@LiveUnique(attributes = "moment")
	@LiveUnique(attributes = "colour")
	@LiveUnique(attributes = "size")
	@LiveUnique(attributes = "mass")
	@LiveUnique(attributes = "amount")
	public static class Keyed extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		public String email;

		public String club;

		@Column(name = "no")
		public Integer number;

		public Place place;

		@ManyToOne(fetch = FetchType.LAZY)
		public Owner owner;

		public Integer slot;

		@Column(name = "third_part")
		public String third = UUID.randomUUID().toString();

		@Column(name = "fourth_part")
		public String fourth;

		public UUID token;

		public LocalDate dated;

		public Instant moment;

		@Enumerated(EnumType.STRING)
		public Colour colour;

		@Column(name = "sized")
		public Colour size;

		@Convert(converter = MassConverter.class)
		public Mass mass;

		@Column(precision = 12, scale = 4)
		public BigDecimal amount;

		public Keyed() {
		}

		public Keyed(String email) {
			this.email = email;
		}

	}

	@Embeddable
	public static class Place {

		public String line;

		@Column(name = "pos")
		public Integer position;

		protected Place() {
		}

		public Place(String line, int position) {
			this.line = line;
			this.position = position;
		}

	}

	public enum Colour {

		RED, GREEN

	}

	public record Mass(int grams) implements Serializable {
	}

	/** Kept in other figures than it shows. */
	public static class MassConverter implements AttributeConverter<Mass, Integer> {

		@Override
		public Integer convertToDatabaseColumn(Mass attribute) {
			return (attribute != null) ? 1000 - attribute.grams : null;
		}

		@Override
		public Mass convertToEntityAttribute(Integer column) {
			return (column != null) ? new Mass(1000 - column) : null;
		}

	}

	/** Deletes its pets with it. */
	@Entity(name = "Owner")
	@Audited
	public static class Owner extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
		public Set<Pet> pets = new LinkedHashSet<>();

		protected Owner() {
		}

		public Owner(String name, String... pets) {
			this.name = name;
			for (String pet : pets) {
				this.pets.add(new Pet(this, pet));
			}
		}

	}

	/** Its chips are unique. */
	@Entity(name = "Pet")
	@Audited
	@LiveUnique(attributes = "chip")
	public static class Pet extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String chip;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Owner owner;

		protected Pet() {
		}

		public Pet(Owner owner, String chip) {
			this.owner = owner;
			this.chip = chip;
		}

	}

	/** A natural id. */
	@Entity(name = "Passport")
	public static class Passport extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@NaturalId
		public String country;

		@NaturalId
		@Column(name = "no")
		public Integer number;

		protected Passport() {
		}

		public Passport(String country, int number) {
			this.country = country;
			this.number = number;
		}

	}

	/** The owning side of a one-to-one. */
	@Entity(name = "Traveller")
	public static class Traveller extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne
		public Passport passport;

		protected Traveller() {
		}

		public Traveller(Passport passport) {
			this.passport = passport;
		}

	}

	/** Told to be deleted by a letter. */
	@Entity(name = "Switch")
	@SoftDeletable
	@LiveUnique(attributes = "code")
	public static class Switch {

		@Id
		@GeneratedValue
		public Long id;

		public String code;

		@Deleted
		@Convert(converter = YesNoConverter.class)
		public Boolean deleted;

		@DeletionId
		public UUID deletionId;

		protected Switch() {
		}

		public Switch(String code) {
			this.code = code;
		}

	}

	/** Joined tables. */
	@Entity(name = "Party")
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	@LiveUnique(attributes = "code")
	public static class Party extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String code;

		public String title;

	}

	@Entity(name = "Company")
	@Audited
	public static class Company extends Party {

		public String register;

		protected Company() {
		}

		public Company(String code) {
			this.code = code;
		}

	}

	@Entity(name = "Person")
	@Audited
	public static class Person extends Party {

		public String nick;

		protected Person() {
		}

		public Person(String code) {
			this.code = code;
		}

	}

	/** A single table. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@LiveUnique(attributes = "plate")
	public abstract static class Vehicle extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String plate;

		public String name;

	}

	/** Names of cars are unique, those of bikes are not. */
	@Entity(name = "Car")
	@LiveUnique(attributes = "name")
	public static class Car extends Vehicle {

	}

	@Entity(name = "Bike")
	public static class Bike extends Vehicle {

	}

	/** A table for each concrete class. */
	@Entity(name = "Plan")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class Plan extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String label;

	}

	@Entity(name = "YearPlan")
	@LiveUnique(attributes = "label")
	public static class YearPlan extends Plan {

		protected YearPlan() {
		}

		public YearPlan(String label) {
			this.label = label;
		}

	}

	@Entity(name = "DayPlan")
	@LiveUnique(attributes = "label")
	public static class DayPlan extends Plan {

		protected DayPlan() {
		}

		public DayPlan(String label) {
			this.label = label;
		}

	}

	/** Identifies a street. */
	public record StreetId(String city, Integer number) implements Serializable {
	}

	/** A part of the identifier in the key. */
	@Entity(name = "Street")
	@IdClass(StreetId.class)
	@LiveUnique(attributes = { "city", "name" })
	public static class Street extends SoftDeletableEntity {

		@Id
		public String city;

		@Id
		@Column(name = "no")
		public Integer number;

		public String name;

		protected Street() {
		}

		public Street(String city, int number, String name) {
			this.city = city;
			this.number = number;
			this.name = name;
		}

	}

	@Embeddable
	public record RoomId(String building, Integer number) implements Serializable {
	}

	/** Referred to by two columns. */
	@Entity(name = "Room")
	public static class Room extends SoftDeletableEntity {

		@EmbeddedId
		public RoomId id;

		protected Room() {
		}

		public Room(String building, int number) {
			this.id = new RoomId(building, number);
		}

	}

	/** A reference of two columns in the key. */
	@Entity(name = "Booking")
	@LiveUnique(attributes = { "room", "slot" })
	public static class Booking extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumns(value = { @JoinColumn(name = "room_building"), @JoinColumn(name = "room_number") },
				foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Room room;

		public Integer slot;

		protected Booking() {
		}

		public Booking(Room room, int slot) {
			this.room = room;
			this.slot = slot;
		}

	}

	/** A parent by each kind of association. */
	@Entity(name = "Family")
	public static class Family extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(mappedBy = "family", orphanRemoval = true, cascade = CascadeType.PERSIST)
		public Set<Listed> listed = new LinkedHashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "family_id")
		public Set<Joined> joined = new LinkedHashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "family_linked")
		public Set<Linked> linked = new LinkedHashSet<>();

		@ManyToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "family_shared")
		public Set<Shared> shared = new LinkedHashSet<>();

		@OneToOne(mappedBy = "family", cascade = CascadeType.ALL)
		public Single single;

		public Household household = new Household();

		@OneToMany(mappedBy = "family", cascade = CascadeType.ALL)
		@MapKey(name = "name")
		public Map<String, Mapped> mapped = new LinkedHashMap<>();

		protected Family() {
		}

		public Family(String name) {
			this.name = name;
		}

	}

	@Embeddable
	public static class Household {

		public String street;

		@OneToMany(mappedBy = "family", cascade = CascadeType.ALL)
		public Set<Nested> nested = new LinkedHashSet<>();

	}

	@Entity(name = "Listed")
	public static class Listed extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Family family;

	}

	@Entity(name = "Joined")
	public static class Joined extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Linked")
	public static class Linked extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Shared")
	public static class Shared extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Single")
	public static class Single extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(fetch = FetchType.LAZY)
		public Family family;

	}

	@Entity(name = "Nested")
	public static class Nested extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Family family;

	}

	@Entity(name = "Carried")
	public static class Carried extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Family family;

	}

	@Entity(name = "Mapped")
	public static class Mapped extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Family family;

	}

	/** Refers past any constraint. */
	@Entity(name = "Loan")
	public static class Loan extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Owner owner;

		@ManyToOne
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Party party;

		public Terms terms = new Terms();

	}

	@Embeddable
	public static class Terms {

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Owner guarantor;

	}

	/** Belongs to a tenant; one key for each tenant, one among all. */
	@Entity(name = "Document")
	@LiveUnique(attributes = { "tenant", "number" })
	@LiveUnique(attributes = "address")
	public static class Document extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		@Column(name = "no")
		public String number;

		public String address;

		@OneToMany(mappedBy = "document", cascade = CascadeType.ALL)
		public Set<Sheet> sheets = new LinkedHashSet<>();

		protected Document() {
		}

		public Document(String number, String address) {
			this.number = number;
			this.address = address;
		}

	}

	/** Belongs to a tenant and is filtered. */
	@Entity(name = "Sheet")
	@FilterDef(name = "titled", parameters = @ParamDef(name = "title", type = String.class), applyToLoadByKey = true)
	@Filter(name = "titled", condition = "title = :title")
	@LiveUnique(attributes = { "tenant", "title" })
	public static class Sheet extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document document;

		protected Sheet() {
		}

		public Sheet(Document document, String title) {
			this.document = document;
			this.title = title;
			document.sheets.add(this);
		}

	}

	/** The application itself hides some. */
	@Entity(name = "Letter")
	@SQLRestriction("secret is null or secret = 'no'")
	@LiveUnique(attributes = "name")
	public static class Letter extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String secret;

		public String name;

		@OneToMany(mappedBy = "letter", cascade = CascadeType.ALL)
		public Set<Line> lines = new LinkedHashSet<>();

		protected Letter() {
		}

		public Letter(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Line")
	public static class Line extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Letter letter;

		protected Line() {
		}

		public Line(Letter letter) {
			this.letter = letter;
			letter.lines.add(this);
		}

	}

}
