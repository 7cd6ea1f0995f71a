package io.github.softdeleteaudit.shapes.identifier;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
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
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.Type;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.EnhancedUserType;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with identifiers of all kinds.
 */
public final class IdentifierModel {

	private IdentifierModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class IdentifierApplication {

	}

	public interface SeatRepository extends SoftDeleteRepository<Seat, SeatId> {

		long deleteByIdWestAndIdEast(String west, String east);

	}

	public interface TicketRepository extends SoftDeleteRepository<Ticket, Long> {

	}

	public interface CellRepository extends SoftDeleteRepository<Cell, CellId>, JpaSpecificationExecutor<Cell> {

		long deleteByXAndA(int x, int a);

		List<Cell> removeByX(int x);

	}

	public interface RecordedRepository extends SoftDeleteRepository<Recorded, RecordedId> {

	}

	public interface NestedRepository extends SoftDeleteRepository<Nested, NestedId> {

	}

	public interface NumberedRepository extends SoftDeleteRepository<Numbered, NumberedId> {

	}

	public interface BookRepository extends SoftDeleteRepository<Book, Long> {

	}

	public interface ChapterRepository extends SoftDeleteRepository<Chapter, ChapterId> {

		long deleteByBookId(long book);

	}

	public interface VerseRepository extends SoftDeleteRepository<Verse, VerseId> {

	}

	public interface LeafRepository extends SoftDeleteRepository<Leaf, LeafId> {

	}

	public interface PlotRepository extends SoftDeleteRepository<Plot, RecordedId> {

	}

	public interface GardenRepository extends SoftDeleteRepository<Garden, RecordedId> {

	}

	public interface FigureRepository extends SoftDeleteRepository<Figure, CellId> {

	}

	public interface CornerRepository extends SoftDeleteRepository<Corner, CellId> {

	}

	public interface PersonRepository extends SoftDeleteRepository<Person, Long> {

	}

	public interface ProfileRepository extends SoftDeleteRepository<Profile, Long> {

	}

	public interface VisaRepository extends SoftDeleteRepository<Visa, VisaId> {

	}

	public interface FriendshipRepository extends SoftDeleteRepository<Friendship, FriendshipId> {

	}

	public interface MembershipRepository extends SoftDeleteRepository<Membership, MembershipId> {

	}

	public interface ReservationRepository extends SoftDeleteRepository<Reservation, SeatId> {

	}

	public interface CountryRepository extends SoftDeleteRepository<Country, String> {

	}

	public interface DeviceRepository extends SoftDeleteRepository<Device, UUID> {

	}

	public interface TokenRepository extends SoftDeleteRepository<Token, String> {

	}

	public interface ReadingRepository extends SoftDeleteRepository<Reading, Long> {

	}

	public interface SlotRepository extends SoftDeleteRepository<Slot, Integer> {

	}

	public interface PublicationRepository extends SoftDeleteRepository<Publication, Isbn> {

	}

	public interface RoomRepository extends SoftDeleteRepository<Room, RoomId> {

	}

	public interface CitizenRepository extends SoftDeleteRepository<Citizen, Long> {

		Citizen findByNumber(String number);

	}

	public interface ProductRepository extends SoftDeleteRepository<Product, Long> {

	}

	/** Declared as west, east, number; Hibernate binds east, number, west. */
	@Embeddable
	public static class SeatId implements Serializable {

		private static final long serialVersionUID = 1L;

		public String west;

		public String east;

		public int number;

		protected SeatId() {
		}

		public SeatId(String west, String east, int number) {
			this.west = west;
			this.east = east;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SeatId id && id.west.equals(this.west) && id.east.equals(this.east)
					&& id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.west, this.east, this.number);
		}

