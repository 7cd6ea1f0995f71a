package io.github.softdeleteaudit.shapes.flag;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities of many shapes with modified flags.
 */
public final class FlagModel {

	private FlagModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class FlagApplication {

	}

	public interface TaskRepository extends SoftDeleteRepository<Task, Long> {

	}

	public interface AnimalRepository extends SoftDeleteRepository<Animal, Long> {

	}

	public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface SlipRepository extends SoftDeleteRepository<Slip, SlipId> {

	}

	/** What others refer to. */
	@Entity(name = "Person")
	public static class Person {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Embeddable
	@Audited
	public static class Extent {

		public Integer width;

		public Integer height;

	}

	/** What all have. */
	@MappedSuperclass
	@Audited
	public abstract static class Flagged {

		@Version
		@Audited(withModifiedFlag = true)
		public int version;

		public String batch;

		@Audited(withModifiedFlag = true)
		public String state;

		@Audited(withModifiedFlag = true)
		public String note;

		@Audited(withModifiedFlag = true)
		@Embedded
		public Extent extent;

		@Audited(withModifiedFlag = true, targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@ManyToOne(fetch = FetchType.LAZY)
		public Person owner;

		@Audited(withModifiedFlag = true, modifiedColumnName = "is_price_new_mod")
		@Column(name = "price")
		public int cost;

	}

	@MappedSuperclass
	@Audited
	@SoftDeletable
	public abstract static class Kept extends Flagged {

		@DeletedAt
		public Instant deletedAt;

		@DeletedBy
		public String deletedBy;

		@DeletionId
		public UUID deletionId;

		@Audited(withModifiedFlag = true)
		@ElementCollection
		public Set<String> tags = new TreeSet<>();

	}

	/** In one table. */
	@Entity(name = "Task")
	@Audited
	public static class Task extends Kept {

		@Id
		@GeneratedValue
		public Long id;

	}

	/** In one table with its subclasses, and a second one. */
	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@SecondaryTable(name = "animal_licence")
	@Audited
	public static class Animal extends Kept {

		@Id
		@GeneratedValue
		public Long id;

		@Column(table = "animal_licence")
		@Audited(withModifiedFlag = true)
		public String licence;

	}

	@Entity(name = "Dog")
	@Audited
	public static class Dog extends Animal {

		@Audited(withModifiedFlag = true)
		public String sound;

	}

	@Entity(name = "Cat")
	@Audited
	public static class Cat extends Animal {

		@Audited(withModifiedFlag = true)
		@Column(name = "cat_sound")
		public String sound;

	}

	/** With a table for each class. */
	@Entity(name = "Document")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	public static class Document extends Kept {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Letter")
	@Audited
	public static class Letter extends Document {

		@Audited(withModifiedFlag = true)
		public String recipient;

	}

	/** With tables of their own. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public static class Vehicle extends Kept {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Van")
	@Audited
	public static class Van extends Vehicle {

		@Audited(withModifiedFlag = true)
		public String cargo;

	}

	@Entity(name = "Slip")
	@Audited
	public static class Slip extends Kept {

		@EmbeddedId
		public SlipId id;

		protected Slip() {
		}

		public Slip(SlipId id) {
			this.id = id;
		}

	}

	@Embeddable
	public static class SlipId implements Serializable {

		@Column(name = "nr")
		public long number;

		public long id;

		protected SlipId() {
		}

		public SlipId(long id, long number) {
			this.id = id;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SlipId slip && slip.number == this.number && slip.id == this.id;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.id, this.number);
		}

	}

	/** Not soft-deletable, and without collections, which stateless sessions fail at. */
	@Entity(name = "Coin")
	@Audited
	public static class Coin extends Flagged {

		@Id
		@GeneratedValue
		public Long id;

	}

}
