package io.github.softdeleteaudit.shapes.bulk;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
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
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PreRemove;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.envers.Audited;
import org.hibernate.envers.ModifiedEntityNames;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RevisionEntity;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * What there is to delete by one statement.
 */
public final class BulkModel {

	private BulkModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class BulkApplication {

		@Bean
		Tenant tenant() {
			return new Tenant();
		}

		@Bean
		HibernatePropertiesCustomizer tenantCustomizer(Tenant tenant) {
			return (properties) -> properties.put("hibernate.tenant_identifier_resolver", tenant);
		}

	}

	/** Whose turn it is. */
	public static class Tenant implements CurrentTenantIdentifierResolver<String> {

		private String current = "one";

		public void become(String tenant) {
			this.current = tenant;
		}

		@Override
		public String resolveCurrentTenantIdentifier() {
			return this.current;
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return true;
		}

	}

	/** Tells of which entities it is. */
	@Entity(name = "BulkRevision")
	@RevisionEntity
	@Table(name = "REVINFO")
	public static class BulkRevision extends AuditRevision {

		@ModifiedEntityNames
		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "CHANGED_AUD", joinColumns = @JoinColumn(name = "REV"))
		@Column(name = "ENTITYNAME")
		public Set<String> changed = new HashSet<>();

	}

	public interface ItemRepository
			extends SoftDeleteRepository<Item, Long>, AuditedRepository<Item, Long>, JpaSpecificationExecutor<Item> {

		@Modifying
		@Query("delete from Item i where i.name like :prefix and i.amount >= :amount")
		int deleteNamed(String prefix, int amount);

		@Modifying
		@Query("delete from Item i where i.name in ?1")
		int deleteNamedIn(Collection<String> names);

		int deleteByNameStartingWith(String prefix);

	}

	public interface ParentRepository extends SoftDeleteRepository<Parent, Long>, AuditedRepository<Parent, Long> {

	}

	public interface MappedChildRepository extends SoftDeleteRepository<MappedChild, Long> {

	}

	public interface NodeRepository extends SoftDeleteRepository<Node, Long> {

	}

	public interface TicketRepository extends SoftDeleteRepository<Ticket, Long> {

	}

	public interface CellRepository extends SoftDeleteRepository<Cell, CellId> {

	}

	public interface PaperRepository extends SoftDeleteRepository<Paper, Long>, AuditedRepository<Paper, Long> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface LocalOnlyRepository extends SoftDeleteRepository<LocalOnly, Long> {

	}

	public interface FlagOnlyRepository extends SoftDeleteRepository<FlagOnly, Long> {

	}

	/** A version of type int, a secondary table, elements, links and modified flags. */
	@Entity(name = "Item")
	@Audited(withModifiedFlag = true)
	@SecondaryTable(name = "item_text")
	@FilterDef(name = "cheap", defaultCondition = "amount < 10")
	@Filter(name = "cheap")
	public static class Item extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		public int amount;

		@Column(table = "item_text")
		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		@ElementCollection
		public Set<String> tags = new TreeSet<>();

		@ManyToMany
		public Set<Shelf> seenOn = new HashSet<>();

		protected Item() {
		}

		public Item(String name, int amount, Shelf shelf) {
			this.name = name;
			this.amount = amount;
			this.text = "text of " + name;
			this.shelf = shelf;
			this.tags.addAll(List.of("a", "b"));
			if (shelf != null) {
				this.seenOn.add(shelf);
			}
		}

	}

	/** A version of type long. */
	@Entity(name = "Shelf")
	@Audited
	public static class Shelf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public long version;

		public String name;

		@OneToMany(mappedBy = "shelf")
		public Set<Item> items = new HashSet<>();

		protected Shelf() {
		}

		public Shelf(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Ticket")
	@Audited
	public static class Ticket extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String name;

		@OneToMany(mappedBy = "ticket", cascade = CascadeType.ALL)
		public List<Stub> stubs = new ArrayList<>();

		protected Ticket() {
		}

		public Ticket(String name) {
			this.name = name;
			this.stubs.add(new Stub(this, name));
		}

	}

	@Entity(name = "Stub")
	@Audited
	public static class Stub extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String name;

		@ManyToOne
		public Ticket ticket;

		protected Stub() {
		}

		Stub(Ticket ticket, String name) {
			this.ticket = ticket;
			this.name = name;
		}

	}

	@Embeddable
	public record CellId(int col, String line) implements Serializable {
	}

	/** A composite id, a version of type short, and children that have it in theirs. */
	@Entity(name = "Cell")
	@Audited
	public static class Cell extends SoftDeletableEntity {

		@EmbeddedId
		public CellId id;

		@Version
		public short version;

		public String text;

		@OneToMany(mappedBy = "cell", cascade = CascadeType.ALL)
		public List<Mark> marks = new ArrayList<>();

		protected Cell() {
		}

		public Cell(int col, String line) {
			this.id = new CellId(col, line);
			this.text = line + col;
			for (int i = 0; i < 2; i++) {
				this.marks.add(new Mark(this, i));
			}
		}

	}

	public record MarkId(CellId cell, int number) implements Serializable {
	}

	/** Without an id class's own name in its table. */
	@Entity(name = "Mark")
	@IdClass(MarkId.class)
	@Audited
	public static class Mark extends SoftDeletableEntity {

		@Id
		@ManyToOne
		public Cell cell;

		@Id
		public int number;

		public String text = "mark";

		protected Mark() {
		}

		Mark(Cell cell, int number) {
			this.cell = cell;
			this.number = number;
		}

	}

	// indicators

	@MappedSuperclass
	@Audited
	public abstract static class Stamped {

		@Id
		@GeneratedValue
		public Long id;

		public String name = "name";

	}

	@Entity(name = "InstantStamped")
	@SoftDeletable
	@Audited
	public static class InstantStamped extends Stamped {

		@DeletedAt
		public Instant goneAt;

		@DeletedBy
		public String goneBy;

		@DeletionId
		public UUID goneWith;

		@Version
		public Instant version;

	}

	@Entity(name = "LocalStamped")
	@SoftDeletable
	@Audited
	public static class LocalStamped extends Stamped {

		@DeletedAt
		public LocalDateTime goneAt;

		@DeletionId
		public UUID goneWith;

		@Version
		public LocalDateTime version;

	}

	@Entity(name = "OffsetStamped")
	@SoftDeletable
	@Audited
	public static class OffsetStamped extends Stamped {

		@DeletedAt
		public OffsetDateTime goneAt;

		@DeletionId
		public UUID goneWith;

		@Version
		public Timestamp version;

	}

	@Entity(name = "FlagStamped")
	@SoftDeletable
	@Audited
	public static class FlagStamped extends Stamped {

		@Deleted
		public boolean gone;

		@DeletedBy
		public String goneBy;

		@DeletionId
		public UUID goneWith;

		@Version
		public Integer version;

	}

	@Entity(name = "FlagOnly")
	@SoftDeletable
	@Audited
	public static class FlagOnly extends Stamped {

		@Deleted
		public boolean gone;

	}

	@Entity(name = "LocalOnly")
	@SoftDeletable
	@Audited
	public static class LocalOnly extends Stamped {

		@DeletedAt
		public LocalDateTime goneAt;

		@Version
		public long version;

	}

	// inheritance

	@MappedSuperclass
	@Audited
	public abstract static class Thing extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

	}

	@Entity(name = "Beast")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@SecondaryTable(name = "beast_note")
	@Audited
	public static class Beast extends Thing {

		@Column(table = "beast_note")
		public String note;

	}

	@Entity(name = "Cat")
	@Audited
	public static class Cat extends Beast {

		public Integer lives;

	}

	@Entity(name = "Tiger")
	@Audited
	public static class Tiger extends Cat {

		public Integer stripes;

	}

	@Entity(name = "Dog")
	@Audited
	public static class Dog extends Beast {

		public String bark;

	}

	@Entity(name = "Paper")
	@Inheritance(strategy = InheritanceType.JOINED)
	@SecondaryTable(name = "paper_note")
	@Audited
	public static class Paper extends Thing {

		@Column(table = "paper_note")
		public String note;

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		@ElementCollection
		public Set<String> words = new TreeSet<>(List.of("w"));

	}

	@Entity(name = "Letter")
	@Audited
	public static class Letter extends Paper {

		public String recipient;

		@OneToMany(mappedBy = "letter", cascade = CascadeType.ALL)
		public List<Inset> insets = new ArrayList<>();

	}

	@Entity(name = "Registered")
	@Audited
	public static class Registered extends Letter {

		public String code;

	}

	@Entity(name = "Invoice")
	@Audited
	public static class Invoice extends Paper {

		public Integer total;

	}

	@Entity(name = "Inset")
	@Audited
	public static class Inset extends Thing {

		@ManyToOne
		public Letter letter;

	}

	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public abstract static class Vehicle extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

	}

	@Entity(name = "Car")
	@Audited
	public static class Car extends Vehicle {

		public Integer doors;

	}

	@Entity(name = "Convertible")
	@Audited
	public static class Convertible extends Car {

		public String roof;

	}

	@Entity(name = "Truck")
	@Audited
	public static class Truck extends Vehicle {

		public Integer tons;

	}

	// cascades

	@Entity(name = "Parent")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@Audited
	public static class Parent extends Thing {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		@OrderBy("id")
		public List<MappedChild> mapped = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "parent_id")
		public Set<ColumnChild> byColumn = new HashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "parent_link")
		public Set<LinkedChild> linked = new HashSet<>();

		@OneToMany(mappedBy = "parent", cascade = CascadeType.PERSIST, orphanRemoval = true)
		public List<OrphanChild> orphans = new ArrayList<>();

		@OneToOne(cascade = CascadeType.ALL)
		public Lid lid;

		@OneToOne(mappedBy = "parent", cascade = CascadeType.ALL)
		public Seal seal;

		@ManyToOne(cascade = { CascadeType.PERSIST, CascadeType.REMOVE })
		public Chest chest;

		@Embedded
		public Attachment attachment = new Attachment();

		@NotAudited
		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<PlainChild> plain = new ArrayList<>();

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<Paper> papers = new ArrayList<>();

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<Vehicle> vehicles = new ArrayList<>();

		protected Parent() {
		}

		public Parent(String name) {
			this.name = name;
			for (int i = 0; i < 2; i++) {
				MappedChild child = named(new MappedChild(), name + i);
				child.parent = this;
				this.mapped.add(child);
				this.byColumn.add(named(new ColumnChild(), name + i));
				this.linked.add(named(new LinkedChild(), name + i));
				OrphanChild orphan = named(new OrphanChild(), name + i);
				orphan.parent = this;
				this.orphans.add(orphan);
				PlainChild plainChild = new PlainChild();
				plainChild.parent = this;
				this.plain.add(plainChild);
			}
			this.lid = named(new Lid(), name);
			this.seal = named(new Seal(), name);
			this.seal.parent = this;
			this.chest = named(new Chest(), name);
			this.attachment.note = named(new Note(), name);
			Registered registered = named(new Registered(), name);
			registered.parent = this;
			registered.note = "note";
			Inset inset = named(new Inset(), name);
			inset.letter = registered;
			registered.insets.add(inset);
			Invoice invoice = named(new Invoice(), name);
			invoice.parent = this;
			this.papers.addAll(List.of(registered, invoice));
			Car car = named(new Car(), name);
			car.parent = this;
			Truck truck = named(new Truck(), name);
			truck.parent = this;
			this.vehicles.addAll(List.of(car, truck));
		}

	}

	@Entity(name = "BigParent")
	@Audited
	public static class BigParent extends Parent {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<Extra> extras = new ArrayList<>();

		protected BigParent() {
		}

		public BigParent(String name) {
			super(name);
			Extra extra = named(new Extra(), name);
			extra.parent = this;
			this.extras.add(extra);
		}

	}

	@Entity(name = "Extra")
	@Audited
	public static class Extra extends Thing {

		@ManyToOne
		public BigParent parent;

	}

	@Entity(name = "MappedChild")
	@Audited
	public static class MappedChild extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		@OneToMany(mappedBy = "child", cascade = CascadeType.ALL)
		public List<GrandChild> children = new ArrayList<>();

	}

	@Entity(name = "GrandChild")
	@Audited
	public static class GrandChild extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public MappedChild child;

	}

	@Entity(name = "ColumnChild")
	@Audited
	public static class ColumnChild extends Thing {

	}

	@Entity(name = "LinkedChild")
	@Audited
	public static class LinkedChild extends Thing {

	}

	@Entity(name = "OrphanChild")
	@Audited
	public static class OrphanChild extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

	}

	@Entity(name = "Lid")
	@Audited
	public static class Lid extends Thing {

	}

	@Entity(name = "Seal")
	@Audited
	public static class Seal extends Thing {

		@OneToOne(fetch = FetchType.LAZY)
		public Parent parent;

	}

	@Entity(name = "Chest")
	@Audited
	public static class Chest extends Thing {

	}

	@Embeddable
	@Audited
	public static class Attachment {

		public String kind = "kind";

		@ManyToOne(cascade = { CascadeType.PERSIST, CascadeType.REMOVE })
		public Note note;

	}

	@Entity(name = "Note")
	@Audited
	public static class Note extends Thing {

	}

	/** Goes by the database's cascade. */
	@Entity(name = "Tail")
	@Audited
	public static class Tail extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Parent parent;

	}

	/** Not audited, and without a deletion id. */
	@Entity(name = "PlainChild")
	@SoftDeletable
	public static class PlainChild {

		/** Run before the next one is removed. */
		static Runnable beforeRemove;

		@Id
		@GeneratedValue
		public Long id;

		@DeletedAt
		public Instant deletedAt;

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		@PreRemove
		void beforeRemove() {
			Runnable action = beforeRemove;
			beforeRemove = null;
			if (action != null) {
				action.run();
			}
		}

	}

	@Entity(name = "Node")
	@Audited
	public static class Node extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Node parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		public List<Node> children = new ArrayList<>();

		@NotAudited
		@OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
		public Node next;

		protected Node() {
		}

		public Node(String name, Node parent) {
			this.name = name;
			this.parent = parent;
			if (parent != null) {
				parent.children.add(this);
			}
		}

	}

	static <T extends Thing> T named(T thing, String name) {
		thing.name = name;
		return thing;
	}

}
