package io.github.softdeleteaudit.shapes.link;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.Hibernate;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SortNatural;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.ResolvableType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.util.ReflectionUtils;

/**
 * Owners of collections of each kind, with one set of attributes and methods.
 */
public final class LinkModel {

	private LinkModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class LinkApplication {

	}

	/** What is linked to. */
	@MappedSuperclass
	public abstract static class Element extends SoftDeletableEntity implements Comparable<Element> {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Column(unique = true, length = 50)
		@NaturalId
		public String code;

		@Override
		public int compareTo(Element other) {
			return this.code.compareTo(other.code);
		}

		public String getCode() {
			return this.code;
		}

		public Long getId() {
			return this.id;
		}

	}

	/** What links. */
	@MappedSuperclass
	public abstract static class Owner extends SoftDeletableEntity implements Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Column(unique = true, length = 50)
		public String code;

		public String name;

		private Field field() {
			return Objects.requireNonNull(ReflectionUtils.findField(Hibernate.getClass(this), "links"));
		}

		/** The collection or map. */
		Object links() {
			return ReflectionUtils.getField(field(), this);
		}

		/** Replace the collection or map by a new one. */
		void replace() {
			ReflectionUtils.setField(field(), this,
					((Owner) BeanUtils.instantiateClass(Hibernate.getClass(this))).links());
		}

		/** A new element, of the type that is declared. */
		Element element() {
			ResolvableType type = ResolvableType.forField(field());
			return (Element) BeanUtils.instantiateClass(type.getGeneric(type.getGenerics().length - 1).toClass());
		}

		/** Set the side that is written, where that is the other one. */
		void adopt(Element element, boolean own) {
		}

		@SuppressWarnings("unchecked")
		Collection<Element> shown() {
			return (links() instanceof Map<?, ?> map) ? (Collection<Element>) map.values()
					: (Collection<Element>) links();
		}

		@SuppressWarnings("unchecked")
		void add(Element element) {
			if (links() instanceof Map<?, ?> map) {
				((Map<String, Element>) map).put(element.getCode(), element);
			}
			else {
				((Collection<Element>) links()).add(element);
			}
			adopt(element, true);
		}

		void remove(Element element) {
			shown().remove(element);
			adopt(element, false);
		}

