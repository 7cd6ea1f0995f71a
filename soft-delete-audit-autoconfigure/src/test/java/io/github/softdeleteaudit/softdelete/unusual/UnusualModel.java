package io.github.softdeleteaudit.softdelete.unusual;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.RowId;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SQLRestriction;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Mappings that are not refused at start-up.
 */
public final class UnusualModel {

	private UnusualModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class UnusualApplication {

	}

	public interface OwnerRepository extends SoftDeleteRepository<Owner, Long> {

		List<Owner> findByLabelsIsEmpty();

	}

	public interface ItemRepository extends SoftDeleteRepository<Item, Long> {

	}

	public interface LabelRepository extends SoftDeleteRepository<Label, Long> {

	}

	public interface NodeRepository extends SoftDeleteRepository<Node, Long> {

	}

	public interface KeyedRepository extends SoftDeleteRepository<Keyed, Long> {

	}

	public interface EmployeeRepository extends SoftDeleteRepository<Employee, Long> {

	}

	public interface AlbumRepository extends SoftDeleteRepository<Album, Long> {

	}

	public interface ClockedRepository extends SoftDeleteRepository<Clocked, Long> {

	}

	public interface PrimitiveRepository extends SoftDeleteRepository<Primitive, Long> {

	}

	public interface PlainRowRepository extends SoftDeleteRepository<PlainRow, Long> {

	}

	public interface BoxRepository extends SoftDeleteRepository<Box, Long> {

	}

	public interface AtlasRepository extends SoftDeleteRepository<Atlas, Long> {

	}