		@Override
		public String toString() {
			return this.west + "/" + this.east + "/" + this.number;
		}

	}

	/** Versioned, with children, elements and links. */
	@Entity(name = "Seat")
	public static class Seat extends SoftDeletableEntity {

		@EmbeddedId
		public SeatId id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "seat", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Ticket> tickets = new LinkedHashSet<>();

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "s_west", referencedColumnName = "west")
		@JoinColumn(name = "s_number", referencedColumnName = "number")
		@JoinColumn(name = "s_east", referencedColumnName = "east")
		public Set<Note> notes = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> tags = new LinkedHashSet<>();

		@ElementCollection
		public List<String> bag = new ArrayList<>();

		/** The columns of the other end in their declared order. */
		@ManyToMany
		public Set<Cell> cells = new LinkedHashSet<>();

		/** The columns of both ends in neither order. */
		@ManyToMany
		@JoinTable(name = "seat_bagged",
				joinColumns = { @JoinColumn(name = "s_number", referencedColumnName = "number"),
						@JoinColumn(name = "s_west", referencedColumnName = "west"),
						@JoinColumn(name = "s_east", referencedColumnName = "east") },
				inverseJoinColumns = { @JoinColumn(name = "c_x", referencedColumnName = "x"),
						@JoinColumn(name = "c_a", referencedColumnName = "a") })
		public List<Cell> bagged = new ArrayList<>();

		/** The columns of the other end the other way round. */
		@ManyToMany
		@JoinTable(name = "seat_turned", inverseJoinColumns = { @JoinColumn(name = "c_a", referencedColumnName = "a"),
				@JoinColumn(name = "c_x", referencedColumnName = "x") })
		public Set<Cell> turned = new LinkedHashSet<>();

		/** Links to a key that is not the identifier. */
		@ManyToMany
		@JoinTable(name = "seat_keyed", inverseJoinColumns = { @JoinColumn(name = "c_v", referencedColumnName = "v"),
				@JoinColumn(name = "c_b", referencedColumnName = "b") })
		public Set<Cell> keyed = new LinkedHashSet<>();

		/** Links to an identifier that holds a reference. */
		@ManyToMany
		public Set<Friendship> friendships = new LinkedHashSet<>();

		/** Links to an identifier in whose middle another one lies. */
		@ManyToMany
		public Set<Nested> nested = new LinkedHashSet<>();

		/** Links to rows whose indicator is in another table. */
		@ManyToMany
		public Set<Garden> gardens = new LinkedHashSet<>();

		/** Links to rows of two tables. */
		@ManyToMany
		public List<Figure> figures = new ArrayList<>();

		/** A collection of rows whose indicator is in another table. */
		@OneToMany(mappedBy = "seat", cascade = CascadeType.ALL)
		public Set<Garden> ownGardens = new LinkedHashSet<>();

		/** Links to an identifier that holds one that holds a reference. */
		@ManyToMany
		@JoinTable(name = "seat_verse",
				inverseJoinColumns = { @JoinColumn(name = "v_number", referencedColumnName = "number"),
						@JoinColumn(name = "v_chapter", referencedColumnName = "chapter_number"),
						@JoinColumn(name = "v_book", referencedColumnName = "chapter_book") })
		public List<Verse> verses = new ArrayList<>();

		protected Seat() {
		}

		public Seat(String west, String east, int number) {
			this.id = new SeatId(west, east, number);
			this.name = "seat " + this.id;
			this.tags.add("t1 " + this.id);
			this.tags.add("t2");
			this.bag.add("b");
			this.bag.add("b");
		}

	}

	/** A foreign key of three columns. */
	@Entity(name = "Ticket")
	public static class Ticket extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "f_number", referencedColumnName = "number")
		@JoinColumn(name = "f_west", referencedColumnName = "west")
		@JoinColumn(name = "f_east", referencedColumnName = "east")
		public Seat seat;

		protected Ticket() {
		}

		public Ticket(Seat seat, String name) {
			this.seat = seat;
			this.name = name;
			seat.tickets.add(this);
		}

	}

	/** In a collection of which it does not know. */
	@Entity(name = "Note")
	public static class Note extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		protected Note() {
		}

		public Note(String text) {
			this.text = text;
		}

	}

	/** Declared as y, x, a; the entity declares others in between. */
	public static class CellId implements Serializable {

		private static final long serialVersionUID = 1L;

		public int x;

		public int a;

		protected CellId() {
		}

		public CellId(int x, int a) {
			this.x = x;
			this.a = a;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof CellId id && id.x == this.x && id.a == this.a;
		}

		@Override
		public int hashCode() {
			return this.x * 31 + this.a;
		}

		@Override
		public String toString() {
			return this.x + "/" + this.a;
		}

	}

	/** Two columns of one type, unversioned, with a tree of its own kind. */
	@Entity(name = "Cell")
	@IdClass(CellId.class)
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "v", "b" }))
	public static class Cell extends SoftDeletableEntity {

		@Id
		public int x;

		public String name;

		@Id
		public int a;

		@Column(nullable = false)
		public int v;

		@Column(nullable = false)
		public int b;

		@ElementCollection
		public Set<String> tags = new LinkedHashSet<>();

		@ManyToMany(mappedBy = "cells")
		public Set<Seat> seats = new LinkedHashSet<>();

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "p_x", referencedColumnName = "x")
		@JoinColumn(name = "p_a", referencedColumnName = "a")
		public Cell parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<Cell> children = new ArrayList<>();

		protected Cell() {
		}

		public Cell(int x, int a) {
			this.x = x;
			this.a = a;
			// the other way round
			this.v = a;
			this.b = x;
			this.name = "cell " + x + "/" + a;
			this.tags.add("t1");
			this.tags.add("t2 " + this.name);
		}

		public CellId key() {
			return new CellId(this.x, this.a);
		}

	}

	/** An identifier that is a record. */
	@Embeddable
	public record RecordedId(int x, int a) implements Serializable {
	}

	@Entity(name = "Recorded")
	public static class Recorded extends SoftDeletableEntity {

		@EmbeddedId
		public RecordedId id;

		public String name;

		protected Recorded() {
		}

		public Recorded(int x, int a) {
			this.id = new RecordedId(x, a);
			this.name = "recorded " + this.id;
		}

	}

	/** An identifier within an identifier. */
	@Embeddable
	public static class NestedId implements Serializable {

		private static final long serialVersionUID = 1L;

		public RecordedId whole;

		public int part;

		protected NestedId() {
		}

		public NestedId(RecordedId whole, int part) {
			this.whole = whole;
			this.part = part;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof NestedId id && id.whole.equals(this.whole) && id.part == this.part;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.whole, this.part);
		}

	}

	@Entity(name = "Nested")
	public static class Nested extends SoftDeletableEntity {

		@EmbeddedId
		public NestedId id;

		@Version
		public Integer version;

		public String name = "nested";

		protected Nested() {
		}

		public Nested(int x, int a, int part) {
			this.id = new NestedId(new RecordedId(x, a), part);
		}

	}

	public static class NumberedId implements Serializable {

		private static final long serialVersionUID = 1L;

		public String kind;

		public Long id;

		protected NumberedId() {
		}

		public NumberedId(String kind, Long id) {
			this.kind = kind;
			this.id = id;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof NumberedId id && id.kind.equals(this.kind) && Objects.equals(id.id, this.id);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.kind, this.id);
		}

	}

	/** A part of the identifier is generated, and is called id. */
	@Entity(name = "Numbered")
	@IdClass(NumberedId.class)
	public static class Numbered extends SoftDeletableEntity {

		@Id
		public String kind;

		@Id
		@GeneratedValue
		public Long id;

		public String name = "numbered";

		protected Numbered() {
		}

		public Numbered(String kind) {
			this.kind = kind;
		}

	}

	/** What a part of an identifier refers to. */
	@Entity(name = "Book")
	public static class Book extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String title;

		@OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Chapter> chapters = new ArrayList<>();

		protected Book() {
		}

		public Long getId() {
			return this.id;
		}

		public Book(String title, int chapters) {
			this.title = title;
			for (int number = 1; number <= chapters; number++) {
				new Chapter(this, number);
			}
		}

	}

	public static class ChapterId implements Serializable {

		private static final long serialVersionUID = 1L;

		public int number;

		public Long book;

		protected ChapterId() {
		}

		public ChapterId(Long book, int number) {
			this.book = book;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof ChapterId id && Objects.equals(id.book, this.book) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.book, this.number);
		}

		@Override
		public String toString() {
			return this.book + "/" + this.number;
		}

	}

	/** A part of the identifier is a reference. */
	@Entity(name = "Chapter")
	@IdClass(ChapterId.class)
	public static class Chapter extends SoftDeletableEntity {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Book book;

		@Id
		public int number;

		public String name;

		@ElementCollection
		public List<String> pages = new ArrayList<>();

		@OneToMany(mappedBy = "chapter", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Verse> verses = new LinkedHashSet<>();

		protected Chapter() {
		}

		public Chapter(Book book, int number) {
			this.book = book;
			this.number = number;
			this.name = book.title + " " + number;
			this.pages.add("p1");
			this.pages.add("p1");
			book.chapters.add(this);
		}

	}

	public static class VerseId implements Serializable {

		private static final long serialVersionUID = 1L;

		public ChapterId chapter;

		public int number;

		protected VerseId() {
		}

		public VerseId(ChapterId chapter, int number) {
			this.chapter = chapter;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof VerseId id && Objects.equals(id.chapter, this.chapter) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.chapter, this.number);
		}

	}

	/** A part of the identifier is a reference whose identifier holds a reference. */
	@Entity(name = "Verse")
	@IdClass(VerseId.class)
	public static class Verse extends SoftDeletableEntity {

		@Id
		@ManyToOne
		@JoinColumn(name = "chapter_book", referencedColumnName = "book_id")
		@JoinColumn(name = "chapter_number", referencedColumnName = "number")
		public Chapter chapter;

		@Id
		public int number;

		@Version
		public long version;

		public String name;

		protected Verse() {
		}

		public Verse(Chapter chapter, int number) {
			this.chapter = chapter;
			this.number = number;
			this.name = "verse " + number;
			chapter.verses.add(this);
		}

	}

	@Embeddable
	public static class LeafId implements Serializable {

		private static final long serialVersionUID = 1L;

		public int number;

		@ManyToOne(fetch = FetchType.LAZY)
		public Book book;

		protected LeafId() {
		}

		public LeafId(Book book, int number) {
			this.book = book;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof LeafId id && Objects.equals(id.book.getId(), this.book.getId())
					&& id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.book.getId(), this.number);
		}

		@Override
		public String toString() {
			return this.book.getId() + "/" + this.number;
		}

	}

	/** A part of an embedded identifier is a reference. */
	@Entity(name = "Leaf")
	public static class Leaf extends SoftDeletableEntity {

		@EmbeddedId
		public LeafId id;

		public String name = "leaf";

		@ElementCollection
		public Set<String> veins = new LinkedHashSet<>(Set.of("v"));

		protected Leaf() {
		}

		public Leaf(Book book, int number) {
			this.id = new LeafId(book, number);
		}

	}

	/** Several columns, several tables. */
	@Entity(name = "Plot")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Plot extends SoftDeletableEntity {

		@EmbeddedId
		public RecordedId id;

		public String name = "plot";

		protected Plot() {
		}

		public Plot(int x, int a) {
			this.id = new RecordedId(x, a);
		}

	}

	@Entity(name = "Garden")
	@PrimaryKeyJoinColumn(name = "g_x", referencedColumnName = "x")
	@PrimaryKeyJoinColumn(name = "g_a", referencedColumnName = "a")
	public static class Garden extends Plot {

		public String flowers = "roses";

		@ElementCollection
		public Set<String> trees = new LinkedHashSet<>(Set.of("apple"));

		@ManyToOne(fetch = FetchType.LAZY)
		public Seat seat;

		protected Garden() {
		}

		public Garden(int x, int a) {
			super(x, a);
		}

	}

	/** Several columns, a table per class. */
	@Entity(name = "Figure")
	@IdClass(CellId.class)
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Figure extends SoftDeletableEntity {

		@Id
		public int x;

		@Id
		public int a;

		public String name = "figure";

		protected Figure() {
		}

		public Figure(int x, int a) {
			this.x = x;
			this.a = a;
		}

	}

	@Entity(name = "Corner")
	public static class Corner extends Figure {

		@ElementCollection
		public Set<String> sides = new LinkedHashSet<>(Set.of("s"));

		protected Corner() {
		}

		public Corner(int x, int a) {
			super(x, a);
		}

	}

	/** What derived identifiers are of. */
	@Entity(name = "Person")
	public static class Person extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToOne(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
		public Profile profile;

		@OneToOne(mappedBy = "person", cascade = CascadeType.REMOVE)
		public Passport passport;

		@OneToOne(mappedBy = "person", cascade = CascadeType.REMOVE)
		public Visa visa;

		protected Person() {
		}

		public Person(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Profile")
	public static class Profile extends SoftDeletableEntity {

		@Id
		public Long id;

		public String text = "text";

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

		@ElementCollection
		public Set<String> links = new LinkedHashSet<>();

		protected Profile() {
		}

		public Profile(Person person) {
			this.person = person;
			this.links.add("l1");
			person.profile = this;
		}

	}

	/** Spring Data makes no repository of an entity whose only @Id is a reference. */
	@Entity(name = "Passport")
	public static class Passport extends SoftDeletableEntity {

		@Id
		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

		@Version
		public Long version;

		public String number = "number";

		protected Passport() {
		}

		public Passport(Person person) {
			this.person = person;
			person.passport = this;
		}

	}

	public static class VisaId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long person;

		protected VisaId() {
		}

		public VisaId(Long person) {
			this.person = person;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof VisaId id && Objects.equals(id.person, this.person);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.person);
		}

	}

	/** A reference with an id class of its own. */
	@Entity(name = "Visa")
	@IdClass(VisaId.class)
	public static class Visa extends SoftDeletableEntity {

		@Id
		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

		public String number = "number";

		protected Visa() {
		}

		public Visa(Person person) {
			this.person = person;
			person.visa = this;
		}

	}

	public static class FriendshipId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long one;

		public Long another;

		protected FriendshipId() {
		}

		public FriendshipId(Long one, Long another) {
			this.one = one;
			this.another = another;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof FriendshipId id && Objects.equals(id.one, this.one)
					&& Objects.equals(id.another, this.another);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.one, this.another);
		}

	}

	/** Two references to one entity. */
	@Entity(name = "Friendship")
	@IdClass(FriendshipId.class)
	public static class Friendship extends SoftDeletableEntity {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Person one;

		@Id
		@ManyToOne
		public Person another;

		public String name = "friendship";

		protected Friendship() {
		}

		public Friendship(Person one, Person another) {
			this.one = one;
			this.another = another;
		}

		public FriendshipId key() {
			return new FriendshipId(this.one.id, this.another.id);
		}

	}

	@Embeddable
	public static class MembershipId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long member;

		public Long club;

		public int season;

		protected MembershipId() {
		}

		public MembershipId(Long member, Long club, int season) {
			this.member = member;
			this.club = club;
			this.season = season;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof MembershipId id && Objects.equals(id.member, this.member)
					&& Objects.equals(id.club, this.club) && id.season == this.season;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.member, this.club, this.season);
		}

	}

	/** Attributes of an embedded identifier are mapped by references. */
	@Entity(name = "Membership")
	public static class Membership extends SoftDeletableEntity {

		@EmbeddedId
		public MembershipId id;

		@Version
		public int version;

		@MapsId("member")
		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "z_member")
		public Person member;

		@MapsId("club")
		@ManyToOne
		@JoinColumn(name = "b_club")
		public Person club;

		public String name = "membership";

		protected Membership() {
		}

		public Membership(Person member, Person club, int season) {
			this.id = new MembershipId(null, null, season);
			this.member = member;
			this.club = club;
		}

	}

	/** The identifier is that of another entity, of several columns. */
	@Entity(name = "Reservation")
	public static class Reservation extends SoftDeletableEntity {

		@EmbeddedId
		public SeatId id;

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "r_number", referencedColumnName = "number")
		@JoinColumn(name = "r_west", referencedColumnName = "west")
		@JoinColumn(name = "r_east", referencedColumnName = "east")
		public Seat seat;

		public String name = "reservation";

		protected Reservation() {
		}

		public Reservation(Seat seat) {
			this.seat = seat;
		}

	}

	/** Assigned, unversioned. */
	@Entity(name = "Country")
	public static class Country extends SoftDeletableEntity {

		@Id
		public String code;

		public String name;

		@ElementCollection
		public Set<String> towns = new LinkedHashSet<>();

		protected Country() {
		}

		public Country(String code, String name) {
			this.code = code;
			this.name = name;
			this.towns.add("town of " + name);
		}

	}

	/** Assigned, versioned. */
	@Entity(name = "Device")
	public static class Device extends SoftDeletableEntity {

		@Id
		public UUID id;

		@Version
		public Integer version;

		public String name;

		protected Device() {
		}

		public Device(UUID id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	/** Assigned, says itself whether it is new. */
	@Entity(name = "Token")
	public static class Token extends SoftDeletableEntity implements Persistable<String> {

		@Id
		public String id;

		public String name;

		@Transient
		private boolean known;

		protected Token() {
		}

		public Token(String id, String name) {
			this.id = id;
			this.name = name;
		}

		@Override
		public String getId() {
			return this.id;
		}

		@Override
		public boolean isNew() {
			return !this.known;
		}

		@PostLoad
		@PostPersist
		void know() {
			this.known = true;
		}

	}

	/** Primitive, generated. */
	@Entity(name = "Reading")
	public static class Reading extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public long id;

		public String name = "reading";

	}

	/** Primitive, assigned. */
	@Entity(name = "Slot")
	public static class Slot extends SoftDeletableEntity {

		@Id
		public int number;

		@Version
		public int version;

		public String name;

		protected Slot() {
		}

		public Slot(int number, String name) {
			this.number = number;
			this.name = name;
		}

	}

	public record Isbn(String digits) implements Serializable {
	}

	/** Stored backwards, so that a value that bypasses the type finds nothing. */
	public static class IsbnType implements EnhancedUserType<Isbn> {

		@Override
		public int getSqlType() {
			return Types.VARCHAR;
		}

		@Override
		public Class<Isbn> returnedClass() {
			return Isbn.class;
		}

		@Override
		public Isbn nullSafeGet(ResultSet result, int position, WrapperOptions options) throws SQLException {
			String stored = result.getString(position);
			return (stored != null) ? new Isbn(reversed(stored)) : null;
		}

		@Override
		public void nullSafeSet(PreparedStatement statement, Isbn value, int position, WrapperOptions options)
				throws SQLException {
			statement.setString(position, (value != null) ? reversed(value.digits()) : null);
		}

		private static String reversed(String text) {
			return new StringBuilder(text).reverse().toString();
		}

		@Override
		public String toSqlLiteral(Isbn value) {
			return "'" + reversed(value.digits()) + "'";
		}

		@Override
		public String toString(Isbn value) {
			return value.digits();
		}

		@Override
		public Isbn fromStringValue(CharSequence digits) {
			return new Isbn(digits.toString());
		}

		@Override
		public Isbn deepCopy(Isbn value) {
			return value;
		}

		@Override
		public boolean isMutable() {
			return false;
		}

	}

	/** A user type. */
	@Entity(name = "Publication")
	public static class Publication extends SoftDeletableEntity {

		@Id
		@Type(IsbnType.class)
		public Isbn isbn;

		public String name = "publication";

		@ElementCollection
		public Set<String> tags = new LinkedHashSet<>(Set.of("t"));

		protected Publication() {
		}

		public Publication(String digits) {
			this.isbn = new Isbn(digits);
		}

	}

	public enum Floor {

		GROUND, FIRST, SECOND

	}

	/** Stored as letters. */
	@Converter
	public static class FloorConverter implements AttributeConverter<Floor, String> {

		@Override
		public String convertToDatabaseColumn(Floor floor) {
			return (floor != null) ? floor.name().substring(0, 1).toLowerCase() : null;
		}

		@Override
		public Floor convertToEntityAttribute(String letter) {
			return switch (letter) {
				case "g" -> Floor.GROUND;
				case "f" -> Floor.FIRST;
				default -> Floor.SECOND;
			};
		}

	}

	@Embeddable
	public static class RoomId implements Serializable {

		private static final long serialVersionUID = 1L;

		public int number;

		@Convert(converter = FloorConverter.class)
		@Column(length = 1)
		public Floor floor;

		protected RoomId() {
		}

		public RoomId(Floor floor, int number) {
			this.floor = floor;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof RoomId id && id.floor == this.floor && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.floor, this.number);
		}

	}

	/** A converter. */
	@Entity(name = "Room")
	public static class Room extends SoftDeletableEntity {

		@EmbeddedId
		public RoomId id;

		public String name = "room";

		@ElementCollection
		public Set<String> tags = new LinkedHashSet<>(Set.of("t"));

		protected Room() {
		}

		public Room(Floor floor, int number) {
			this.id = new RoomId(floor, number);
		}

	}

	/** An immutable natural id. */
	@Entity(name = "Citizen")
	public static class Citizen extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@NaturalId
		@Column(name = "citizen_number")
		public String number;

		@Version
		public int version;

		public String name = "citizen";

		protected Citizen() {
		}

		public Citizen(String number) {
			this.number = number;
		}

	}

	/** A mutable natural id of two attributes. */
	@Entity(name = "Product")
	public static class Product extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@NaturalId(mutable = true)
		public String shop;

		@NaturalId(mutable = true)
		public String code;

		public String name = "product";

		protected Product() {
		}

		public Product(String shop, String code) {
			this.shop = shop;
			this.code = code;
		}

	}

}
