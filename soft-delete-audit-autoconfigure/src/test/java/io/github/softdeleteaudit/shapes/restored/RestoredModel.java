package io.github.softdeleteaudit.shapes.restored;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
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
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.type.SqlTypes;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Trees of entities, whose names tell the rows apart.
 */
public final class RestoredModel {

	private RestoredModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class RestoredApplication {

	}

	public interface FolderRepository extends SoftDeleteRepository<Folder, Long> {

	}

	public interface DocRepository extends SoftDeleteRepository<Doc, Long> {

	}

	public interface LeafletRepository extends SoftDeleteRepository<Leaflet, Long> {

	}

	public interface TwigRepository extends SoftDeleteRepository<Twig, Long> {

	}

	public interface ZooRepository extends SoftDeleteRepository<Zoo, Long> {

	}

	public interface StripeRepository extends SoftDeleteRepository<Stripe, Long> {

	}

	public interface SceneRepository extends SoftDeleteRepository<Scene, Long> {

	}

	public interface ShelfRepository extends SoftDeleteRepository<Shelf, Long> {

	}

	public interface SlotRepository extends SoftDeleteRepository<Slot, Long> {

	}

	public interface BoxRepository extends SoftDeleteRepository<Box, Long> {

	}

	public interface BadgeRepository extends SoftDeleteRepository<Badge, Long> {

	}

	public interface LatchRepository extends SoftDeleteRepository<Latch, Long> {

	}

	public interface TopRepository extends SoftDeleteRepository<Top, Long> {

	}

	public interface LeftSideRepository extends SoftDeleteRepository<LeftSide, Long> {

	}

	public interface RightSideRepository extends SoftDeleteRepository<RightSide, Long> {

	}

	public interface TipRepository extends SoftDeleteRepository<Tip, Long> {

	}

	public interface ClubRepository extends SoftDeleteRepository<Club, Long> {

	}

	public interface FellowRepository extends SoftDeleteRepository<Fellow, Long> {

	}

	public interface SheetRepository extends SoftDeleteRepository<Sheet, Long> {

	}

	public interface EntryRepository extends SoftDeleteRepository<Entry, EntryId> {

	}

	public interface CellRepository extends SoftDeleteRepository<Cell, CellId> {

	}

	public interface DotRepository extends SoftDeleteRepository<Dot, Long> {

	}

	public interface MarginRepository extends SoftDeleteRepository<Margin, Long> {

	}

	public interface WholeRepository extends SoftDeleteRepository<Whole, Long> {

	}

	public interface TimedRepository extends SoftDeleteRepository<Timed, Long> {

	}

	public interface NumberedRepository extends SoftDeleteRepository<Numbered, Long> {

	}

	public interface ZonedRepository extends SoftDeleteRepository<Zoned, Long> {

	}

	public interface FlaggedRepository extends SoftDeleteRepository<Flagged, Long> {

	}

	public interface TailRepository extends SoftDeleteRepository<Tail, Long> {

	}

	public interface PlainRepository extends SoftDeleteRepository<Plain, Long> {

	}

