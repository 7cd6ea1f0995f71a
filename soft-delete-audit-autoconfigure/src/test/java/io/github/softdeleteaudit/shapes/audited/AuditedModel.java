package io.github.softdeleteaudit.shapes.audited;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.SecondaryRow;
import org.hibernate.envers.AuditTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.SecondaryAuditTable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Audited entities, each mapped in a way of its own. What a history tells of one is its
 * {@code toString()}.
 */
public final class AuditedModel {

	private AuditedModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class AuditedApplication {

	}

	public interface SlipRepository extends SoftDeleteRepository<Slip, SlipId>, AuditedRepository<Slip, SlipId> {

	}

	public interface SlipLineRepository
			extends SoftDeleteRepository<SlipLine, SlipLineId>, AuditedRepository<SlipLine, SlipLineId> {

	}

	public interface PairRepository extends SoftDeleteRepository<Pair, PairId>, AuditedRepository<Pair, PairId> {

	}

	public interface CopyRepository extends SoftDeleteRepository<Copy, CopyId>, AuditedRepository<Copy, CopyId> {

	}

	public interface BookRepository extends SoftDeleteRepository<Book, Long>, AuditedRepository<Book, Long> {

	}

	public interface CoverRepository extends SoftDeleteRepository<Cover, Long>, AuditedRepository<Cover, Long> {

	}

	public interface DocumentRepository
			extends SoftDeleteRepository<Document, Long>, AuditedRepository<Document, Long> {

	}

	public interface RegisteredLetterRepository
			extends SoftDeleteRepository<RegisteredLetter, Long>, AuditedRepository<RegisteredLetter, Long> {

	}

	public interface SketchRepository extends SoftDeleteRepository<Sketch, Long> {

	}

	public interface PlotRepository extends SoftDeleteRepository<Plot, PlotId>, AuditedRepository<Plot, PlotId> {

	}

	public interface AnimalRepository extends SoftDeleteRepository<Animal, Long>, AuditedRepository<Animal, Long> {

	}

	public interface PuppyRepository extends SoftDeleteRepository<Puppy, Long>, AuditedRepository<Puppy, Long> {

	}

	public interface FishRepository extends SoftDeleteRepository<Fish, Long> {

	}

	public interface VehicleRepository
			extends SoftDeleteRepository<Vehicle, String>, AuditedRepository<Vehicle, String> {

	}

	public interface VanRepository extends SoftDeleteRepository<Van, String>, AuditedRepository<Van, String> {

	}

	public interface BikeRepository extends SoftDeleteRepository<Bike, String> {

	}

	public interface PersonRepository extends SoftDeleteRepository<Person, Long>, AuditedRepository<Person, Long> {

	}

	public interface TownRepository extends SoftDeleteRepository<Town, Long>, AuditedRepository<Town, Long> {

	}

	public interface ReceiptRepository extends SoftDeleteRepository<Receipt, Long>, AuditedRepository<Receipt, Long> {

	}

	/** With a composite id of two types, a modified flag and elements. */
	@Entity(name = "Slip")
	@Audited
	public static class Slip extends SoftDeletableEntity {

		@EmbeddedId
		public SlipId id;

		@Version
		public int version;

		@Audited(withModifiedFlag = true)
		public String text;

		@ElementCollection
		public Set<String> marks = new TreeSet<>();

		protected Slip() {
		}

		public Slip(String region, long number, String text) {
			this.id = new SlipId(region, number);
			this.text = text;
		}

		@Override
		public String toString() {
			return "%s/%s %s %s".formatted(this.id.region, this.id.number, this.text, new TreeSet<>(this.marks));
		}

	}

	@Embeddable
	public static class SlipId implements Serializable {

		public String region;

		@Column(name = "nr")
		public long number;

		protected SlipId() {
		}

