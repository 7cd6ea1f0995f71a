package io.github.softdeleteaudit.shapes.locking;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with all kinds of versions and of optimistic locking.
 */
public final class LockingModel {

	private LockingModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class LockingApplication {

	}

	public interface IntVersionRepository extends SoftDeleteRepository<IntVersion, Long> {

	}

	public interface IntegerVersionRepository extends SoftDeleteRepository<IntegerVersion, Long> {

	}

	public interface LongVersionRepository extends SoftDeleteRepository<LongVersion, Long> {

	}

	public interface ShortVersionRepository extends SoftDeleteRepository<ShortVersion, Long> {

	}

	public interface InstantVersionRepository extends SoftDeleteRepository<InstantVersion, Long> {

	}

	public interface LocalDateTimeVersionRepository extends SoftDeleteRepository<LocalDateTimeVersion, Long> {

	}

	public interface TimestampVersionRepository extends SoftDeleteRepository<TimestampVersion, Long> {

	}

	public interface DatabaseTimeVersionRepository extends SoftDeleteRepository<DatabaseTimeVersion, Long> {

	}

	public interface DynamicVersionRepository extends SoftDeleteRepository<DynamicVersion, Long> {

	}

	public interface SecondaryVersionRepository extends SoftDeleteRepository<SecondaryVersion, Long> {

	}

	public interface JoinedVersionRepository extends SoftDeleteRepository<JoinedVersion, Long> {

	}

	public interface UncheckedVersionRepository extends SoftDeleteRepository<UncheckedVersion, Long> {

	}

	public interface UnversionedRepository extends SoftDeleteRepository<Unversioned, Long> {

	}

	public interface DynamicUnversionedRepository extends SoftDeleteRepository<DynamicUnversioned, Long> {

	}

	public interface SecondaryUnversionedRepository extends SoftDeleteRepository<SecondaryUnversioned, Long> {

	}

	public interface JoinedUnversionedRepository extends SoftDeleteRepository<JoinedUnversioned, Long> {

	}

	public interface TimedUnversionedRepository extends SoftDeleteRepository<TimedUnversioned, Long> {

	}

	public interface FlaggedRepository extends SoftDeleteRepository<Flagged, Long> {

	}

	public interface AllLockedRepository extends SoftDeleteRepository<AllLocked, Long> {

	}

	public interface DirtyLockedRepository extends SoftDeleteRepository<DirtyLocked, Long> {

	}

	public interface LinkedRepository extends SoftDeleteRepository<Linked, Long> {

	}

	public interface ExcludedRepository extends SoftDeleteRepository<Excluded, Long> {

	}

	/** What tests do with a row, whatever its kind. */
	public interface Row {

		Long id();

		void rename(String name);

	}

	/** What nearly all have. */
	@MappedSuperclass
	public abstract static class LockedRow extends SoftDeletableEntity implements Row {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		/** Not part of the optimistic lock. */
		@OptimisticLock(excluded = true)
		public String remark;

		/** Null. */
		public Integer number;

