package io.github.softdeleteaudit.shapes.reference;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Objects;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import org.hibernate.Hibernate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.util.ReflectionUtils;

/**
 * Entities that refer to one another by one-to-one associations of each kind.
 */
public final class ReferenceModel {

	private ReferenceModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ReferenceApplication {

	}

	private static Field field(Object entity, String name) {
		return Objects.requireNonNull(ReflectionUtils.findField(Hibernate.getClass(entity), name));
	}

	/** The inverse side. */
	@MappedSuperclass
	public abstract static class Parent extends SoftDeletableEntity implements Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Column(unique = true, length = 50)
		public String code;

		public String name;

		Child child() {
			return (Child) ReflectionUtils.getField(field(this, "child"), this);
		}

		/** Make a child, not persisted. */
		Child refer() {
			Field field = field(this, "child");
			Child created = (Child) BeanUtils.instantiateClass(field.getType());
			ReflectionUtils.setField(field(created, "parent"), created, this);
			ReflectionUtils.setField(field, this, created);
			return created;
		}

		public String getCode() {
			return this.code;
		}

	}

	/** The owning side. */
	@MappedSuperclass
	public abstract static class Child extends SoftDeletableEntity {

		@Version
		public int version;

		public String name;

		Long id() {
			return (Long) ReflectionUtils.getField(field(this, "id"), this);
		}

		Parent parent() {
			return (Parent) ReflectionUtils.getField(field(this, "parent"), this);
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "EagerParent")
	public static class EagerParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		public EagerChild child;

	}

	@Entity(name = "EagerChild")
	public static class EagerChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne
		public EagerParent parent;

	}

	public interface EagerParentRepository extends SoftDeleteRepository<EagerParent, Long> {

	}

	public interface EagerChildRepository extends SoftDeleteRepository<EagerChild, Long> {

	}

	@Entity(name = "LazyParent")
	public static class LazyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", fetch = FetchType.LAZY)
		public LazyChild child;

	}

	@Entity(name = "LazyChild")
	public static class LazyChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(fetch = FetchType.LAZY)
		public LazyParent parent;

	}

	public interface LazyParentRepository extends SoftDeleteRepository<LazyParent, Long> {

	}

	public interface LazyChildRepository extends SoftDeleteRepository<LazyChild, Long> {

	}

	@Entity(name = "BySelectParent")
	public static class BySelectParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		@Fetch(FetchMode.SELECT)
		public BySelectChild child;

	}

	@Entity(name = "BySelectChild")
	public static class BySelectChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne
		@Fetch(FetchMode.SELECT)
		public BySelectParent parent;

	}

	public interface BySelectParentRepository extends SoftDeleteRepository<BySelectParent, Long> {

	}

	public interface BySelectChildRepository extends SoftDeleteRepository<BySelectChild, Long> {

	}

	@Entity(name = "RequiredParent")
	public static class RequiredParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		public RequiredChild child;

	}

	@Entity(name = "RequiredChild")
	public static class RequiredChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(optional = false)
		public RequiredParent parent;

	}

	public interface RequiredParentRepository extends SoftDeleteRepository<RequiredParent, Long> {

	}

	public interface RequiredChildRepository extends SoftDeleteRepository<RequiredChild, Long> {

	}

	@Entity(name = "RequiredInverseParent")
	public static class RequiredInverseParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", optional = false)
		public RequiredInverseChild child;

	}

	@Entity(name = "RequiredInverseChild")
	public static class RequiredInverseChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(optional = false)
		public RequiredInverseParent parent;

	}

	public interface RequiredInverseParentRepository extends SoftDeleteRepository<RequiredInverseParent, Long> {

	}

	public interface RequiredInverseChildRepository extends SoftDeleteRepository<RequiredInverseChild, Long> {

	}

	@Entity(name = "RequiredLazilyParent")
	public static class RequiredLazilyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", optional = false, fetch = FetchType.LAZY)
		public RequiredLazilyChild child;

	}

	@Entity(name = "RequiredLazilyChild")
	public static class RequiredLazilyChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(optional = false, fetch = FetchType.LAZY)
		public RequiredLazilyParent parent;

	}

	public interface RequiredLazilyParentRepository extends SoftDeleteRepository<RequiredLazilyParent, Long> {

	}

	public interface RequiredLazilyChildRepository extends SoftDeleteRepository<RequiredLazilyChild, Long> {

	}

	@Entity(name = "SharedKeyParent")
	public static class SharedKeyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		public SharedKeyChild child;

	}

	@Entity(name = "SharedKeyChild")
	public static class SharedKeyChild extends Child {

		@Id
		public Long id;

		@OneToOne
		@MapsId
		public SharedKeyParent parent;

	}

	public interface SharedKeyParentRepository extends SoftDeleteRepository<SharedKeyParent, Long> {

	}

	public interface SharedKeyChildRepository extends SoftDeleteRepository<SharedKeyChild, Long> {

	}

	@Entity(name = "SharedKeyLazilyParent")
	public static class SharedKeyLazilyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", fetch = FetchType.LAZY)
		public SharedKeyLazilyChild child;

	}

	@Entity(name = "SharedKeyLazilyChild")
	public static class SharedKeyLazilyChild extends Child {

		@Id
		public Long id;

		@OneToOne(fetch = FetchType.LAZY)
		@MapsId
		public SharedKeyLazilyParent parent;

	}

	public interface SharedKeyLazilyParentRepository extends SoftDeleteRepository<SharedKeyLazilyParent, Long> {

	}

	public interface SharedKeyLazilyChildRepository extends SoftDeleteRepository<SharedKeyLazilyChild, Long> {

	}

	@Entity(name = "ByCodeParent")
	public static class ByCodeParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		public ByCodeChild child;

	}

	@Entity(name = "ByCodeChild")
	public static class ByCodeChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public ByCodeParent parent;

	}

	public interface ByCodeParentRepository extends SoftDeleteRepository<ByCodeParent, Long> {

	}

	public interface ByCodeChildRepository extends SoftDeleteRepository<ByCodeChild, Long> {

	}

	@Entity(name = "ByCodeLazilyParent")
	public static class ByCodeLazilyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", fetch = FetchType.LAZY)
		public ByCodeLazilyChild child;

	}

	@Entity(name = "ByCodeLazilyChild")
	public static class ByCodeLazilyChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public ByCodeLazilyParent parent;

	}

	public interface ByCodeLazilyParentRepository extends SoftDeleteRepository<ByCodeLazilyParent, Long> {

	}

	public interface ByCodeLazilyChildRepository extends SoftDeleteRepository<ByCodeLazilyChild, Long> {

	}

	@Entity(name = "SeveralParent")
	public static class SeveralParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		public SeveralChild child;

	}

	@Entity(name = "SeveralChild")
	public static class SeveralChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne
		public SeveralParent parent;

	}

	public interface SeveralParentRepository extends SoftDeleteRepository<SeveralParent, Long> {

	}

	public interface SeveralChildRepository extends SoftDeleteRepository<SeveralChild, Long> {

	}

	@Entity(name = "SeveralLazilyParent")
	public static class SeveralLazilyParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", fetch = FetchType.LAZY)
		public SeveralLazilyChild child;

	}

	@Entity(name = "SeveralLazilyChild")
	public static class SeveralLazilyChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public SeveralLazilyParent parent;

	}

	public interface SeveralLazilyParentRepository extends SoftDeleteRepository<SeveralLazilyParent, Long> {

	}

	public interface SeveralLazilyChildRepository extends SoftDeleteRepository<SeveralLazilyChild, Long> {

	}

	@Entity(name = "SeveralBySelectParent")
	public static class SeveralBySelectParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		@Fetch(FetchMode.SELECT)
		public SeveralBySelectChild child;

	}

	@Entity(name = "SeveralBySelectChild")
	public static class SeveralBySelectChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne
		@Fetch(FetchMode.SELECT)
		public SeveralBySelectParent parent;

	}

	public interface SeveralBySelectParentRepository extends SoftDeleteRepository<SeveralBySelectParent, Long> {

	}

	public interface SeveralBySelectChildRepository extends SoftDeleteRepository<SeveralBySelectChild, Long> {

	}

	@Entity(name = "SeveralByCodeParent")
	public static class SeveralByCodeParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent")
		@Fetch(FetchMode.SELECT)
		public SeveralByCodeChild child;

	}

	@Entity(name = "SeveralByCodeChild")
	public static class SeveralByCodeChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public SeveralByCodeParent parent;

	}

	public interface SeveralByCodeParentRepository extends SoftDeleteRepository<SeveralByCodeParent, Long> {

	}

	public interface SeveralByCodeChildRepository extends SoftDeleteRepository<SeveralByCodeChild, Long> {

	}

	@Entity(name = "SeveralOwnedParent")
	public static class SeveralOwnedParent extends Parent {

		private static final long serialVersionUID = 1L;

		@OneToOne(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		public SeveralOwnedChild child;

	}

	@Entity(name = "SeveralOwnedChild")
	public static class SeveralOwnedChild extends Child {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne
		public SeveralOwnedParent parent;

	}

	public interface SeveralOwnedParentRepository extends SoftDeleteRepository<SeveralOwnedParent, Long> {

	}

	public interface SeveralOwnedChildRepository extends SoftDeleteRepository<SeveralOwnedChild, Long> {

	}

}
