package io.github.softdeleteaudit.shapes.restored;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.RestoredApplication;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Rows told apart by their names, and what a restore may change of them.
 */
abstract class RestoredContract extends ShapeContract {

	private static final Pattern NAME = Pattern.compile("(?:^|, )name=([^,]*)");

	private static final Pattern VERSION = Pattern.compile("(?:^| )version=(\\d+)");

	private static final Pattern DELETED = Pattern.compile("(?:^| )deleted(?:_at=(?!null)|=true)");

	/** The rows as they were made. */
	private final Map<String, String> made = new TreeMap<>();

	RestoredContract(TestDatabase database) {
		super(database, RestoredApplication.class);
	}

	@BeforeEach
	void clear() {
		clearEvery(5);
	}

	@AfterEach
	void auditRowsAgree() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	/**
	 * Persist new entities and all below them.
	 */
	void make(Object... entities) {
		tx(() -> Stream.of(entities).forEach(em()::persist));
		named(contents()).forEach(this.made::putIfAbsent);
	}

	/**
	 * Delete a row in a transaction of its own.
	 */
	void delete(Object entity) {
		this.application.clock().tick();
		tx(() -> em().remove(em().find(entity.getClass(), id(entity))));
	}

	static Object id(Object entity) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(entity.getClass(), "id"));
		return Objects.requireNonNull(ReflectionUtils.getField(field, entity));
	}

	/**
	 * The names of the deleted rows.
	 */
	Set<String> deleted(String prefix) {
		return named(contents()).entrySet()
			.stream()
			.filter((row) -> row.getKey().startsWith(prefix) && DELETED.matcher(row.getValue()).find())
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Assert that a restore brings back exactly some rows, each as it was made, with the
	 * next version, and leaves all others and all links alone.
	 */
	void assertRestores(Runnable restore, String... names) {
		this.application.clock().tick();
		Tables unmarked = unmarkedContents();
		Map<String, String> before = named(this.application.contentsWithout(Set.of()));
		Set<String> deleted = deleted("");
		assertThat(deleted).contains(names);
		restore.run();
		Set<String> restored = new TreeSet<>(deleted);
		restored.removeAll(deleted(""));
		assertThat(restored).containsExactlyInAnyOrder(names);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		Map<String, String> after = named(this.application.contentsWithout(Set.of()));
		Map<String, String> live = named(contents());
		after.forEach((name, row) -> {
			if (restored.contains(name)) {
				assertThat(live.get(name)).isEqualTo(this.made.get(name));
				Matcher version = VERSION.matcher(before.get(name));
				if (version.find()) {
					assertThat(row).contains("version=" + (Integer.parseInt(version.group(1)) + 1));
				}
			}
			else {
				assertThat(row).isEqualTo(before.get(name));
			}
		});
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	/**
	 * Assert that a restore is refused and nothing is changed.
	 */
	List<RestoreConflict> assertRefuses(ThrowingCallable restore) {
		this.application.clock().tick();
		Tables before = this.application.tables();
		RestoreConflictException refused = catchThrowableOfType(RestoreConflictException.class, restore);
		assertThat(refused).isNotNull();
		assertThat(this.application.tables()).isEqualTo(before);
		return refused.getConflicts();
	}

	private static Map<String, String> named(Tables tables) {
		Map<String, String> named = new TreeMap<>();
		tables.rows().forEach((table, rows) -> rows.forEach((row) -> {
			Matcher name = NAME.matcher(row);
			if (name.find()) {
				assertThat(named.put(name.group(1), table + " " + row)).isNull();
			}
		}));
		return named;
	}

	/**
	 * The names of rows that begin like this, and end like these.
	 */
	static String[] names(String prefix, String... suffixes) {
		List<String> names = new ArrayList<>();
		for (String suffix : suffixes) {
			names.add(prefix + suffix);
		}
		return names.toArray(String[]::new);
	}

}
