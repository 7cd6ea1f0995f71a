package io.github.softdeleteaudit.liveindex;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;

/**
 * Entities with every kind of index, from which {@link LiveIndexDdlTests} lets Hibernate
 * write a schema.
 */
final class LiveIndexDdlModel {

	private LiveIndexDdlModel() {
	}

	@MappedSuperclass
	abstract static class Row extends SoftDeletableEntity {

		@Id
		Long id;

	}

	/** A key of one column, and a plain index. */
	@Entity(name = "Article")
	@LiveUnique(attributes = "sku")
	@LiveIndex(attributes = { "title", "price" })
	static class Article extends Row {

		@Column(nullable = false)
		String sku;

		String title;

		BigDecimal price;

	}

	/** Rows with nulls are not in each other's way. */
	@Entity(name = "Booking")
	@LiveUnique(attributes = { "room", "arrival", "nights" })
	static class Booking extends Row {

		@Column(nullable = false)
		String room;

		LocalDate arrival;

		Integer nights;

	}

	/** Regardless of case; one of the columns is no text. */
	@Entity(name = "Account")
	@LiveUnique(attributes = { "email", "tenant" }, ignoreCase = true)
	static class Account extends Row {

		@Column(nullable = false, length = 100)
		String email;

		int tenant;

	}

	/** Nulls are equal, of every type. */
	@Entity(name = "Slot")
	@LiveUnique(attributes = { "place", "text", "number", "uuid", "kind" }, nullsNotDistinct = true,
			name = "slot_of_place")
	@LiveUnique(attributes = { "place", "date", "time", "instant", "flag" }, nullsNotDistinct = true,
			name = "slot_of_time")
	static class Slot extends Row {

		int place;

		@Column(name = "a_text", length = 40)
		String text;

		@Column(name = "a_number", precision = 12, scale = 2)
		BigDecimal number;

		@Column(name = "a_uuid")
		UUID uuid;

		@Column(name = "a_kind")
		@Enumerated(EnumType.STRING)
		Kind kind;

		@Column(name = "a_date")
		LocalDate date;

		@Column(name = "a_time")
		LocalTime time;

		@Column(name = "an_instant")
		Instant instant;

		@Column(name = "a_flag")
		Boolean flag;

	}

	enum Kind {

		SHORT, LONG

	}

	/** Nulls are equal, and the case is ignored. */
	@Entity(name = "Folder")
	@LiveUnique(attributes = { "parent", "name" }, ignoreCase = true, nullsNotDistinct = true)
	static class Folder extends Row {

		Long parent;

		String name;

	}

	/** Told to be deleted by a boolean. */
	@Entity(name = "Badge")
	@SoftDeletable
	@LiveUnique(attributes = "label")
	@LiveIndex(attributes = "color")
	static class Badge {

		@Id
		Long id;

		@Column(nullable = false)
		String label;

		String color;

		@Deleted
		boolean deleted;

	}

	/** By a boolean that may be null. */
	@Entity(name = "Tag")
	@SoftDeletable
	@LiveUnique(attributes = "label")
	static class Tag {

		@Id
		Long id;

		String label;

		@Deleted
		Boolean deleted;

	}

	/** Of these tags alone. */
	@Entity(name = "OwnedTag")
	@LiveUnique(attributes = "owner")
	static class OwnedTag extends Tag {

		String owner;

	}

	/** A single table. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@LiveUnique(attributes = "plate")
	abstract static class Vehicle extends Row {

		@Column(nullable = false)
		String plate;

	}

	/** Not null in Java, but null in the rows of other vehicles. */
	@Entity(name = "Car")
	@LiveUnique(attributes = "chassis", ignoreCase = true)
	@LiveIndex(attributes = "doors")
	static class Car extends Vehicle {

		@Column(nullable = false)
		String chassis;

		int doors;

	}

	@Entity(name = "Cab")
	@DiscriminatorValue("Driver's")
	static class Cab extends Car {

	}

	@Entity(name = "Bike")
	static class Bike extends Vehicle {

	}

	/** Words of SQL. */
	@Entity(name = "PurchaseOrder")
	@Table(name = "`order`")
	@LiveUnique(attributes = { "group", "select" }, ignoreCase = true)
	@LiveIndex(attributes = "group", name = "`index`")
	static class Order extends Row {

		@Column(name = "`group`", nullable = false)
		String group;

		@Column(name = "`select`")
		Integer select;

	}

	/** A table in a schema. */
	@Entity(name = "Product")
	@Table(name = "product", schema = "shop")
	@LiveUnique(attributes = "code", ignoreCase = true)
	static class Product extends Row {

		@Column(nullable = false)
		String code;

	}

}
