package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * Entities whose deletion leaves the row, by Hibernate's own means, so that these tests
 * need no other part of the library.
 */
final class AuditedEntities {

	private AuditedEntities() {
	}

	/** Of one table, with what a table may have. */
	@Entity(name = "Memo")
	@Audited
	@SQLDelete(sql = "update memo set deleted_at = '2026-01-02 03:04:05' where id = ? and version = ?")
	static class Memo {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Version
		int version;

		@Audited(withModifiedFlag = true)
		String title = "";

		int position;

		@Column(name = "`group`")
		String group = "a";

		@NotAudited
		@Nullable String secret;

		@Nullable Instant deletedAt;

		@ManyToOne
		@Nullable Topic topic;

		Memo() {
		}

		Memo(String title) {
			this.title = title;
		}

	}

	/** With links, elements and children. */
	@Entity(name = "Topic")
	@Audited
	static class Topic {

		@Id
		@GeneratedValue
		@Nullable Long id;

		String name = "";

		@ElementCollection
		Set<String> labels = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "topic_link")
		Set<Topic> related = new HashSet<>();

		@OneToMany(mappedBy = "topic")
		List<Memo> memos = new ArrayList<>();

		Topic() {
		}

		Topic(String name) {
			this.name = name;
		}

	}

	/** With an id of its own choice. */
	@Entity(name = "Label")
	@Audited
	@SQLDelete(sql = "update label set deleted_at = '2026-01-02 03:04:05' where id = ?")
	static class Label {

		@Id
		String id = "";

		@Nullable String text = "";

		@Nullable Instant deletedAt;

		Label() {
		}

		Label(String id, String text) {
			this.id = id;
			this.text = text;
		}

	}

	/** With what an entity listener sets, and what is written once. */
	@Entity(name = "Receipt")
	@Audited
	static class Receipt {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Nullable String code;

		@Column(updatable = false)
		@Nullable String author;

		int prints;

		boolean printedAtEachUpdate;

		@Convert(converter = LinesConverter.class)
		@Column(name = "text")
		@Nullable Lines lines;

		Receipt() {
		}

		Receipt(String author) {
			this.author = author;
		}

		@PostPersist
		void code() {
			this.code = "R" + this.id;
		}

		@PostUpdate
		void print() {
			if (this.printedAtEachUpdate) {
				this.prints++;
			}
		}

	}

	/** Whose parts an entity listener removes. */
	@Entity(name = "Pad")
	@Audited
	static class Pad {

		@Id
		@GeneratedValue
		@Nullable Long id;

		boolean tornAtNextUpdate;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, mappedBy = "pad")
		Set<Stub> stubs = new HashSet<>();

		@ElementCollection
		Set<String> marks = new HashSet<>();

		@PostUpdate
		void tear() {
			if (this.tornAtNextUpdate) {
				this.tornAtNextUpdate = false;
				this.stubs.clear();
				this.marks.add("torn");
			}
		}

	}

	/** A part of it. */
	@Entity(name = "Stub")
	@Audited
	static class Stub {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@ManyToOne
		@Nullable Pad pad;

	}

	/** Tells another entity of itself. */
	@Entity(name = "Visit")
	@Audited
	static class Visit {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@ManyToOne
		@Nullable Memo memo;

		@PostPersist
		void tell() {
			if (this.memo != null) {
				this.memo.title = "visited";
			}
		}

	}

	/** Keeps the links to its parts, to which they are the other end. */
	@Entity(name = "Tray")
	@Audited
	static class Tray {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@OneToMany
		@JoinColumn(name = "tray_id")
		@AuditMappedBy(mappedBy = "tray")
		Set<Card> cards = new HashSet<>();

	}

	/** A part of it, which takes all with it. */
	@Entity(name = "Card")
	@Audited
	@SQLDelete(sql = "update card set deleted_at = '2026-01-02 03:04:05' where id = ?")
	static class Card {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@ManyToOne
		@JoinColumn(name = "tray_id", insertable = false, updatable = false)
		@Nullable Tray tray;

		@Nullable Instant deletedAt;

		@PostRemove
		void leave() {
			if (this.tray != null) {
				this.tray.cards.clear();
			}
		}

	}

	/** Audited in parts, so that it cannot be recorded by SQL. */
	@Entity(name = "Slip")
	@Audited
	@SecondaryTable(name = "slip_detail")
	static class Slip {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Nullable String code;

		@Convert(converter = LinesConverter.class)
		@Column(name = "text")
		@Nullable Lines lines;

		@Column(table = "slip_detail")
		@Nullable String audited;

		@NotAudited
		@Column(table = "slip_detail")
		@Nullable String secret;

		@PostPersist
		void code() {
			this.code = "S" + this.id;
		}

	}

	/** Without an equality, so that Hibernate finds each copy changed. */
	static class Lines {

		String text;

		Lines(String text) {
			this.text = text;
		}

	}

	static class LinesConverter implements AttributeConverter<@Nullable Lines, @Nullable String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Lines lines) {
			return (lines != null) ? lines.text : null;
		}

		@Override
		public @Nullable Lines convertToEntityAttribute(@Nullable String text) {
			return (text != null) ? new Lines(text) : null;
		}

	}

	/** With a version and an id of its own choice. */
	@Entity(name = "Ticket")
	@Audited
	static class Ticket {

		@Id
		UUID id = UUID.randomUUID();

		@Version
		int version;

		String text = "a";

	}

	/** Of more than one table. */
	@Entity(name = "Document")
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Document {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/** A part of it. */
	@Entity(name = "Letter")
	@Audited
	static class Letter extends Document {

		String text = "";

	}

	/** Of a table for each class. */
	@Entity(name = "Animal")
	@Audited
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Animal {

		@Id
		String id = "";

		@Nullable String name;

	}

	/** One class. */
	@Entity(name = "Dog")
	@Audited
	static class Dog extends Animal {

	}

	/** Another. */
	@Entity(name = "Cat")
	@Audited
	static class Cat extends Animal {

	}

	/** Not audited. */
	@Entity(name = "Draft")
	static class Draft {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

}
