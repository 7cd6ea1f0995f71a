package io.github.softdeleteaudit.shapes.schema;

import java.io.Serializable;
import java.time.Instant;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ForeignKey;
import java.util.Set;
import java.util.HashSet;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.NaturalId;

/**
 * Entities whose tables have indexes over live rows. Several are the same table at
 * different times.
 */
final class SchemaModel {

	private SchemaModel() {
	}

	@MappedSuperclass
	abstract static class Row extends SoftDeletableEntity {

		@Id
		Long id;

	}

	@Entity(name = "Account")
	@Table(name = "account")
	@LiveUnique(attributes = "email")
	@LiveIndex(attributes = "name")
	static class Account extends Row {

		String email;

		String name;

	}

	/** Before it had a key. */
	@Entity(name = "AccountWithoutKey")
	@Table(name = "account")
	static class AccountWithoutKey extends Row {

		String email;

		String name;

	}

	/** Before it was soft-deletable. */
	@Entity(name = "PhysicalAccount")
	@Table(name = "account")
	static class PhysicalAccount {

		@Id
		Long id;

		String email;

		String name;

	}

	/** Before it had the attributes of the key. */
	@Entity(name = "EmptyAccount")
	@Table(name = "account")
	static class EmptyAccount extends Row {

	}

	@Entity(name = "AccountIgnoringCase")
	@Table(name = "account")
	@LiveUnique(attributes = "email", ignoreCase = true)
	@LiveIndex(attributes = "name")
	static class AccountIgnoringCase extends Row {

		String email;

		String name;

	}

	@Entity(name = "AccountWithEqualNulls")
	@Table(name = "account")
	@LiveUnique(attributes = "email", nullsNotDistinct = true)
	@LiveIndex(attributes = "name")
	static class AccountWithEqualNulls extends Row {

		String email;

		String name;

	}

	@Entity(name = "AccountWithTwoKeys")
	@Table(name = "account")
	@LiveUnique(attributes = "email")
	@LiveUnique(attributes = "name", ignoreCase = true)
	static class AccountWithTwoKeys extends Row {

		String email;

		String name;

	}

	/** Told to be deleted by another column. */
	@Entity(name = "AccountWithOtherIndicator")
	@SoftDeletable
	@Table(name = "account")
	@LiveUnique(attributes = "email")
	@LiveIndex(attributes = "name")
	static class AccountWithOtherIndicator {

		@Id
		Long id;

		String email;

		String name;

		@DeletedAt
		Instant removedAt;

	}

	@Entity(name = "AccountWithUniqueColumn")
	@Table(name = "account")
	@LiveUnique(attributes = "name")
	static class AccountWithUniqueColumn extends Row {

		@Column(unique = true)
		String email;

		String name;

	}

	@Entity(name = "AccountInSchema")
	@Table(name = "account", schema = "archive")
	@LiveUnique(attributes = "email")
	static class AccountInSchema extends Row {

		String email;

		String name;

	}

	@Entity(name = "AccountInCatalog")
	@Table(name = "account", catalog = "sda_archive")
	@LiveUnique(attributes = "email")
	static class AccountInCatalog extends Row {

		String email;

		String name;

	}

	@Entity(name = "Quoted")
	@SoftDeletable
	@Table(name = "`Order`")
	@LiveUnique(attributes = { "group", "key" }, name = "`Key of Order`", ignoreCase = true)
	@LiveUnique(attributes = "customer", nullsNotDistinct = true)
	@LiveIndex(attributes = "group", name = "`Order Group`")
	static class Quoted {

		@Id
		Long id;

		@Column(name = "`Group`")
		String group;

		@Column(name = "`the-key`")
		String key;

		@Column(name = "`Customer`")
		String customer;

		@DeletedAt
		@Column(name = "`Deleted At`")
		Instant deletedAt;

	}

	/** Columns whose names differ in what is left out of names of generated columns. */
	@Entity(name = "Alike")
	@LiveUnique(attributes = { "one", "two" }, ignoreCase = true)
	static class Alike extends Row {

		@Column(name = "`a-b`")
		String one;

		@Column(name = "`ab`")
		String two;

	}

	@Entity(name = "LongNames")
	@Table(name = "a_table_whose_name_is_as_long_as_names_may_be_in_postgresql_ab")
	@LiveUnique(attributes = { "one", "two" })
	@LiveUnique(attributes = { "two", "one" }, ignoreCase = true)
	@LiveIndex(attributes = { "one", "two" })
	static class LongNames extends Row {

		@Column(name = "a_column_whose_name_is_as_long_as_names_may_be_in_postgresql_01")
		String one;

		@Column(name = "a_column_whose_name_is_as_long_as_names_may_be_in_postgresql_02")
		String two;

	}

	@Entity(name = "LongIndexName")
	@LiveUnique(attributes = "name",
			name = "an_index_whose_name_is_longer_than_the_names_may_be_in_postgresql_and_mariadb")
	static class LongIndexName extends Row {

