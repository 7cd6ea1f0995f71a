package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running application of {@link MappedTypes}.
 */
public final class MappedApplication {

	private final EntityManagerFactory entityManagerFactory;

	private final DatabaseConnection database;

	MappedApplication(ApplicationContext context, DatabaseConnection database) {
		this.entityManagerFactory = context.getBean(EntityManagerFactory.class);
		this.database = database;
	}

	public DatabaseConnection database() {
		return this.database;
	}

	public <T> T call(Function<EntityManager, T> work) {
		return this.entityManagerFactory.callInTransaction(work::apply);
	}

	public void run(Consumer<EntityManager> work) {
		this.entityManagerFactory.runInTransaction(work::accept);
	}

	/**
	 * Persist entities in one transaction.
	 * @return the id of the first
	 */
	public Object persist(Object... entities) {
		run((entityManager) -> List.of(entities).forEach(entityManager::persist));
		return this.entityManagerFactory.getPersistenceUnitUtil().getIdentifier(entities[0]);
	}

	public void remove(Class<?> type, Object id) {
		run((entityManager) -> entityManager.remove(entityManager.find(type, id)));
	}

	public void restore(Class<?> type, Object id) {
		SoftDeletePersister persister = SoftDeletePersister
			.find(this.entityManagerFactory.unwrap(SessionFactoryImplementor.class), type);
		assertThat(persister).as("persister of %s", type).isNotNull();
		run((entityManager) -> new Restorer(List.of(), (event) -> {
		}).restore(entityManager, persister, id, RestoreOptions.defaults()));
	}

	public void purge(Class<?> type, Object id) {
		SoftDeletePersister persister = SoftDeletePersister
			.find(this.entityManagerFactory.unwrap(SessionFactoryImplementor.class), type);
		run((entityManager) -> new Purger(List.of()).purge(entityManager, persister, id));
	}

	public long count(Class<?> type) {
		return call((entityManager) -> {
			var criteria = entityManager.getCriteriaBuilder().createQuery(Long.class);
			criteria.select(entityManager.getCriteriaBuilder().count(criteria.from(type)));
			return entityManager.createQuery(criteria).getSingleResult();
		});
	}

	/**
	 * The contents of all tables but for versions.
	 */
	public Tables tables() {
		return Tables.of(this.database, (column) -> !column.equals("version"));
	}

	/**
	 * The contents of all tables but for versions and for the marks of a deletion.
	 */
	public Tables unmarkedTables() {
		return Tables.of(this.database, (column) -> !column.equals("version") && !column.startsWith("delet"));
	}

	/**
	 * Delete and restore an entity, and assert that the deletion leaves every table as it
	 * was but for the marks, that a find and a query do not see the deleted row, and that
	 * after the restore every table is as it was.
	 */
	public void deleteAndRestore(Class<?> type, Object id) {
		Tables before = tables();
		Tables unmarkedBefore = unmarkedTables();
		long count = count(type);
		assertThat(count).isPositive();
		remove(type, id);
		assertThat(unmarkedTables()).as("after the deletion").isEqualTo(unmarkedBefore);
		assertThat(tables()).as("marks of the deletion").isNotEqualTo(before);
		assertThat(this.<Object>call((entityManager) -> entityManager.find(type, id))).isNull();
		assertThat(count(type)).isLessThan(count);
		restore(type, id);
		assertThat(tables()).as("after the restore").isEqualTo(before);
		assertThat(count(type)).isEqualTo(count);
	}

}
