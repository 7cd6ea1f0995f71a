package io.github.softdeleteaudit.audit.envers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.softdeleteaudit.softdelete.hibernate.DeletionRows;
import io.github.softdeleteaudit.softdelete.hibernate.JdbcStatement;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that records rows of one of an entity's tables in its audit table.
 */
final class AuditedTable {

	private final String table;

	private final String auditTable;

	private final Columns columns;

	private final String insert;

	private final String delete;

	private final @Nullable String end;

	/**
	 * Create the SQL for a table.
	 * @param table the table, as rendered for SQL
	 * @param auditTable its audit table
	 * @param columns their columns
	 */
	AuditedTable(String table, String auditTable, Columns columns) {
		List<String> bound = new ArrayList<>(columns.flags().keySet());
		bound.add(columns.revision());
		if (columns.type() != null) {
			bound.add(columns.type());
		}
		this.table = table;
		this.auditTable = auditTable;
		this.columns = columns;
		this.insert = "insert into %s (%s, %s) select %s, %s from %s t where ".formatted(auditTable,
				String.join(", ", columns.copied()), String.join(", ", bound), String.join(", ", columns.values()),
				parameters(bound.size()), table);
		this.delete = "delete from %s where %s = ? and ".formatted(auditTable, columns.revision());
		this.end = (columns.end() != null) ? "update %s set %s = ? where %s is null and %s <> ? and "
			.formatted(auditTable, columns.end(), columns.end(), columns.revision()) : null;
	}

