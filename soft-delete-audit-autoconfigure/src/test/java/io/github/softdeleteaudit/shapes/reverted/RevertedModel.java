package io.github.softdeleteaudit.shapes.reverted;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RelationTargetAuditMode;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * A crate that has one of every kind of attribute, and what it refers to.
 */
public final class RevertedModel {

	private RevertedModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class RevertedApplication {

	}

	public interface CrateRepository extends SoftDeleteRepository<Crate, Long>, AuditedRepository<Crate, Long> {

	}

	public interface PersonRepository extends SoftDeleteRepository<Person, Long>, AuditedRepository<Person, Long> {

	}

	public interface PartRepository extends SoftDeleteRepository<Part, Long>, AuditedRepository<Part, Long> {

	}

	public interface NestRepository extends SoftDeleteRepository<Nest, Long>, AuditedRepository<Nest, Long> {

	}

	public interface RackRepository extends SoftDeleteRepository<Rack, Long>, AuditedRepository<Rack, Long> {

	}

	public interface NoteRepository extends AuditedRepository<Note, Long> {

	}

	@MappedSuperclass
	public abstract static class Numbered<N extends Number> extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Audited
		public N number;

	}

	/** With everything. */
	@Entity(name = "Crate")
	@Audited
	@LiveUnique(attributes = { "code", "place.city" })
	public static class Crate extends Numbered<Integer> {

		public String name;

		@Column(nullable = false)
		public String code = "c";

		@Column(precision = 19, scale = 4)
		public BigDecimal price;

		public byte[] picture;

		public Instant packed;

		@Enumerated(EnumType.STRING)
		public Color color;

		@Convert(converter = CodesConverter.class)
		public Codes codes;

		public boolean open;

		@NotAudited
		public String remark;

		@Column(updatable = false)
		public String serial;

		@UpdateTimestamp
		public Instant touched;

		@Embedded
		public Place place;

		@Embedded
		public Size size;

		@ManyToOne(fetch = FetchType.LAZY)
		public Person owner;

		@ManyToOne
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		public Country country;

		@OneToOne
		public Person checker;

		@ManyToMany
		@JoinTable(name = "crate_friend")
		public Set<Person> friends = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "crate_helper")
		public List<Person> helpers = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "crate_role")
		@MapKeyColumn(name = "role_name")
		public Map<String, Person> roles = new HashMap<>();

		@OneToMany
		@JoinTable(name = "crate_part")
		public Set<Part> parts = new HashSet<>();

		@OneToMany
		@JoinColumn(name = "crate_id")
		public Set<Bolt> bolts = new HashSet<>();

		@ElementCollection
		public Set<String> marks = new HashSet<>();

		@ElementCollection
		@OrderColumn
		public List<String> steps = new ArrayList<>();

		@ElementCollection
		public Map<String, BigDecimal> prices = new HashMap<>();

		@ElementCollection
		@MapKeyJoinColumn(name = "voter_id")
		public Map<Person, Integer> votes = new HashMap<>();

		@ElementCollection
		public Set<Entry> entries = new HashSet<>();

		@OneToMany(mappedBy = "crate")
		public Set<Slip> slips = new HashSet<>();

		protected Crate() {
		}

		public Crate(String code) {
			this.code = code;
		}

	}

	public enum Color {

		RED, BLUE

	}

	/** What a converter makes of a text. */
	public record Codes(String text) {

	}

	/** The converter. */
	public static class CodesConverter implements AttributeConverter<Codes, String> {

		@Override
		public String convertToDatabaseColumn(Codes codes) {
			return (codes != null) ? codes.text : null;
		}

		@Override
		public Codes convertToEntityAttribute(String text) {
			return (text != null) ? new Codes(text) : null;
		}

	}

	@Embeddable
	public static class Place {

		public String city;

		@NotAudited
		public String secret;

		@ManyToOne
		public Person keeper;

		@Embedded
		public Spot spot;

		@ElementCollection
		public Set<String> doors = new HashSet<>();

		protected Place() {
		}

		public Place(String city, String secret, Person keeper, int x) {
			this.city = city;
			this.secret = secret;
			this.keeper = keeper;
			this.spot = new Spot();
			this.spot.x = x;
		}

	}

	@Embeddable
	public static class Spot {

		public int x;

	}

	@Embeddable
	public record Size(Integer width, Integer height) {

	}

	@Embeddable
	public static class Entry {

		public String text;

		@ManyToOne
		public Person author;

		protected Entry() {
		}

		public Entry(String text, Person author) {
			this.text = text;
			this.author = author;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Entry entry && entry.text.equals(this.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	@Entity(name = "Person")
	@Audited
	public static class Person extends Numbered<Long> {

		public String name;

		protected Person() {
		}

		public Person(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Entity(name = "Part")
	@Audited
	public static class Part extends Numbered<Long> {

		public String name;

		@LastModifiedDate
		public Instant modified;

		protected Part() {
		}

		public Part(String name) {
			this.name = name;
		}

		@PreUpdate
		void modify() {
			this.modified = Instant.now();
		}

	}

	@Entity(name = "Bolt")
	@Audited
	public static class Bolt extends Numbered<Long> {

		public String name;

		protected Bolt() {
		}

		public Bolt(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Slip")
	@Audited
	public static class Slip extends Numbered<Long> {

		public String name;

		@ManyToOne
		public Crate crate;

		protected Slip() {
		}

		public Slip(String name, Crate crate) {
			this.name = name;
			this.crate = crate;
		}

	}

	/** Not audited, not soft-deletable. */
	@Entity(name = "Country")
	public static class Country {

		@Id
		public String id;

		protected Country() {
		}

		public Country(String id) {
			this.id = id;
		}

	}

	/** Deletes what is taken out. */
	@Entity(name = "Nest")
	@Audited
	public static class Nest extends Numbered<Long> {

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "nest_id")
		public Set<Egg> eggs = new HashSet<>();

		public Nest() {
			this.number = 1L;
		}

	}

	@Entity(name = "Egg")
	@Audited
	public static class Egg extends Numbered<Long> {

		public Egg() {
			this.number = 1L;
		}

	}

	/** Its children have an id of another type. */
	@Entity(name = "Rack")
	@Audited
	public static class Rack extends Numbered<Long> {

		@OneToMany(cascade = CascadeType.PERSIST)
		@JoinColumn(name = "rack_id")
		public Set<Rod> rods = new HashSet<>();

		@ElementCollection
		public List<byte[]> seals = new ArrayList<>();

		public Rack() {
			this.number = 1L;
		}

	}

	@Entity(name = "Rod")
	@Audited
	public static class Rod extends SoftDeletableEntity {

		@Id
		public UUID id = UUID.randomUUID();

		public String name = "rod";

	}

	/** Audited, but not soft-deletable. */
	@Entity(name = "Note")
	@Audited
	public static class Note {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		@OrderColumn
		@ManyToMany
		public List<Note> sequels = new ArrayList<>();

		protected Note() {
		}

		public Note(String text) {
			this.text = text;
		}

	}

}
