package io.github.softdeleteaudit.softdelete.hibernate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Transient;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attributes marked to carry a deletion that stop the start.
 */
class RefusedIndicatorTests {

	@Test
	void none() {
		MappedTypes.of(WithoutIndicator.class)
			.areRefused(WithoutIndicator.class.getName(), "no attribute that tells", "Extend SoftDeletableEntity");
	}

	@Test
	void timeOfAnotherType() {
		MappedTypes.of(WithDate.class)
			.areRefused(WithDate.class.getName(), "'deletedAt' of type java.util.Date", "Make it an Instant");
	}

	@Test
	void timeOfAGenericType() {
		MappedTypes.of(WithGenericTime.class)
			.areRefused(WithGenericTime.class.getName(), "'deletedAt' of type java.lang.Comparable",
					"Make it an Instant");
	}

	@Test
	void flagOfAnotherType() {
		MappedTypes.of(WithNumber.class)
			.areRefused(WithNumber.class.getName(), "'deleted' of type int", "Make it a Boolean or a boolean.");
	}

	@Test
	void actorOfAnotherType() {
		MappedTypes.of(WithActorId.class)
			.areRefused(WithActorId.class.getName(), "'deletedBy' of type java.lang.Long", "Make it a String.");
	}

	@Test
	void deletionIdOfAnotherType() {
		MappedTypes.of(WithTextId.class)
			.areRefused(WithTextId.class.getName(), "'deletionId' of type java.lang.String", "Make it a UUID.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithTimeInSecondaryTable.class, WithIdInSecondaryTable.class })
	void markInASecondaryTable(Class<?> type) {
		MappedTypes.of(type)
			.areRefused(type.getName(), "which is not kept in the entity's own table",
					"Move it to the primary table of the entity.");
	}

	@Test
	void timeAndFlag() {
		MappedTypes.of(WithBoth.class)
			.areRefused(WithBoth.class.getName(), "both a @DeletedAt and a @Deleted attribute", "Keep one of the two");
	}

	@Test
	void twoOfAKind() {
		MappedTypes.of(WithTwo.class)
			.areRefused(WithTwo.class.getName(), "more than one attribute marked @DeletedAt", "goneAt", "deletedAt",
					"Keep one of them.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithTransient.class, WithFormula.class, WithAccessor.class })
	void notAColumn(Class<?> type) {
		MappedTypes.of(type)
			.areRefused(type.getName(), "not a persistent basic attribute",
					"Mark the field or the getter of a basic attribute of the entity itself.");
	}

	@Test
	void withItsTimeZoneInAColumnOfItsOwn() {
		MappedTypes.of(WithTimeZoneColumn.class)
			.areRefused(WithTimeZoneColumn.class.getName(), "'deletedAt', whose time zone has a column of its own",
					"@TimeZoneStorage(NORMALIZE_UTC)");
	}

	@Test
	void inAnEmbeddable() {
		MappedTypes.of(WithEmbedded.class)
			.areRefused(WithEmbedded.class.getName(), "@DeletedAt on 'deletion.deletedAt'", "of the entity itself");
	}

	@Test
	void actorInAnEmbeddable() {
		MappedTypes.of(WithEmbeddedActor.class)
			.areRefused(WithEmbeddedActor.class.getName(), "@DeletedBy on 'deletion.deletedBy'",
					"@DeletionId on 'deletion.deletionId'", "of the entity itself");
	}

	@Test
	void transformed() {
		MappedTypes.of(WithTransformer.class)
			.areRefused(WithTransformer.class.getName(), "@ColumnTransformer", "Use an AttributeConverter instead.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithTypeForColumn.class, WithUnderscore.class })
	void columnThatHibernateDoesNotTakeForOne(Class<?> type) {
		MappedTypes.of(type)
			.areRefused(type.getName(), "does not take for a column", "Quote the name of the column: @Column(name = ");
	}

	@Test
	void quotedColumnIsAllowed() {
		MappedTypes.of(WithQuotedColumn.class)
			.run((application) -> application.deleteAndRestore(WithQuotedColumn.class,
					application.persist(new WithQuotedColumn())));
	}

	@Test
	void converterThatLeavesNoRowLive() {
		MappedTypes.of(WithZeroForLive.class)
			.areRefused(WithZeroForLive.class.getName(), "whose converter writes a value for null",
					"Let the converter write null for null.");
	}

	@Test
	void severalProblemsAreReportedTogether() {
		MappedTypes.of(WithDate.class, WithActorId.class, WithoutIndicator.class)
			.areRefused(WithDate.class.getName(), WithActorId.class.getName(), WithoutIndicator.class.getName());
	}

	@MappedSuperclass
	@SoftDeletable
	abstract static class Row {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	static class WithoutIndicator extends Row {

	}

	@Entity
	static class WithDate extends Row {

		@DeletedAt
		Date deletedAt;

	}

	@Entity
	static class WithTypeForColumn extends Row {

		@DeletedAt
		@Column(name = "timestamp")
		Instant deletedAt;

	}

	@Entity
	static class WithUnderscore extends Row {

		@DeletedAt
		@Column(name = "_deleted")
		Instant deletedAt;

	}

	@Entity
	static class WithQuotedColumn extends Row {

		@DeletedAt
		@Column(name = "`deleted timestamp`")
		Instant deletedAt;

	}

	@MappedSuperclass
	abstract static class GenericRow<T extends Comparable<T>> extends Row {

		@DeletedAt
		T deletedAt;

	}

	@Entity
	static class WithGenericTime extends GenericRow<Instant> {

	}

	@Entity
	static class WithNumber extends Row {

		@Deleted
		int deleted;

	}

	@Entity
	static class WithActorId extends Row {

		@DeletedAt
		Instant deletedAt;

		@DeletedBy
		Long deletedBy;

	}

	@Entity
	static class WithTextId extends Row {

		@DeletedAt
		Instant deletedAt;

		@DeletionId
		String deletionId;

	}

	@Entity
	static class WithBoth extends Row {

		@DeletedAt
		Instant deletedAt;

		@Deleted
		boolean deleted;

	}

	@Entity
	static class WithTwo extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		@DeletedAt
		Instant goneAt;

	}

	@Entity
	static class WithTransient extends Row {

		@Transient
		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class WithFormula extends Row {

		String status;

		@Deleted
		@Formula("case when status = 'D' then true else false end")
		boolean deleted;

	}

	// accessed by fields: what the getter says is no attribute
	@Entity
	static class WithAccessor extends Row {

		boolean gone;

		@Deleted
		boolean isDeleted() {
			return this.gone;
		}

	}

	@Embeddable
	static class Deletion {

		@DeletedAt
		Instant deletedAt;

	}

	@Entity
	static class WithEmbedded extends Row {

		@Embedded
		Deletion deletion;

	}

	@Embeddable
	static class DeletionActor {

		@DeletedBy
		String deletedBy;

		@DeletionId
		UUID deletionId;

	}

	@Entity
	static class WithEmbeddedActor extends Row {

		@DeletedAt
		Instant deletedAt;

		@Embedded
		DeletionActor deletion;

	}

	@Entity
	@SecondaryTable(name = "with_time_more")
	static class WithTimeInSecondaryTable extends Row {

		@DeletedAt
		@Column(table = "with_time_more")
		Instant deletedAt;

	}

	@Entity
	@SecondaryTable(name = "with_id_more")
	static class WithIdInSecondaryTable extends Row {

		@DeletedAt
		Instant deletedAt;

		@DeletionId
		@Column(table = "with_id_more")
		UUID deletionId;

	}

	@Entity
	static class WithTransformer extends Row {

		@Deleted
		@Column(columnDefinition = "char(1)")
		@ColumnTransformer(read = "case when deleted = 'X' then true else false end",
				write = "case when ? then 'X' else ' ' end")
		boolean deleted;

	}

	@Entity
	static class WithZeroForLive extends Row {

		@DeletedAt
		@Convert(converter = ZeroForLiveConverter.class)
		Instant deletedAt;

	}

	static class ZeroForLiveConverter implements AttributeConverter<Instant, Long> {

		@Override
		public Long convertToDatabaseColumn(Instant attribute) {
			return (attribute != null) ? attribute.toEpochMilli() : 0L;
		}

		@Override
		public Instant convertToEntityAttribute(Long dbData) {
			return (dbData != null && dbData > 0) ? Instant.ofEpochMilli(dbData) : null;
		}

	}

	@Entity
	@SoftDeletable
	static class WithTimeZoneColumn extends PlainRow {

		@DeletedAt
		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		OffsetDateTime deletedAt;

	}

}
