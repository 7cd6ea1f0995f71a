package io.github.softdeleteaudit.shapes.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Parents whose deletion is known by its time alone, of each type, with children of each
 * type.
 */
public final class TimeModel {

	private TimeModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class TimeApplication {

	}

	public interface InstantParentRepository extends SoftDeleteRepository<InstantParent, Long> {

	}

	public interface OffsetDateTimeParentRepository extends SoftDeleteRepository<OffsetDateTimeParent, Long> {

	}

	public interface LocalDateTimeParentRepository extends SoftDeleteRepository<LocalDateTimeParent, Long> {

	}

	/** What all have. */
	@MappedSuperclass
	public abstract static class Row {

		@Id
		@GeneratedValue
		public Long id;

		public abstract Instant deletedAt();

	}

	/** What parents have. */
	@MappedSuperclass
	public abstract static class Parent extends Row {

		public abstract void add(int children);

		public abstract List<List<? extends Row>> children();

	}

	@Entity(name = "InstantParent")
	@SoftDeletable
	public static class InstantParent extends Parent {

		@DeletedAt
		public Instant deletedAt;

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "instantParent")
		public List<InstantChild> instants = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "instantParent")
		public List<OffsetDateTimeChild> offsetDateTimes = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "instantParent")
		public List<LocalDateTimeChild> localDateTimes = new ArrayList<>();

		@Override
		public Instant deletedAt() {
			return this.deletedAt;
		}

		@Override
		public void add(int children) {
			for (int i = 0; i < children; i++) {
				InstantChild instant = new InstantChild();
				instant.instantParent = this;
				this.instants.add(instant);
				OffsetDateTimeChild offsetDateTime = new OffsetDateTimeChild();
				offsetDateTime.instantParent = this;
				this.offsetDateTimes.add(offsetDateTime);
				LocalDateTimeChild localDateTime = new LocalDateTimeChild();
				localDateTime.instantParent = this;
				this.localDateTimes.add(localDateTime);
			}
		}

		@Override
		public List<List<? extends Row>> children() {
			return List.of(this.instants, this.offsetDateTimes, this.localDateTimes);
		}

	}

	@Entity(name = "OffsetDateTimeParent")
	@SoftDeletable
	public static class OffsetDateTimeParent extends Parent {

		@DeletedAt
		public OffsetDateTime deletedAt;

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "offsetDateTimeParent")
		public List<InstantChild> instants = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "offsetDateTimeParent")
		public List<OffsetDateTimeChild> offsetDateTimes = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "offsetDateTimeParent")
		public List<LocalDateTimeChild> localDateTimes = new ArrayList<>();

		@Override
		public Instant deletedAt() {
			return this.deletedAt.toInstant();
		}

		@Override
		public void add(int children) {
			for (int i = 0; i < children; i++) {
				InstantChild instant = new InstantChild();
				instant.offsetDateTimeParent = this;
				this.instants.add(instant);
				OffsetDateTimeChild offsetDateTime = new OffsetDateTimeChild();
				offsetDateTime.offsetDateTimeParent = this;
				this.offsetDateTimes.add(offsetDateTime);
				LocalDateTimeChild localDateTime = new LocalDateTimeChild();
				localDateTime.offsetDateTimeParent = this;
				this.localDateTimes.add(localDateTime);
			}
		}

		@Override
		public List<List<? extends Row>> children() {
			return List.of(this.instants, this.offsetDateTimes, this.localDateTimes);
		}

	}

	@Entity(name = "LocalDateTimeParent")
	@SoftDeletable
	public static class LocalDateTimeParent extends Parent {

		@DeletedAt
		public LocalDateTime deletedAt;

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "localDateTimeParent")
		public List<InstantChild> instants = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "localDateTimeParent")
		public List<OffsetDateTimeChild> offsetDateTimes = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, mappedBy = "localDateTimeParent")
		public List<LocalDateTimeChild> localDateTimes = new ArrayList<>();

		@Override
		public Instant deletedAt() {
			return this.deletedAt.toInstant(ZoneOffset.UTC);
		}

		@Override
		public void add(int children) {
			for (int i = 0; i < children; i++) {
				InstantChild instant = new InstantChild();
				instant.localDateTimeParent = this;
				this.instants.add(instant);
				OffsetDateTimeChild offsetDateTime = new OffsetDateTimeChild();
				offsetDateTime.localDateTimeParent = this;
				this.offsetDateTimes.add(offsetDateTime);
				LocalDateTimeChild localDateTime = new LocalDateTimeChild();
				localDateTime.localDateTimeParent = this;
				this.localDateTimes.add(localDateTime);
			}
		}

		@Override
		public List<List<? extends Row>> children() {
			return List.of(this.instants, this.offsetDateTimes, this.localDateTimes);
		}

	}

	@Entity(name = "InstantChild")
	@SoftDeletable
	public static class InstantChild extends Row {

		@DeletedAt
		public Instant deletedAt;

		@ManyToOne
		public InstantParent instantParent;

		@ManyToOne
		public OffsetDateTimeParent offsetDateTimeParent;

		@ManyToOne
		public LocalDateTimeParent localDateTimeParent;

		@Override
		public Instant deletedAt() {
			return this.deletedAt;
		}

	}

	@Entity(name = "OffsetDateTimeChild")
	@SoftDeletable
	public static class OffsetDateTimeChild extends Row {

		@DeletedAt
		public OffsetDateTime deletedAt;

		@ManyToOne
		public InstantParent instantParent;

		@ManyToOne
		public OffsetDateTimeParent offsetDateTimeParent;

		@ManyToOne
		public LocalDateTimeParent localDateTimeParent;

		@Override
		public Instant deletedAt() {
			return this.deletedAt.toInstant();
		}

	}

	@Entity(name = "LocalDateTimeChild")
	@SoftDeletable
	public static class LocalDateTimeChild extends Row {

		@DeletedAt
		public LocalDateTime deletedAt;

		@ManyToOne
		public InstantParent instantParent;

		@ManyToOne
		public OffsetDateTimeParent offsetDateTimeParent;

		@ManyToOne
		public LocalDateTimeParent localDateTimeParent;

		@Override
		public Instant deletedAt() {
			return this.deletedAt.toInstant(ZoneOffset.UTC);
		}

	}

}
