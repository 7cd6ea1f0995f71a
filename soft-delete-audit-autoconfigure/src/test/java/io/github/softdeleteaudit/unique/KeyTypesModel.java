package io.github.softdeleteaudit.unique;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/**
 * Keys of all kinds of types.
 */
public final class KeyTypesModel {

	private KeyTypesModel() {
	}

	public interface SampleRepository extends SoftDeleteRepository<Sample, Long> {

	}

	public interface TicketRepository extends SoftDeleteRepository<Ticket, Long> {

	}

	public interface BookingRepository extends SoftDeleteRepository<Booking, Long> {

	}

	public interface CountryRepository extends SoftDeleteRepository<Country, String> {

	}

	public interface ShelfRepository extends SoftDeleteRepository<Shelf, Long> {

	}

	public interface CouponRepository extends SoftDeleteRepository<Coupon, Long> {

	}

	public interface StreetRepository extends SoftDeleteRepository<Street, StreetId> {

	}

	/** A key for each type. */
	@Entity(name = "Sample")
	@LiveUnique(attributes = "serial")
	@LiveUnique(attributes = "token")
	@LiveUnique(attributes = "amount")
	@LiveUnique(attributes = "dated")
	@LiveUnique(attributes = "moment")
	@LiveUnique(attributes = "wallClock")
	@LiveUnique(attributes = { "flag", "serial" }, name = "sample_flag")
	@LiveUnique(attributes = { "colour", "note" })
	@LiveUnique(attributes = { "size", "note" })
	@LiveUnique(attributes = "mass")
	@LiveUnique(attributes = "address", ignoreCase = true)
	@LiveUnique(attributes = "letter")
	@LiveUnique(attributes = { "first", "second" })
	@LiveUnique(attributes = { "third", "fourth" }, nullsNotDistinct = true)
	@LiveUnique(attributes = "text")
	@LiveUnique(attributes = "digest")
	public static class Sample extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public Long serial;

		public UUID token;

		@Column(precision = 12, scale = 4)
		public BigDecimal amount;

		public LocalDate dated;

		public Instant moment;

		public LocalDateTime wallClock;

		public Boolean flag;

		@Enumerated(EnumType.STRING)
		public Colour colour;

		@Column(name = "sized")
		public Colour size;

		public String note;

		@Convert(converter = MassConverter.class)
		public Mass mass;

		@Convert(converter = AddressConverter.class)
		public Address address;

		public Character letter;

		@Column(name = "first_part")
		public String first;

		@Column(name = "second_part")
		public String second;

		@Column(name = "third_part")
		public String third;

		@Column(name = "fourth_part")
		public Integer fourth;

		@Column(length = 700)
		public String text;

		@Column(length = 32)
		public byte[] digest;

		public Sample() {
			// nulls are equal in one of the keys
			this.third = UUID.randomUUID().toString();
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

	public record Address(String text) implements Serializable {
	}

	public static class AddressConverter implements AttributeConverter<Address, String> {

		@Override
		public String convertToDatabaseColumn(Address attribute) {
			return (attribute != null) ? attribute.text : null;
		}

		@Override
		public Address convertToEntityAttribute(String column) {
			return (column != null) ? new Address(column) : null;
		}

	}

	/** Inserted when it is persisted. */
	@Entity(name = "Ticket")
	@LiveUnique(attributes = "code")
	public static class Ticket extends SoftDeletableEntity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		public String code;

		protected Ticket() {
		}

		public Ticket(String code) {
			this.code = code;
		}

	}

	@Embeddable
	public record RoomId(String building, Integer number) implements Serializable {
	}

	/** Referred to by two columns. */
	@Entity(name = "Room")
	public static class Room {

		@EmbeddedId
		public RoomId id;

		public String name;

		protected Room() {
		}

		public Room(String building, int number) {
			this.id = new RoomId(building, number);
		}

	}

	/** A key of a reference that has two columns. */
	@Entity(name = "Booking")
	@LiveUnique(attributes = { "room", "slot" }, nullsNotDistinct = true)
	public static class Booking extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Room room;

		public Integer slot;

		protected Booking() {
		}

		public Booking(Room room, Integer slot) {
			this.room = room;
			this.slot = slot;
		}

	}

	/** An identifier of the application's own. */
	@Entity(name = "Country")
	@LiveUnique(attributes = "name", ignoreCase = true)
	@FilterDef(name = "shortCode", parameters = @ParamDef(name = "length", type = Integer.class))
	@Filter(name = "shortCode", condition = "length(code) <= :length")
	public static class Country extends SoftDeletableEntity {

		@Id
		public String code;

		public String name;

		protected Country() {
		}

		public Country(String code, String name) {
			this.code = code;
			this.name = name;
		}

	}

	public static class StreetId implements Serializable {

		public String city;

		public Integer number;

		public StreetId() {
		}

		public StreetId(String city, Integer number) {
			this.city = city;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof StreetId that && this.city.equals(that.city) && this.number.equals(that.number);
		}

		@Override
		public int hashCode() {
			return this.city.hashCode() + this.number;
		}

	}

	/** A key of a part of the identifier. */
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

		public Street(String city, Integer number, String name) {
			this.city = city;
			this.number = number;
			this.name = name;
		}

	}

	/** Deletes its books with it. */
	@Entity(name = "Shelf")
	@LiveUnique(attributes = "code")
	public static class Shelf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String code;

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL)
		public Set<Book> books = new LinkedHashSet<>();

		protected Shelf() {
		}

		public Shelf(String code, String... titles) {
			this.code = code;
			for (String title : titles) {
				this.books.add(new Book(this, title));
			}
		}

	}

	@Entity(name = "Book")
	@LiveUnique(attributes = "title")
	public static class Book extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		public String title;

		protected Book() {
		}

		public Book(Shelf shelf, String title) {
			this.shelf = shelf;
			this.title = title;
		}

	}

	/** Equal by its key. */
	@Entity(name = "Coupon")
	@LiveUnique(attributes = "code")
	public static class Coupon extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String code;

		protected Coupon() {
		}

		public Coupon(String code) {
			this.code = code;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Coupon coupon && Objects.equals(coupon.code, this.code);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.code);
		}

	}

}
