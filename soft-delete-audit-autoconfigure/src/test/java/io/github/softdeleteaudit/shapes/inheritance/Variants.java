package io.github.softdeleteaudit.shapes.inheritance;

import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.SQLRestriction;

/**
 * Hierarchies with fewer columns of a deletion, and with more of everything else.
 */
public final class Variants {

	private Variants() {
	}

	public interface FlaggedRepository extends SoftDeleteRepository<Flagged, Long> {

	}

	public interface FlaggedLeafRepository extends SoftDeleteRepository<FlaggedLeaf, Long> {

	}

	public interface TimedRepository extends SoftDeleteRepository<Timed, Long> {

	}

	public interface TimedHolderRepository extends SoftDeleteRepository<TimedHolder, Long> {

	}

	public interface RestrictedRepository extends SoftDeleteRepository<Restricted, Long> {

	}

	public interface RestrictedLeafRepository extends SoftDeleteRepository<RestrictedLeaf, Long> {

	}

	public interface RestrictedClassRepository extends SoftDeleteRepository<RestrictedClass, Long> {

	}

	public interface RestrictedHolderRepository extends SoftDeleteRepository<RestrictedHolder, Long> {

	}

	public interface LooseRepository extends SoftDeleteRepository<Loose, Long> {

	}

	/** Above the root: a boolean and nothing else, no version. */
	@MappedSuperclass
	@SoftDeletable
	public abstract static class Flag {

		@Deleted
		@Column(name = "deleted_flag")
		public Boolean deleted = false;

	}

	/** A root whose table has nothing but what it needs. */
	@Entity(name = "Flagged")
	@Inheritance(strategy = InheritanceType.JOINED)
	public abstract static class Flagged extends Flag {

		@Id
		@GeneratedValue
		public Long id;

	}

	/** In the middle, with attributes. */
	@Entity(name = "FlaggedMiddle")
	public abstract static class FlaggedMiddle extends Flagged {

		public String middle;

	}

	/** A leaf with a key of another name. */
	@Entity(name = "FlaggedLeaf")
	@PrimaryKeyJoinColumn(name = "middle_id")
	@SecondaryTable(name = "flagged_leaf_more")
	public static class FlaggedLeaf extends FlaggedMiddle {

		public String leaf;

		@Column(table = "flagged_leaf_more")
		public String more;

	}

	/** Refers to leaves that have a key of another name. */
	@Entity(name = "FlaggedHolder")
	public static class FlaggedHolder extends Flag {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToMany
		public Set<FlaggedLeaf> linked = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "holder_id")
		public Set<FlaggedLeaf> joined = new LinkedHashSet<>();

		@ManyToOne
		public FlaggedLeaf leaf;

	}

	/** A time of the deletion and nothing else. */
	@Entity(name = "Timed")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@SoftDeletable
	public static class Timed {

		@Id
		@GeneratedValue
		public Long id;

		@DeletedAt
		public LocalDateTime deletedAt;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public TimedHolder holder;

	}

	/** In a table of its own. */
	@Entity(name = "TimedLeaf")
	public static class TimedLeaf extends Timed {

		public String leaf;

	}

	/** Takes them along. */
	@Entity(name = "TimedHolder")
	@SoftDeletable
	public static class TimedHolder {

		@Id
		@GeneratedValue
		public Long id;

		@DeletedAt
		public LocalDateTime deletedAt;

		@OneToMany(mappedBy = "holder", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Timed> timed = new LinkedHashSet<>();

	}

	/** Its own restriction, on joined tables. */
	@Entity(name = "Restricted")
	@Inheritance(strategy = InheritanceType.JOINED)
	@SQLRestriction("archived = false")
	public static class Restricted extends Thing {

		public boolean archived;

	}

	/** Restricted as its root is. */
	@Entity(name = "RestrictedLeaf")
	public static class RestrictedLeaf extends Restricted {

		public String leaf;

	}

	/** Its own restriction, on a table for each class. */
	@Entity(name = "RestrictedClass")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@SQLRestriction("archived = false")
	public static class RestrictedClass extends Thing {

		public boolean archived;

	}

	/** Restricted as its root is. */
	@Entity(name = "RestrictedClassLeaf")
	public static class RestrictedClassLeaf extends RestrictedClass {

		public String leaf;

	}

	/** Refers to what is restricted. */
	@Entity(name = "RestrictedHolder")
	public static class RestrictedHolder extends Thing {

		@ManyToMany
		public Set<Restricted> leaves = new LinkedHashSet<>();

		@ManyToMany
		public Set<RestrictedClass> classes = new LinkedHashSet<>();

		@ManyToOne(fetch = FetchType.LAZY)
		public RestrictedLeaf leaf;

	}

	/** Versioned, but not for all that changes. */
	@Entity(name = "Loose")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Loose extends Thing {

	}

	/** Has a counter that changes without the version, and a key that cascades. */
	@Entity(name = "LooseLeaf")
	@OnDelete(action = OnDeleteAction.CASCADE)
	public static class LooseLeaf extends Loose {

		@OptimisticLock(excluded = true)
		public int counter;

	}

}
