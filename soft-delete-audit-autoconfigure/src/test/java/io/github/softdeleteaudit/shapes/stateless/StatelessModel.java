package io.github.softdeleteaudit.shapes.stateless;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
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
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with ids, versions and tables of several kinds.
 */
public final class StatelessModel {

	private StatelessModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class StatelessApplication {

	}

	public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

	}

	public interface PlaylistRepository extends SoftDeleteRepository<Playlist, Long> {

	}

	public interface TagRepository extends SoftDeleteRepository<Tag, Long> {

	}

	public interface LineRepository extends SoftDeleteRepository<Line, LineId> {

	}

	public interface CellRepository extends SoftDeleteRepository<Cell, CellId> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface BuildingRepository extends SoftDeleteRepository<Building, Long> {

	}

	public interface PlaceRepository extends SoftDeleteRepository<Place, Long> {

	}

	/** Versioned, with references and collections. */
	@Entity(name = "Document")
	public static class Document extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne
		public Document cover;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document folder;

		@ElementCollection
		public Set<String> words = new LinkedHashSet<>();

		@ManyToMany
		public Set<Tag> tags = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "document_sticker")
		public List<Tag> stickers = new ArrayList<>();

		@OneToMany
		@JoinColumn
		public Set<Tag> owned = new LinkedHashSet<>();

		@OneToMany(mappedBy = "document", cascade = CascadeType.ALL)
		public Set<Line> lines = new LinkedHashSet<>();

		protected Document() {
		}

		public Document(String name) {
			this.name = name;
			this.words.addAll(Set.of(name + " 1", name + " 2"));
		}

		public String getName() {
			return this.name;
		}

	}

	/** Nothing but elements. */
	@Entity(name = "Playlist")
	public static class Playlist extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ElementCollection
		public Set<String> songs = new LinkedHashSet<>(Set.of("a", "b"));

	}

	/** Unversioned. */
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

	/** An id of two columns of one type, unversioned. */
	@Entity(name = "Line")
	@IdClass(LineId.class)
	public static class Line extends SoftDeletableEntity {

		@Id
		public int number;

		@Id
		public int chapter;

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document document;

		protected Line() {
		}

		public Line(Document document, int number, int chapter) {
			this.document = document;
			this.number = number;
			this.chapter = chapter;
			document.lines.add(this);
		}

	}

	public record LineId(int number, int chapter) implements Serializable {
	}

	/** An embedded id, versioned. */
	@Entity(name = "Cell")
	public static class Cell extends SoftDeletableEntity {

		@EmbeddedId
		public CellId id;

		@Version
		public int version;

		public String text;

		protected Cell() {
		}

		public Cell(CellId id) {
			this.id = id;
		}

	}

	@Embeddable
	public record CellId(int y, int x) implements Serializable {
	}

	/** Joined, unversioned. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Vehicle extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Vehicle() {
		}

		public Vehicle(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Truck")
	public static class Truck extends Vehicle {

		public String freight;

		protected Truck() {
		}

		public Truck(String name) {
			super(name);
			this.freight = "freight of " + name;
		}

	}

	/** Joined, versioned. */
	@Entity(name = "Building")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Building extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		protected Building() {
		}

		public Building(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Tower")
	public static class Tower extends Building {

		public String height;

		protected Tower() {
		}

		public Tower(String name) {
			super(name);
			this.height = "height of " + name;
		}

	}

	/** A table for each class. */
	@Entity(name = "Place")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Place extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Place() {
		}

		public Place(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Shop")
	public static class Shop extends Place {

		public String sign;

		protected Shop() {
		}

		public Shop(String name) {
			super(name);
			this.sign = "sign of " + name;
		}

	}

}