	private static String parameters(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

	/**
	 * Write the rows, as they are now, to the audit table.
	 * @param modified the modified flags that are true
	 */
	void insert(SharedSessionContractImplementor session, Type idType, Collection<?> ids, long revision,
			RevisionType type, Set<String> modified) {
		execute(session, this.insert, this.columns.key(), idType, ids,
				(statement) -> bindInserted(statement, revision, type, modified));
	}

	private int bindInserted(PreparedStatement statement, long revision, RevisionType type, Set<String> modified)
			throws SQLException {
		int index = 0;
		for (String flag : this.columns.flags().values()) {
			statement.setBoolean(++index, modified.contains(flag));
		}
		statement.setLong(++index, revision);
		if (this.columns.type() != null) {
			statement.setShort(++index, type.getRepresentation());
		}
		return index;
	}

	/**
	 * Write the rows of a deletion, as they are now, to the audit table.
	 * @param classes restricts the hierarchy's table, by its alias, to some classes
	 */
	void insert(SharedSessionContractImplementor session, DeletionRows rows, UnaryOperator<String> classes,
			UUID deletionId, long revision, RevisionType type) {
		String deleted = this.table.equals(rows.table()) ? "t.%s = ?%s".formatted(rows.column(), classes.apply("t"))
				: deleted(rows, classes, "t", this.columns.key());
		execute(session, this.insert + deleted, rows, deletionId,
				(statement) -> bindInserted(statement, revision, type, Set.of()));
	}

	/**
	 * Remove what the revision holds of the rows of a deletion.
	 */
	void delete(SharedSessionContractImplementor session, DeletionRows rows, UnaryOperator<String> classes,
			UUID deletionId, long revision) {
		execute(session, this.delete + deleted(rows, classes, this.auditTable, this.columns.auditKey()), rows,
				deletionId, (statement) -> {
					statement.setLong(1, revision);
					return 1;
				});
	}

	/**
	 * Under the validity strategy, let the previous audit rows of a deletion's rows end
	 * with the revision.
	 */
	void endPrevious(SharedSessionContractImplementor session, DeletionRows rows, UnaryOperator<String> classes,
			UUID deletionId, long revision) {
		if (this.end != null) {
			execute(session, this.end + deleted(rows, classes, this.auditTable, this.columns.auditKey()), rows,
					deletionId, (statement) -> {
						statement.setLong(1, revision);
						statement.setLong(2, revision);
						return 2;
					});
		}
	}

	/**
	 * Lock the rows that have no audit row at all.
	 * @param rows which rows to look at, where they are {@code t}
	 * @return how many there are
	 */
	int lockUnrecorded(SharedSessionContractImplementor session, String rows) {
		String sql = "select 1 from %s t where %s and %s%s".formatted(this.table, rows, unrecorded(),
				session.getJdbcServices().getDialect().getForUpdateString());
		return JdbcStatement.query(session, sql, (statement) -> {
		}, (row) -> true).size();
	}

	/**
	 * Write the rows that have no audit row at all, as they are now, to the audit table.
	 * @param rows which rows to look at, where they are {@code t}
	 * @return how many there were
	 */
	int insertUnrecorded(SharedSessionContractImplementor session, String rows, long revision, RevisionType type) {
		return JdbcStatement.update(session, this.insert + rows + " and " + unrecorded(),
				(statement) -> bindInserted(statement, revision, type, Set.of()));
	}

	private String unrecorded() {
		return "not exists (select 1 from %s a where %s)".formatted(this.auditTable, sameKey(this, "a"));
	}

	/**
	 * Write the rows whose rows in another table the revision holds, as they are now, to
	 * the audit table.
	 */
	void insertAlongWith(SharedSessionContractImplementor session, AuditedTable other, long revision,
			RevisionType type) {
		JdbcStatement.update(session,
				"%sexists (select 1 from %s o where %s and o.%s = ?) and not exists (select 1 from %s a where %s and a.%s = ?)"
					.formatted(this.insert, other.auditTable, sameKey(other, "o"), other.columns.revision(),
							this.auditTable, sameKey(this, "a"), this.columns.revision()),
				(statement) -> {
					int index = bindInserted(statement, revision, type, Set.of());
					statement.setLong(++index, revision);
					statement.setLong(++index, revision);
				});
	}

	// keys of joined tables have their columns in the same order
	private String sameKey(AuditedTable audited, String alias) {
		StringJoiner condition = new StringJoiner(" and ");
		for (int i = 0; i < this.columns.key().size(); i++) {
			condition
				.add("%s.%s = t.%s".formatted(alias, audited.columns.auditKey().get(i), this.columns.key().get(i)));
		}
		return condition.toString();
	}

	private static String deleted(DeletionRows rows, UnaryOperator<String> classes, String table, List<String> key) {
		StringJoiner condition = new StringJoiner(" and ");
		for (int i = 0; i < key.size(); i++) {
			condition.add("d.%s = %s.%s".formatted(rows.key().get(i), table, key.get(i)));
		}
		return "exists (select 1 from %s d where %s and d.%s = ?%s)".formatted(rows.table(), condition, rows.column(),
				classes.apply("d"));
	}

	private static void execute(SharedSessionContractImplementor session, String sql, DeletionRows rows,
			UUID deletionId, Binder binder) {
		JdbcStatement.update(session, sql,
				(statement) -> rows.bind(statement, binder.bind(statement) + 1, deletionId, session));
	}

	/**
	 * Return the audit table.
	 */
	String name() {
		return this.auditTable;
	}

	/**
	 * Remove what the revision holds of the rows.
	 */
	void delete(SharedSessionContractImplementor session, Type idType, Collection<?> ids, long revision) {
		execute(session, this.delete, this.columns.auditKey(), idType, ids, (statement) -> {
			statement.setLong(1, revision);
			return 1;
		});
	}

	/**
	 * Under the validity strategy, let the rows' previous audit rows end with the
	 * revision.
	 */
	void endPrevious(SharedSessionContractImplementor session, Type idType, Collection<?> ids, long revision) {
		if (this.end != null) {
			execute(session, this.end, this.columns.auditKey(), idType, ids, (statement) -> {
				statement.setLong(1, revision);
				statement.setLong(2, revision);
				return 2;
			});
		}
	}

	private static void execute(SharedSessionContractImplementor session, String sql, List<String> key, Type idType,
			Collection<?> ids, Binder binder) {
		for (List<Object> chunk : JdbcStatement.parts(session.getFactory(), ids, key.size())) {
			JdbcStatement.update(session, sql + JdbcStatement.named(key, chunk.size()), (statement) -> {
				int index = binder.bind(statement) + 1;
				for (Object id : chunk) {
					idType.nullSafeSet(statement, id, index, session);
					index += key.size();
				}
			});
		}
	}

	/**
	 * The columns of an audit table, as rendered for SQL.
	 *
	 * @param key the key of the audited table, in the order of the id's columns
	 * @param auditKey the columns of the audit table that have its values
	 * @param copied the columns that have their values from the audited table, these
	 * among them
	 * @param values the values, where the audited table is {@code t}
	 * @param flags the columns of the modified flags, with what Envers calls the flags
	 * @param revision the revision
	 * @param type the type of the revision, if this table has it
	 * @param end the end revision, if this table has it
	 */
	record Columns(List<String> key, List<String> auditKey, List<String> copied, List<String> values,
			Map<String, String> flags, String revision, @Nullable String type, @Nullable String end) {
	}

	/**
	 * Binds parameters and tells how many.
	 */
	private interface Binder {

		int bind(PreparedStatement statement) throws SQLException;

	}

}
