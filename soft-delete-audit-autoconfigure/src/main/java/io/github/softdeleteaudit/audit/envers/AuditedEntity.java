package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.PropertyData;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.KeyValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Records rows of one audited entity in all its audit tables, which mirror the entity's:
 * one for each table of its hierarchy that it has a row in, and one for each secondary
 * table.
 * <p>
 * Relies on Envers' mapping: every audit table has the key of the audited one, the
 * revision and the modified flags of its columns as booleans. That of the hierarchy's
 * root, or of the class if each has a table of its own, has the revision type and, under
 * the validity strategy, the end revision. An audit row of Envers is a map that holds the
 * flags by the names that its property data gives them, and the id as its id mapper puts
 * it.
 */
final class AuditedEntity {

	private final String entityName;

	private final List<AuditedTable> tables = new ArrayList<>();

	private final EnversService envers;

	/** Which rows of the hierarchy's table are of this class, by its alias. */
	private final Map<String, String> ownRows = new HashMap<>();

	/** The modified flags by the attributes. */
	private final Map<String, String> flags = new HashMap<>();

	private AuditedEntity(String entityName, EnversService envers) {
		this.entityName = entityName;
		this.envers = envers;
		for (PropertyData property : envers.getEntitiesConfigurations()
			.get(entityName)
			.getPropertyMapper()
			.getProperties()
			.keySet()) {
			if (property.isUsingModifiedFlag() && !property.isSynthetic()) {
				this.flags.put(property.getName(), property.getModifiedFlagPropertyName());
			}
		}
	}

	/**
	 * Create the SQL for an audited entity.
	 * @param metadata the boot model
	 * @param entity the entity
	 * @param envers the configuration of Envers
	 * @param context renders the names of tables
	 * @return the entity's tables
	 * @throws AuditConfigurationException if Envers cannot audit the entity as a whole
	 */
	static AuditedEntity of(Metadata metadata, PersistentClass entity, EnversService envers,
			SqlStringGenerationContext context) {
		AuditedEntity audited = new AuditedEntity(entity.getEntityName(), envers);
		new Reader(metadata, entity, envers.getConfig(), context, audited.tables).read(entity);
		for (String alias : List.of("t", "d")) {
			audited.ownRows.put(alias, OwnRows.condition(entity, context, alias));
		}
		return audited;
	}

	/**
	 * Return the entity's name.
	 */
	String name() {
		return this.entityName;
	}

	/**
	 * Return the entity's tables; one that others refer to comes before them.
	 */
	List<AuditedTable> tables() {
		return this.tables;
	}

	/**
	 * Return the condition of rows of exactly this class.
	 * @param alias what the rows of the hierarchy's table are called: {@code t} or
	 * {@code d}
	 */
	String ownRows(String alias) {
		return Objects.requireNonNull(this.ownRows.get(alias));
	}

	/**
	 * Return whether audit rows have modified flags.
	 */
	boolean hasFlags() {
		return !this.flags.isEmpty();
	}

	/**
	 * Return the modified flags of attributes, of those that have one.
	 */
	Set<String> flags(Set<String> attributes) {
		Set<String> flags = new HashSet<>(this.flags.values());
		flags.retainAll(attributes.stream().map(this.flags::get).toList());
		return flags;
	}

	/**
	 * Return the modified flags that are true in an audit row that Envers has written.
	 */
	Set<String> flags(Map<?, ?> auditRow) {
		if (auditRow.get(this.envers.getConfig().getRevisionTypePropertyName()) == RevisionType.DEL) {
			return Set.of();
		}
		Set<String> flags = new HashSet<>(this.flags.values());
		flags.removeIf((flag) -> !Boolean.TRUE.equals(auditRow.get(flag)));
		return flags;
	}

	/**
	 * Return what identifies the audited row in an audit row that Envers has written.
	 */
	Map<String, Object> auditKey(Map<?, ?> auditRow) {
		Map<String, Object> key = new HashMap<>();
		((Map<?, ?>) Objects.requireNonNull(auditRow.get(this.envers.getConfig().getOriginalIdPropertyName())))
			.forEach((name, value) -> key.put((String) name, value));
		key.keySet()
			.removeIf((name) -> name.equals(this.envers.getConfig().getRevisionFieldName()) || name.startsWith("$"));
		return key;
	}

	/**
	 * Return what identifies a row in the audit rows that Envers writes.
	 */
	Map<String, Object> auditKey(SharedSessionContractImplementor session, Object id) {
		Map<String, Object> key = new HashMap<>();
		this.envers.getEntitiesConfigurations().get(this.entityName).getIdMapper().mapToMapFromId(session, key, id);
		return key;
	}

