package io.github.softdeleteaudit.autoconfigure;

import java.sql.SQLException;
import java.util.Map;

import io.github.softdeleteaudit.audit.AuditReasonMissingException;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import jakarta.persistence.EntityManager;
import org.hibernate.HibernateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.orm.jpa.DefaultJpaDialect;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.transaction.TransactionDefinition;

/**
 * Lets the starter's own exceptions through where Spring translates those of Hibernate,
 * which at a commit takes others for system errors, and names the key where a native
 * statement has violated one. All else is the application's dialect, asked directly: each
 * transaction calls it several times.
 */
final class TranslatingJpaDialect extends DefaultJpaDialect {

	private static final long serialVersionUID = 1L;

	private final transient JpaDialect dialect;

	private final transient @Nullable LiveUniqueKeys keys;

	private TranslatingJpaDialect(JpaDialect dialect, @Nullable LiveUniqueKeys keys) {
		this.dialect = dialect;
		this.keys = keys;
	}

	/**
	 * Wrap a dialect, unless it is wrapped already.
	 * @param keys the keys, if soft deletion is on
	 */
	static JpaDialect wrap(JpaDialect dialect, @Nullable LiveUniqueKeys keys) {
		if (dialect instanceof TranslatingJpaDialect wrapped) {
			return (wrapped.keys != null || keys == null) ? wrapped : new TranslatingJpaDialect(wrapped.dialect, keys);
		}
		return new TranslatingJpaDialect(dialect, keys);
	}

	@Override
	public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
		if (ex instanceof DataAccessException known) {
			return known;
		}
		// what is thrown right before a commit
		if (ex instanceof HibernateException && ex.getCause() instanceof AuditReasonMissingException missing) {
			return missing;
		}
		DataAccessException known = (this.keys != null && ex instanceof ConstraintViolationException violation)
				? this.keys.translate(violation) : null;
		return (known != null) ? known : this.dialect.translateExceptionIfPossible(ex);
	}

	// with JPA 4 what it makes takes part in the transaction
	@Override
	public @Nullable Object deriveEntityAgent(EntityManager entityManager, @Nullable Map<?, ?> properties) {
		return (this.dialect instanceof DefaultJpaDialect derives)
				? derives.deriveEntityAgent(entityManager, properties) : null;
	}

	@Override
	public @Nullable Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
			throws SQLException {
		return this.dialect.beginTransaction(entityManager, definition);
	}

	@Override
	public @Nullable Object prepareTransaction(EntityManager entityManager, boolean readOnly, @Nullable String name) {
		return this.dialect.prepareTransaction(entityManager, readOnly, name);
	}

	@Override
	public void cleanupTransaction(@Nullable Object transactionData) {
		this.dialect.cleanupTransaction(transactionData);
	}

	@Override
	public @Nullable ConnectionHandle getJdbcConnection(EntityManager entityManager, boolean readOnly)
			throws SQLException {
		return this.dialect.getJdbcConnection(entityManager, readOnly);
	}

	@Override
	public void releaseJdbcConnection(ConnectionHandle connectionHandle, EntityManager entityManager)
			throws SQLException {
		this.dialect.releaseJdbcConnection(connectionHandle, entityManager);
	}

}
