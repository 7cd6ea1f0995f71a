package io.github.softdeleteaudit.shapes.referred;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.util.ReflectionUtils;

/**
 * Children that refer to a parent in each way, and owners that have children in each way.
 */
public final class ReferenceReadModel {

	private ReferenceReadModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ReferenceReadApplication {

	}

	private static Field field(Object entity, String name) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(entity.getClass(), name));
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	@Entity(name = "Parent")
	@BatchSize(size = 3)
	public static class Parent extends SoftDeletableEntity implements java.io.Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Column(unique = true, length = 50)
		public String code;

		public String name;

		public String getName() {
			return this.name;
		}

	}

	@MappedSuperclass
	public abstract static class Child extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		Parent parent() {
			return (Parent) ReflectionUtils.getField(field(this, "parent"), this);
		}

		void refer(Parent parent, Owner owner) {
			ReflectionUtils.setField(field(this, "parent"), this, parent);
			ReflectionUtils.setField(field(this, "owner"), this, owner);
		}

	}

	@MappedSuperclass
	public abstract static class Owner {

		@Id
		@GeneratedValue
		public Long id;

		@SuppressWarnings("unchecked")
		java.util.Collection<Child> children(String name) {
			return (java.util.Collection<Child>) ReflectionUtils.getField(field(this, name), this);
		}

	}

	@Entity(name = "LazyChild")
	public static class LazyChild extends Child {

		@ManyToOne(fetch = FetchType.LAZY)
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public LazyOwner owner;

	}

	@Entity(name = "LazyOwner")
	public static class LazyOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<LazyChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<LazyChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<LazyChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<LazyChild> bySelect = new LinkedHashSet<>();

	}

	public interface LazyChildRepository extends SoftDeleteRepository<LazyChild, Long> {

	}

	@Entity(name = "EagerChild")
	public static class EagerChild extends Child {

		@ManyToOne
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public EagerOwner owner;

	}

	@Entity(name = "EagerOwner")
	public static class EagerOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<EagerChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<EagerChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<EagerChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<EagerChild> bySelect = new LinkedHashSet<>();

	}

	public interface EagerChildRepository extends SoftDeleteRepository<EagerChild, Long> {

	}

	@Entity(name = "EagerBySelectChild")
	public static class EagerBySelectChild extends Child {

		@ManyToOne
		@Fetch(FetchMode.SELECT)
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public EagerBySelectOwner owner;

	}

	@Entity(name = "EagerBySelectOwner")
	public static class EagerBySelectOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<EagerBySelectChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<EagerBySelectChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<EagerBySelectChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<EagerBySelectChild> bySelect = new LinkedHashSet<>();

	}

	public interface EagerBySelectChildRepository extends SoftDeleteRepository<EagerBySelectChild, Long> {

	}

	@Entity(name = "RequiredChild")
	public static class RequiredChild extends Child {

		@ManyToOne(optional = false)
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public RequiredOwner owner;

	}

	@Entity(name = "RequiredOwner")
	public static class RequiredOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<RequiredChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<RequiredChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<RequiredChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<RequiredChild> bySelect = new LinkedHashSet<>();

	}

	public interface RequiredChildRepository extends SoftDeleteRepository<RequiredChild, Long> {

	}

	@Entity(name = "RequiredLazyChild")
	public static class RequiredLazyChild extends Child {

		@ManyToOne(optional = false, fetch = FetchType.LAZY)
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public RequiredLazyOwner owner;

	}

	@Entity(name = "RequiredLazyOwner")
	public static class RequiredLazyOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<RequiredLazyChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<RequiredLazyChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<RequiredLazyChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<RequiredLazyChild> bySelect = new LinkedHashSet<>();

	}

	public interface RequiredLazyChildRepository extends SoftDeleteRepository<RequiredLazyChild, Long> {

	}

	@Entity(name = "LazyByCodeChild")
	public static class LazyByCodeChild extends Child {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public LazyByCodeOwner owner;

	}

	@Entity(name = "LazyByCodeOwner")
	public static class LazyByCodeOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<LazyByCodeChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<LazyByCodeChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<LazyByCodeChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<LazyByCodeChild> bySelect = new LinkedHashSet<>();

	}

	public interface LazyByCodeChildRepository extends SoftDeleteRepository<LazyByCodeChild, Long> {

	}

	@Entity(name = "EagerByCodeChild")
	public static class EagerByCodeChild extends Child {

		@ManyToOne
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public EagerByCodeOwner owner;

	}

	@Entity(name = "EagerByCodeOwner")
	public static class EagerByCodeOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<EagerByCodeChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<EagerByCodeChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<EagerByCodeChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<EagerByCodeChild> bySelect = new LinkedHashSet<>();

	}

	public interface EagerByCodeChildRepository extends SoftDeleteRepository<EagerByCodeChild, Long> {

	}

	@Entity(name = "EagerByCodeBySelectChild")
	public static class EagerByCodeBySelectChild extends Child {

		@ManyToOne
		@Fetch(FetchMode.SELECT)
		@JoinColumn(name = "parent_code", referencedColumnName = "code")
		public Parent parent;

		@ManyToOne(fetch = FetchType.LAZY)
		public EagerByCodeBySelectOwner owner;

	}

	@Entity(name = "EagerByCodeBySelectOwner")
	public static class EagerByCodeBySelectOwner extends Owner {

		@OneToMany(mappedBy = "owner")
		public List<EagerByCodeBySelectChild> lazily = new ArrayList<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<EagerByCodeBySelectChild> bySubselect = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.JOIN)
		public Set<EagerByCodeBySelectChild> byJoin = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@BatchSize(size = 5)
		public Set<EagerByCodeBySelectChild> bySelect = new LinkedHashSet<>();

	}

	public interface EagerByCodeBySelectChildRepository extends SoftDeleteRepository<EagerByCodeBySelectChild, Long> {

	}

	public interface ParentRepository extends SoftDeleteRepository<Parent, Long> {

	}

}
