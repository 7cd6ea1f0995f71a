package io.github.softdeleteaudit.shapes.random;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
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
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Entities that are mapped in all ways and refer to one another.
 */
public final class MixedShapesModel {

	private MixedShapesModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class MixedShapesApplication {

	}

	@NoRepositoryBean
	public interface NamedRepository<T, ID> extends SoftDeleteRepository<T, ID> {

		long deleteByName(String name);

		long countByName(String name);

	}

	public interface PersonRepository extends NamedRepository<Person, Long> {

	}

	public interface PetRepository extends NamedRepository<Pet, Long> {

	}

	public interface DogRepository extends NamedRepository<Dog, Long> {

	}

	public interface ToyRepository extends NamedRepository<Toy, Long> {

	}

	public interface NoteRepository extends NamedRepository<Note, Long> {

	}

	public interface PassportRepository extends NamedRepository<Passport, Long> {

	}

	public interface TagRepository extends NamedRepository<Tag, Long> {

	}

	public interface StickerRepository extends NamedRepository<Sticker, Long> {

	}

	public interface NodeRepository extends NamedRepository<Node, Long> {

	}

	public interface LeafRepository extends NamedRepository<Leaf, Long> {

	}

	public interface AssetRepository extends NamedRepository<Asset, AssetId> {

	}

	public interface MachineRepository extends NamedRepository<Machine, AssetId> {

	}

	public interface RobotRepository extends NamedRepository<Robot, AssetId> {

	}

	public interface MediumRepository extends NamedRepository<Medium, Long> {

	}

	public interface BookRepository extends NamedRepository<Book, Long> {

	}

	public interface NovelRepository extends NamedRepository<Novel, Long> {

	}

	/**
	 * What all have in common.
	 */
	public interface Thing {

		Object id();

		String name();

		void rename(String name);

	}

