package io.github.softdeleteaudit.audit.envers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.github.softdeleteaudit.softdelete.hibernate.JdbcUpdate;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that records rows of one entity's table in its audit table.
 * <p>
 * Relies on Envers' mapping: an audited column has the same name in both tables, and the
 * audit entity has the revision in its composite id, the revision type, the modified
 * flags as booleans and, under the validity strategy, the end revision.
 */
final class AuditedTable {

	/** Few enough for any database's limit of parameters. */
	private static final int CHUNK = 500;

	private final String entityName;

	private final int flags;

	private final String insert;

	private final String delete;

	private final @Nullable String end;

	private AuditedTable(PersistentClass entity, PersistentClass auditEntity, Configuration configuration,
			SqlStringGenerationContext context) {
		Dialect dialect = context.getDialect();
		String table = entity.getTable().getQualifiedName(context);
		String auditTable = auditEntity.getTable().getQualifiedName(context);
		String id = entity.getKey().getColumns().get(0).getQuotedName(dialect);
		Component key = (Component) auditEntity.getIdentifier();
		String revision = column(key.getProperty(configuration.getRevisionFieldName()), dialect);
		String type = column(auditEntity.getProperty(configuration.getRevisionTypePropertyName()), dialect);
		List<String> copied = new ArrayList<>();
		List<String> bound = new ArrayList<>();
		for (Column column : auditEntity.getTable().getColumns()) {
			if (entity.getTable().getColumn(column) != null) {
				copied.add(column.getQuotedName(dialect));
			}
			else if (column.getValue().getType().getReturnedClass() == Boolean.class) {
				bound.add(column.getQuotedName(dialect));
			}
		}
		this.entityName = entity.getRootClass().getEntityName();
		this.flags = bound.size();
		bound.addAll(List.of(revision, type));
		this.insert = "insert into %s (%s, %s) select %s, %s from %s where %s in ".formatted(auditTable,
				String.join(", ", copied), String.join(", ", bound), String.join(", ", copied),
				parameters(bound.size()), table, id);
		this.delete = "delete from %s where %s = ? and %s in ".formatted(auditTable, revision, id);
		this.end = auditEntity.getPropertyClosure()
			.stream()
			.filter((property) -> property.getName().equals(configuration.getRevisionEndFieldName()))
			.map((property) -> column(property, dialect))
			.map((end) -> "update %s set %s = ? where %s is null and %s <> ? and %s in ".formatted(auditTable, end, end,
					revision, id))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Create the SQL for an audited entity.
	 * @param metadata the boot model
	 * @param entity the entity
	 * @param configuration Envers' configuration
	 * @param context renders the names of tables
	 * @return the SQL
	 * @throws UnsupportedOperationException if the mapping needs more than this class can
	 * do
	 */
	static AuditedTable of(Metadata metadata, PersistentClass entity, Configuration configuration,
			SqlStringGenerationContext context) {
		require(entity.getJoinClosureSpan() == 0
				&& entity.getRootClass().getSubclassTableClosure().stream().allMatch(entity.getTable()::equals), entity,
				"it is mapped to more than one table");
		require(entity.getKey().getColumnSpan() == 1, entity, "its id has more than one column");
		require(!configuration.isRevisionEndTimestampEnabled(), entity,
				"the audit strategy stores the time of the end revision");
		return new AuditedTable(entity,
				Objects.requireNonNull(
						metadata.getEntityBinding(configuration.getAuditEntityName(entity.getEntityName()))),
				configuration, context);
	}

	private static void require(boolean condition, PersistentClass entity, String reason) {
		if (!condition) {
			throw new UnsupportedOperationException(
					"Restoring or purging %s cannot be audited: %s".formatted(entity.getEntityName(), reason));
		}
	}

	private static String column(Property property, Dialect dialect) {
		return property.getColumns().get(0).getQuotedName(dialect);
	}

	private static String parameters(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

	/**
	 * Write the rows, as they are now, to the audit table. Whatever the revision already
	 * holds of them is replaced.
	 */
	void record(SharedSessionContractImplementor session, Collection<?> ids, long revision, RevisionType type) {
		execute(session, this.delete, ids, (statement) -> {
			statement.setLong(1, revision);
			return 1;
		});
		execute(session, this.insert, ids, (statement) -> {
			for (int i = 1; i <= this.flags; i++) {
				statement.setBoolean(i, false);
			}
			statement.setLong(this.flags + 1, revision);
			statement.setShort(this.flags + 2, type.getRepresentation());
			return this.flags + 2;
		});
	}

	/**
	 * Remove what the revision holds of the rows.
	 */
	void forget(SharedSessionContractImplementor session, Collection<?> ids, long revision) {
		execute(session, this.delete, ids, (statement) -> {
			statement.setLong(1, revision);
			return 1;
		});
	}

	/**
	 * Under the validity strategy, let the rows' previous audit rows end with the
	 * revision.
	 */
	void endPrevious(SharedSessionContractImplementor session, Collection<?> ids, long revision) {
		if (this.end != null) {
			execute(session, this.end, ids, (statement) -> {
				statement.setLong(1, revision);
				statement.setLong(2, revision);
				return 2;
			});
		}
	}

	private void execute(SharedSessionContractImplementor session, String sql, Collection<?> ids, Binder binder) {
		Type idType = session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(this.entityName)
			.getIdentifierType();
		List<?> all = List.copyOf(ids);
		for (int from = 0; from < all.size(); from += CHUNK) {
			List<?> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
			JdbcUpdate.execute(session, sql + "(" + parameters(chunk.size()) + ")", (statement) -> {
				int index = binder.bind(statement);
				for (Object id : chunk) {
					idType.nullSafeSet(statement, id, ++index, session);
				}
			});
		}
	}

	/**
	 * Binds parameters and tells how many.
	 */
	private interface Binder {

		int bind(PreparedStatement statement) throws SQLException;

	}

}
