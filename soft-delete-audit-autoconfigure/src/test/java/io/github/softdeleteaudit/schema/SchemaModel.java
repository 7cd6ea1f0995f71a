package io.github.softdeleteaudit.schema;

import java.time.LocalDate;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.envers.Audited;

/**
 * Entities as they were, and as they are.
 */
interface SchemaModel {

	/** What is known of a customer. */
	@MappedSuperclass
	@Audited
	abstract class CustomerData extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false)
		String email;

		String nick;

		String city;

		@Column(length = 40)
		String fax;

	}

	/** A customer, who has a fax. */
	@Entity(name = "Customer")
	@Table(name = "customer")
	@Audited
	@LiveUnique(attributes = "email")
	@LiveUnique(attributes = "nick", ignoreCase = true)
	@LiveIndex(attributes = "city")
	class Customer extends CustomerData {

	}

	/**
	 * The customer has a birthday now, whereas the fax is gone; the email is a mail, the
	 * city a town, and the nick a handle.
	 */
	@Entity(name = "Customer")
	@Table(name = "customer")
	@Audited
	@LiveUnique(attributes = "mail")
	@LiveUnique(attributes = "handle", ignoreCase = true)
	@LiveIndex(attributes = "town")
	class ChangedCustomer extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false)
		String mail;

		String handle;

		String town;

		LocalDate birthday;

	}

	/** The customer without keys. */
	@Entity(name = "Customer")
	@Table(name = "customer")
	@Audited
	class CustomerWithoutKeys extends CustomerData {

	}

	/** The customer without keys, but with a passport. */
	@Entity(name = "Customer")
	@Table(name = "customer")
	@Audited
	class CustomerWithPassport extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false)
		String email;

		@Column(unique = true)
		String nick;

		String city;

		@Column(length = 40)
		String fax;

		@Column(unique = true)
		String passport;

	}

	/** A member, with keys of one and several attributes. */
	@Entity(name = "Member")
	@Table(name = "member", indexes = @Index(columnList = "street, town"))
	@LiveUnique(attributes = "mail")
	@LiveUnique(attributes = { "name", "street" })
	@LiveIndex(attributes = { "town", "name" })
	class Member extends SoftDeletableEntity {

		@Id
		Long id;

		String mail;

		String name;

		String street;

		String town;

	}

	/** The member without a street and a town. */
	@Entity(name = "Member")
	@Table(name = "member")
	@LiveUnique(attributes = "mail")
	class MemberWithoutAddress extends SoftDeletableEntity {

		@Id
		Long id;

		String mail;

		String name;

	}

	/** An order of a customer. */
	@Entity(name = "Purchase")
	@Table(name = "purchase", indexes = @Index(columnList = "code"),
			uniqueConstraints = @UniqueConstraint(columnNames = { "number", "code" }))
	@Audited
	class Purchase extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		Customer customer;

		@Column(name = "number")
		int number;

		String code;

	}

	/** A row with a flag. */
	@Entity(name = "Flagged")
	@Table(name = "flagged")
	@SoftDeletable
	class Flagged {

		@Id
		Long id;

		@Deleted
		@Column(nullable = false)
		boolean deleted;

		@Column(nullable = false)
		String name;

	}

	/** A row that the starter has nothing to do with. */
	@Entity(name = "Note")
	@Table(name = "note")
	class Note {

		@Id
		@GeneratedValue
		Long id;

	}

	/** What was there before there was a flag. */
	@Entity(name = "Flagged")
	@Table(name = "flagged")
	class Unflagged {

		@Id
		Long id;

	}

	/** A column with the name of its table, and one with that of a type. */
	@Entity(name = "State")
	@Table(name = "state")
	@LiveUnique(attributes = { "state", "text" }, ignoreCase = true)
	class State extends SoftDeletableEntity {

		@Id
		Long id;

		String state;

		@Column(name = "text")
		String text;

	}

	/** The same under other names. */
	@Entity(name = "State")
	@Table(name = "state")
	@LiveUnique(attributes = { "name", "remark" }, ignoreCase = true)
	class RenamedState extends SoftDeletableEntity {

		@Id
		Long id;

		String name;

		String remark;

	}

}
