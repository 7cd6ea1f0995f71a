package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.Timeouts;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A foreign key of a table, by which the database may delete or change rows when the row
 * that they refer to is removed, whatever the session sees of them.
 * <p>
 * Relies on the foreign keys of Hibernate's boot model, which are complete when the
 * persisters are made.
 *
 * @param table the table that refers
 * @param columns its columns that do
 * @param referencedTable the table it refers to
 * @param referencedColumns the columns of that
 * @param owner the columns that name the owner, if it is of elements of the entity itself
 */
record IncomingForeignKey(String table, List<String> columns, String referencedTable, List<String> referencedColumns,
		List<String> owner) {

	/**
	 * Read the foreign keys that refer to rows of an entity, but for those of the links
	 * and elements that a purge removes.
	 * @param entity the entity
	 * @param context the boot model
	 * @return the foreign keys
	 */
	static List<IncomingForeignKey> of(PersistentClass entity, RuntimeModelCreationContext context) {
		Set<Table> own = tables(entity).collect(Collectors.toSet());
		List<Collection> collections = context.getBootModel()
			.getCollectionBindings()
			.stream()
			.filter((collection) -> !collection.isOneToMany() && !collection.isInverse())
			.toList();
		return Stream
			.concat(context.getBootModel().getEntityBindings().stream().flatMap(IncomingForeignKey::tables),
					collections.stream().map(Collection::getCollectionTable))
			.distinct()
			.flatMap((table) -> table.getForeignKeyCollection().stream())
			.filter((key) -> own.contains(key.getReferencedTable()) && key.isPhysicalConstraint()
					&& (collections.stream().noneMatch((collection) -> isOfLinks(key, collection))
							|| isReference(key, context.getBootModel())))
			.flatMap((key) -> of(key, own, collections, context))
			.distinct()
			.toList();
	}

	private static boolean isOfLinks(ForeignKey key, Collection collection) {
		return key.getTable() == collection.getCollectionTable()
				&& (key.getColumns().equals(collection.getKey().getColumns())
						|| collection.getElement() instanceof ManyToOne element
								&& key.getColumns().equals(element.getColumns()));
	}

	// also of an entity that is mapped to a table of links
	private static boolean isReference(ForeignKey key, Metadata metadata) {
		return metadata.getEntityBindings()
			.stream()
			.flatMap((entity) -> Stream.concat(Stream.ofNullable(entity.getIdentifier()),
					entity.getProperties().stream().map(Property::getValue)))
			.anyMatch((value) -> isReference(key, value));
	}

	private static boolean isReference(ForeignKey key, Value value) {
		return (value instanceof Component component)
				? component.getProperties().stream().anyMatch((part) -> isReference(key, part.getValue()))
				: value instanceof ToOne && value.getTable() == key.getTable()
						&& value.getColumns().equals(key.getColumns());
	}

	private static Stream<IncomingForeignKey> of(ForeignKey key, Set<Table> own, List<Collection> collections,
			RuntimeModelCreationContext context) {
		List<Column> columns = key.isReferenceToPrimaryKey() ? key.getReferencedTable().getPrimaryKey().getColumns()
				: key.getReferencedColumns();
		List<Column> owner = collections.stream()
			.filter((collection) -> collection.getCollectionTable() == key.getTable()
					&& own.contains(collection.getOwner().getTable()))
			.findFirst()
			.map((collection) -> collection.getKey().getColumns())
			.orElse(List.of());
		// Hibernate takes a subclass's own table for that of a column it has inherited
		return Stream.concat(Stream.of(key.getReferencedTable()), own.stream())
			.filter((table) -> columns.stream().allMatch(table::containsColumn))
			.limit(1)
			.map((table) -> new IncomingForeignKey(name(key.getTable(), context), names(key.getColumns(), context),
					name(table, context), names(columns, context), names(owner, context)));
	}

	private static Stream<Table> tables(PersistentClass entity) {
		return Stream.concat(entity.getTableClosure().stream(), entity.getJoinClosure().stream().map(Join::getTable));
	}

	private static String name(Table table, RuntimeModelCreationContext context) {
		return context.getSqlStringGenerationContext().format(table.getQualifiedTableName());
	}

	private static List<String> names(List<Column> columns, RuntimeModelCreationContext context) {
		return columns.stream().map((column) -> column.getQuotedName(context.getDialect())).toList();
	}

	/**
	 * Count the rows that refer to a row, as they are by now. The row itself is none of
	 * them.
	 * @param session the session
	 * @param persister the persister of the row's class
	 * @param id the id of the row
	 * @return how many they are
	 */
	long count(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
		StringJoiner where = new StringJoiner(" and ");
		for (int i = 0; i < this.columns.size(); i++) {
			where.add("c.%s=p.%s".formatted(this.columns.get(i), this.referencedColumns.get(i)));
		}
		List<String> key = key(persister, this.referencedTable);
		key.forEach((column) -> where.add("p.%s=?".formatted(column)));
		List<String> itself = this.owner.isEmpty() ? key(persister, this.table) : this.owner;
		if (!itself.isEmpty()) {
			StringJoiner same = new StringJoiner(" and ", "not (", ")");
			for (int i = 0; i < key.size(); i++) {
				same.add("c.%s=p.%s".formatted(itself.get(i), key.get(i)));
			}
			where.add(same.toString());
		}
		Dialect dialect = session.getJdbcServices().getDialect();
		// whose other reads are of the transaction's snapshot
		String lock = (dialect instanceof MySQLDialect) ? dialect.getReadLockString(Timeouts.WAIT_FOREVER) : "";
		String sql = "select count(*) from %s c, %s p where %s%s".formatted(this.table, this.referencedTable, where,
				lock);
		return JdbcStatement
			.query(session, sql, (statement) -> persister.getIdentifierType().nullSafeSet(statement, id, 1, session),
					(row) -> row.getLong(1))
			.get(0);
	}

	@Override
	public String toString() {
		return "%s (%s)".formatted(this.table, String.join(", ", this.columns));
	}

	private static List<String> key(EntityPersister persister, String table) {
		return Stream.of(persister.getTableMappings())
			.filter((mapping) -> mapping.getTableName().equals(table))
			.flatMap((mapping) -> mapping.getKeyDetails().getKeyColumns().stream())
			.map(TableDetails.KeyColumn::getColumnName)
			.toList();
	}

}