		String name;

	}

	@Entity(name = "Passport")
	static class Passport extends Row {

		@NaturalId
		String country;

		@NaturalId(mutable = true)
		@Column(name = "no")
		Integer number;

	}

	@Entity(name = "Traveller")
	static class Traveller extends Row {

		@OneToOne
		Passport passport;

	}

	@Entity(name = "Country")
	static class Country extends Row implements Serializable {

		@NaturalId
		String code;

	}

	@Entity(name = "City")
	static class City extends Row {

		@ManyToOne
		@JoinColumn(name = "country_code", referencedColumnName = "code")
		Country country;

	}

	@Entity(name = "Town")
	static class Town extends Row {

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		@JoinColumn(name = "country_code", referencedColumnName = "code")
		Country country;

	}

	@Entity(name = "Region")
	static class Region extends Row {

		@NaturalId
		String code;

		@ElementCollection
		@CollectionTable(joinColumns = @JoinColumn(name = "region_code", referencedColumnName = "code"),
				foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		Set<String> aliases = new HashSet<>();

	}

	/** The constraint is the user's own, and named. */
	@Entity(name = "Tag")
	@Table(uniqueConstraints = @UniqueConstraint(name = "tag_name", columnNames = { "name", "language" }))
	@LiveIndex(attributes = "name")
	static class Tag extends Row {

		String name;

		String language;

	}

	@Entity(name = "Vehicle")
	@Table(name = "vehicle")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@LiveUnique(attributes = "plate")
	abstract static class Vehicle extends Row {

		String plate;

		String name;

	}

	@Entity(name = "Car")
	@DiscriminatorValue("C")
	@LiveUnique(attributes = "name")
	static class Car extends Vehicle {

	}

	@Entity(name = "SportsCar")
	@DiscriminatorValue("S")
	static class SportsCar extends Car {

	}

	@Entity(name = "Bike")
	@DiscriminatorValue("B")
	static class Bike extends Vehicle {

	}

	/** Before there was a hierarchy. */
	@Entity(name = "VehicleWithoutHierarchy")
	@Table(name = "vehicle")
	static class VehicleWithoutHierarchy extends Row {

		String plate;

		String name;

	}

	@Entity(name = "Party")
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn(name = "kind")
	@LiveUnique(attributes = "code")
	static class Party extends Row {

		@NaturalId
		String register;

		String code;

		String title;

	}

	@Entity(name = "Company")
	@DiscriminatorValue("C")
	@LiveUnique(attributes = "title")
	static class Company extends Party {

		String branch;

	}

	@Entity(name = "Plan")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Plan extends Row {

		@NaturalId
		String code;

		@OneToOne
		Account account;

		String label;

	}

	@Entity(name = "DayPlan")
	@LiveUnique(attributes = "label")
	static class DayPlan extends Plan {

	}

	@Entity(name = "YearPlan")
	@LiveUnique(attributes = { "label", "number" })
	static class YearPlan extends Plan {

		@Column(name = "no")
		Integer number;

	}

	@Entity(name = "Flagged")
	@SoftDeletable
	@LiveUnique(attributes = "code", nullsNotDistinct = true, ignoreCase = true)
	@LiveUnique(attributes = { "number", "code" }, nullsNotDistinct = true)
	static class Flagged {

		@Id
		Long id;

		String code;

		@Column(name = "no")
		Integer number;

		@Deleted
		Boolean deleted;

	}

	@Entity(name = "ByNumber")
	@DiscriminatorColumn(name = "dtype", discriminatorType = DiscriminatorType.INTEGER)
	@DiscriminatorValue("7")
	static class ByNumber extends Row {

		String name;

	}

	@Entity(name = "By.Number Sub")
	@DiscriminatorValue("-1")
	@LiveUnique(attributes = "name")
	static class ByNumberSub extends ByNumber {

	}

	@Entity(name = "ByNumberSubSub")
	@DiscriminatorValue("2")
	static class ByNumberSubSub extends ByNumberSub {

	}

	@Entity(name = "ByLetter")
	@DiscriminatorColumn(name = "dtype", discriminatorType = DiscriminatorType.CHAR)
	@DiscriminatorValue("z")
	static class ByLetter extends Row {

		String name;

	}

	@Entity(name = "ByLetterSub")
	@DiscriminatorValue("a")
	@LiveUnique(attributes = "name")
	static class ByLetterSub extends ByLetter {

	}

	@Entity(name = "ByLetterSubSub")
	@DiscriminatorValue("B")
	static class ByLetterSubSub extends ByLetterSub {

	}

	@Entity(name = "ByText")
	static class ByText extends Row {

		String name;

	}

	@Entity(name = "ByTextSub")
	@DiscriminatorValue("it's \"one\"")
	@LiveUnique(attributes = "name")
	static class ByTextSub extends ByText {

	}

	@Entity(name = "ByTextSubSub")
	@DiscriminatorValue("größe")
	static class ByTextSubSub extends ByTextSub {

	}

}
