package io.github.softdeleteaudit.shapes.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.time.TimeModel.InstantParent;
import io.github.softdeleteaudit.shapes.time.TimeModel.InstantParentRepository;
import io.github.softdeleteaudit.shapes.time.TimeModel.LocalDateTimeParent;
import io.github.softdeleteaudit.shapes.time.TimeModel.LocalDateTimeParentRepository;
import io.github.softdeleteaudit.shapes.time.TimeModel.OffsetDateTimeParent;
import io.github.softdeleteaudit.shapes.time.TimeModel.OffsetDateTimeParentRepository;
import io.github.softdeleteaudit.shapes.time.TimeModel.Parent;
import io.github.softdeleteaudit.shapes.time.TimeModel.TimeApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time of a deletion is the clock's, and a restore finds by it all that was deleted
 * along and nothing else, wherever the JVM stands and whatever zone the database keeps
 * times in.
 */
abstract class TimeContract extends ShapeContract {

	private static final List<Kind<?>> KINDS = List.of(
			new Kind<>(InstantParent.class, InstantParent::new, InstantParentRepository.class),
			new Kind<>(OffsetDateTimeParent.class, OffsetDateTimeParent::new, OffsetDateTimeParentRepository.class),
			new Kind<>(LocalDateTimeParent.class, LocalDateTimeParent::new, LocalDateTimeParentRepository.class));

	// Berlin puts its clocks forward and back at 01:00 UTC, New York forward at 07:00 and
	// back
	// at 06:00 UTC
	private static final List<String> INSTANTS = List.of("2026-01-15T12:00:00.123456Z", "2026-07-15T12:00:00.5Z",
			"2026-03-29T00:59:59.999999Z", "2026-03-29T01:00:00Z", "2026-03-29T02:30:00.000001Z",
			"2026-10-25T00:30:00.123Z", "2026-10-25T01:30:00.123Z", "2026-10-25T02:30:00Z", "2026-03-08T02:30:00Z",
			"2026-03-08T07:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-12-31T23:59:59.999999Z",
			"2026-12-31T23:59:59.123456789Z");

	private final TimeZone zoneBefore = TimeZone.getDefault();

	private final String[] properties;

	TimeContract(TestDatabase database, String zone, String... properties) {
		super(database, TimeApplication.class);
		this.properties = properties;
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
	}

	@AfterAll
	void resetZone() {
		TimeZone.setDefault(this.zoneBefore);
	}

	@Override
	protected String[] properties() {
		return this.properties;
	}

	static Stream<Arguments> cases() {
		return INSTANTS.stream()
			.flatMap((instant) -> KINDS.stream()
				.filter((kind) -> kind.type != LocalDateTimeParent.class || exists(instant))
				.map((kind) -> Arguments.of(kind, instant)));
	}

	// Hibernate takes a local time for one of the JVM's zone, which puts its clocks
	// forward
	// over it
	private static boolean exists(String instant) {
		LocalDateTime local = LocalDateTime.ofInstant(Instant.parse(instant), ZoneOffset.UTC);
		return !ZoneId.systemDefault().getRules().getValidOffsets(local).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("cases")
	<T extends Parent> void theTimeOfADeletionIsTheClocksAndARestoreGoesByIt(Kind<T> kind, String time) {
		Instant instant = Instant.parse(time);
		SoftDeleteRepository<T, Long> repository = bean(kind.repository);
		T parent = parent(kind);
		parent(kind);
		this.application.clock().set(instant);
		T removed = get(() -> {
			T found = em().find(kind.type, parent.id);
			em().remove(found);
			return found;
		});
		T deleted = repository.findDeletedById(parent.id).orElseThrow();
		assertThat(deleted.deletedAt()).isEqualTo(removed.deletedAt());
		assertThat(deleted.deletedAt()).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
		repository.restore(parent.id);
		// one of each kind of child that goes before its parent
		this.application.clock().set(instant.minusMillis(1));
		tx(() -> em().find(kind.type, parent.id).children().forEach((children) -> em().remove(children.get(0))));
		this.application.clock().set(instant);
		deleteAndRestore(repository, parent.id);
		tx(() -> assertThat(em().find(kind.type, parent.id).children())
			.allSatisfy((children) -> assertThat(children).hasSize(1)));
	}

	private <T extends Parent> T parent(Kind<T> kind) {
		return get(() -> {
			T parent = kind.maker.get();
			parent.add(2);
			em().persist(parent);
			return parent;
		});
	}

	private record Kind<T extends Parent>(Class<T> type, Supplier<T> maker,
			Class<? extends SoftDeleteRepository<T, Long>> repository) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
