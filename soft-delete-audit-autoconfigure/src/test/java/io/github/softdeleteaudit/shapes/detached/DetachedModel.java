package io.github.softdeleteaudit.shapes.detached;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities by which new, detached and copied instances are told apart in all ways.
 */
public final class DetachedModel {

	private DetachedModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class DetachedApplication {

	}

	public interface VersionedRepository extends SoftDeleteRepository<Versioned, Long> {

	}

	public interface PrimitiveVersionedRepository extends SoftDeleteRepository<PrimitiveVersioned, Long> {

	}

	public interface UnversionedRepository extends SoftDeleteRepository<Unversioned, Long> {

	}

	public interface AssignedVersionedRepository extends SoftDeleteRepository<AssignedVersioned, Long> {

	}

	public interface AssignedRepository extends SoftDeleteRepository<Assigned, Long> {

	}

	public interface SelfMadeRepository extends SoftDeleteRepository<SelfMade, Long> {

	}

	public interface AnimalRepository extends SoftDeleteRepository<Animal, Long> {

	}

	public interface DogRepository extends SoftDeleteRepository<Dog, Long> {

	}

	public interface ParentRepository extends SoftDeleteRepository<Parent, Long> {

	}

	/** What tests do with a row, whatever its kind. */
	public interface Row {

		Long getId();

		void setId(Long id);

		String getName();

		void setName(String name);

	}

	/** What nearly all have. */
	@MappedSuperclass
	public abstract static class NamedRow extends SoftDeletableEntity implements Row {

		private String name;

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public void setName(String name) {
			this.name = name;
		}

	}

	/** An id of the database. */
	@MappedSuperclass
	public abstract static class GeneratedRow extends NamedRow {

		@Id
		@GeneratedValue
		private Long id;

		@Override
		public Long getId() {
			return this.id;
		}

		@Override
		public void setId(Long id) {
			this.id = id;
		}

	}

	/** An id of the application. */
	@MappedSuperclass
	public abstract static class AssignedRow extends NamedRow {

		@Id
		private Long id;

		@Override
		public Long getId() {
			return this.id;
		}

		@Override
		public void setId(Long id) {
			this.id = id;
		}

	}

	@Entity(name = "Versioned")
	@DynamicUpdate
	public static class Versioned extends GeneratedRow {

		@Version
		private Integer version;

	}

	@Entity(name = "PrimitiveVersioned")
	public static class PrimitiveVersioned extends GeneratedRow {

		@Version
		private int version;

	}

	@Entity(name = "Unversioned")
	@DynamicUpdate
	public static class Unversioned extends GeneratedRow {

	}

	@Entity(name = "AssignedVersioned")
	public static class AssignedVersioned extends AssignedRow {

		@Version
		private Integer version;

	}

	@Entity(name = "Assigned")
	public static class Assigned extends AssignedRow {

	}

	/** Says itself whether it is new. */
	@Entity(name = "SelfMade")
	public static class SelfMade extends AssignedRow implements Persistable<Long> {

		@Transient
		private boolean stored;

		@Override
		public boolean isNew() {
			return !this.stored;
		}

		@PostLoad
		@PostPersist
		void stored() {
			this.stored = true;
		}

	}

	@Entity(name = "Animal")
	public static class Animal extends GeneratedRow {

		@Version
		private Integer version;

		public Integer getVersion() {
			return this.version;
		}

		public void setVersion(Integer version) {
			this.version = version;
		}

	}

	@Entity(name = "Dog")
	public static class Dog extends Animal {

		public String breed;

	}

	@Entity(name = "Cat")
	public static class Cat extends Animal {

		public Integer lives;

	}

	/** Merges and deletes its children along. */
	@Entity(name = "Parent")
	public static class Parent extends GeneratedRow {

		@Version
		private Integer version;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
		public List<Child> children = new ArrayList<>();

	}

	@Entity(name = "Child")
	public static class Child extends GeneratedRow {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		protected Child() {
		}

		public Child(Parent parent, String name) {
			this.parent = parent;
			setName(name);
			parent.children.add(this);
		}

	}

}
