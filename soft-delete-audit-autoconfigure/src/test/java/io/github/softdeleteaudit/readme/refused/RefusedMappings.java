package io.github.softdeleteaudit.readme.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Transient;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLDeleteAll;
import org.hibernate.annotations.SQLSelect;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.TenantId;

/**
 * One mapping for each that stops the start.
 */
final class RefusedMappings {

	private RefusedMappings() {
	}

	/**
	 * The mappings.
	 * @return the classes that make up each, by a name for the test
	 */
	static Map<String, List<Class<?>>> all() {
		Map<String, List<Class<?>>> mappings = new LinkedHashMap<>();
		for (Class<?> type : List.of(HibernateAudited.class, HibernateSoftDelete.class, HibernateTemporal.class,
				OwnSqlDelete.class, OwnSqlUpdate.class, WithSecondaryTable.class, CompositeId.class, AssignedId.class,
				WithNaturalId.class, WithPartitionKey.class, Cached.class, Filtered.class, Tenanted.class,
				DirtyLocking.class, WithAny.class, WrongDeletedAt.class, WrongDeleted.class, WrongDeletedBy.class,
				WrongDeletionId.class, TwoIndicators.class, NoIndicator.class, TwoDeletedAt.class,
				TransientDeletedAt.class, Unchangeable.class, Query.class, NullConverted.class, Transformed.class,
				EmbeddedMark.class)) {
			mappings.put(type.getSimpleName(), List.of(type));
		}
		mappings.put("inheritance", List.of(Vehicle.class, Car.class));
		mappings.put("joined to-one", List.of(JoinTableToOne.class, Target.class));
		mappings.put("one-to-one", List.of(Face.class, Head.class));
		mappings.put("cascade to hard", List.of(CascadesToHard.class, Hard.class));
		mappings.put("cascade from hard", List.of(HardCascades.class, Target.class));
		mappings.put("join column", List.of(OwnsJoinColumn.class, Target.class));
		mappings.put("on delete collection", List.of(OnDeleteOwner.class, OnDeleteChild.class));
		mappings.put("subselect", List.of(SubselectElements.class));
		mappings.put("cached collection", List.of(CachedCollection.class, Target.class));
		mappings.put("order column", List.of(Ordered.class, Target.class));
		mappings.put("bag", List.of(Bag.class, Target.class));
		mappings.put("SQLDeleteAll", List.of(OwnSqlDeleteAll.class, Target.class));
		mappings.put("property reference", List.of(RefersToCode.class, Coded.class));
		mappings.put("cascade of an element", List.of(ElementCascades.class, Target.class));
		mappings.put("own select", List.of(OwnSelect.class, Target.class));
		mappings.put("precision", List.of(PreciseParent.class, CoarseChild.class));
		mappings.put("no marker", List.of(Unmarked.class));
		mappings.put("marker on an interface", List.of(MarkedByInterface.class));
		return mappings;
	}

	@MappedSuperclass
	@SoftDeletable
	abstract static class Base {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class Target extends Base {

	}

	@Entity
	static class Hard {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	@org.hibernate.annotations.Audited
	static class HibernateAudited extends Base {

	}

	@Entity
	@SoftDelete
	static class HibernateSoftDelete extends Base {

	}

	@Entity
	@org.hibernate.annotations.Temporal
	static class HibernateTemporal extends Base {

	}

	@Entity
	@SQLDelete(sql = "update own_sql_delete set deleted_at = now() where id = ?")
	static class OwnSqlDelete extends Base {

	}

	@Entity
	@SQLUpdate(sql = "update own_sql_update set name = ? where id = ?")
	static class OwnSqlUpdate extends Base {

		String name;

	}

	@Entity
	static class Vehicle extends Base {

	}

	@Entity
	@DiscriminatorValue("car")
	static class Car extends Vehicle {

	}

	@Entity
	@SecondaryTable(name = "more")
	static class WithSecondaryTable extends Base {

		@Column(table = "more")
		String more;

	}

	@Entity
	static class JoinTableToOne extends Base {

		@ManyToOne
		@jakarta.persistence.JoinTable(name = "joined")
		Target target;

	}

	@Entity
	@SoftDeletable
	@IdClass(CompositeId.Key.class)
	static class CompositeId {

		@Id
		Long one;

		@Id
		Long two;

		@DeletedAt
		Instant deletedAt;

		record Key(Long one, Long two) {
		}

	}

	@Entity
	@SoftDeletable
	static class AssignedId {

		@Id
		String code;

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class WithNaturalId extends Base {

		@NaturalId
		String code;

	}

	@Entity
	static class WithPartitionKey extends Base {

		@PartitionKey
		String region;

	}

	@Entity
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	static class Cached extends Base {

	}

	@Entity
	@FilterDef(name = "named", defaultCondition = "name is not null")
	@Filter(name = "named")
	static class Filtered extends Base {

