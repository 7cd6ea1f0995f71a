package io.github.softdeleteaudit.shapes.bulkupdate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
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
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities of many shapes that all have a state.
 */
public final class BulkUpdateModel {

	private BulkUpdateModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class BulkUpdateApplication {

	}

	public interface TaskRepository extends SoftDeleteRepository<Task, Long> {

		@Modifying
		@Query("update Task t set t.state = ?3 where t.batch = ?1 and t.state = ?2")
		int change(String batch, String from, String to);

	}

	public interface AnimalRepository extends SoftDeleteRepository<Animal, Long> {

	}

	public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface SlipRepository extends SoftDeleteRepository<Slip, SlipId> {

	}

	public interface PairRepository extends SoftDeleteRepository<Pair, PairId> {

	}

	public interface CoverRepository extends SoftDeleteRepository<Cover, Long> {

	}

	public interface DraftRepository extends SoftDeleteRepository<Draft, Long> {

	}

	/** What all have. */
	@MappedSuperclass
	@Audited
	public abstract static class Stated extends SoftDeletableEntity {

		@Version
		public int version;

		public String batch;

		public String state;

		public String note;

		public Stated() {
		}

	}

	/** In one table. */
	@Entity(name = "Task")
	@Audited
	public static class Task extends Stated {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document manual;

		@Audited(withModifiedFlag = true)
		public String title;

		@Audited(withModifiedFlag = true)
		public String remark;

	}

	/** In one table with its subclasses, and a second one. */
	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@SecondaryTable(name = "animal_licence")
	@Audited
	public static class Animal extends Stated {

		@Id
		@GeneratedValue
		public Long id;

		@Column(table = "animal_licence")
		public String licence;

	}

	@Entity(name = "Dog")
	@Audited
	public static class Dog extends Animal {

		public String bark;

	}

	/** With a table for each class. */
	@Entity(name = "Document")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	public static class Document extends Stated {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Letter")
	@Audited
	public static class Letter extends Document {

		public String recipient;

	}

	@Entity(name = "Bill")
	@Audited
	public static class Bill extends Document {

		public int amount;

	}

	/** With tables of their own. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public static class Vehicle extends Stated {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "Van")
	@Audited
	public static class Van extends Vehicle {

		public String cargo;

	}

	@Entity(name = "Slip")
	@Audited
	public static class Slip extends Stated {

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

		public String region;

		@Column(name = "nr")
		public long number;

		protected SlipId() {
		}

		public SlipId(String region, long number) {
			this.region = region;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SlipId id && id.number == this.number && Objects.equals(id.region, this.region);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.region, this.number);
		}

	}

	@Entity(name = "Pair")
	@IdClass(PairId.class)
	@Audited
	public static class Pair extends Stated {

		@Id
		@Column(name = "z_first")
		public String first;

		@Id
		@Column(name = "a_second")
		public String second;

		protected Pair() {
		}

		public Pair(String first, String second) {
			this.first = first;
			this.second = second;
		}

	}

	public static class PairId implements Serializable {

		public String second;

		public String first;

		@Override
		public boolean equals(Object other) {
			return other instanceof PairId id && Objects.equals(id.first, this.first)
					&& Objects.equals(id.second, this.second);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.first, this.second);
		}

	}

	/** With the id of another. */
	@Entity(name = "Cover")
	@Audited
	public static class Cover extends Stated {

		@Id
		public Long id;

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		public Document document;

	}

	/** With an id that cannot be selected. */
	@Entity(name = "Copy")
	@Audited
	public static class Copy extends Stated implements Serializable {

		@Id
		@ManyToOne
		public Document document;

		@Id
		public int number;

	}

	/** Not audited. */
	@Entity(name = "Draft")
	public static class Draft extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String batch;

		public String state;

	}

	/** Not audited, with a flag that must not be null. */
	@Entity(name = "Token")
	@SoftDeletable
	public static class Token {

		@Id
		@GeneratedValue
		public Long id;

		public String batch;

		@Deleted
		public boolean deleted;

	}

	/** Not audited, in two tables. */
	@Entity(name = "Machine")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Machine extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String batch;

		public String state;

	}

	@Entity(name = "Crane")
	public static class Crane extends Machine {

		public int height;

	}

	/** What those have that are not soft-deletable. */
	@MappedSuperclass
	@Audited
	public abstract static class Plain {

		@Id
		@GeneratedValue
		public Long id;

		public String batch;

		public String state;

		public String note;

	}

	@Entity(name = "Coin")
	@Audited
	public static class Coin extends Plain {

		@ElementCollection
		@NotAudited
		public Set<String> faces = new HashSet<>();

	}

	@Entity(name = "Shape")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	public static class Shape extends Plain {

	}

	@Entity(name = "Circle")
	@Audited
	public static class Circle extends Shape {

		public int radius;

	}

	@Entity(name = "Fruit")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	public static class Fruit extends Plain {

	}

	@Entity(name = "Apple")
	@Audited
	public static class Apple extends Fruit {

		public String colour;

	}

	@Entity(name = "Bird")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@Audited
	public static class Bird extends Plain {

	}

	@Entity(name = "Owl")
	@Audited
	public static class Owl extends Bird {

		public String hoot;

	}

}
