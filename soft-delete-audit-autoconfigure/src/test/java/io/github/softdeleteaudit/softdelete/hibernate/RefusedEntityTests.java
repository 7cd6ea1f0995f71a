package io.github.softdeleteaudit.softdelete.hibernate;

import java.io.Serializable;
import java.time.Instant;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mappings of a soft-deletable entity itself that stop the start. Each test names the
 * remedy that the user is told.
 */
class RefusedEntityTests {

	private static final String UNSUPPORTED = "This is not supported yet: map the entity otherwise, or remove the marker";

	@Test
	void hibernatesOwnAudited() {
		MappedTypes.of(CoreAudited.class)
			.areRefused(CoreAudited.class.getName(), "Hibernate's own @Audited",
					"Use org.hibernate.envers.Audited instead.");
	}

	@Test
	void hibernatesOwnSoftDelete() {
		MappedTypes.of(NativelySoftDeleted.class)
			.areRefused(NativelySoftDeleted.class.getName(), "Hibernate's own @SoftDelete", "Keep one of the two");
	}

	@Test
	void ownSqlDelete() {
		MappedTypes.of(WithSqlDelete.class)
			.areRefused(WithSqlDelete.class.getName(), "@SQLDelete of its own", "Remove it");
	}

	@Test
	void ownSqlUpdate() {
		MappedTypes.of(WithSqlUpdate.class).areRefused(WithSqlUpdate.class.getName(), "@SQLUpdate", UNSUPPORTED);
	}

	@ParameterizedTest
	@ValueSource(classes = { SingleTable.class, Joined.class, TablePerClass.class })
	void inheritance(Class<?> root) {
		MappedTypes
			.of(SingleTable.class, SingleTableSubclass.class, Joined.class, JoinedSubclass.class, TablePerClass.class,
					TablePerClassSubclass.class)
			.areRefused(root.getName() + " is part of", root.getName() + "Subclass is part of",
					"an entity inheritance hierarchy", UNSUPPORTED);
	}

	@Test
	void markerOnASubclassOfARootThatIsNotSoftDeletable() {
		MappedTypes.of(PlainRoot.class, MarkedSubclass.class)
			.areRefused(MarkedSubclass.class.getName(), "an entity inheritance hierarchy", UNSUPPORTED);
	}

	@Test
	void secondaryTable() {
		MappedTypes.of(WithSecondaryTable.class)
			.areRefused(WithSecondaryTable.class.getName(), "secondary table", UNSUPPORTED);
	}

	@Test
	void referenceInAJoinTable() {
		MappedTypes.of(Allowed.class, WithJoinTable.class)
			.areRefused(WithJoinTable.class.getName(), "a to-one association in a join table", UNSUPPORTED);
	}

	@ParameterizedTest
	@ValueSource(classes = { WithEmbeddedId.class, WithIdClass.class })
	void compositeIdentifier(Class<?> type) {
		MappedTypes.of(type).areRefused(type.getName(), "composite identifier", UNSUPPORTED);
	}

	@Test
	void assignedIdentifier() {
		MappedTypes.of(WithAssignedId.class)
			.areRefused(WithAssignedId.class.getName(), "an identifier that is not generated", UNSUPPORTED);
	}

	@Test
	void naturalIdentifier() {
		MappedTypes.of(WithNaturalId.class)
			.areRefused(WithNaturalId.class.getName(), "natural identifier", UNSUPPORTED);
	}

	@Test
	void partitionKey() {
		MappedTypes.of(WithPartitionKey.class)
			.areRefused(WithPartitionKey.class.getName(), "partition key", UNSUPPORTED);
	}

	@ParameterizedTest
	@ValueSource(classes = { WithFilter.class, WithTenantId.class })
	void filter(Class<?> type) {
		MappedTypes.of(type).areRefused(type.getName(), "a @Filter or a @TenantId", UNSUPPORTED);
	}

	@ParameterizedTest
	@ValueSource(classes = { LockedByAll.class, LockedByDirty.class })
	void optimisticLockingByAttributes(Class<?> type) {
		MappedTypes.of(type).areRefused(type.getName(), "locks optimistically", "Use a @Version attribute instead.");
	}

	@Test
	void immutable() {
		MappedTypes.of(ImmutableRow.class)
			.areRefused(ImmutableRow.class.getName(), "@Immutable", "Remove that annotation, or the marker");
	}

	@ParameterizedTest
	@ValueSource(classes = { OnSubselect.class, OnView.class })
	void queryOrView(Class<?> type) {
		MappedTypes.of(Allowed.class, type)
			.areRefused(type.getName(), "a query or a view", "Mark the entity of the table itself");
	}

	@Test
	void severalProblemsAreReportedTogether() {
		MappedTypes.of(WithSqlDelete.class, WithNaturalId.class, WithTwoProblems.class)
			.areRefused(WithSqlDelete.class.getName() + " has an @SQLDelete",
					WithNaturalId.class.getName() + " has a natural identifier",
					WithTwoProblems.class.getName() + " has an @SQLDelete",
					WithTwoProblems.class.getName() + " has a natural identifier");
	}

