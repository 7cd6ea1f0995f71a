package io.github.softdeleteaudit.softdelete.hibernate;

import java.time.Instant;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
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

	@Test
	void markerOnASubclassOfARootThatIsNotSoftDeletable() {
		MappedTypes.of(PlainRoot.class, MarkedSubclass.class)
			.areRefused(MarkedSubclass.class.getName() + " is marked @SoftDeletable, but the root of its hierarchy",
					"Mark " + PlainRoot.class.getName() + " instead");
	}

	@ParameterizedTest
	@ValueSource(classes = { LockedByAll.class, LockedByDirty.class })
	void optimisticLockingByAttributesInSeveralTables(Class<?> type) {
		MappedTypes.of(type)
			.areRefused(type.getName(), "locked optimistically by its attributes, some of which are in another table",
					"Use a @Version attribute instead.");
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
		MappedTypes.of(WithSqlDelete.class, Allowed.class, OnSubselect.class, WithTwoProblems.class)
			.areRefused(WithSqlDelete.class.getName() + " has an @SQLDelete",
					OnSubselect.class.getName() + " is mapped to a query",
					WithTwoProblems.class.getName() + " has an @SQLDelete",
					WithTwoProblems.class.getName() + " is @Immutable");
	}

	@Test
	void markOfASubclassAlone() {
		MappedTypes.of(Allowed.class, WithMarkOfItsOwn.class)
			.areRefused(WithMarkOfItsOwn.class.getName() + " has an attribute marked @DeletedBy, which its root",
					"Move it to Allowed");
	}

	@Test
	void indicatorInASecondaryTable() {
		MappedTypes.of(WithIndicatorElsewhere.class)
			.areRefused(WithIndicatorElsewhere.class.getName(), "not kept in the entity's own table",
					"Move it to the primary table");
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
	@OptimisticLocking(type = OptimisticLockType.ALL)
	@DynamicUpdate
	@SecondaryTable(name = "lockedbyall_text")
	static class LockedByAll extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Column(table = "lockedbyall_text")
		String text;

	}

	@Entity
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	@DynamicUpdate
	@SecondaryTable(name = "lockedbydirty_text")
	static class LockedByDirty extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@Column(table = "lockedbydirty_text")
		String text;

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
	@Immutable
	static class WithTwoProblems extends SoftDeletableRow {

	}

	@Entity
	static class WithMarkOfItsOwn extends Allowed {

		@DeletedBy
		String removedBy;

	}

	@Entity
	@SoftDeletable
	@SecondaryTable(name = "elsewhere")
	static class WithIndicatorElsewhere extends PlainRow {

		@DeletedAt
		@Column(table = "elsewhere")
		Instant deletedAt;

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
