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
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;

/**
 * A table for each concrete class; the root and the middle are abstract.
 */
public final class LeafTables {

	private LeafTables() {
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
	@Entity(name = "LeafTablesBase")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class Base extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Box box;

		@ElementCollection
		public Set<String> words = new LinkedHashSet<>();

	}

	/** Directly below the root. */
	@Entity(name = "LeafTablesSide")
	public static class Side extends Base {

		public String side;

	}

	/** Above the leaf. */
	@Entity(name = "LeafTablesMiddle")
	public abstract static class Middle extends Base {

		public String middle;

		@ManyToOne(fetch = FetchType.LAZY)
		public Box middleBox;

		@ElementCollection
		@OrderColumn
		public List<String> notes = new ArrayList<>();

	}

	/** The third level. */
	@Entity(name = "LeafTablesLeaf")
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
	@Entity(name = "LeafTablesPart")
	public static class Part extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public Leaf parent;

	}

	/** Holds them in collections of each kind. */
	@Entity(name = "LeafTablesBox")
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
		@JoinTable(name = "leaf_box_bases")
		public Set<Base> linkedBases = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "leaf_box_middles")
		public List<Middle> linkedMiddles = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "leaf_box_leaves")
		public Set<Leaf> linkedLeaves = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "joined_box_id")
		public Set<Leaf> joinedLeaves = new LinkedHashSet<>();

	}

	/** Refers to them in each way. */
	@Entity(name = "LeafTablesPointer")
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
