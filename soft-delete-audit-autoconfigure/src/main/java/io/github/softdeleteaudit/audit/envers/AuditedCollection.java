package io.github.softdeleteaudit.audit.envers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.hibernate.JdbcStatement;
import io.github.softdeleteaudit.softdelete.hibernate.JdbcValues;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that records the elements or links of one collection in its audit table.
 * <p>
 * Relies on Envers' mapping: the audit table has the columns of the collection's table,
 * the revision, its type, under the validity strategy the end revision, and of
 * embeddables a number that tells their rows apart.
 */
final class AuditedCollection {

	private final String role;

	private final String table;

	private final String auditTable;

	/** The columns of the owner's key. */
	private final List<String> key;

	/** The columns of what the collection holds. */
	private final List<String> element;

	private final boolean oneToMany;

	private final List<Copied> columns = new ArrayList<>();

	private final String revision;

	private final String type;

	private final RevisionTable revisions;

	private final @Nullable String end;

	private final @Nullable String ordinal;

	/** What tells a row of the collection's table from one of another collection. */
	private final String condition;

	private AuditedCollection(org.hibernate.mapping.Collection collection, PersistentClass auditEntity,
			AuditColumns names, RevisionTable revisions, Configuration configuration,
			SqlStringGenerationContext context) {
		Function<Column, String> name = (column) -> column.getQuotedName(context.getDialect());
		if (collection.getElement() instanceof ToOne target && !target.isReferenceToPrimaryKey()
				&& target.getReferencedPropertyName() != null) {
			throw new IllegalArgumentException("Envers records ids, which the table has not");
		}
		Table source = collection.getCollectionTable();
		Table audit = auditEntity.getTable();
		this.role = collection.getRole();
		this.table = source.getQualifiedName(context);
		this.auditTable = audit.getQualifiedName(context);
		this.key = collection.getKey().getColumns().stream().map(name).toList();
		this.oneToMany = collection.getElement() instanceof OneToMany;
		this.element = (this.oneToMany
				? ((OneToMany) collection.getElement()).getAssociatedClass().getKey().getColumns()
				: collection.getElement().getColumns())
			.stream()
			.map(name)
			.toList();
		this.revisions = revisions;
		this.revision = name.apply(find(auditEntity, configuration.getRevisionFieldName()));
		this.type = name.apply(find(auditEntity, configuration.getRevisionTypePropertyName()));
		Column endColumn = find(auditEntity, configuration.getRevisionEndFieldName());
		Column ordinalColumn = find(auditEntity, configuration.getEmbeddableSetOrdinalPropertyName());
		this.end = (endColumn != null) ? name.apply(endColumn) : null;
		this.ordinal = (ordinalColumn != null) ? name.apply(ordinalColumn) : null;
		List<String> own = new ArrayList<>(List.of(this.revision, this.type));
		for (Column column : audit.getColumns()) {
			String audited = name.apply(column);
			if (!own.contains(audited) && !audited.equals(this.end) && !audited.equals(this.ordinal)) {
				Column copied = names.audited(source.getColumns(), column);
				if (copied == null) {
					throw new IllegalArgumentException("No column for " + audited);
				}
				this.columns.add(new Copied(name.apply(copied), audited, copied.isNullable()));
			}
		}
		if (hasNoKey(audit, name)) {
			throw new IllegalArgumentException("No place for more than one element");
		}
		StringJoiner linked = new StringJoiner(" and ");
		this.key.forEach((column) -> linked.add("t." + column + " is not null"));
		this.condition = linked.toString();
	}