		String name;

	}

	@Entity
	static class Tenanted extends Base {

		@TenantId
		String tenant;

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	@DynamicUpdate
	static class DirtyLocking extends Base {

	}

	@Entity
	static class WithAny extends Base {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "hard", entity = WithAny.class)
		@Column(name = "kind")
		@JoinColumn(name = "any_id")
		Object any;

	}

	@Entity
	@SoftDeletable
	static class WrongDeletedAt {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		LocalDate deletedAt;

	}

	@Entity
	@SoftDeletable
	static class WrongDeleted {

		@Id
		@GeneratedValue
		Long id;

		@Deleted
		Integer deleted;

	}

	@Entity
	static class WrongDeletedBy extends Base {

		@DeletedBy
		Long deletedBy;

	}

	@Entity
	static class WrongDeletionId extends Base {

		@DeletionId
		String deletionId;

	}

	@Entity
	static class TwoIndicators extends Base {

		@Deleted
		Boolean deleted;

	}

	@Entity
	@SoftDeletable
	static class NoIndicator {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	static class TwoDeletedAt extends Base {

		@DeletedAt
		Instant goneSince;

	}

	@Entity
	@SoftDeletable
	static class TransientDeletedAt {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Transient
		Instant deletedAt;

	}

	@Entity
	static class Face extends Base {

		@OneToOne(mappedBy = "face")
		Head head;

	}

	@Entity
	static class Head extends Base {

		@OneToOne
		Face face;

	}

	@Entity
	static class CascadesToHard extends Base {

		@ManyToOne(cascade = CascadeType.REMOVE)
		Hard hard;

	}

	@Entity
	static class HardCascades {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne(cascade = CascadeType.ALL)
		Target target;

	}

	@Entity
	static class OwnsJoinColumn extends Base {

		@OneToMany
		@JoinColumn(name = "owner_id")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class OnDeleteOwner extends Base {

		@OneToMany(mappedBy = "owner")
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<OnDeleteChild> children = new HashSet<>();

	}

	@Entity
	static class OnDeleteChild extends Base {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		OnDeleteOwner owner;

	}

	@Entity
	static class SubselectElements extends Base {

		@ElementCollection
		@Fetch(FetchMode.SUBSELECT)
		Set<String> words = new HashSet<>();

	}

	@Entity
	static class CachedCollection extends Base {

		@ManyToMany
		@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class Ordered extends Base {

		@ManyToMany
		@OrderColumn
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class Bag extends Base {

		@ManyToMany
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class OwnSqlDeleteAll extends Base {

		@ManyToMany
		@SQLDeleteAll(sql = "delete from own_sql_delete_all_targets where own_sql_delete_all_id = ?")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class RefersToCode extends Base {

		@ManyToOne
		@JoinColumn(referencedColumnName = "code")
		Coded coded;

	}

	@Entity
	static class Coded extends Base {

		@Column(unique = true)
		String code;

	}

	@Entity
	@Immutable
	static class Unchangeable extends Base {

	}

	@Entity
	@Subselect("select id, deleted_at from target")
	static class Query extends Base {

	}

	@Entity
	@SoftDeletable
	static class NullConverted {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Convert(converter = NeverNull.class)
		Instant deletedAt;

	}

	static class NeverNull implements AttributeConverter<Instant, Long> {

		@Override
		public Long convertToDatabaseColumn(Instant instant) {
			return (instant != null) ? instant.toEpochMilli() : 0L;
		}

		@Override
		public Instant convertToEntityAttribute(Long millis) {
			return (millis != null && millis != 0) ? Instant.ofEpochMilli(millis) : null;
		}

	}

	@Entity
	static class Transformed extends Base {

		@DeletedBy
		@ColumnTransformer(write = "lower(?)")
		String deletedBy;

	}

	@Entity
	static class EmbeddedMark extends Base {

		Marks marks;

	}

	@Embeddable
	static class Marks {

		@DeletedBy
		String deletedBy;

	}

	@Entity
	static class ElementCascades extends Base {

		@ElementCollection
		Set<Element> elements = new HashSet<>();

	}

	@Embeddable
	static class Element {

		@ManyToOne(cascade = CascadeType.ALL)
		Target target;

	}

	@Entity
	static class OwnSelect extends Base {

		@ManyToMany
		@SQLSelect(sql = "select * from target where id = ?")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class PreciseParent extends Base {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		Set<CoarseChild> children = new HashSet<>();

	}

	@Entity
	@SoftDeletable
	static class CoarseChild {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Column(secondPrecision = 0)
		Instant deletedAt;

		@ManyToOne
		PreciseParent parent;

	}

	@Entity
	static class Unmarked {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		Instant deletedAt;

	}

	@SoftDeletable
	interface Marked {

	}

	@Entity
	static class MarkedByInterface implements Marked {

		@Id
		@GeneratedValue
		Long id;

	}

}