	/** Versioned, with collections of all kinds. */
	@Entity(name = "Owner")
	public static class Owner extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToMany
		public Set<Label> labels = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "owner_kinds")
		@SQLJoinTableRestriction("kind is null")
		public Set<Label> kinds = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> words = new LinkedHashSet<>();

		@ElementCollection
		public List<String> bag = new ArrayList<>();

		@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Item> items = new LinkedHashSet<>();

		protected Owner() {
		}

		public Owner(String name) {
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public Set<Item> getItems() {
			return this.items;
		}

	}

	/** Child of an owner with collections of its own. */
	@Entity(name = "Item")
	public static class Item extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Owner owner;

		@ElementCollection
		public Set<String> marks = new LinkedHashSet<>();

		@OneToMany(mappedBy = "item", cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Part> parts = new ArrayList<>();

		protected Item() {
		}

		public Item(Owner owner, String name) {
			this.owner = owner;
			this.name = name;
			owner.items.add(this);
		}

		public Owner getOwner() {
			return this.owner;
		}

	}

	/** Legacy child: a boolean and nothing else. */
	@Entity(name = "Part")
	@SoftDeletable
	public static class Part {

		@Id
		@GeneratedValue
		public Long id;

		@Deleted
		public Boolean deleted;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Item item;

		protected Part() {
		}

		public Part(Item item, String name) {
			this.item = item;
			this.name = name;
			item.parts.add(this);
		}

	}

	/** What is linked to. */
	@Entity(name = "Label")
	public static class Label extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToMany(mappedBy = "labels")
		public Set<Owner> owners = new LinkedHashSet<>();

		protected Label() {
		}

		public Label(String name) {
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	/** Not soft-deletable, links to what is. */
	@Entity(name = "Folder")
	public static class Folder {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToMany
		public Set<Label> labels = new LinkedHashSet<>();

	}

	/** Not soft-deletable, with elements that refer. */
	@Entity(name = "Catalog")
	public static class Catalog {

		@Id
		@GeneratedValue
		public Long id;

		@ElementCollection
		public Set<Entry> entries = new LinkedHashSet<>();

	}

	@Embeddable
	public static class Entry {

		public String text;

		@ManyToOne
		public Label label;

		@Override
		public boolean equals(Object other) {
			return other instanceof Entry entry && Objects.equals(entry.text, this.text);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.text);
		}

	}

	/** Not soft-deletable, refers by its identifier. */
	@Entity(name = "Pair")
	@IdClass(PairId.class)
	public static class Pair {

		@Id
		@ManyToOne
		public Keyed label;

		@Id
		public int number;

	}

	/** What identifiers refer to. */
	@Entity(name = "Keyed")
	public static class Keyed extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

	public static class PairId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long label;

		public int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof PairId id && Objects.equals(id.label, this.label) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.label, this.number);
		}

	}

	/** A map keyed by a soft-deletable entity. */
	@Entity(name = "Atlas")
	public static class Atlas extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ElementCollection
		public Map<Label, String> texts = new HashMap<>();

	}

	/** Not soft-deletable, a reference to what may be deleted in the same transaction. */
	@Entity(name = "LogRow")
	public static class LogRow {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Label label;

		protected LogRow() {
		}

		public LogRow(String text, Label label) {
			this.text = text;
			this.label = label;
		}

	}

	/** A detached graph is merged with its parent. */
	@Entity(name = "Note")
	public static class Note extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String text;

		@ManyToOne(cascade = CascadeType.MERGE)
		public Label label;

	}

	/** A tree. */
	@Entity(name = "Node")
	public static class Node extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne
		public Node parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
		public Set<Node> children = new LinkedHashSet<>();

		protected Node() {
		}

		public Node(Node parent, String name) {
			this.parent = parent;
			this.name = name;
			if (parent != null) {
				parent.children.add(this);
			}
		}

	}

	/** Refers to another of its kind, without any cascade. */
	@Entity(name = "Employee")
	public static class Employee extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@ManyToOne(fetch = FetchType.LAZY)
		public Employee manager;

		protected Employee() {
		}

		public Employee(Employee manager) {
			this.manager = manager;
		}

	}

	/** Needs its label. */
	@Entity(name = "Sticker")
	public static class Sticker extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(optional = false, fetch = FetchType.LAZY)
		public Label label;

	}

	/** A version that is a time. */
	@Entity(name = "Clocked")
	public static class Clocked extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public Instant changed;

		public String name;

	}

	/** A row id. */
	@Entity(name = "PlainRow")
	@RowId("_rowid_")
	public static class PlainRow extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

	}

	/** A boolean that cannot be null, over a column that can. */
	@Entity(name = "Primitive")
	@SoftDeletable
	@Table(name = "primitive_row")
	public static class Primitive {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		@Deleted
		@Column(nullable = true)
		public boolean deleted;

		public String name;

	}

	/** Elements. */
	@Entity(name = "Album")
	@BatchSize(size = 10)
	public static class Album extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection
		public List<String> photos = new ArrayList<>();

	}

	/** Refers to albums. */
	@Entity(name = "Page")
	public static class Page extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Album album;

	}

	/** Hidden by its own restriction, refers all the same. */
	@Entity(name = "Archive")
	@SQLRestriction("archived = false")
	public static class Archive {

		@Id
		@GeneratedValue
		public Long id;

		public boolean archived;

		@ManyToOne(fetch = FetchType.LAZY)
		public Label label;

	}

	/** Associations inside an embeddable. */
	@Entity(name = "Box")
	public static class Box extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Embedded
		public Content content = new Content();

	}

	@Embeddable
	public static class Content {

		@ManyToOne(fetch = FetchType.LAZY)
		public Label main;

		@ManyToMany
		@JoinTable(name = "box_labels")
		public Set<Label> labels = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> bits = new LinkedHashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "box_pieces")
		public Set<Piece> pieces = new LinkedHashSet<>();

	}

	@Entity(name = "Piece")
	@SoftDeletable
	public static class Piece {

		@Id
		@GeneratedValue
		public UUID id;

		@DeletedAt
		public Instant deletedAt;

		@DeletionId
		public UUID deletionId;

	}

}