	@ParameterizedTest
	@ValueSource(classes = { Allowed.class, WithSqlInsert.class, WithFilteredNeighbour.class })
	void neighboursStart(Class<?> type) {
		MappedTypes.of(type, PlainRoot.class, PlainSubclass.class, PlainWithEverything.class).start();
	}

	@Test
	void marksWithoutTheMarker() {
		MappedTypes.of(Unmarked.class).areRefused(Unmarked.class.getName(), "@SoftDeletable");
	}

	@Test
	void markerOnAnInterface() {
		MappedTypes.of(WithMarkedInterface.class).areRefused(WithMarkedInterface.class.getName(), "@SoftDeletable");
	}

	@Entity
	static class Allowed extends SoftDeletableRow {

	}

	@Entity
	@org.hibernate.annotations.Audited
	static class CoreAudited extends SoftDeletableRow {

	}

	@Entity
	@SoftDelete
	static class NativelySoftDeleted extends SoftDeletableRow {

	}

	@Entity
	@SQLDelete(sql = "update with_sql_delete set deleted_at = now() where id = ? and version = ?")
	static class WithSqlDelete extends SoftDeletableRow {

	}

	@Entity
	@SQLUpdate(sql = "update with_sql_update set name = ?, version = ? where id = ? and version = ?")
	static class WithSqlUpdate extends SoftDeletableRow {

	}

	@Entity
	@SQLInsert(sql = "insert into with_sql_insert (deleted_at, deleted_by, deletion_id, name, version, id)"
			+ " values (?, ?, ?, ?, ?, ?)")
	static class WithSqlInsert extends SoftDeletableRow {

	}

	@Entity
	static class SingleTable extends SoftDeletableRow {

	}

	@Entity
	static class SingleTableSubclass extends SingleTable {

	}

	@Entity
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Joined extends SoftDeletableRow {

	}

	@Entity
	static class JoinedSubclass extends Joined {

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	static class TablePerClass extends SoftDeletableRow {

	}

	@Entity
	static class TablePerClassSubclass extends TablePerClass {

	}

	@Entity
	static class PlainRoot extends PlainRow {

	}

	@Entity
	static class PlainSubclass extends PlainRoot {

	}

	@Entity
	@SoftDeletable
	static class MarkedSubclass extends PlainRoot {

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	@SecondaryTable(name = "secondary")
	static class WithSecondaryTable extends SoftDeletableRow {

		@Column(table = "secondary")
		String remark;

	}

	@Entity
	static class WithJoinTable extends SoftDeletableRow {

		@ManyToOne
		@JoinTable(name = "join_table")
		Allowed reference;

	}

	@Embeddable
	record Key(Long one, Long two) implements Serializable {
	}

	@Entity
	static class WithEmbeddedId extends SoftDeletableEntity {

		@EmbeddedId
		Key id;

	}

	@Entity
	@IdClass(Key.class)
	static class WithIdClass extends SoftDeletableEntity {

		@Id
		Long one;

		@Id
		Long two;

	}

	@Entity
	static class WithAssignedId extends SoftDeletableEntity {

		@Id
		Long id;

	}

	@Entity
	static class WithNaturalId extends SoftDeletableRow {

		@NaturalId
		String code;

	}

	@Entity
	static class WithPartitionKey extends SoftDeletableRow {

		@PartitionKey
		String region;

	}

	@Entity
	@FilterDef(name = "named", defaultCondition = "name is not null")
	@Filter(name = "named")
	static class WithFilter extends SoftDeletableRow {

	}

	@Entity
	static class WithFilteredNeighbour extends SoftDeletableRow {

		@ManyToOne
		PlainWithEverything neighbour;

	}

	@Entity
	@FilterDef(name = "plain", defaultCondition = "name is not null")
	@Filter(name = "plain")
	@SQLDelete(sql = "delete from plain_with_everything where id = ?")
	@SecondaryTable(name = "plain_secondary")
	@Immutable
	static class PlainWithEverything extends PlainRow {

		@NaturalId
		String code;

		@Column(table = "plain_secondary")
		String remark;

	}

	@Entity
	static class WithTenantId extends SoftDeletableRow {

		@TenantId
		String tenant;

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.ALL)
	@DynamicUpdate
	static class LockedByAll extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	@DynamicUpdate
	static class LockedByDirty extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	@Immutable
	static class ImmutableRow extends SoftDeletableRow {

	}

	@Entity
	@Subselect("select * from allowed")
	static class OnSubselect extends SoftDeletableRow {

	}

	@Entity
	@View(query = "select * from allowed")
	static class OnView extends SoftDeletableRow {

	}

	@Entity
	@SQLDelete(sql = "update with_two_problems set deleted_at = now() where id = ? and version = ?")
	static class WithTwoProblems extends SoftDeletableRow {

		@NaturalId
		String code;

	}

	@Entity
	static class Unmarked extends PlainRow {

		@DeletedAt
		Instant deletedAt;

	}

	@SoftDeletable
	interface MarkedInterface {

	}

	@Entity
	static class WithMarkedInterface extends PlainRow implements MarkedInterface {

		@DeletedAt
		Instant deletedAt;

	}

}