	/**
	 * Write the rows, as they are now, to the audit tables.
	 * @param modified the modified flags that are true
	 * @param again whether the revision may hold something of them, which is replaced
	 */
	void record(SharedSessionContractImplementor session, Collection<?> ids, long revision, RevisionType type,
			Set<String> modified, boolean again) {
		if (again) {
			forget(session, ids, revision);
		}
		Type idType = persister(session).getIdentifierType();
		this.tables.forEach((table) -> table.insert(session, idType, ids, revision, type, modified));
	}

	/**
	 * Remove what the revision holds of the rows.
	 */
	void forget(SharedSessionContractImplementor session, Collection<?> ids, long revision) {
		Type idType = persister(session).getIdentifierType();
		for (ListIterator<AuditedTable> last = this.tables.listIterator(this.tables.size()); last.hasPrevious();) {
			last.previous().delete(session, idType, ids, revision);
		}
	}

	/**
	 * Under the validity strategy, let the rows' previous audit rows end with the
	 * revision.
	 */
	void endPrevious(SharedSessionContractImplementor session, Collection<?> ids, long revision) {
		Type idType = persister(session).getIdentifierType();
		this.tables.forEach((table) -> table.endPrevious(session, idType, ids, revision));
	}

	/**
	 * Lock the rows of exactly this class that have no audit row at all.
	 * @return how many there are
	 */
	int lockUnrecorded(SharedSessionContractImplementor session) {
		return this.tables.get(0).lockUnrecorded(session, ownRows("t"));
	}

	/**
	 * Write the rows of exactly this class that have no audit row at all, as they are
	 * now, to the audit tables.
	 * @return how many there were
	 */
	int recordUnrecorded(SharedSessionContractImplementor session, long revision) {
		AuditedTable first = this.tables.get(0);
		int recorded;
		if ((Object) persister(session) instanceof SoftDeletePersister softDelete) {
			String live = softDelete.softDeleteModel().restriction();
			recorded = first.insertUnrecorded(session, "%s and (%s)".formatted(ownRows("t"), live), revision,
					RevisionType.MOD)
					+ first.insertUnrecorded(session, "%s and not (%s)".formatted(ownRows("t"), live), revision,
							RevisionType.DEL);
		}
		else {
			recorded = first.insertUnrecorded(session, ownRows("t"), revision, RevisionType.MOD);
		}
		this.tables.stream()
			.skip(1)
			.forEach((table) -> table.insertAlongWith(session, first, revision, RevisionType.MOD));
		return recorded;
	}

	/**
	 * Return what identifies a row in the whole hierarchy.
	 */
	EntityKey key(SharedSessionContractImplementor session, Object id) {
		return session.generateEntityKey(id, persister(session));
	}

	/**
	 * Return the entity's persister.
	 */
	EntityPersister persister(SharedSessionContractImplementor session) {
		return session.getFactory().getMappingMetamodel().getEntityDescriptor(this.entityName);
	}

	/**
	 * Finds the tables of an entity in the boot model.
	 */
	private static final class Reader {

		private final Metadata metadata;

		private final PersistentClass auditEntity;

		private final Configuration configuration;

		private final SqlStringGenerationContext context;

		private final Dialect dialect;

		private final AuditColumns columns;

		private final List<AuditedTable> tables;

		private final Set<Table> seen = new HashSet<>();

		Reader(Metadata metadata, PersistentClass entity, Configuration configuration,
				SqlStringGenerationContext context, List<AuditedTable> tables) {
			this.metadata = metadata;
			this.auditEntity = Objects
				.requireNonNull(metadata.getEntityBinding(configuration.getAuditEntityName(entity.getEntityName())));
			this.configuration = configuration;
			this.context = context;
			this.dialect = context.getDialect();
			this.columns = new AuditColumns(metadata.getDatabase());
			this.tables = tables;
		}

