package io.github.softdeleteaudit.softdelete.hibernate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mappings of the attribute that tells a deleted row from a live one.
 */
class IndicatorMappingTests {

	@ParameterizedTest
	@ValueSource(classes = { PrimitiveBoolean.class, NotNullBoolean.class, YesNo.class, TrueFalse.class, Numeric.class,
			Converted.class, ConvertedToNull.class, ConvertedTime.class, LocalTime.class, NormalizedTime.class,
			TimeInSeconds.class, NeitherInsertableNorUpdatable.class })
	void isDeletedAndRestored(Class<? extends Row> type) throws ReflectiveOperationException {
		Row row = type.getDeclaredConstructor().newInstance();
		MappedTypes.of(type).run((application) -> application.deleteAndRestore(type, application.persist(row)));
	}

	@Test
	void applicationNeverWritesTheIndicator() {
		MappedTypes.of(PrimitiveBoolean.class).run((application) -> {
			PrimitiveBoolean row = new PrimitiveBoolean();
			Object id = application.persist(row);
			application.run((entityManager) -> {
				PrimitiveBoolean found = entityManager.find(PrimitiveBoolean.class, id);
				found.deleted = true;
				found.name = "changed";
			});
			assertThat(application.count(PrimitiveBoolean.class)).isOne();
		});
	}

	@Test
	void cascadeBetweenTimesOfDifferentPrecisionIsRefusedWithoutDeletionIds() {
		MappedTypes.of(PreciseParent.class, CoarseChild.class)
			.areRefused(PreciseParent.class.getName() + ".children", "precision", "@DeletionId");
	}

	@MappedSuperclass
	@SoftDeletable
	abstract static class Row {

		@Id
		@GeneratedValue
		Long id;

		String name;

	}

	@Entity
	static class PrimitiveBoolean extends Row {

		@Deleted
		boolean deleted;

	}

	@Entity
	static class LegacyBoolean extends Row {

		@Deleted
		Boolean deleted;

	}

	@Entity
	static class NotNullBoolean extends Row {

		@Deleted
		@Column(nullable = false)
		Boolean deleted = false;

	}

	@Entity
	static class YesNo extends Row {

		@Deleted
		@Convert(converter = YesNoConverter.class)
		Boolean deleted = false;

	}

	@Entity
	static class TrueFalse extends Row {

		@Deleted
		@Convert(converter = TrueFalseConverter.class)
		Boolean deleted = false;

	}

	@Entity
	static class Numeric extends Row {

		@Deleted
		@Convert(converter = NumericBooleanConverter.class)
		boolean deleted;

	}

	@Entity
	static class Converted extends Row {

		@Deleted
		@Convert(converter = GoneConverter.class)
		Boolean deleted = false;

	}

	@Entity
	static class ConvertedToNull extends Row {

		@Deleted
		@Convert(converter = GoneOrNullConverter.class)
		Boolean deleted = false;

	}

	@Entity
	static class ConvertedTime extends Row {

		@DeletedAt
		@Convert(converter = MillisConverter.class)
		Instant deletedAt;

	}

	@Entity
	static class LocalTime extends Row {

		@DeletedAt
		LocalDateTime deletedAt;

	}

	@Entity
	static class NormalizedTime extends Row {

		@DeletedAt
		@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
		OffsetDateTime deletedAt;

	}

	@Entity
	static class TimeInSeconds extends Row {

		@DeletedAt
		@Column(secondPrecision = 0)
		Instant deletedAt;

	}

	@Entity
	static class NeitherInsertableNorUpdatable extends Row {

		@DeletedAt
		@Column(insertable = false, updatable = false)
		Instant deletedAt;

	}

	static class GoneConverter implements AttributeConverter<Boolean, String> {

		@Override
		public String convertToDatabaseColumn(Boolean attribute) {
			return Boolean.TRUE.equals(attribute) ? "gone" : "here";
		}

		@Override
		public Boolean convertToEntityAttribute(String dbData) {
			return "gone".equals(dbData);
		}

	}

	static class GoneOrNullConverter implements AttributeConverter<Boolean, String> {

		@Override
		public String convertToDatabaseColumn(Boolean attribute) {
			return Boolean.TRUE.equals(attribute) ? "gone" : null;
		}

		@Override
		public Boolean convertToEntityAttribute(String dbData) {
			return "gone".equals(dbData);
		}

	}

	static class MillisConverter implements AttributeConverter<Instant, Long> {

		@Override
		public Long convertToDatabaseColumn(Instant attribute) {
			return (attribute != null) ? attribute.toEpochMilli() : null;
		}

		@Override
		public Instant convertToEntityAttribute(Long dbData) {
			return (dbData != null) ? Instant.ofEpochMilli(dbData) : null;
		}

	}

	@Entity
	static class PreciseParent extends Row {

		@DeletedAt
		Instant deletedAt;

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		Set<CoarseChild> children = new HashSet<>();

	}

	@Entity
	static class CoarseChild extends Row {

		@DeletedAt
		@Column(secondPrecision = 0)
		Instant deletedAt;

		@ManyToOne
		PreciseParent parent;

	}

}
