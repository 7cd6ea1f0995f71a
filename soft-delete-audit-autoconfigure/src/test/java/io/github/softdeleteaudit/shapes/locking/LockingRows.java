package io.github.softdeleteaudit.shapes.locking;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.locking.LockingModel.AllLocked;
import io.github.softdeleteaudit.shapes.locking.LockingModel.AllLockedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DatabaseTimeVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DatabaseTimeVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DirtyLocked;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DirtyLockedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DynamicUnversioned;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DynamicUnversionedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DynamicVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.DynamicVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Flagged;
import io.github.softdeleteaudit.shapes.locking.LockingModel.FlaggedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.InstantVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.InstantVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.IntVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.IntVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.IntegerVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.IntegerVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.JoinedUnversioned;
import io.github.softdeleteaudit.shapes.locking.LockingModel.JoinedUnversionedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.JoinedVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.JoinedVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LocalDateTimeVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LocalDateTimeVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LockingApplication;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LongVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.LongVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Row;
import io.github.softdeleteaudit.shapes.locking.LockingModel.SecondaryUnversioned;
import io.github.softdeleteaudit.shapes.locking.LockingModel.SecondaryUnversionedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.SecondaryVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.SecondaryVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.ShortVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.ShortVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.TimedUnversioned;
import io.github.softdeleteaudit.shapes.locking.LockingModel.TimedUnversionedRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.TimestampVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.TimestampVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.UncheckedVersion;
import io.github.softdeleteaudit.shapes.locking.LockingModel.UncheckedVersionRepository;
import io.github.softdeleteaudit.shapes.locking.LockingModel.Unversioned;
import io.github.softdeleteaudit.shapes.locking.LockingModel.UnversionedRepository;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.AfterAll;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.jpa.hibernate.HibernateExceptionTranslator;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows of each kind of optimistic locking, and two users at work on them.
 */
abstract class LockingRows extends ShapeContract {

	private static final List<Kind<?>> VERSIONED = List.of(
			new Kind<>(IntVersion.class, IntVersion::new, IntVersionRepository.class),
			new Kind<>(IntegerVersion.class, IntegerVersion::new, IntegerVersionRepository.class),
			new Kind<>(LongVersion.class, LongVersion::new, LongVersionRepository.class),
			new Kind<>(ShortVersion.class, ShortVersion::new, ShortVersionRepository.class),
			new Kind<>(InstantVersion.class, InstantVersion::new, InstantVersionRepository.class),
			new Kind<>(LocalDateTimeVersion.class, LocalDateTimeVersion::new, LocalDateTimeVersionRepository.class),
			new Kind<>(TimestampVersion.class, TimestampVersion::new, TimestampVersionRepository.class),
			new Kind<>(DatabaseTimeVersion.class, DatabaseTimeVersion::new, DatabaseTimeVersionRepository.class),
			new Kind<>(DynamicVersion.class, DynamicVersion::new, DynamicVersionRepository.class),
			new Kind<>(SecondaryVersion.class, SecondaryVersion::new, SecondaryVersionRepository.class),
			new Kind<>(JoinedVersion.class, JoinedVersion::new, JoinedVersionRepository.class));

	private static final List<Kind<?>> LOCKED_BY_STATE = List.of(
			new Kind<>(AllLocked.class, AllLocked::new, AllLockedRepository.class),
			new Kind<>(DirtyLocked.class, DirtyLocked::new, DirtyLockedRepository.class));

	private static final List<Kind<?>> UNLOCKED = List.of(
			new Kind<>(UncheckedVersion.class, UncheckedVersion::new, UncheckedVersionRepository.class),
			new Kind<>(Unversioned.class, Unversioned::new, UnversionedRepository.class),
			new Kind<>(DynamicUnversioned.class, DynamicUnversioned::new, DynamicUnversionedRepository.class),
			new Kind<>(SecondaryUnversioned.class, SecondaryUnversioned::new, SecondaryUnversionedRepository.class),
			new Kind<>(JoinedUnversioned.class, JoinedUnversioned::new, JoinedUnversionedRepository.class),
			new Kind<>(TimedUnversioned.class, TimedUnversioned::new, TimedUnversionedRepository.class),
			new Kind<>(Flagged.class, Flagged::new, FlaggedRepository.class));

	final ExecutorService otherThread = Executors.newSingleThreadExecutor();

	LockingRows(TestDatabase database) {
		super(database, LockingApplication.class);
	}

	@AfterAll
	void stopOtherThread() {
		this.otherThread.shutdownNow();
	}

	static Stream<Kind<?>> versioned() {
		return VERSIONED.stream();
	}

	static Stream<Kind<?>> locked() {
		return Stream.concat(VERSIONED.stream(), LOCKED_BY_STATE.stream());
	}

	static Stream<Kind<?>> withText() {
		return all().filter((kind) -> ReflectionUtils.findField(kind.type, "text") != null);
	}

	static Stream<Kind<?>> all() {
		return Stream.concat(locked(), UNLOCKED.stream());
	}

	static Object version(Row row) {
		return ReflectionUtils.getField(ReflectionUtils.findField(row.getClass(), "version"), row);
	}

	Tables tables() {
		return this.application.contentsWithout(Set.of());
	}

	/**
	 * In a transaction prepare some work, let the other user do something, do the work:
	 * the transaction must fail as stale, and what the other did is all that is done.
	 */
	void staleWhen(Runnable other, Supplier<Runnable> preparation) {
		AtomicReference<Tables> after = new AtomicReference<>();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			Runnable work = preparation.get();
			other.run();
			after.set(tables());
			try {
				work.run();
			}
			catch (PersistenceException ex) {
				throw DataAccessUtils.translateIfNecessary(ex, new HibernateExceptionTranslator());
			}
		}));
		assertThat(tables()).isEqualTo(after.get());
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	<T extends Row> SoftDeleteRepository<T, Long> repository(Kind<T> kind) {
		return bean(kind.repository);
	}

	<T extends Row> List<T> rows(Kind<T> kind, int number) {
		return get(() -> {
			List<T> rows = new ArrayList<>();
			for (int i = 0; i < number; i++) {
				T row = kind.maker.get();
				row.rename("row " + i);
				Field text = ReflectionUtils.findField(kind.type, "text");
				if (text != null) {
					ReflectionUtils.setField(text, row, "text " + i);
				}
				em().persist(row);
				rows.add(row);
			}
			return rows;
		});
	}

	<T extends Row> T find(Kind<T> kind, T row) {
		return em().find(kind.type, row.id());
	}

	record Kind<T extends Row>(Class<T> type, Supplier<T> maker,
			Class<? extends SoftDeleteRepository<T, Long>> repository) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
