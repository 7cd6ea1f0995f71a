package io.github.softdeleteaudit.softdelete.hibernate;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.test.Tables;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.RowId;
import org.hibernate.annotations.SQLSelect;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mappings of an entity in one table that are deleted and restored without loss.
 */
class EntityMappingTests {

	@ParameterizedTest
	@ValueSource(classes = { WithSequence.class, WithIdentity.class, WithUuid.class, WithGenericId.class,
			WithGetters.class, WithOverriddenGetter.class, WithRowId.class, WithDynamicStatements.class,
			WithoutOptimisticLocking.class, WithGeneratedValues.class, WithUnmappedAndComputedAttributes.class,
			WithOwnSelect.class, WithReservedNames.class, Cached.class })
	void isDeletedAndRestored(Class<?> type) {
		MappedTypes.of(type)
			.run((application) -> application.deleteAndRestore(type, application.persist(create(type))));
	}

	@Test
	void isDeletedAndRestoredWithGlobalQuoting() {
		MappedTypes.of(WithReservedTableName.class)
			.withProperties("spring.jpa.properties.hibernate.globally_quoted_identifiers=true")
			.run((application) -> application.deleteAndRestore(WithReservedTableName.class,
					application.persist(new WithReservedTableName())));
	}

	@Test
	void isDeletedAndRestoredWhenAllEntitiesMayBeCachedButThereIsNoCache() {
		MappedTypes.of(WithSequence.class)
			.withProperties("spring.jpa.properties.jakarta.persistence.sharedCache.mode=ALL")
			.run((application) -> application.deleteAndRestore(WithSequence.class,
					application.persist(new WithSequence())));
	}

	@ParameterizedTest
	@ValueSource(classes = { ShortVersion.class, LongVersion.class, TimestampVersion.class, InstantVersion.class,
			LocalDateTimeVersion.class, DatabaseVersion.class })
	void versionCountsInDeletingAndRestoring(Class<?> type) {
		MappedTypes.of(type).run((application) -> {
			Object id = application.persist(create(type));
			Object staleAtUpdate = application.call((entityManager) -> entityManager.find(type, id));
			Object staleAtDelete = application.call((entityManager) -> entityManager.find(type, id));
			Tables created = versions(application);
			pause();
			application.remove(type, id);
			Tables deleted = versions(application);
			assertThat(deleted).isNotEqualTo(created);
			setName(staleAtUpdate);
			assertThatExceptionOfType(OptimisticLockException.class)
				.isThrownBy(() -> application.run((entityManager) -> {
					entityManager.merge(staleAtUpdate);
					entityManager.flush();
				}));
			pause();
			application.restore(type, id);
			assertThat(versions(application)).isNotEqualTo(deleted);
			assertThatExceptionOfType(OptimisticLockException.class)
				.isThrownBy(() -> application.run((entityManager) -> {
					entityManager.remove(entityManager.merge(staleAtDelete));
					entityManager.flush();
				}));
			assertThat(application.count(type)).isOne();
			application.remove(type, id);
			assertThat(application.count(type)).isZero();
		});
	}

	@Test
	void aVersionThatTheDatabaseKeepsIsNotWritten() {
		MappedTypes.of(KeptVersion.class).run((application) -> {
			Object id = application.persist(create(KeptVersion.class));
			application.deleteAndRestore(KeptVersion.class, id);
			KeptVersion stale = application.call((entityManager) -> entityManager.find(KeptVersion.class, id));
			application.run((entityManager) -> entityManager.find(KeptVersion.class, id).name = "longer");
			assertThatExceptionOfType(OptimisticLockException.class)
				.isThrownBy(() -> application.run((entityManager) -> {
					entityManager.remove(entityManager.merge(stale));
					entityManager.flush();
				}));
			assertThat(application.count(KeptVersion.class)).isOne();
			application.deleteAndRestore(KeptVersion.class, id);
		});
	}

	@Test
	void identifierTakenFromAReferenceIsDeletedAndRestored() {
		MappedTypes.of(WithSequence.class, WithSharedId.class).run((application) -> {
			WithSharedId entity = new WithSharedId();
			entity.owner = new WithSequence();
			application.persist(entity.owner);
			application.deleteAndRestore(WithSharedId.class, application.persist(entity));
		});
	}

	@Test
	void cascadesReachEveryLevelOfATree() {
		MappedTypes.of(Node.class).run((application) -> {
			Node root = new Node(null);
			new Node(new Node(root));
			Object id = application.persist(root);
			application.remove(Node.class, id);
			assertThat(application.count(Node.class)).isZero();
			application.restore(Node.class, id);
			assertThat(application.count(Node.class)).isEqualTo(3);
			application.deleteAndRestore(Node.class, id);
		});
	}

	@Test
	void owningOneToOneTakesItsTargetAlong() {
		MappedTypes.of(WithOneToOne.class, WithSequence.class).run((application) -> {
			WithOneToOne owner = new WithOneToOne();
			Object id = application.persist(owner);
			application.deleteAndRestore(WithOneToOne.class, id);
			application.remove(WithOneToOne.class, id);
			assertThat(application.count(WithSequence.class)).isZero();
			application.restore(WithOneToOne.class, id);
			assertThat(application.count(WithSequence.class)).isOne();
		});
	}

