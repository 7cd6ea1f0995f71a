package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.function.Supplier;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.mutation.InsertCoordinator;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/**
 * Inserts an entity as ever, and says what to do where the row's identifier, or another
 * key of it, is taken: perhaps by a row that the application does not see.
 * <p>
 * Relies on Hibernate telling the violation of a unique or primary key from others; an
 * insert that goes into a JDBC batch fails later, see {@link TakenKeyFlushListener}.
 */
record ExplainedInsertCoordinator(SoftDeletePersister persister,
		InsertCoordinator delegate) implements InsertCoordinator {

	@Override
	public @Nullable GeneratedValues insert(Object entity, Object[] values, SharedSessionContractImplementor session) {
		return explained(entity, null, session, () -> this.delegate.insert(entity, values, session));
	}

	@Override
	public @Nullable GeneratedValues insert(Object entity, Object id, Object[] values,
			SharedSessionContractImplementor session) {
		return explained(entity, id, session, () -> this.delegate.insert(entity, id, values, session));
	}

	private @Nullable GeneratedValues explained(Object entity, @Nullable Object id,
			SharedSessionContractImplementor session, Supplier<@Nullable GeneratedValues> insert) {
		try {
			return insert.get();
		}
		catch (ConstraintViolationException ex) {
			// with an id it may be one of a batch, whose flush knows better
			if (id == null || session instanceof StatelessSession) {
				RuntimeException known = this.persister.softDeleteBehavior()
					.uniqueViolations()
					.translate(ex, session, () -> (id == null) ? List.of(entity) : alone(entity, session));
				if (known != null) {
					throw known;
				}
			}
			throw (ex.getKind() == ConstraintKind.UNIQUE)
					? explained(this.persister.getEntityName() + ((id != null) ? " with id " + id : ""), ex) : ex;
		}
	}

	/**
	 * Return what the statement has written: the entity, or one of a batch.
	 */
	static List<Object> alone(Object entity, SharedSessionContractImplementor session) {
		return (session.getConfiguredJdbcBatchSize() > 1) ? List.of() : List.of(entity);
	}

	static ConstraintViolationException explained(String row, ConstraintViolationException ex) {
		return new ConstraintViolationException(
				"%s cannot be inserted, since there is a row with the same id or another key of it. If it is a deleted one, restore it by SoftDeleteRepository.restore, remove it first by SoftDeleteRepository.purge, or make the key unique among live rows only: %s"
					.formatted(row, ex.getMessage()),
				ex.getSQLException(), ex.getSQL(), ex.getKind(), ex.getConstraintName());
	}

	@Override
	public MutationOperationGroup getStaticMutationOperationGroup() {
		return this.delegate.getStaticMutationOperationGroup();
	}

}
