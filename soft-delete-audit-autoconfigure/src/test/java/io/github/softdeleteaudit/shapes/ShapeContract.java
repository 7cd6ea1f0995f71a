package io.github.softdeleteaudit.shapes;

import java.util.List;
import java.util.function.Supplier;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A contract on a family of mappings, which an application fulfils on each database.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ShapeContract {

	private final TestDatabase database;

	private final Class<?> configuration;

	protected TestApplication application;

	private int tests;

	protected ShapeContract(TestDatabase database, Class<?> configuration) {
		this.database = database;
		this.configuration = configuration;
	}

	@BeforeAll
	void start() {
		this.application = TestApplication.start(this.database, this.configuration, properties());
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void tick() {
		this.application.clock().tick();
	}

	/**
	 * To be called before each test by a contract of so many that what they all leave is
	 * too much to be read after each.
	 * @param tests how many may find what those before have left
	 * @return whether all rows have been removed
	 */
	protected final boolean clearEvery(int tests) {
		boolean due = ++this.tests % tests == 0;
		if (due) {
			this.application.clear();
		}
		return due;
	}

	protected String[] properties() {
		return new String[0];
	}

	protected TestDatabase database() {
		return this.database;
	}

	protected <T> T bean(Class<T> type) {
		return this.application.bean(type);
	}

	/**
	 * The entity manager of the current transaction.
	 */
	protected EntityManager em() {
		return bean(EntityManager.class);
	}

	protected void tx(Runnable work) {
		this.application.inTransaction(work);
	}

	protected <T> T get(Supplier<T> work) {
		return this.application.inTransaction(work);
	}

	/**
	 * Do what another user does at the same time, and commit it.
	 */
	protected void meanwhile(Runnable work) {
		this.application.inNewTransaction(work);
	}

	protected <T> T saved(T entity) {
		tx(() -> em().persist(entity));
		return entity;
	}

	protected long count(String sql, Object... parameters) {
		return this.application.jdbc().queryForObject(sql, Long.class, parameters);
	}

	/**
	 * All that is stored but for versions and audit rows.
	 */
	protected Tables contents() {
		return this.application.contents();
	}

	/**
	 * All that is stored but for versions, audit rows and the marks of deletions, which
	 * are columns whose names begin with "delet".
	 */
	protected Tables unmarkedContents() {
		return Tables.withoutAudit(this.application.database(),
				(column) -> !column.equals("version") && !column.startsWith("delet"));
	}

	/**
	 * Delete and restore a row by the repository, once alone and once by a statement for
	 * many rows, and assert that the deletion leaves every table as it was but for the
	 * marks, that the row is deleted to everybody, and that after the restore every table
	 * is as it was.
	 */
	protected <T, ID> void deleteAndRestore(SoftDeleteRepository<T, ID> repository, ID id) {
		deleteAndRestore(repository, id, () -> repository.deleteById(id));
		deleteAndRestore(repository, id, () -> repository.deleteAllByIdInBatch(List.of(id)));
	}

	/**
	 * The same with another way to delete.
	 */
	protected <T, ID> void deleteAndRestore(SoftDeleteRepository<T, ID> repository, ID id, Runnable delete) {
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		long live = repository.count();
		long deleted = repository.countDeleted();
		assertThat(repository.existsById(id)).isTrue();
		tx(delete);
		assertThat(unmarkedContents()).as("after the deletion").isEqualTo(unmarked);
		assertThat(contents()).as("marks of the deletion").isNotEqualTo(before);
		assertThat(repository.findById(id)).isEmpty();
		assertThat(repository.existsById(id)).isFalse();
		assertThat(repository.count()).isLessThan(live);
		assertThat(repository.countDeleted()).isGreaterThan(deleted);
		assertThat(repository.existsDeletedById(id)).isTrue();
		assertThat(repository.findDeletedById(id)).isPresent();
		tx(() -> repository.restore(id));
		assertThat(contents()).as("after the restore").isEqualTo(before);
		assertThat(repository.existsById(id)).isTrue();
		assertThat(repository.count()).isEqualTo(live);
		assertThat(repository.countDeleted()).isEqualTo(deleted);
	}

}
