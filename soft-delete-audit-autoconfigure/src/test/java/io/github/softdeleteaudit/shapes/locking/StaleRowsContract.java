package io.github.softdeleteaudit.shapes.locking;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.shapes.locking.LockingModel.Row;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is stale fails and changes nothing, whether statements are batched or not.
 */
abstract class StaleRowsContract extends LockingRows {

	StaleRowsContract(TestDatabase database) {
		super(database);
	}

	@ParameterizedTest
	@MethodSource("locked")
	<T extends Row> void aStaleDeleteFails(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		staleWhen(() -> meanwhile(() -> find(kind, row).rename("changed")), () -> {
			T found = find(kind, row);
			return () -> repository(kind).delete(found);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aStaleUpdateOfADeletedRowFails(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		staleWhen(() -> meanwhile(() -> repository(kind).deleteById(row.id())), () -> {
			T found = find(kind, row);
			return () -> found.rename("resurrected");
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void aDeleteOfARowThatWasDeletedMeanwhileFailsAndTheFirstDeletionStays(Kind<T> kind) {
		T row = rows(kind, 3).get(1);
		staleWhen(() -> {
			meanwhile(() -> repository(kind).deleteById(row.id()));
			this.application.clock().tick();
		}, () -> {
			T found = find(kind, row);
			return () -> repository(kind).delete(found);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void ofTwoConcurrentDeletesTheSecondFailsAndTheFirstStays(Kind<T> kind) throws Exception {
		T row = rows(kind, 3).get(1);
		CountDownLatch read = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		Future<?> second = this.otherThread.submit(() -> tx(() -> {
			T found = find(kind, row);
			read.countDown();
			await(written);
			repository(kind).delete(found);
		}));
		tx(() -> {
			await(read);
			repository(kind).delete(find(kind, row));
			em().flush();
			this.application.clock().tick();
			// the second waits for this one's lock, or comes after it
			written.countDown();
		});
		Tables deleted = tables();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> second.get(1, TimeUnit.MINUTES))
			.withCauseInstanceOf(ObjectOptimisticLockingFailureException.class);
		assertThat(tables()).isEqualTo(deleted);
		assertThat(repository(kind).existsDeletedById(row.id())).isTrue();
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void ofManyDeletesOneThatIsStaleFailsAllOfThem(Kind<T> kind) {
		List<T> rows = rows(kind, 5);
		staleWhen(() -> meanwhile(() -> repository(kind).deleteById(rows.get(2).id())), () -> {
			List<T> found = rows.stream().map((row) -> find(kind, row)).toList();
			return () -> repository(kind).deleteAll(found);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void ofManyUpdatesOneThatIsStaleFailsAllOfThem(Kind<T> kind) {
		List<T> rows = rows(kind, 5);
		staleWhen(() -> meanwhile(() -> repository(kind).deleteById(rows.get(2).id())), () -> {
			List<T> found = rows.stream().map((row) -> find(kind, row)).toList();
			return () -> found.forEach((row) -> row.rename("resurrected"));
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	<T extends Row> void manyRowsAreDeletedAndManyAreUpdated(Kind<T> kind) {
		List<T> rows = rows(kind, 5);
		tx(() -> rows.forEach((row) -> find(kind, row).rename("changed")));
		Tables before = unmarkedContents();
		tx(() -> repository(kind).deleteAll(rows.stream().limit(4).map((row) -> find(kind, row)).toList()));
		assertThat(unmarkedContents()).isEqualTo(before);
		assertThat(rows).extracting((row) -> repository(kind).existsById(row.id()))
			.containsExactly(false, false, false, false, true);
	}

}
