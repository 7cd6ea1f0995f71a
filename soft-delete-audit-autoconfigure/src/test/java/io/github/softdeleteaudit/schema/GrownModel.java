package io.github.softdeleteaudit.schema;

import java.math.BigDecimal;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.envers.SecondaryAuditTable;
import org.hibernate.type.SqlTypes;

/**
 * Entities of a database that has grown.
 */
interface GrownModel {

	/** A team. */
	@Entity(name = "Team")
	@Table(name = "team")
	class Team {

		@Id
		Long id;

	}

	/** A member of a team, with keys and indexes over most columns. */
	@Entity(name = "Member")
	@Table(name = "member", indexes = @Index(name = "member_initials", columnList = "first, last"))
	@LiveUnique(attributes = "badge")
	@LiveUnique(attributes = "login", ignoreCase = true)
	@LiveIndex(attributes = "desk")
	class Member extends SoftDeletableEntity {

		@Id
		Long id;

		@Column(name = "first")
		String first;

		@Column(name = "last")
		String last;

		String badge;

		String login;

		String desk;

		@ManyToOne
		Team team;

	}

	/** The member, of whom little is left. */
	@Entity(name = "Member")
	@Table(name = "member")
	class BareMember extends SoftDeletableEntity {

		@Id
		Long id;

	}

	/** Something with two names. */
	@Entity(name = "Thing")
	@Table(name = "thing")
	class Thing {

		@Id
		Long id;

		@Column(name = "b")
		String one;

		@Column(name = "c")
		String two;

	}

	/** Amounts of money, and texts of its own types. */
	@Entity(name = "Price")
	@Table(name = "price")
	@Audited
	class Price extends SoftDeletableEntity {

		@Id
		Long id;

		@Column(precision = 19, scale = 2)
		BigDecimal amount;

		@Column(columnDefinition = "char(3)")
		@JdbcTypeCode(SqlTypes.CHAR)
		String currency;

		@Column(columnDefinition = "varchar(50)")
		String seller;

		@Column(columnDefinition = "text", length = 100_000)
		String note;

		@Column(length = 20000)
		String remark;

	}

	/** A table in a schema of the application's own. */
	@Entity(name = "Shelved")
	@Table(name = "shelved", schema = "shelf")
	class Shelved {

		@Id
		Long id;

	}

	/** A table in the schema that each database has. */
	@Entity(name = "Stored")
	@Table(name = "stored", schema = "public")
	class Stored {

		@Id
		Long id;

	}

	/** A table with wide columns. */
	@Entity(name = "Wide")
	@Table(name = "wide")
	class Wide {

		@Id
		Long id;

		@Column(nullable = false)
		long amount;

		@Column(length = 100)
		String code;

	}

	/** A row with a column of which more is said than its type. */
	@Entity(name = "Commented")
	@Table(name = "commented")
	class Commented {

		@Id
		Long id;

		@Column(nullable = false, options = "collate utf8mb4_bin", comment = "what it is called")
		String name;

	}

	/** An entity of two tables. */
	@Entity(name = "Split")
	@Table(name = "split")
	@SecondaryTable(name = "split_more")
	@SecondaryAuditTable(secondaryTableName = "split_more", secondaryAuditTableName = "split_more_aud")
	@Audited
	class Split {

		@Id
		Long id;

		@Column(table = "split_more")
		String detail;

		@ElementCollection
		@CollectionTable(name = "split_tags", joinColumns = @JoinColumn(name = "split_id"))
		@Column(name = "tag")
		Set<String> tags;

	}

	/** The same, with a detail by another name. */
	@Entity(name = "Split")
	@Table(name = "split")
	@SecondaryTable(name = "split_more")
	@SecondaryAuditTable(secondaryTableName = "split_more", secondaryAuditTableName = "split_more_aud")
	@Audited
	class RenamedSplit {

		@Id
		Long id;

		@Column(table = "split_more")
		String info;

		@ElementCollection
		@CollectionTable(name = "split_tags", joinColumns = @JoinColumn(name = "split_id"))
		@Column(name = "label")
		Set<String> tags;

	}

	/** A note that has a history. */
	@Entity(name = "Note")
	@Table(name = "note")
	@Audited
	class Note {

		@Id
		@GeneratedValue
		Long id;

		String text;

	}

}
