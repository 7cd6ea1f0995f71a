package io.github.softdeleteaudit.shapes.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.ConflictApplication;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Desk;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Diary;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.KeyedRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Owner;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.OwnerRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Pet;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.PetRepository;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Tenant;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Told;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the contracts on {@link ConflictModel} have in common.
 */
abstract class ConflictShapes extends ShapeContract {

	protected Desk desk;

	protected Told told;

	protected Deletions deletions;

	protected KeyedRepository keyed;

	protected OwnerRepository owners;

	protected PetRepository pets;

	private int last;

	ConflictShapes(TestDatabase database) {
		super(database, ConflictApplication.class);
	}

	@BeforeEach
	void prepare() {
		this.desk = bean(Desk.class);
		this.told = bean(Told.class);
		this.deletions = bean(Deletions.class);
		this.keyed = bean(KeyedRepository.class);
		this.owners = bean(OwnerRepository.class);
		this.pets = bean(PetRepository.class);
		this.told.reset();
	}

	@AfterEach
	void auditAgrees() {
		bean(Tenant.class).become("one");
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	protected String unused() {
		return "k" + (++this.last);
	}

	protected Tables tables() {
		return this.application.tables();
	}

	protected <T> T deleted(T entity) {
		saved(entity);
		tx(() -> em().remove(em().merge(entity)));
		this.application.clock().tick();
		return entity;
	}

	/**
	 * An owner with pets, of which the last delete took all along.
	 */
	protected Owner deletedOwner(String... chips) {
		Owner owner = saved(new Owner("owner", chips));
		this.owners.deleteById(owner.id);
		this.application.clock().tick();
		return owner;
	}

	protected Pet petOf(Owner owner, String chip) {
		return owner.pets.stream().filter((pet) -> chip.equals(pet.chip)).findFirst().orElseThrow();
	}

	protected static void as(String user, Runnable work) {
		SecurityContextHolder.getContext()
			.setAuthentication(new UsernamePasswordAuthenticationToken(user, "", AuthorityUtils.NO_AUTHORITIES));
		try {
			work.run();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	/**
	 * Assert that a row cannot be restored.
	 * @return why
	 */
	protected <T, ID> List<RestoreConflict> refused(SoftDeleteRepository<T, ID> repository, ID id) {
		return refused(() -> repository.previewRestore(id), () -> repository.restore(id));
	}

	/**
	 * Assert that a restore is refused as its preview says, that neither changes anything
	 * in any table, and that the transaction goes on and commits.
	 * @return why
	 */
	protected List<RestoreConflict> refused(Supplier<RestorePreview> preview, Runnable restore) {
		Tables before = tables();
		List<RestoreConflict> conflicts = conflicts(restore);
		assertThat(tables()).isEqualTo(before);
		assertThat(preview.get().conflicts()).isEqualTo(conflicts);
		assertThat(this.desk.read(preview).conflicts()).isEqualTo(conflicts);
		assertThat(this.desk.write(preview).conflicts()).isEqualTo(conflicts);
		assertThat(tables()).isEqualTo(before);
		Diary diary = this.desk.write(() -> {
			assertThat(conflicts(restore)).isEqualTo(conflicts);
			Diary written = new Diary("went on");
			em().persist(written);
			em().flush();
			assertThat(preview.get().conflicts()).isEqualTo(conflicts);
			return written;
		});
		assertThat(count("select count(*) from diary where id = ?", diary.id)).isEqualTo(1);
		assertThat(tables().only((table) -> !isDiary(table))).isEqualTo(before.only((table) -> !isDiary(table)));
		return conflicts;
	}

	// its identifiers come from a sequence, which is a table in MariaDB
	private static boolean isDiary(String table) {
		return table.equals("diary") || table.equals("diary_seq");
	}

	protected static List<RestoreConflict> conflicts(Runnable restore) {
		List<RestoreConflict> conflicts = new ArrayList<>();
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(restore::run)
			.satisfies((ex) -> conflicts.addAll(ex.getConflicts()));
		assertThat(conflicts).isNotEmpty();
		return conflicts;
	}

	/**
	 * Run each piece of work on a thread of its own, all at once.
	 * @return what it failed with
	 */
	protected static List<Throwable> concurrently(Runnable... work) throws Exception {
		CyclicBarrier start = new CyclicBarrier(work.length);
		ExecutorService threads = Executors.newFixedThreadPool(work.length);
		try {
			List<Future<Object>> futures = new ArrayList<>();
			for (Runnable each : work) {
				Callable<Object> call = () -> {
					start.await(30, TimeUnit.SECONDS);
					each.run();
					return null;
				};
				futures.add(threads.submit(call));
			}
			List<Throwable> failures = new ArrayList<>();
			for (Future<Object> future : futures) {
				try {
					future.get(60, TimeUnit.SECONDS);
				}
				catch (ExecutionException ex) {
					failures.add(ex.getCause());
				}
			}
			return failures;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