		void clear() {
			List.copyOf(shown()).forEach((element) -> adopt(element, false));
			shown().clear();
		}

	}

	/** Usual, with the other side of inverse collections. */
	@Entity(name = "Target")
	public static class Target extends Element {

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseSet inverseSet;

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseList inverseList;

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseMap inverseMap;

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseMapByColumn inverseMapByColumn;

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseOrphans inverseOrphans;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "inverse_code", referencedColumnName = "code")
		public InverseByCode inverseByCode;

	}

	@Entity(name = "RequiredTarget")
	public static class RequiredTarget extends Element {

	}

	@Entity(name = "MappedTarget")
	public static class MappedTarget extends Element {

	}

	@Entity(name = "Joined")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Joined extends Element {

	}

	@Entity(name = "JoinedSub")
	public static class JoinedSub extends Joined {

		public String detail = "detail";

	}

	@Entity(name = "PerTable")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class PerTable extends Element {

	}

	@Entity(name = "PerTableSub")
	public static class PerTableSub extends PerTable {

		public String detail = "detail";

	}

	@Entity(name = "LinkSet")
	public static class LinkSet extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "LinkBag")
	public static class LinkBag extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		public List<Target> links = new ArrayList<>();

	}

	@Entity(name = "LinkSortedSet")
	public static class LinkSortedSet extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@SortNatural
		public SortedSet<Target> links = new TreeSet<>();

	}

	@Entity(name = "LinkMapByAttribute")
	public static class LinkMapByAttribute extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@MapKey(name = "code")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "LinkMap")
	public static class LinkMap extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@MapKeyColumn(name = "map_key")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "LinkSortedMap")
	public static class LinkSortedMap extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@MapKeyColumn(name = "map_key")
		@SortNatural
		public SortedMap<String, Target> links = new TreeMap<>();

	}

	@Entity(name = "LinkIdBag")
	public static class LinkIdBag extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@CollectionId(column = @Column(name = "link_id"), generator = "increment")
		@CollectionIdJdbcTypeCode(Types.BIGINT)
		public Collection<Target> links = new ArrayList<>();

	}

	@Entity(name = "LinkByCode")
	public static class LinkByCode extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		@JoinTable(name = "link_by_code_links",
				joinColumns = @JoinColumn(name = "owner_code", referencedColumnName = "code"),
				inverseJoinColumns = @JoinColumn(name = "target_code", referencedColumnName = "code"))
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "JoinTableSet")
	public static class JoinTableSet extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinTable
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "JoinTableBag")
	public static class JoinTableBag extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinTable
		public List<Target> links = new ArrayList<>();

	}

	@Entity(name = "JoinTableMap")
	public static class JoinTableMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinTable
		@MapKeyColumn(name = "map_key")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "OrphanSet")
	public static class OrphanSet extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "OrphanBag")
	public static class OrphanBag extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable
		public List<Target> links = new ArrayList<>();

	}

	@Entity(name = "OrphanMap")
	public static class OrphanMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable
		@MapKeyColumn(name = "map_key")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "ColumnSet")
	public static class ColumnSet extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinColumn(name = "column_set_id")
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "ColumnList")
	public static class ColumnList extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinColumn(name = "column_list_id")
		public List<Target> links = new ArrayList<>();

	}

	@Entity(name = "ColumnMap")
	public static class ColumnMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinColumn(name = "column_map_id")
		@MapKeyColumn(name = "column_map_key")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "ColumnMapByAttribute")
	public static class ColumnMapByAttribute extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinColumn(name = "column_attribute_id")
		@MapKey(name = "code")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "ColumnByCode")
	public static class ColumnByCode extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany
		@JoinColumn(name = "owner_code", referencedColumnName = "code")
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "ColumnOrphanSet")
	public static class ColumnOrphanSet extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "orphan_set_id")
		public Set<Target> links = new LinkedHashSet<>();

	}

	@Entity(name = "ColumnOrphanList")
	public static class ColumnOrphanList extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "orphan_list_id")
		public List<Target> links = new ArrayList<>();

	}

	@Entity(name = "ColumnOrphanMap")
	public static class ColumnOrphanMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "orphan_map_id")
		@MapKeyColumn(name = "orphan_map_key")
		public Map<String, Target> links = new HashMap<>();

	}

	@Entity(name = "RequiredOrphans")
	public static class RequiredOrphans extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "owner_id", nullable = false)
		public Set<RequiredTarget> links = new LinkedHashSet<>();

	}

	@Entity(name = "RequiredOrphanMap")
	public static class RequiredOrphanMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "owner_id", nullable = false)
		@MapKeyColumn(name = "map_key")
		public Map<String, MappedTarget> links = new HashMap<>();

	}

	@Entity(name = "InverseSet")
	public static class InverseSet extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseSet")
		public Set<Target> links = new LinkedHashSet<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseSet = own ? this : null;
		}

	}

	@Entity(name = "InverseList")
	public static class InverseList extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseList")
		public List<Target> links = new ArrayList<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseList = own ? this : null;
		}

	}

	@Entity(name = "InverseMap")
	public static class InverseMap extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseMap")
		@MapKey(name = "code")
		public Map<String, Target> links = new HashMap<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseMap = own ? this : null;
		}

	}

	@Entity(name = "InverseMapByColumn")
	public static class InverseMapByColumn extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseMapByColumn")
		@MapKeyColumn(name = "inverse_map_key")
		public Map<String, Target> links = new HashMap<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseMapByColumn = own ? this : null;
		}

	}

	@Entity(name = "InverseOrphans")
	public static class InverseOrphans extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseOrphans", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Target> links = new LinkedHashSet<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseOrphans = own ? this : null;
		}

	}

	@Entity(name = "InverseByCode")
	public static class InverseByCode extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(mappedBy = "inverseByCode")
		public Set<Target> links = new LinkedHashSet<>();

		@Override
		void adopt(Element element, boolean own) {
			((Target) element).inverseByCode = own ? this : null;
		}

	}

	@Entity(name = "LinkToHierarchy")
	public static class LinkToHierarchy extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		public List<Joined> links = new ArrayList<>();

		@Override
		Element element() {
			return new JoinedSub();
		}

	}

	@Entity(name = "ColumnOrphansInHierarchy")
	public static class ColumnOrphansInHierarchy extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "column_orphans_id")
		public Set<JoinedSub> links = new LinkedHashSet<>();

	}

	@Entity(name = "LinkToTables")
	public static class LinkToTables extends Owner {

		private static final long serialVersionUID = 1L;

		@ManyToMany
		public List<PerTable> links = new ArrayList<>();

		@Override
		Element element() {
			return new PerTableSub();
		}

	}

	@Entity(name = "OrphansInTables")
	public static class OrphansInTables extends Owner {

		private static final long serialVersionUID = 1L;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable
		public Set<PerTable> links = new LinkedHashSet<>();

		@Override
		Element element() {
			return new PerTableSub();
		}

	}

	public interface TargetRepository extends SoftDeleteRepository<Target, Long> {

	}

	public interface RequiredTargetRepository extends SoftDeleteRepository<RequiredTarget, Long> {

	}

	public interface MappedTargetRepository extends SoftDeleteRepository<MappedTarget, Long> {

	}

	public interface JoinedRepository extends SoftDeleteRepository<Joined, Long> {

	}

	public interface PerTableRepository extends SoftDeleteRepository<PerTable, Long> {

	}

	public interface LinkSetRepository extends SoftDeleteRepository<LinkSet, Long> {

	}

	public interface LinkBagRepository extends SoftDeleteRepository<LinkBag, Long> {

	}

	public interface LinkSortedSetRepository extends SoftDeleteRepository<LinkSortedSet, Long> {

	}

	public interface LinkMapByAttributeRepository extends SoftDeleteRepository<LinkMapByAttribute, Long> {

	}

	public interface LinkMapRepository extends SoftDeleteRepository<LinkMap, Long> {

	}

	public interface LinkSortedMapRepository extends SoftDeleteRepository<LinkSortedMap, Long> {

	}

	public interface LinkIdBagRepository extends SoftDeleteRepository<LinkIdBag, Long> {

	}

	public interface LinkByCodeRepository extends SoftDeleteRepository<LinkByCode, Long> {

	}

	public interface JoinTableSetRepository extends SoftDeleteRepository<JoinTableSet, Long> {

	}

	public interface JoinTableBagRepository extends SoftDeleteRepository<JoinTableBag, Long> {

	}

	public interface JoinTableMapRepository extends SoftDeleteRepository<JoinTableMap, Long> {

	}

	public interface OrphanSetRepository extends SoftDeleteRepository<OrphanSet, Long> {

	}

	public interface OrphanBagRepository extends SoftDeleteRepository<OrphanBag, Long> {

	}

	public interface OrphanMapRepository extends SoftDeleteRepository<OrphanMap, Long> {

	}

	public interface ColumnSetRepository extends SoftDeleteRepository<ColumnSet, Long> {

	}

	public interface ColumnListRepository extends SoftDeleteRepository<ColumnList, Long> {

	}

	public interface ColumnMapRepository extends SoftDeleteRepository<ColumnMap, Long> {

	}

	public interface ColumnMapByAttributeRepository extends SoftDeleteRepository<ColumnMapByAttribute, Long> {

	}

	public interface ColumnByCodeRepository extends SoftDeleteRepository<ColumnByCode, Long> {

	}

	public interface ColumnOrphanSetRepository extends SoftDeleteRepository<ColumnOrphanSet, Long> {

	}

	public interface ColumnOrphanListRepository extends SoftDeleteRepository<ColumnOrphanList, Long> {

	}

	public interface ColumnOrphanMapRepository extends SoftDeleteRepository<ColumnOrphanMap, Long> {

	}

	public interface RequiredOrphansRepository extends SoftDeleteRepository<RequiredOrphans, Long> {

	}

	public interface RequiredOrphanMapRepository extends SoftDeleteRepository<RequiredOrphanMap, Long> {

	}

	public interface InverseSetRepository extends SoftDeleteRepository<InverseSet, Long> {

	}

	public interface InverseListRepository extends SoftDeleteRepository<InverseList, Long> {

	}

	public interface InverseMapRepository extends SoftDeleteRepository<InverseMap, Long> {

	}

	public interface InverseMapByColumnRepository extends SoftDeleteRepository<InverseMapByColumn, Long> {

	}

	public interface InverseOrphansRepository extends SoftDeleteRepository<InverseOrphans, Long> {

	}

	public interface InverseByCodeRepository extends SoftDeleteRepository<InverseByCode, Long> {

	}

	public interface LinkToHierarchyRepository extends SoftDeleteRepository<LinkToHierarchy, Long> {

	}

	public interface ColumnOrphansInHierarchyRepository extends SoftDeleteRepository<ColumnOrphansInHierarchy, Long> {

	}

	public interface LinkToTablesRepository extends SoftDeleteRepository<LinkToTables, Long> {

	}

	public interface OrphansInTablesRepository extends SoftDeleteRepository<OrphansInTables, Long> {

	}

	public interface JoinedSubRepository extends SoftDeleteRepository<JoinedSub, Long> {

	}

	public interface PerTableSubRepository extends SoftDeleteRepository<PerTableSub, Long> {

	}

	/** Linked to others of its kind, and to itself. */
	@Entity(name = "Person")
	public static class Person extends Element {

		@ManyToMany
		@JoinTable(name = "person_friends")
		public Set<Person> friends = new LinkedHashSet<>();

		@ManyToMany(mappedBy = "friends")
		public Set<Person> friendOf = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "person_follows")
		public List<Person> follows = new ArrayList<>();

	}

	public interface PersonRepository extends SoftDeleteRepository<Person, Long> {

	}

}