		@Override
		public Long id() {
			return this.id;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	@Entity(name = "IntVersion")
	public static class IntVersion extends LockedRow {

		@Version
		public int version;

	}

	@Entity(name = "IntegerVersion")
	public static class IntegerVersion extends LockedRow {

		@Version
		public Integer version;

	}

	@Entity(name = "LongVersion")
	public static class LongVersion extends LockedRow {

		@Version
		public long version;

	}

	@Entity(name = "ShortVersion")
	public static class ShortVersion extends LockedRow {

		@Version
		public short version;

	}

	@Entity(name = "InstantVersion")
	public static class InstantVersion extends LockedRow {

		@Version
		public Instant version;

	}

	@Entity(name = "LocalDateTimeVersion")
	public static class LocalDateTimeVersion extends LockedRow {

		@Version
		public LocalDateTime version;

	}

	@Entity(name = "TimestampVersion")
	public static class TimestampVersion extends LockedRow {

		@Version
		public Timestamp version;

	}

	/** The database's clock makes the version. */
	@Entity(name = "DatabaseTimeVersion")
	public static class DatabaseTimeVersion extends LockedRow {

		@Version
		@CurrentTimestamp(source = SourceType.DB)
		public Instant version;

	}

	@Entity(name = "DynamicVersion")
	@DynamicInsert
	@DynamicUpdate
	public static class DynamicVersion extends LockedRow {

		@Version
		public int version;

	}

	@Entity(name = "SecondaryVersion")
	@SecondaryTable(name = "secondary_version_text")
	public static class SecondaryVersion extends LockedRow {

		@Version
		public int version;

		@Column(table = "secondary_version_text")
		public String text;

		@Column(table = "secondary_version_text")
		@OptimisticLock(excluded = true)
		public String textRemark;

	}

	@Entity(name = "JoinedVersionRoot")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class JoinedVersionRoot extends LockedRow {

		@Version
		public int version;

	}

	@Entity(name = "JoinedVersion")
	public static class JoinedVersion extends JoinedVersionRoot {

		public String text;

		@OptimisticLock(excluded = true)
		public String textRemark;

	}

	/** Has a version that does not lock. */
	@Entity(name = "UncheckedVersion")
	@OptimisticLocking(type = OptimisticLockType.NONE)
	public static class UncheckedVersion extends LockedRow {

		@Version
		public int version;

	}

	@Entity(name = "Unversioned")
	public static class Unversioned extends LockedRow {

	}

	@Entity(name = "DynamicUnversioned")
	@DynamicInsert
	@DynamicUpdate
	public static class DynamicUnversioned extends LockedRow {

	}

	@Entity(name = "SecondaryUnversioned")
	@SecondaryTable(name = "secondary_unversioned_text")
	public static class SecondaryUnversioned extends LockedRow {

		@Column(table = "secondary_unversioned_text")
		public String text;

	}

	@Entity(name = "JoinedUnversionedRoot")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class JoinedUnversionedRoot extends LockedRow {

	}

	@Entity(name = "JoinedUnversioned")
	public static class JoinedUnversioned extends JoinedUnversionedRoot {

		public String text;

	}

	/** Has its updates timed by the database, which returns the time. */
	@Entity(name = "TimedUnversioned")
	public static class TimedUnversioned extends LockedRow {

		@UpdateTimestamp(source = SourceType.DB)
		public Instant changed;

	}

	/** Legacy: a boolean and nothing else. */
	@Entity(name = "Flagged")
	@SoftDeletable
	public static class Flagged implements Row {

		@Id
		@GeneratedValue
		public Long id;

		@Deleted
		public Boolean deleted = false;

		public String name;

		@Override
		public Long id() {
			return this.id;
		}

		@Override
		public void rename(String name) {
			this.name = name;
		}

	}

	@Entity(name = "AllLocked")
	@OptimisticLocking(type = OptimisticLockType.ALL)
	@DynamicUpdate
	public static class AllLocked extends LockedRow {

		@Lob
		@OptimisticLock(excluded = true)
		public String letter;

		public byte[] picture;

		public Instant due;

		@ManyToOne
		public Unversioned other;

	}

	@Entity(name = "DirtyLocked")
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	@DynamicUpdate
	public static class DirtyLocked extends LockedRow {

		public byte[] picture;

		public Instant due;

	}

	/** Unversioned, with collections of all kinds. */
	@Entity(name = "Linked")
	public static class Linked extends LockedRow {

		@ElementCollection
		public Set<String> words = new LinkedHashSet<>();

		@ElementCollection
		public List<String> bag = new ArrayList<>();

		@ManyToMany
		public Set<Unversioned> others = new LinkedHashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		public List<IntVersion> parts = new ArrayList<>();

	}

	/** Versioned, but for its collection. */
	@Entity(name = "Excluded")
	public static class Excluded extends LockedRow {

		@Version
		public int version;

		@ElementCollection
		@OptimisticLock(excluded = true)
		public Set<String> words = new LinkedHashSet<>();

	}

}