	@Audited
	@MappedSuperclass
	public abstract static class Row extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

	}

	/** Of nobody and with nothing. */
	@Audited
	@Entity(name = "Plain")
	@LiveUnique(name = "plain_code", attributes = "code")
	public static class Plain extends Row {

		public String code;

	}

	/** Its deletion id is a text. */
	@Audited
	@Entity(name = "Coded")
	@SoftDeletable
	public static class Coded {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@DeletedAt
		public LocalDateTime deletedAt;

		@DeletionId
		@JdbcTypeCode(SqlTypes.CHAR)
		public UUID deletionId;

	}

	/** A tree of itself. */
	@Audited
	@Entity(name = "Folder")
	public static class Folder extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Folder parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Folder> children = new LinkedHashSet<>();

		@OneToMany(mappedBy = "folder", cascade = CascadeType.ALL)
		public Set<Doc> docs = new LinkedHashSet<>();

	}

	/** One table for each class of the hierarchy, joined. */
	@Audited
	@Entity(name = "Doc")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Doc extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Folder folder;

	}

	/** Has an association of its own. */
	@Audited
	@Entity(name = "Report")
	public static class Report extends Doc {

		public String topic = "topic";

		@OneToMany(mappedBy = "report", cascade = CascadeType.ALL)
		public Set<Leaflet> leaflets = new LinkedHashSet<>();

	}

	@Audited
	@Entity(name = "Leaflet")
	public static class Leaflet extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Report report;

	}

	/** Goes with its folder by the foreign key. */
	@Audited
	@Entity(name = "Twig")
	public static class Twig extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Folder folder;

	}

	/** Holds hierarchies of the other kinds. */
	@Audited
	@Entity(name = "Zoo")
	public static class Zoo extends Row {

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "zoo_animals")
		public Set<Animal> animals = new LinkedHashSet<>();

		@OneToMany(mappedBy = "zoo", cascade = CascadeType.ALL)
		public Set<Medium> media = new LinkedHashSet<>();

	}

	/** One table for the hierarchy. */
	@Audited
	@Entity(name = "Animal")
	public static class Animal extends Row {

	}

	@Audited
	@Entity(name = "Zebra")
	public static class Zebra extends Animal {

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "zebra_id")
		public List<Stripe> stripes = new ArrayList<>();

	}

	@Audited
	@Entity(name = "Stripe")
	public static class Stripe extends Row {

	}

	/** A table for each class. */
	@Audited
	@Entity(name = "Medium")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Medium extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Zoo zoo;

	}

	@Audited
	@Entity(name = "Film")
	public static class Film extends Medium {

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "film_scenes")
		@OrderBy("name")
		public List<Scene> scenes = new ArrayList<>();

	}

	@Audited
	@Entity(name = "Scene")
	public static class Scene extends Row {

	}

	/** Collections that know their places, and one to one in both directions. */
	@Audited
	@Entity(name = "Shelf")
	public static class Shelf extends Row {

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "shelf_id")
		@OrderBy("name")
		public List<Slot> slots = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "shelf_boxes")
		@MapKeyColumn(name = "place")
		public Map<String, Box> boxes = new LinkedHashMap<>();

		@OneToOne(mappedBy = "shelf", cascade = CascadeType.ALL)
		public Badge badge;

		@OneToOne(cascade = CascadeType.ALL)
		public Latch latch;

	}

	@Audited
	@Entity(name = "Slot")
	public static class Slot extends Row {

	}

	@Audited
	@Entity(name = "Box")
	public static class Box extends Row {

	}

	@Audited
	@Entity(name = "Badge")
	public static class Badge extends Row {

		@OneToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

	}

	@Audited
	@Entity(name = "Latch")
	public static class Latch extends Row {

	}

	/** Two ways to the tips. */
	@Audited
	@Entity(name = "Top")
	public static class Top extends Row {

		@OneToMany(mappedBy = "top", cascade = CascadeType.ALL)
		public Set<LeftSide> lefts = new LinkedHashSet<>();

		@OneToOne(mappedBy = "top", cascade = CascadeType.ALL)
		public RightSide right;

	}

	@Audited
	@Entity(name = "LeftSide")
	public static class LeftSide extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Top top;

		@OneToMany(mappedBy = "left", cascade = CascadeType.ALL)
		public Set<Tip> tips = new LinkedHashSet<>();

	}

	@Audited
	@Entity(name = "RightSide")
	public static class RightSide extends Row {

		@OneToOne(fetch = FetchType.LAZY)
		public Top top;

		@OneToOne(mappedBy = "right", cascade = CascadeType.ALL)
		public Tip tip;

	}

	@Audited
	@Entity(name = "Tip")
	public static class Tip extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public LeftSide left;

		@OneToOne(fetch = FetchType.LAZY)
		public RightSide right;

	}

	/** Takes its fellows along, who may be in other clubs. */
	@Audited
	@Entity(name = "Club")
	public static class Club extends Row {

		@ManyToMany(cascade = { CascadeType.PERSIST, CascadeType.REMOVE })
		@JoinTable(name = "club_fellows")
		public Set<Fellow> fellows = new LinkedHashSet<>();

	}

	@Audited
	@Entity(name = "Fellow")
	public static class Fellow extends Row {

	}

	/** Its children have ids of all kinds. */
	@Audited
	@Entity(name = "Sheet")
	public static class Sheet extends Row {

		@OneToMany(mappedBy = "sheet", cascade = CascadeType.ALL)
		public Set<Entry> entries = new LinkedHashSet<>();

		@OneToMany(mappedBy = "sheet", cascade = CascadeType.ALL)
		public Set<Cell> cells = new LinkedHashSet<>();

		@OneToOne(mappedBy = "sheet", cascade = CascadeType.ALL)
		public Margin margin;

	}

	/** An embedded id, a part of which is the parent's. */
	@Audited
	@Entity(name = "Entry")
	public static class Entry extends SoftDeletableEntity {

		@EmbeddedId
		public EntryId id = new EntryId();

		@Version
		public int version;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@MapsId("sheetId")
		public Sheet sheet;

	}

	@Embeddable
	public static class EntryId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long sheetId;

		public int place;

		@Override
		public boolean equals(Object other) {
			return other instanceof EntryId id && Objects.equals(this.sheetId, id.sheetId) && this.place == id.place;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.sheetId, this.place);
		}

	}

	/** An id of several attributes, one of which is the parent. */
	@Audited
	@Entity(name = "Cell")
	@IdClass(CellId.class)
	public static class Cell extends SoftDeletableEntity {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Sheet sheet;

		@Id
		public int place;

		@Version
		public int version;

		public String name;

		@NotAudited
		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "cell_dots")
		public Set<Dot> dots = new LinkedHashSet<>();

	}

	public static class CellId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long sheet;

		public int place;

		public CellId() {
		}

		public CellId(Long sheet, int place) {
			this.sheet = sheet;
			this.place = place;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof CellId id && Objects.equals(this.sheet, id.sheet) && this.place == id.place;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.sheet, this.place);
		}

	}

	@Audited
	@Entity(name = "Dot")
	public static class Dot extends Row {

	}

	/** The id of its parent. */
	@Audited
	@Entity(name = "Margin")
	public static class Margin extends SoftDeletableEntity {

		@Id
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToOne(fetch = FetchType.LAZY)
		@MapsId
		public Sheet sheet;

	}

	/** The first of a chain, each link of which keeps something else of its deletion. */
	@Audited
	@Entity(name = "Whole")
	public static class Whole extends Row {

		@OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
		public Set<Timed> timed = new LinkedHashSet<>();

		@OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
		public Set<Numbered> numbered = new LinkedHashSet<>();

	}

	/** The time alone. */
	@Audited
	@Entity(name = "Timed")
	@SoftDeletable
	public static class Timed {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@DeletedAt
		public LocalDateTime deletedAt;

		@ManyToOne(fetch = FetchType.LAZY)
		public Whole whole;

		@OneToMany(mappedBy = "timed", cascade = CascadeType.ALL)
		public Set<Numbered> numbered = new LinkedHashSet<>();

	}

	/** The id alone. */
	@Audited
	@Entity(name = "Numbered")
	@SoftDeletable
	public static class Numbered {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@Deleted
		public boolean deleted;

		@DeletionId
		public UUID deletionId;

		@ManyToOne(fetch = FetchType.LAZY)
		public Timed timed;

		@ManyToOne(fetch = FetchType.LAZY)
		public Whole whole;

		@OneToMany(mappedBy = "numbered", cascade = CascadeType.ALL)
		public Set<Zoned> zoned = new LinkedHashSet<>();

	}

	/** The time alone, of another type. */
	@Audited
	@Entity(name = "Zoned")
	@SoftDeletable
	public static class Zoned {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@DeletedAt
		public OffsetDateTime deletedAt;

		@ManyToOne(fetch = FetchType.LAZY)
		public Numbered numbered;

		@OneToMany(mappedBy = "zoned", cascade = CascadeType.ALL)
		public Set<Tail> tails = new LinkedHashSet<>();

		@OneToMany(mappedBy = "zoned", cascade = CascadeType.ALL)
		public Set<Flagged> flagged = new LinkedHashSet<>();

	}

	/** Nothing but that it is deleted. */
	@Audited
	@Entity(name = "Flagged")
	@SoftDeletable
	public static class Flagged {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Deleted
		public Boolean deleted = false;

		@ManyToOne(fetch = FetchType.LAZY)
		public Zoned zoned;

	}

	@Audited
	@Entity(name = "Tail")
	public static class Tail extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Zoned zoned;

	}

}
