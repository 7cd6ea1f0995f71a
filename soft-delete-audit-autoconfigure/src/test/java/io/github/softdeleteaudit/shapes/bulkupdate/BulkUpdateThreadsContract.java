package io.github.softdeleteaudit.shapes.bulkupdate;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.BulkUpdateApplication;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Crane;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Document;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Dog;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Letter;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Slip;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.SlipId;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Stated;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Task;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Van;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Vehicle;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: updates of the same rows by several users at a time leave a history that
 * agrees with the tables.
 */
abstract class BulkUpdateThreadsContract extends ShapeContract {

	private final ExecutorService threads = Executors.newFixedThreadPool(3);

	BulkUpdateThreadsContract(TestDatabase database) {
		super(database, BulkUpdateApplication.class);
	}

	@AfterAll
	void stopThreads() {
		this.threads.shutdownNow();
	}

	static Stream<Kind> all() {
		return Stream.of(new Kind(Task.class, Task::new), new Kind(Dog.class, Dog::new),
				new Kind(Letter.class, Letter::new), new Kind(Document.class, Letter::new),
				new Kind(Vehicle.class, Van::new), new Kind(Van.class, Van::new),
				new Kind(Slip.class, () -> new Slip(new SlipId(UUID.randomUUID().toString(), 1))));
	}

	@ParameterizedTest
	@MethodSource("all")
	void aChangeThatComesWhileTheRowsAreUpdatedWaitsOrFails(Kind kind) throws Exception {
		String batch = UUID.randomUUID().toString();
		List<Object> ids = rows(kind, batch);
		CountDownLatch updated = new CountDownLatch(1);
		Future<?> other = this.threads.submit(() -> {
			await(updated);
			tx(() -> update(kind, batch, "a", "other"));
		});
		tx(() -> {
			assertThat(update(kind, batch, "a", "b")).isEqualTo(ids.size());
			updated.countDown();
			sleep();
		});
		ignoringConflicts(other);
		assertThat(states(kind, batch)).containsOnly("b");
		check();
	}

	@ParameterizedTest
	@MethodSource("all")
	void aChangeThatIsNotYetCommittedIsWaitedFor(Kind kind) throws Exception {
		String batch = UUID.randomUUID().toString();
		List<Object> ids = rows(kind, batch);
		CountDownLatch changed = new CountDownLatch(1);
		Future<?> other = this.threads.submit(() -> {
			await(changed);
			tx(() -> update(kind, batch, "a", "b"));
		});
		tx(() -> {
			em().find(kind.type, ids.get(0)).state = "c";
			em().flush();
			changed.countDown();
			sleep();
		});
		ignoringConflicts(other);
		assertThat(states(kind, batch)).contains("c").isSubsetOf("a", "b", "c");
		check();
	}

	@Test
	void aRowInSeveralTablesThatIsDeletedMeanwhileIsNotUpdated() throws Exception {
		String batch = UUID.randomUUID().toString();
		List<Crane> cranes = get(() -> Stream.of("a", "a").map((state) -> {
			Crane crane = new Crane();
			crane.batch = batch;
			crane.state = state;
			em().persist(crane);
			return crane;
		}).toList());
		CountDownLatch deleted = new CountDownLatch(1);
		Future<?> other = this.threads.submit(() -> {
			await(deleted);
			tx(() -> assertThat(em().createQuery("update Machine m set m.state = 'b' where m.batch = :batch")
				.setParameter("batch", batch)
				.executeUpdate()).isOne());
		});
		tx(() -> {
			em().remove(em().find(Crane.class, cranes.get(0).id));
			em().flush();
			deleted.countDown();
			sleep();
		});
		other.get(1, TimeUnit.MINUTES);
		assertThat(count("select count(*) from machine where id = ? and state = 'a' and deleted_at is not null",
				cranes.get(0).id))
			.isOne();
	}

	@ParameterizedTest
	@MethodSource("all")
	void whateverSeveralUsersDoTheHistoryAgrees(Kind kind) throws Exception {
		String batch = UUID.randomUUID().toString();
		List<Object> ids = rows(kind, batch);
		AtomicInteger done = new AtomicInteger();
		List<Future<?>> users = new ArrayList<>();
		for (int user = 0; user < 3; user++) {
			int number = user;
			users.add(this.threads.submit(() -> {
				for (int i = 0; i < 40; i++) {
					int step = i;
					try {
						tx(() -> step(kind, batch, ids, number, step));
						done.incrementAndGet();
					}
					catch (DataAccessException | PersistenceException ex) {
						// a conflict, after which nothing has changed
					}
				}
			}));
		}
		for (Future<?> user : users) {
			user.get(2, TimeUnit.MINUTES);
		}
		assertThat(done.get()).isGreaterThan(20);
		check();
	}

	private void step(Kind kind, String batch, List<Object> ids, int user, int step) {
		List<String> states = List.of("a", "b", "c");
		switch ((step + user) % 4) {
			case 0 -> {
				Stated row = em().find(kind.type, ids.get(step % ids.size()));
				if (row != null) {
					row.state = states.get((step + 1) % 3);
				}
			}
			case 1 -> em()
				.createQuery(
						"delete from %s e where e.batch = :batch and e.state = 'c' and e.note is null".formatted(kind))
				.setParameter("batch", batch)
				.executeUpdate();
			case 2 -> persist(kind, batch, states.get(step % 3));
			default -> update(kind, batch, states.get(step % 3), states.get((step + 1 + user) % 3));
		}
	}

	private List<String> states(Kind kind, String batch) {
		return get(
				() -> em().createQuery("select e.state from %s e where e.batch = :batch".formatted(kind), String.class)
					.setParameter("batch", batch)
					.getResultList());
	}

	private List<Object> rows(Kind kind, String batch) {
		return get(() -> {
			List<Object> ids = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				ids.add(bean(EntityManagerFactory.class).getPersistenceUnitUtil()
					.getIdentifier(persist(kind, batch, "a")));
			}
			return ids;
		});
	}

	private Stated persist(Kind kind, String batch, String state) {
		Stated row = kind.created.get();
		row.batch = batch;
		row.state = state;
		em().persist(row);
		return row;
	}

	private int update(Kind kind, String batch, String from, String to) {
		return em()
			.createQuery("update %s e set e.state = :to where e.batch = :batch and e.state = :from".formatted(kind))
			.setParameter("to", to)
			.setParameter("batch", batch)
			.setParameter("from", from)
			.executeUpdate();
	}

	private void check() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	private static void ignoringConflicts(Future<?> future) throws Exception {
		try {
			future.get(1, TimeUnit.MINUTES);
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOfAny(DataAccessException.class, PersistenceException.class);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// long enough for the other one to run into the lock
	private static void sleep() {
		try {
			Thread.sleep(300);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Kind(Class<? extends Stated> type, Supplier<Stated> created) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