		void read(PersistentClass entity) {
			if (entity.getSuperclass() != null && !(entity instanceof UnionSubclass)) {
				read(entity.getSuperclass());
			}
			PersistentClass auditEntity = Objects.requireNonNull(
					this.metadata.getEntityBinding(this.configuration.getAuditEntityName(entity.getEntityName())));
			if (this.seen.add(entity.getTable())) {
				add(entity, entity.getTable(), entity.getKey(), auditEntity, auditEntity.getTable());
			}
			for (Join join : entity.getJoins()) {
				// of an inverse one the owning side writes the rows
				if (!join.isInverse()) {
					auditEntity.getJoins()
						.stream()
						.filter((auditJoin) -> isAuditOf(auditJoin, join))
						.findFirst()
						.ifPresentOrElse((auditJoin) -> add(entity, join.getTable(), join.getKey(), auditEntity,
								auditJoin.getTable()), () -> AuditedShape.checkNotAudited(entity, join));
				}
			}
		}

		// of embedded attributes and references Envers keeps the parts
		private static boolean isAuditOf(Join auditJoin, Join join) {
			return join.getProperties()
				.stream()
				.map(Property::getName)
				.allMatch((name) -> auditJoin.getProperties()
					.stream()
					.map(Property::getName)
					.anyMatch((audited) -> audited.equals(name) || audited.startsWith(name + "_")));
		}

		private void add(PersistentClass entity, Table table, KeyValue tableKey, PersistentClass auditEntity,
				Table auditTable) {
			Column revision = column(auditTable,
					((Component) auditEntity.getIdentifier()).getProperty(this.configuration.getRevisionFieldName()));
			Column type = find(auditEntity, auditTable, this.configuration.getRevisionTypePropertyName());
			Column end = find(auditEntity, auditTable, this.configuration.getRevisionEndFieldName());
			List<String> copied = new ArrayList<>();
			List<String> values = new ArrayList<>();
			Map<String, String> flags = new LinkedHashMap<>();
			for (Column column : auditTable.getColumns()) {
				if (column == revision || column == type || column == end) {
					continue;
				}
				Column source = this.columns.audited(table.getColumns(), column);
				if (source != null) {
					copied.add(name(column));
					values.add(value(source));
				}
				else if (column.getValue().getType().getReturnedClass() == Boolean.class) {
					flags.put(name(column), flag(auditTable, column));
				}
				else {
					throw new AuditConfigurationException(
							"The audit table %s of %s has a column %s that its table has not."
								.formatted(auditTable.getName(), entity.getEntityName(), column.getName()),
							"Mark the attribute with @NotAudited, or map it so that both have the column.");
				}
			}
			this.tables
				.add(new AuditedTable(table.getQualifiedName(this.context), auditTable.getQualifiedName(this.context),
						new AuditedTable.Columns(tableKey.getColumns().stream().map(this::name).toList(),
								tableKey.getColumns()
									.stream()
									.map((column) -> name(this.columns.audit(auditTable.getColumns(), column)))
									.toList(),
								copied, values, flags, name(Objects.requireNonNull(revision)),
								(type != null) ? name(type) : null, (end != null) ? name(end) : null)));
		}

		/**
		 * Return the value that Envers records for a column: it keeps references by id.
		 */
		private String value(Column column) {
			if (!(column.getValue() instanceof ToOne toOne) || toOne.isReferenceToPrimaryKey()) {
				return "t." + name(column);
			}
			Property referenced = this.metadata.getEntityBinding(toOne.getReferencedEntityName())
				.getReferencedProperty(toOne.getReferencedPropertyName());
			PersistentClass owner = referenced.getPersistentClass();
			StringJoiner condition = new StringJoiner(" and ");
			for (int i = 0; i < toOne.getColumnSpan(); i++) {
				condition.add(
						"r.%s = t.%s".formatted(name(referenced.getColumns().get(i)), name(toOne.getColumns().get(i))));
			}
			return "(select r.%s from %s r where %s)".formatted(
					name(owner.getKey().getColumns().get(toOne.getColumns().indexOf(column))),
					owner.getTable().getQualifiedName(this.context), condition);
		}

		// a table of a whole hierarchy has flags of other classes as well
		private String flag(Table auditTable, Column column) {
			for (Property candidate : this.auditEntity.getPropertyClosure()) {
				if (candidate.getColumnSpan() == 1 && column(auditTable, candidate) == column) {
					return candidate.getName();
				}
			}
			return "";
		}

		private static @Nullable Column find(PersistentClass auditEntity, Table auditTable, String property) {
			for (Property candidate : auditEntity.getPropertyClosure()) {
				if (candidate.getName().equals(property)) {
					return column(auditTable, candidate);
				}
			}
			return null;
		}

		private static @Nullable Column column(Table table, Property property) {
			return table.getColumn(property.getColumns().get(0));
		}

		private String name(Column column) {
			return column.getQuotedName(this.dialect);
		}

	}

}
