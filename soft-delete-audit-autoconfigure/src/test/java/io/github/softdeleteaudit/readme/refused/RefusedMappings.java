package io.github.softdeleteaudit.readme.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToOne;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Transient;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLDeleteAll;
import org.hibernate.annotations.SQLSelect;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;

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
				OwnSqlDelete.class, OwnSqlUpdate.class, WithAny.class, WrongDeletedAt.class, WrongDeleted.class,
				WrongDeletedBy.class, WrongDeletionId.class, TwoIndicators.class, NoIndicator.class, TwoDeletedAt.class,
				TransientDeletedAt.class, Unchangeable.class, Query.class, NullConverted.class, Transformed.class,
				EmbeddedMark.class)) {
			mappings.put(type.getSimpleName(), List.of(type));
		}
		mappings.put("marker on a subclass", List.of(Hard.class, MarkedSubclass.class));
		mappings.put("mark on a subclass", List.of(Target.class, SubclassMark.class));
		mappings.put("indicator elsewhere", List.of(IndicatorElsewhere.class));
		mappings.put("cascade to hard", List.of(CascadesToHard.class, Hard.class));
		mappings.put("cascade from hard", List.of(HardCascades.class, Target.class));
		mappings.put("on delete from hard", List.of(HardOnDelete.class, Target.class));
		mappings.put("on delete to hard", List.of(OnDeleteToHard.class, Hard.class));
		mappings.put("one-to-one in a join table", List.of(JoinedFace.class, JoinedHead.class));
		mappings.put("one-to-one in an embeddable", List.of(EmbeddedFace.class, EmbeddedHead.class));
		mappings.put("orphans of a bag with ids", List.of(IdBag.class, Target.class));
		mappings.put("SQLDelete of a collection", List.of(OwnSqlDeleteOfLinks.class, Target.class));
		mappings.put("attributes as a lock", List.of(LockedByAttributes.class));
		mappings.put("zone in a column", List.of(ZoneInAColumn.class));
		mappings.put("column that passes for a word", List.of(WordForAColumn.class));
		mappings.put("order column", List.of(Ordered.class, Target.class));
		mappings.put("SQLDeleteAll", List.of(OwnSqlDeleteAll.class, Target.class));
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
	@SoftDeletable
	static class MarkedSubclass extends Hard {

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class SubclassMark extends Target {

		@DeletedBy
		String removedBy;

	}

	@Entity
	@SoftDeletable
	@SecondaryTable(name = "elsewhere")
	static class IndicatorElsewhere {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Column(table = "elsewhere")
		Instant deletedAt;

	}

	@Entity
	static class HardOnDelete {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		Target target;

	}

	@Entity
	static class OnDeleteToHard extends Base {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		Hard hard;

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
	static class JoinedFace extends Base {

		@OneToOne(mappedBy = "face")
		JoinedHead head;

	}

	@Entity
	static class JoinedHead extends Base {

		@OneToOne
		@JoinTable(name = "heads_of_faces")
		JoinedFace face;

	}

	@Entity
	static class EmbeddedFace extends Base {

		@Embedded
		Features features;

	}

	@Embeddable
	static class Features {

		@OneToOne(mappedBy = "face")
		EmbeddedHead head;

	}

	@Entity
	static class EmbeddedHead extends Base {

		@OneToOne
		EmbeddedFace face;

	}

	@Entity
	static class IdBag extends Base {

		@OneToMany(orphanRemoval = true)
		@JoinTable(name = "id_bag")
		@CollectionId(column = @Column(name = "link_id"), generator = "increment")
		@CollectionIdJavaClass(idType = Long.class)
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class OwnSqlDeleteOfLinks extends Base {

		@ManyToMany
		@SQLDelete(
				sql = "delete from own_sql_delete_of_links_targets where own_sql_delete_of_links_id = ? and targets_id = ?")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.ALL)
	@DynamicUpdate
	@SecondaryTable(name = "locked_more")
	static class LockedByAttributes extends Base {

		@Column(table = "locked_more")
		String more;

	}

	@Entity
	@SoftDeletable
	static class ZoneInAColumn {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		OffsetDateTime deletedAt;

	}

	@Entity
	@SoftDeletable
	static class WordForAColumn {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Column(name = "current_date")
		Instant deletedAt;

	}

	@Entity
	static class Ordered extends Base {

		@ManyToMany
		@OrderColumn
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class OwnSqlDeleteAll extends Base {

		@ManyToMany
		@SQLDeleteAll(sql = "delete from own_sql_delete_all_targets where own_sql_delete_all_id = ?")
		Set<Target> targets = new HashSet<>();

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