	@Test
	void orphanOfAnOwningOneToOneIsMarked() {
		MappedTypes.of(WithOneToOne.class, WithSequence.class).run((application) -> {
			WithOneToOne owner = new WithOneToOne();
			Object id = application.persist(owner);
			application.run((entityManager) -> entityManager.find(WithOneToOne.class, id).part = null);
			assertThat(application.count(WithSequence.class)).isZero();
			application.restore(WithSequence.class, owner.part.id);
			assertThat(application.count(WithSequence.class)).isOne();
		});
	}

	@Test
	void anotherEntityInTheSameTableIsNotDeletedPhysically() {
		MappedTypes.of(Shared.class, OtherViewOfShared.class).run((application) -> {
			Object id = application.persist(new Shared());
			Tables before = application.tables();
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> application.remove(OtherViewOfShared.class, id))
				.withCauseInstanceOf(PhysicalDeleteException.class);
			assertThat(application.tables()).isEqualTo(before);
		});
	}

	private static Object create(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void setName(Object entity) {
		try {
			Field field = entity.getClass().getDeclaredField("name");
			field.setAccessible(true);
			field.set(entity, "stale");
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Tables versions(MappedApplication application) {
		return Tables.of(application.database(), (column) -> column.equals("version"));
	}

	// longer than the resolution of the coarsest version
	private static void pause() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Entity
	static class WithSequence extends SoftDeletableRow {

	}

	@Entity
	static class WithIdentity extends SoftDeletableEntity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

	}

	@Entity
	static class WithUuid extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		UUID id;

	}

	@MappedSuperclass
	@SoftDeletable
	abstract static class GenericRow<I> {

		@Id
		@GeneratedValue
		I id;

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class WithGenericId extends GenericRow<Long> {

	}

	@MappedSuperclass
	@SoftDeletable
	abstract static class RowWithGetters {

		private Long key;

		private Instant end;

		@Id
		@GeneratedValue
		public Long getId() {
			return this.key;
		}

		public void setId(Long id) {
			this.key = id;
		}

		@DeletedAt
		public Instant getDeletedAt() {
			return this.end;
		}

		public void setDeletedAt(Instant deletedAt) {
			this.end = deletedAt;
		}

	}

	@Entity
	static class WithGetters extends RowWithGetters {

	}

	@Entity
	static class WithOverriddenGetter extends RowWithGetters {

		@Override
		@Column(name = "deleted_since")
		public Instant getDeletedAt() {
			return super.getDeletedAt();
		}

	}

	@Entity
	@RowId("_rowid_")
	static class WithRowId extends SoftDeletableRow {

	}

	@Entity
	@DynamicInsert
	@DynamicUpdate
	static class WithDynamicStatements extends SoftDeletableRow {

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.NONE)
	static class WithoutOptimisticLocking extends SoftDeletableRow {

	}

	@Entity
	static class WithGeneratedValues extends SoftDeletableRow {

		@CreationTimestamp
		Instant created;

		@UpdateTimestamp
		Instant updated;

		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@ColumnDefault("5")
		Integer generated;

	}

	@Entity
	static class WithUnmappedAndComputedAttributes extends SoftDeletableRow {

		@Formula("id + 1")
		Long next;

		@OptimisticLock(excluded = true)
		String remark = "-";

		transient String ignored = "-";

	}

	@Entity
	@Table(name = "own_select")
	@SQLSelect(sql = "select id, deleted_at, deleted_by, deletion_id, name, version from own_select where id = ?")
	static class WithOwnSelect extends SoftDeletableRow {

	}

	@Entity
	@SoftDeletable
	@Table(name = "`order by`")
	static class WithReservedNames {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		@Column(name = "`deleted at`")
		Instant deletedAt;

		@DeletedBy
		@Column(name = "`deleted-by`")
		String user;

		@Column(name = "`where`")
		String where = "-";

	}

	@Entity
	@Table(name = "order")
	static class WithReservedTableName extends SoftDeletableRow {

		String select = "-";

	}

	@Entity
	@Cacheable
	static class Cached extends SoftDeletableRow {

	}

	@Entity
	static class KeptVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@Column(insertable = false, updatable = false,
				columnDefinition = "integer generated always as (char_length(name))")
		Integer version;

		String name = "-";

	}

	@Entity
	static class ShortVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		short version;

		String name;

	}

	@Entity
	static class LongVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		Long version;

		String name;

	}

	@Entity
	static class TimestampVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		Timestamp version;

		String name;

	}

	@Entity
	static class InstantVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		Instant version;

		String name;

	}

	@Entity
	static class LocalDateTimeVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		LocalDateTime version;

		String name;

	}

	@Entity
	static class DatabaseVersion extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Version
		@CurrentTimestamp(source = SourceType.DB)
		Instant version;

		String name;

	}

	@Entity
	static class WithSharedId extends SoftDeletableEntity {

		@Id
		Long id;

		@MapsId
		@OneToOne
		WithSequence owner;

	}

	@Entity
	static class Node extends SoftDeletableRow {

		@ManyToOne(fetch = FetchType.LAZY)
		Node parent;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Node> children = new ArrayList<>();

		Node() {
		}

		Node(Node parent) {
			this.parent = parent;
			if (parent != null) {
				parent.children.add(this);
			}
		}

	}

	@Entity
	static class WithOneToOne extends SoftDeletableRow {

		@OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
		WithSequence part = new WithSequence();

	}

	@Entity
	@Table(name = "shared")
	static class Shared extends SoftDeletableRow {

	}

	@Entity
	@Table(name = "shared")
	static class OtherViewOfShared {

		@Id
		Long id;

	}

}
