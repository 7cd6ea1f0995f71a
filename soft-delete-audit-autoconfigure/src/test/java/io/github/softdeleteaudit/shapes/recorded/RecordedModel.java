package io.github.softdeleteaudit.shapes.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
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
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Audited entities of all kinds of inheritance, and a family with links of all kinds.
 */
public final class RecordedModel {

	private RecordedModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class RecordedApplication {

	}

	public interface SingleRepository extends SoftDeleteRepository<Single, Long>, AuditedRepository<Single, Long> {

	}

	public interface JoinedRepository extends SoftDeleteRepository<Joined, Long>, AuditedRepository<Joined, Long> {

	}

	public interface OwnRepository extends SoftDeleteRepository<Own, Long>, AuditedRepository<Own, Long> {

	}

	public interface ParentRepository extends SoftDeleteRepository<Parent, Long>, AuditedRepository<Parent, Long> {

	}

	public interface HolderRepository extends SoftDeleteRepository<Holder, Long>, AuditedRepository<Holder, Long> {

	}

	public interface ChildRepository extends SoftDeleteRepository<Child, Long>, AuditedRepository<Child, Long> {

	}

	public interface TagRepository extends SoftDeleteRepository<Tag, Long>, AuditedRepository<Tag, Long> {

	}

	@MappedSuperclass
	@Audited
	public abstract static class Thing extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		public Integer number = 1;

	}

	@Entity(name = "Single")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@Audited
	public static class Single extends Thing {

	}

	@Entity(name = "SingleSub")
	@Audited
	public static class SingleSub extends Single {

		public String more = "more";

	}

	@Entity(name = "Joined")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	public static class Joined extends Thing {

	}

	@Entity(name = "JoinedSub")
	@Audited
	public static class JoinedSub extends Joined {

		public String more = "more";

	}

	@Entity(name = "Own")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public static class Own extends Thing {

	}

	@Entity(name = "OwnSub")
	@Audited
	public static class OwnSub extends Own {

		public String more = "more";

	}

	/** With everything that has another end. */
	@Entity(name = "Parent")
	@Audited
	public static class Parent extends Thing {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Child> children = new ArrayList<>();

		@OneToOne(mappedBy = "onlyParent", fetch = FetchType.LAZY)
		public Child only;

		@OneToMany
		@JoinColumn(name = "held_by")
		public Set<Tag> held = new HashSet<>();

		@OneToMany
		@JoinTable(name = "parent_joined")
		public Set<Tag> joined = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "parent_tag")
		public Set<Tag> tags = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "parent_listed")
		public List<Tag> listed = new ArrayList<>();

		@ManyToMany
		@OrderColumn(name = "place")
		@JoinTable(name = "parent_ordered")
		public List<Label> ordered = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "parent_keyed")
		public Map<String, Tag> keyed = new HashMap<>();

		@ElementCollection
		public Set<String> words = new HashSet<>();

		@ElementCollection
		@OrderColumn(name = "place")
		public List<String> stanzas = new ArrayList<>();

		@ElementCollection
		public Map<String, String> settings = new HashMap<>();

		@ElementCollection
		public Set<Place> places = new HashSet<>();

	}

	@Entity(name = "Child")
	@Audited
	public static class Child extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		@OneToOne(fetch = FetchType.LAZY)
		public Parent onlyParent;

	}

	@Entity(name = "Tag")
	@Audited
	public static class Tag extends Thing {

		@ManyToMany(mappedBy = "tags")
		public Set<Parent> parents = new HashSet<>();

	}

	/** With maps and elements of all kinds. */
	@Entity(name = "Holder")
	@Audited
	public static class Holder extends Thing {

		@ElementCollection
		public Map<String, Place> placesByName = new HashMap<>();

		@ElementCollection
		@OrderColumn(name = "place")
		public List<Place> path = new ArrayList<>();

		@ElementCollection
		public Map<Label, Integer> weights = new HashMap<>();

		@ElementCollection
		public Set<Spot> spots = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "holder_labels")
		public Map<Label, Label> labels = new HashMap<>();

		@ElementCollection
		public List<String> bag = new ArrayList<>();

		public Box box = new Box();

	}

	@Embeddable
	public static class Box {

		public String size = "small";

		@ElementCollection
		public Set<String> contents = new HashSet<>();

	}

	/** An embeddable that refers to an entity. */
	@Embeddable
	public static class Spot {

		@ManyToOne(fetch = FetchType.LAZY)
		public Label label;

		public Integer number;

		protected Spot() {
		}

		public Spot(Label label, Integer number) {
			this.label = label;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Spot spot && spot.label == this.label && Objects.equals(spot.number, this.number);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.number);
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Label")
	@Audited
	public static class Label {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Label() {
		}

		public Label(String name) {
			this.name = name;
		}

	}

	@Embeddable
	public static class Place {

		public String town;

		public Integer zip;

		protected Place() {
		}

		public Place(String town, Integer zip) {
			this.town = town;
			this.zip = zip;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Place place && Objects.equals(place.town, this.town)
					&& Objects.equals(place.zip, this.zip);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.town, this.zip);
		}

	}

}
