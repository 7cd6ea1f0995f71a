package io.github.softdeleteaudit.shapes.subselect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.FetchProfile;
import org.hibernate.annotations.FetchProfile.FetchOverride;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Shelves whose collections are fetched by a subselect, and what refers to them.
 */
public final class SubselectModel {

	private SubselectModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class SubselectApplication {

	}

	@FetchProfile(name = "boxes by subselect",
			fetchOverrides = @FetchOverride(entity = Shelf.class, association = "boxes", mode = FetchMode.SUBSELECT,
					fetch = FetchType.LAZY))
	@Entity(name = "Shelf")
	@BatchSize(size = 10)
	public static class Shelf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Room room;

		@OneToMany(mappedBy = "shelf")
		@Fetch(FetchMode.SUBSELECT)
		public Set<Item> items = new LinkedHashSet<>();

		@OneToMany(mappedBy = "shelf")
		@Fetch(FetchMode.SUBSELECT)
		public List<Note> notes = new ArrayList<>();

		@ElementCollection
		@Fetch(FetchMode.SUBSELECT)
		public Set<String> words = new LinkedHashSet<>();

		@ManyToMany
		@Fetch(FetchMode.SUBSELECT)
		public Set<Tag> tags = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "shelf_id")
		@Fetch(FetchMode.SUBSELECT)
		public List<Part> parts = new ArrayList<>();

		@OneToMany
		@JoinColumn(name = "shelf_id")
		public Set<Box> boxes = new LinkedHashSet<>();

		protected Shelf() {
		}

		public Shelf(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Item")
	public static class Item extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		@ManyToOne
		public @Nullable Maker maker;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Maker seller;

		@ElementCollection
		@Fetch(FetchMode.SUBSELECT)
		public Set<String> marks = new LinkedHashSet<>();

		protected Item() {
		}

		public Item(String name, Shelf shelf) {
			this.name = name;
			this.shelf = shelf;
			this.marks.add("mark of " + name);
		}

	}

	@Entity(name = "Maker")
	public static class Maker extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<String> awards = new LinkedHashSet<>();

		protected Maker() {
		}

		public Maker(String name) {
			this.name = name;
			this.awards.add("award of " + name);
		}

		public String getName() {
			return this.name;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Note")
	public static class Note {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		protected Note() {
		}

		public Note(String name, Shelf shelf) {
			this.name = name;
			this.shelf = shelf;
		}

	}

	@Entity(name = "Tag")
	public static class Tag extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Tag() {
		}

		public Tag(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Part")
	public static class Part extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Part() {
		}

		public Part(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Box")
	public static class Box extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Box() {
		}

		public Box(String name) {
			this.name = name;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Room")
	public static class Room {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection
		@Fetch(FetchMode.SUBSELECT)
		public Set<String> colours = new LinkedHashSet<>();

		@OneToMany(mappedBy = "room")
		@Fetch(FetchMode.SUBSELECT)
		public Set<Shelf> shelves = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "room_id")
		@Fetch(FetchMode.SUBSELECT)
		public Set<Lamp> lamps = new LinkedHashSet<>();

		protected Room() {
		}

		public Room(String name) {
			this.name = name;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Lamp")
	public static class Lamp {

		@Id
		@GeneratedValue
		public Long id;

	}

	/** Refers to firms, which are loaded by their ids. */
	@Entity(name = "Offer")
	public static class Offer {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne
		@Fetch(FetchMode.SELECT)
		public Firm firm;

		protected Offer() {
		}

		public Offer(String name, Firm firm) {
			this.name = name;
			this.firm = firm;
		}

	}

	@Entity(name = "Firm")
	@BatchSize(size = 10)
	public static class Firm extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<String> towns = new LinkedHashSet<>();

		protected Firm() {
		}

		public Firm(String name) {
			this.name = name;
			this.towns.add("town of " + name);
		}

	}

	public interface ShelfRepository extends SoftDeleteRepository<Shelf, Long>, JpaSpecificationExecutor<Shelf> {

		List<Shelf> findByNameStartingWithOrderByName(String name);

		Page<Shelf> findPageByNameStartingWith(String name, Pageable pageable);

		@IncludingDeleted
		List<Shelf> findAnyByNameStartingWithOrderByName(String name);

	}

	public interface ItemRepository extends SoftDeleteRepository<Item, Long> {

	}

	public interface MakerRepository extends SoftDeleteRepository<Maker, Long> {

	}

	public interface TagRepository extends SoftDeleteRepository<Tag, Long> {

	}

	public interface PartRepository extends SoftDeleteRepository<Part, Long> {

	}

	public interface BoxRepository extends SoftDeleteRepository<Box, Long> {

	}

	public interface FirmRepository extends SoftDeleteRepository<Firm, Long> {

	}

}