		public SlipId(String region, long number) {
			this.region = region;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SlipId id && id.number == this.number && Objects.equals(id.region, this.region);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.region, this.number);
		}

	}

	/** With an id that contains the one of another. */
	@Entity(name = "SlipLine")
	@Audited
	public static class SlipLine extends SoftDeletableEntity {

		@EmbeddedId
		public SlipLineId id;

		@MapsId("slip")
		@ManyToOne(fetch = FetchType.LAZY)
		public Slip slip;

		public String text;

		protected SlipLine() {
		}

		public SlipLine(Slip slip, int line, String text) {
			this.id = new SlipLineId(slip.id, line);
			this.slip = slip;
			this.text = text;
		}

		@Override
		public String toString() {
			return "%s/%s/%s %s".formatted(this.id.slip.region, this.id.slip.number, this.id.line, this.text);
		}

	}

	@Embeddable
	public static class SlipLineId implements Serializable {

		public SlipId slip;

		public int line;

		protected SlipLineId() {
		}

		public SlipLineId(SlipId slip, int line) {
			this.slip = slip;
			this.line = line;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SlipLineId id && id.line == this.line && Objects.equals(id.slip, this.slip);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.slip, this.line);
		}

	}

	/** With two columns of one type as its id. */
	@Entity(name = "Pair")
	@IdClass(PairId.class)
	@Audited
	public static class Pair extends SoftDeletableEntity {

		@Id
		@Column(name = "z_first")
		public String first;

		@Id
		@Column(name = "a_second")
		public String second;

		public String text;

		protected Pair() {
		}

		public Pair(String first, String second, String text) {
			this.first = first;
			this.second = second;
			this.text = text;
		}

		@Override
		public String toString() {
			return "%s/%s %s".formatted(this.first, this.second, this.text);
		}

	}

	public static class PairId implements Serializable {

		public String second;

		public String first;

		public PairId() {
		}

		public PairId(String first, String second) {
			this.first = first;
			this.second = second;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof PairId id && Objects.equals(id.first, this.first)
					&& Objects.equals(id.second, this.second);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.first, this.second);
		}

	}

	/** Referred to by ids. */
	@Entity(name = "Book")
	@Audited
	public static class Book extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Column(unique = true)
		public String code;

		protected Book() {
		}

		public Book(String code) {
			this.code = code;
		}

		public Long getId() {
			return this.id;
		}

		@Override
		public String toString() {
			return "%s %s".formatted(this.id, this.code);
		}

	}

	/** With a reference in its id. */
	@Entity(name = "Copy")
	@IdClass(CopyId.class)
	@Audited
	public static class Copy extends SoftDeletableEntity {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Book book;

		@Id
		public int nr;

		public String text;

		protected Copy() {
		}

		public Copy(Book book, int nr, String text) {
			this.book = book;
			this.nr = nr;
			this.text = text;
		}

		@Override
		public String toString() {
			return "%s/%s %s".formatted(this.book.getId(), this.nr, this.text);
		}

	}

	public static class CopyId implements Serializable {

		public Long book;

		public int nr;

		public CopyId() {
		}

		public CopyId(Long book, int nr) {
			this.book = book;
			this.nr = nr;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof CopyId id && id.nr == this.nr && Objects.equals(id.book, this.book);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.book, this.nr);
		}

	}

	/** With the id of another. */
	@Entity(name = "Cover")
	@Audited
	public static class Cover extends SoftDeletableEntity {

		@Id
		public Long id;

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "book_id")
		public Book book;

		public String text;

		protected Cover() {
		}

		public Cover(Book book, String text) {
			this.book = book;
			this.text = text;
		}

		@Override
		public String toString() {
			return "%s %s".formatted(this.id, this.text);
		}

	}

	/** Root with a table for each class, a secondary table and elements. */
	@Entity(name = "Document")
	@Inheritance(strategy = InheritanceType.JOINED)
	@SecondaryTable(name = "document_cover")
	@Audited
	public static class Document extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Audited(withModifiedFlag = true)
		public String title;

		@Column(table = "document_cover")
		public String cover;

		@ElementCollection
		public Set<String> words = new TreeSet<>();

		protected Document() {
		}

		public Document(String title) {
			this.title = title;
		}

		public String getTitle() {
			return this.title;
		}

		@Override
		public String toString() {
			return "%s %s %s %s".formatted(this.id, this.title, this.cover, new TreeSet<>(this.words));
		}

	}

	/** With a key column of another name. */
	@Entity(name = "Letter")
	@PrimaryKeyJoinColumn(name = "document_id")
	@Audited
	public static class Letter extends Document {

		@Audited(withModifiedFlag = true)
		public String recipient;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document reply;

		protected Letter() {
		}

		public Letter(String title, String recipient) {
			super(title);
			this.recipient = recipient;
		}

		// a reference to itself is a proxy of itself
		public void reply(String recipient, Document reply) {
			this.recipient = recipient;
			this.reply = reply;
		}

		@Override
		public String toString() {
			return super.toString() + " to " + this.recipient + " "
					+ ((this.reply != null) ? this.reply.getTitle() : null);
		}

	}

	/** Of three tables. */
	@Entity(name = "RegisteredLetter")
	@Audited
	public static class RegisteredLetter extends Letter {

		@Column(name = "`order`")
		public String order;

		@ManyToMany
		public Set<Document> enclosures = new LinkedHashSet<>();

		protected RegisteredLetter() {
		}

		public RegisteredLetter(String title, String recipient, String order) {
			super(title, recipient);
			this.order = order;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.order + " "
					+ this.enclosures.stream().map(Document::getTitle).sorted().toList();
		}

	}

	/** Not audited, though its superclass is. */
	@Entity(name = "Sketch")
	public static class Sketch extends Document {

		public String strokes;

		protected Sketch() {
		}

		public Sketch(String title, String strokes) {
			super(title);
			this.strokes = strokes;
		}

	}

	/** Root with a composite id and a table for each class. */
	@Entity(name = "Plot")
	@Inheritance(strategy = InheritanceType.JOINED)
	@SecondaryTable(name = "plot_note")
	@Audited
	public static class Plot extends SoftDeletableEntity {

		@EmbeddedId
		public PlotId id;

		public String owner;

		@Column(table = "plot_note")
		public String note;

		protected Plot() {
		}

		public Plot(PlotId id, String owner) {
			this.id = id;
			this.owner = owner;
		}

		@Override
		public String toString() {
			return "%s/%s %s %s".formatted(this.id.y, this.id.x, this.owner, this.note);
		}

	}

	/** A part of it. */
	@Entity(name = "Field")
	@Audited
	public static class Field extends Plot {

		public String crop;

		protected Field() {
		}

		public Field(PlotId id, String owner, String crop) {
			super(id, owner);
			this.crop = crop;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.crop;
		}

	}

	@Embeddable
	public static class PlotId implements Serializable {

		public int y;

		public int x;

		protected PlotId() {
		}

		public PlotId(int y, int x) {
			this.y = y;
			this.x = x;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof PlotId id && id.x == this.x && id.y == this.y;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.x, this.y);
		}

	}

	/** Root with one table for all classes. */
	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@DiscriminatorColumn(name = "kind")
	@Audited
	public static class Animal extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ElementCollection
		public Map<String, String> traits = new TreeMap<>();

		protected Animal() {
		}

		public Animal(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

		@Override
		public String toString() {
			return "%s %s %s".formatted(this.id, this.name, new TreeMap<>(this.traits));
		}

	}

	/** With a secondary table, a modified flag and links. */
	@Entity(name = "Dog")
	@SecondaryTable(name = "dog_licence")
	@Audited
	public static class Dog extends Animal {

		@Audited(withModifiedFlag = true)
		public String bark;

		@Column(table = "dog_licence")
		@Audited(withModifiedFlag = true)
		public String licence;

		@ManyToMany
		public Set<Animal> friends = new LinkedHashSet<>();

		protected Dog() {
		}

		public Dog(String name, String bark) {
			super(name);
			this.bark = bark;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.bark + " " + this.licence + " "
					+ this.friends.stream().map(Animal::getName).sorted().toList();
		}

	}

	/** Further down. */
	@Entity(name = "Puppy")
	@DiscriminatorValue("P")
	@Audited
	public static class Puppy extends Dog {

		public int weeks;

		protected Puppy() {
		}

		public Puppy(String name, String bark, int weeks) {
			super(name, bark);
			this.weeks = weeks;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.weeks;
		}

	}

	/** Not audited, though its superclass is. */
	@Entity(name = "Fish")
	public static class Fish extends Animal {

		public String water;

		protected Fish() {
		}

		public Fish(String name, String water) {
			super(name);
			this.water = water;
		}

	}

	/** Root without a table. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public abstract static class Vehicle extends SoftDeletableEntity {

		@Id
		public String plate;

		@Version
		public int version;

		@Audited(withModifiedFlag = true)
		public String model;

		@ElementCollection
		public List<Stop> stops = new ArrayList<>();

		protected Vehicle() {
		}

		protected Vehicle(String plate, String model) {
			this.plate = plate;
			this.model = model;
		}

		@Override
		public String toString() {
			return "%s %s %s".formatted(this.plate, this.model,
					this.stops.stream().map((stop) -> stop.place + stop.minutes).sorted().toList());
		}

	}

	@Embeddable
	public static class Stop {

		public String place;

		public Integer minutes;

		protected Stop() {
		}

		public Stop(String place, Integer minutes) {
			this.place = place;
			this.minutes = minutes;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Stop stop && Objects.equals(stop.place, this.place)
					&& Objects.equals(stop.minutes, this.minutes);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.place, this.minutes);
		}

	}

	/** A table of its own. */
	@Entity(name = "Car")
	@Audited
	public static class Car extends Vehicle {

		public int doors;

		protected Car() {
		}

		public Car(String plate, String model, int doors) {
			super(plate, model);
			this.doors = doors;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.doors;
		}

	}

	/** A table of its own, below another class that has one. */
	@Entity(name = "Van")
	@Audited
	public static class Van extends Car {

		@Audited(withModifiedFlag = true)
		public String cargo;

		protected Van() {
		}

		public Van(String plate, String model, int doors, String cargo) {
			super(plate, model, doors);
			this.cargo = cargo;
		}

		@Override
		public String toString() {
			return super.toString() + " " + this.cargo;
		}

	}

	/** Not audited, though its superclass is. */
	@Entity(name = "Bike")
	public static class Bike extends Vehicle {

		public int gears;

		protected Bike() {
		}

		public Bike(String plate, String model, int gears) {
			super(plate, model);
			this.gears = gears;
		}

	}

	/** With everything that an entity of one class may have. */
	@Entity(name = "Person")
	@Table(name = "`user`")
	@SecondaryTable(name = "person_address",
			pkJoinColumns = @PrimaryKeyJoinColumn(name = "person_id", referencedColumnName = "id"))
	@SecondaryTable(name = "person_note")
	@SecondaryTable(name = "person_secret")
	@SecondaryRow(table = "person_note", optional = false)
	@SecondaryAuditTable(secondaryTableName = "person_note", secondaryAuditTableName = "person_note_history")
	@AuditTable("person_history")
	@Audited
	public static class Person extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Audited(withModifiedFlag = true)
		public String name;

		@Embedded
		public Size size = new Size();

		@Column(table = "person_address")
		@Audited(withModifiedFlag = true)
		public String street;

		@Column(table = "person_address", name = "`group`")
		public String group;

		@Column(table = "person_note")
		public String note;

		@Column(table = "person_secret")
		@NotAudited
		public String secret;

		@Lob
		public String story;

		@Lob
		public byte[] picture;

		@ManyToOne(fetch = FetchType.LAZY)
		public Town town;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "birth_place", referencedColumnName = "code")
		public Town birthPlace;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "person_work")
		public Town work;

		@ElementCollection
		public Set<String> names = new TreeSet<>();

		@ElementCollection
		public Set<Stop> stops = new LinkedHashSet<>();

		@ManyToMany
		public Set<Town> visited = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "person_id")
		public Set<Receipt> receipts = new LinkedHashSet<>();

		protected Person() {
		}

		public Person(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return "%s %s %s/%s %s %s %s %s %s %s %s %s %s %s %s %s".formatted(this.id, this.name, this.size.height,
					this.size.weight, this.street, this.group, this.note, this.story,
					(this.picture != null) ? this.picture.length : null, name(this.town), name(this.birthPlace),
					name(this.work), new TreeSet<>(this.names),
					this.stops.stream().map((stop) -> stop.place + stop.minutes).sorted().toList(),
					this.visited.stream().map(Town::getCode).sorted().toList(),
					this.receipts.stream().map(Receipt::getSum).sorted().toList());
		}

		private static String name(Town town) {
			return (town != null) ? town.getCode() : null;
		}

	}

	@Embeddable
	public static class Size {

		public int height;

		public int weight;

	}

	/** Referred to. */
	@Entity(name = "Town")
	@Audited
	public static class Town extends SoftDeletableEntity implements Serializable {

		@Id
		@GeneratedValue
		public Long id;

		@Column(unique = true)
		public String code;

		protected Town() {
		}

		public Town(String code) {
			this.code = code;
		}

		public String getCode() {
			return this.code;
		}

		@Override
		public String toString() {
			return "%s %s".formatted(this.id, this.code);
		}

	}

	/** Whose reference another holds. */
	@Entity(name = "Receipt")
	@Audited
	public static class Receipt extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public int sum;

		protected Receipt() {
		}

		public Receipt(int sum) {
			this.sum = sum;
		}

		public int getSum() {
			return this.sum;
		}

		@Override
		public String toString() {
			return "%s %s".formatted(this.id, this.sum);
		}

	}

}