	/**
	 * Create the SQL for a collection.
	 * @return the collection, or {@code null} if its audit table does not mirror its
	 * table
	 */
	static @Nullable AuditedCollection of(org.hibernate.mapping.Collection collection, PersistentClass auditEntity,
			AuditColumns names, RevisionTable revisions, Configuration configuration,
			SqlStringGenerationContext context) {
		try {
			return new AuditedCollection(collection, auditEntity, names, revisions, configuration, context);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	// as that of a list of embeddables without an order
	private boolean hasNoKey(Table audit, Function<Column, String> name) {
		Set<String> owner = this.columns.stream()
			.filter((column) -> this.key.contains(column.name()))
			.map(Copied::audited)
			.collect(Collectors.toSet());
		owner.addAll(List.of(this.revision, this.type));
		return audit.getPrimaryKey() == null
				|| audit.getPrimaryKey().getColumns().stream().map(name).allMatch(owner::contains);
	}

	private static @Nullable Column find(PersistentClass auditEntity, String property) {
		Component id = (Component) auditEntity.getIdentifier();
		for (Property candidate : id.getProperties()) {
			if (candidate.getName().equals(property)) {
				return auditEntity.getTable().getColumn(candidate.getColumns().get(0));
			}
		}
		for (Property candidate : auditEntity.getProperties()) {
			if (candidate.getName().equals(property)) {
				return auditEntity.getTable().getColumn(candidate.getColumns().get(0));
			}
		}
		return null;
	}

	/**
	 * Return the collection's role, as Hibernate names it.
	 */
	String role() {
		return this.role;
	}

	/**
	 * Record what the collections of owners hold as removed.
	 * @param idType the type of the owners' ids
	 * @param ids their ids
	 */
	void removed(SharedSessionContractImplementor session, Type idType, Collection<?> ids, long revision) {
		removed(session, this.key, idType, ids, revision);
	}

	/**
	 * Record links to targets as removed.
	 * @param idType the type of the targets' ids
	 * @param ids their ids
	 */
	void removedLinksTo(SharedSessionContractImplementor session, Type idType, Collection<?> ids, long revision) {
		removed(session, this.element, idType, ids, revision);
	}

	/**
	 * Return whether there are links to targets.
	 * @param idType the type of the targets' ids
	 * @param ids their ids
	 */
	boolean hasLinksTo(SharedSessionContractImplementor session, Type idType, Collection<?> ids) {
		List<String> named = this.element.stream().map((column) -> "t." + column).toList();
		return JdbcStatement.parts(session.getFactory(), ids, named.size()).stream().anyMatch((part) -> {
			String sql = "select count(*) from %s t where %s and %s".formatted(this.table, this.condition,
					JdbcStatement.named(named, part.size()));
			return JdbcStatement
				.query(session, sql, (statement) -> binder(idType, part, session).bind(statement, 1),
						(row) -> row.getLong(1))
				.get(0) > 0;
		});
	}

	private static StatementBinder binder(Type idType, List<Object> ids, SharedSessionContractImplementor session) {
		int columns = idType.getColumnSpan(session.getFactory().getRuntimeMetamodels());
		return (statement, first) -> {
			int index = first;
			for (Object id : ids) {
				idType.nullSafeSet(statement, id, index, session);
				index += columns;
			}
		};
	}

	private void removed(SharedSessionContractImplementor session, List<String> columns, Type idType, Collection<?> ids,
			long revision) {
		List<String> named = columns.stream().map((column) -> "t." + column).toList();
		for (List<Object> part : JdbcStatement.parts(session.getFactory(), ids, named.size())) {
			String rows = this.condition + " and " + JdbcStatement.named(named, part.size());
			StatementBinder binder = binder(idType, part, session);
			JdbcStatement.update(session, "delete from %s where %s = ? and exists (select 1 from %s t where %s and %s)"
				.formatted(this.auditTable, this.revision, this.table, rows, same(this.auditTable)), (statement) -> {
					statement.setLong(1, revision);
					binder.bind(statement, 2);
				});
			insert(session, rows, binder, revision, RevisionType.DEL);
			if (this.end != null) {
				JdbcStatement.update(session,
						"update %s set %s = ? where %s is null and %s <> ? and exists (select 1 from %s t where %s and %s)"
							.formatted(this.auditTable, this.end, this.end, this.revision, this.table, rows,
									same(this.auditTable)),
						(statement) -> {
							statement.setLong(1, revision);
							statement.setLong(2, revision);
							binder.bind(statement, 3);
						});
			}
		}
	}

	/**
	 * Return whether the collection's table has rows without an audit row.
	 */
	boolean hasUnrecorded(SharedSessionContractImplementor session) {
		String sql = "select count(*) from %s t where %s".formatted(this.table, unrecorded());
		return JdbcStatement.query(session, sql, (statement) -> {
		}, (row) -> row.getLong(1)).get(0) > 0;
	}

	/**
	 * Return what the collection of an owner holds now and may have held at a revision,
	 * though nothing was recorded of it yet: the first audit row, if there is one, is
	 * later and does not tell of its addition.
	 * @param idType the type of the owner's id
	 * @param index the columns of the key of an element, if it is told by one as well
	 * @param element the columns of the element itself
	 */
	List<List<@Nullable Object>> olderThanRecords(SharedSessionContractImplementor session, Type idType, Object id,
			long revision, List<SelectableMapping> index, List<SelectableMapping> element) {
		return read(session, idType, id, revision, index, element,
				"not exists (select 1 from %s a where %s and (a.%s = %d and %s or not %s))".formatted(this.auditTable,
						same("a"), this.type, RevisionType.ADD.getRepresentation(), isFirst(),
						this.revisions.isEarlier("?", "a." + this.revision)));
	}

	/**
	 * Return what the collection of an owner holds now and has been recorded of it up to
	 * a revision.
	 * @param idType the type of the owner's id
	 * @param index the columns of the key of an element, if it is told by one as well
	 * @param element the columns of the element itself
	 */
	List<List<@Nullable Object>> recordedUpTo(SharedSessionContractImplementor session, Type idType, Object id,
			long revision, List<SelectableMapping> index, List<SelectableMapping> element) {
		return read(session, idType, id, revision, index, element, "exists (select 1 from %s a where %s and not %s)"
			.formatted(this.auditTable, same("a"), this.revisions.isEarlier("?", "a." + this.revision)));
	}

	private List<List<@Nullable Object>> read(SharedSessionContractImplementor session, Type idType, Object id,
			long revision, List<SelectableMapping> index, List<SelectableMapping> element, String condition) {
		List<SelectableMapping> columns = Stream.concat(index.stream(), element.stream()).toList();
		StringJoiner selected = new StringJoiner(", ");
		index.forEach((column) -> selected.add("t." + column.getSelectionExpression()));
		(this.oneToMany ? this.element : element.stream().map(SelectableMapping::getSelectionExpression).toList())
			.forEach((column) -> selected.add("t." + column));
		List<String> owner = this.key.stream().map((column) -> "t." + column).toList();
		String sql = "select %s from %s t where %s and %s and %s".formatted(selected, this.table, this.condition,
				JdbcStatement.named(owner, 1), condition);
		return JdbcStatement.query(session, sql, (statement) -> {
			idType.nullSafeSet(statement, id, 1, session);
			statement.setLong(1 + owner.size(), revision);
		}, (row) -> JdbcValues.read(row, columns, 1, session));
	}

	/**
	 * Return whether the collection of an owner has lost since a revision what it may
	 * have held then, though nothing was recorded of it yet.
	 * @param idType the type of the owner's id
	 */
	boolean heldOlderThanRecords(SharedSessionContractImplementor session, Type idType, Object id, long revision) {
		List<String> owner = this.key.stream()
			.flatMap((column) -> this.columns.stream().filter((copied) -> copied.name().equals(column)))
			.map((copied) -> "a." + copied.audited())
			.toList();
		String sql = "select count(*) from %s a where %s and a.%s <> %d and %s and %s".formatted(this.auditTable,
				JdbcStatement.named(owner, 1), this.type, RevisionType.ADD.getRepresentation(), isFirst(),
				this.revisions.isEarlier("?", "a." + this.revision));
		return JdbcStatement.query(session, sql, (statement) -> {
			idType.nullSafeSet(statement, id, 1, session);
			statement.setLong(1 + owner.size(), revision);
		}, (row) -> row.getLong(1)).get(0) > 0;
	}

	// the first of its audit rows
	private String isFirst() {
		StringJoiner same = new StringJoiner(" and ");
		this.columns
			.forEach((column) -> same.add(equal("a." + column.audited(), "b." + column.audited(), column.nullable())));
		return "not exists (select 1 from %s b where %s and %s)".formatted(this.auditTable, same,
				this.revisions.isEarlier("b." + this.revision, "a." + this.revision));
	}

	/**
	 * Record what has no audit row. That it was added is not known.
	 */
	void addUnrecorded(SharedSessionContractImplementor session, long revision) {
		insert(session, unrecorded(), (statement, index) -> {
		}, revision, RevisionType.MOD);
	}

	private String unrecorded() {
		return "%s and not exists (select 1 from %s a where %s)".formatted(this.condition, this.auditTable, same("a"));
	}

	private void insert(SharedSessionContractImplementor session, String rows, StatementBinder binder, long revision,
			RevisionType revisionType) {
		List<String> target = new ArrayList<>(this.columns.stream().map(Copied::audited).toList());
		List<String> values = new ArrayList<>(this.columns.stream().map((column) -> "t." + column.name()).toList());
		target.add(this.revision);
		values.add("?");
		target.add(this.type);
		values.add("?");
		if (this.ordinal != null) {
			target.add(this.ordinal);
			values.add(nextOrdinal());
		}
		JdbcStatement.update(session, "insert into %s (%s) select distinct %s from %s t where %s"
			.formatted(this.auditTable, String.join(", ", target), String.join(", ", values), this.table, rows),
				(statement) -> {
					statement.setLong(1, revision);
					statement.setShort(2, revisionType.getRepresentation());
					int index = 3;
					if (this.ordinal != null) {
						statement.setLong(index++, revision);
					}
					binder.bind(statement, index);
				});
	}

	private String nextOrdinal() {
		StringJoiner owner = new StringJoiner(" and ");
		StringJoiner partition = new StringJoiner(", ");
		for (Copied column : this.columns) {
			if (this.key.contains(column.name())) {
				owner.add("o.%s = t.%s".formatted(column.audited(), column.name()));
				partition.add("t." + column.name());
			}
		}
		return "row_number() over (partition by %s order by %s) + (select coalesce(max(o.%s), -1) from %s o where o.%s = ? and %s)"
			.formatted(partition, partition, this.ordinal, this.auditTable, this.revision, owner);
	}

	private String same(String audit) {
		StringJoiner same = new StringJoiner(" and ");
		this.columns.forEach(
				(column) -> same.add(equal("t." + column.name(), audit + "." + column.audited(), column.nullable())));
		return same.toString();
	}

	private static String equal(String one, String other, boolean nullable) {
		return nullable ? "(%1$s = %2$s or %1$s is null and %2$s is null)".formatted(one, other) : one + " = " + other;
	}

	/**
	 * A column of the collection's table and that of the audit table which has its
	 * values.
	 */
	private record Copied(String name, String audited, boolean nullable) {
	}

	/**
	 * Binds parameters from an index on.
	 */
	private interface StatementBinder {

		void bind(PreparedStatement statement, int index) throws SQLException;

	}

}