	@Audited
	@MappedSuperclass
	public abstract static class Common extends SoftDeletableEntity implements Thing {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Override
		public Object id() {
			return this.id;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	/** Versioned, with a secondary table and collections of all kinds. */
	@Audited
	@Entity(name = "Person")
	@SecondaryTable(name = "person_detail")
	public static class Person extends Common {

		@Version
		public int version;

		@Column(table = "person_detail")
		public String address;

		@ElementCollection
		public Set<String> nicknames = new HashSet<>();

		@ElementCollection
		@OrderColumn
		public List<String> stops = new ArrayList<>();

		@ElementCollection
		public Map<String, String> settings = new HashMap<>();

		@ManyToMany
		@JoinTable(name = "person_tags", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		public Set<Tag> tags = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "person_bag", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		public List<Tag> bag = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "person_keyed", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		public Map<String, Tag> keyed = new HashMap<>();

		@ManyToMany
		@JoinTable(name = "person_machines", joinColumns = @JoinColumn(name = "person_id"))
		public Set<Machine> machines = new HashSet<>();

		@OneToMany(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Pet> pets = new HashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "person_id")
		public List<Note> notes = new ArrayList<>();

		@OneToOne(mappedBy = "person", cascade = CascadeType.ALL)
		public Passport passport;

	}

	/** One table for the hierarchy, unversioned, child of a person. */
	@Audited
	@Entity(name = "Pet")
	@SoftDeletable
	public static class Pet implements Thing {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@DeletedAt
		public Instant deletedAt;

		@DeletionId
		public UUID deletionId;

		@ManyToOne(fetch = FetchType.LAZY)
		public Person person;

		@ElementCollection
		public Set<String> tricks = new HashSet<>();

		@OneToMany(mappedBy = "pet", cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Toy> toys = new ArrayList<>();

		@Override
		public Object id() {
			return this.id;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	@Audited
	@Entity(name = "Dog")
	public static class Dog extends Pet {

		public Integer barks;

		@ManyToOne
		public Tag favourite;

	}

	/** A boolean and nothing else. */
	@Audited
	@Entity(name = "Toy")
	@SoftDeletable
	public static class Toy implements Thing {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Deleted
		public boolean deleted;

		@ManyToOne(fetch = FetchType.LAZY)
		public Pet pet;

		@Override
		public Object id() {
			return this.id;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	/** The time of the deletion only; knows nothing of its person. */
	@Audited
	@Entity(name = "Note")
	@SoftDeletable
	public static class Note implements Thing {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@DeletedAt
		public Instant deletedAt;

		@Override
		public Object id() {
			return this.id;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	/** One to one. */
	@Audited
	@Entity(name = "Passport")
	public static class Passport extends Common {

		@Version
		public int version;

		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

	}

	/** What is linked to. */
	@Audited
	@Entity(name = "Tag")
	public static class Tag extends Common {

		@Version
		public int version;

		@Column(unique = true)
		public String code;

		@ManyToMany(mappedBy = "tags")
		public Set<Person> people = new HashSet<>();

	}

	/** Refers to an attribute that is no key. */
	@Audited
	@Entity(name = "Sticker")
	@SoftDeletable
	public static class Sticker implements Thing, Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Deleted
		public Boolean deleted;

		@ManyToOne
		@JoinColumn(name = "tag_code", referencedColumnName = "code")
		public Tag tag;

		@Override
		public Object id() {
			return this.id;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	/** A tree. */
	@Audited
	@Entity(name = "Node")
	public static class Node extends Common {

		@Version
		public int version;

		@ManyToOne(fetch = FetchType.LAZY)
		public Node parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Node> children = new HashSet<>();

		@OneToMany(mappedBy = "node", cascade = { CascadeType.PERSIST, CascadeType.REMOVE })
		public Set<Medium> media = new HashSet<>();

	}

	/** Goes with its node by the foreign key. */
	@Audited
	@Entity(name = "Leaf")
	public static class Leaf extends Common {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Node node;

		@ElementCollection
		public List<String> veins = new ArrayList<>();

	}

	/** A joined hierarchy with an id of two columns. */
	@Audited
	@Entity(name = "Asset")
	@Inheritance(strategy = InheritanceType.JOINED)
	@IdClass(AssetId.class)
	public static class Asset extends SoftDeletableEntity implements Thing {

		@Id
		public int zone;

		@Id
		public int number;

		@Version
		public int version;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Person holder;

		@Override
		public Object id() {
			return new AssetId(this.zone, this.number);
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	@Audited
	@Entity(name = "Machine")
	public static class Machine extends Asset {

		public Integer power;

		@ElementCollection
		public Set<String> marks = new HashSet<>();

	}

	@Audited
	@Entity(name = "Robot")
	public static class Robot extends Machine {

		public String serial;

		@ManyToMany
		@JoinTable(name = "robot_skills",
				joinColumns = { @JoinColumn(name = "robot_number", referencedColumnName = "number"),
						@JoinColumn(name = "robot_zone", referencedColumnName = "zone") },
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		public Set<Tag> skills = new HashSet<>();

	}

	public static class AssetId implements Serializable, Comparable<AssetId> {

		private static final long serialVersionUID = 1L;

		public int zone;

		public int number;

		public AssetId() {
		}

		public AssetId(int zone, int number) {
			this.zone = zone;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof AssetId id && this.zone == id.zone && this.number == id.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.zone, this.number);
		}

		@Override
		public int compareTo(AssetId other) {
			return (this.zone != other.zone) ? this.zone - other.zone : this.number - other.number;
		}

		@Override
		public String toString() {
			return this.zone + "/" + this.number;
		}

	}

	/** A table for each class, unversioned, with an eager reference. */
	@Audited
	@Entity(name = "Medium")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Medium extends Common {

		@ManyToOne
		public Person author;

		@ManyToOne(fetch = FetchType.LAZY)
		public Node node;

	}

	@Audited
	@Entity(name = "Book")
	public static class Book extends Medium {

		public Integer pages;

		@ElementCollection
		@OrderColumn
		public List<String> chapters = new ArrayList<>();

	}

	@Audited
	@Entity(name = "Novel")
	public static class Novel extends Book {

		public String genre;

	}

}
