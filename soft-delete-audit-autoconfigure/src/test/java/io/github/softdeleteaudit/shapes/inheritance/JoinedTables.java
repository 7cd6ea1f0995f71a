package io.github.softdeleteaudit.shapes.inheritance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;

/**
 * Joined tables without a discriminator, an abstract root, a mapped superclass between.
 */
public final class JoinedTables {

	private JoinedTables() {
	}

	public interface BaseRepository extends SoftDeleteRepository<Base, Long> {

	}

	public interface SideRepository extends SoftDeleteRepository<Side, Long> {

	}

	public interface MiddleRepository extends SoftDeleteRepository<Middle, Long> {

	}

	public interface LeafRepository extends SoftDeleteRepository<Leaf, Long> {

	}

	public interface BoxRepository extends SoftDeleteRepository<Box, Long> {

	}

	/** The root. */
	@Entity(name = "JoinedTablesBase")
	@Inheritance(strategy = InheritanceType.JOINED)
	public abstract static class Base extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Box box;

		@ElementCollection
		public Set<String> words = new LinkedHashSet<>();

	}

	/** Directly below the root. */
	@Entity(name = "JoinedTablesSide")
	public static class Side extends Base {

		public String side;

	}

	/** No entity, between the root and the middle. */
	@MappedSuperclass
	public abstract static class Between extends Base {

		public String extra;

	}

	/** Above the leaf. */
	@Entity(name = "JoinedTablesMiddle")
	public static class Middle extends Between {

		public String middle;

		@ManyToOne(fetch = FetchType.LAZY)
		public Box middleBox;

		@ElementCollection
		@OrderColumn
		public List<String> notes = new ArrayList<>();

	}

	/** The third level. */
	@Entity(name = "JoinedTablesLeaf")
	public static class Leaf extends Middle {

		public String leaf;

		@ManyToOne(fetch = FetchType.LAZY)
		public Box leafBox;

		@ManyToOne(fetch = FetchType.LAZY)
		public Base next;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Part> parts = new LinkedHashSet<>();

	}

	/** Part of a leaf. */
	@Entity(name = "JoinedTablesPart")
	public static class Part extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Leaf parent;

	}

	/** Holds them in collections of each kind. */
	@Entity(name = "JoinedTablesBox")
	public static class Box extends Thing {

		@OneToMany(mappedBy = "box", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Base> owned = new LinkedHashSet<>();

		@OneToMany(mappedBy = "box")
		public Set<Leaf> ownedLeaves = new LinkedHashSet<>();

		@OneToMany(mappedBy = "middleBox")
		public Set<Middle> middles = new LinkedHashSet<>();

		@OneToMany(mappedBy = "leafBox")
		public List<Leaf> leaves = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "joined_box_bases")
		public Set<Base> linkedBases = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "joined_box_middles")
		public List<Middle> linkedMiddles = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "joined_box_leaves")
		public Set<Leaf> linkedLeaves = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "joined_box_id")
		public Set<Leaf> joinedLeaves = new LinkedHashSet<>();

	}

	/** Refers to them in each way. */
	@Entity(name = "JoinedTablesPointer")
	public static class Pointer extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Base base;

		@ManyToOne(fetch = FetchType.LAZY)
		public Middle middle;

		@ManyToOne(fetch = FetchType.LAZY)
		public Leaf leaf;

		@ManyToOne
		public Base eagerBase;

		@ManyToOne
		public Leaf eagerLeaf;

	}

}
