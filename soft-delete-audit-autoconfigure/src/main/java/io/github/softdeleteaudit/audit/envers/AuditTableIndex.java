package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.UnitSchema;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that history is read with, while the primary keys of audit tables begin
 * with the revision: on an entity's id and the revision, and on the owner of elements,
 * links and children, also of a one-to-one, and the revision; and those of the revisions
 * by their time, actor and request. They become part of the schema that Hibernate
 * creates.
 * <p>
 * Relies on integrators being called before the schema is created, and on audit tables
 * having the columns of the audited ones by the same names.
 */
final class AuditTableIndex {

	// of revisions that are older than the column
	private static final String UNKNOWN_ACTOR = "unknown";

	private final Metadata metadata;

	private final EnversService envers;

	private final Configuration configuration;

	private AuditTableIndex(Metadata metadata, EnversService envers) {
		this.metadata = metadata;
		this.envers = envers;
		this.configuration = envers.getConfig();
	}

	static void addAll(Metadata metadata, EnversService envers, @Nullable UnitSchema schema) {
		AuditTableIndex index = new AuditTableIndex(metadata, envers);
		metadata.getEntityBindings().stream().filter(index::isAudited).forEach(index::addOfId);
		metadata.getCollectionBindings()
			.stream()
			.filter((each) -> index.isAudited(each.getOwner()))
			.forEach(index::addOfOwner);
		metadata.getEntityBindings()
			.stream()
			.filter(index::isAudited)
			.flatMap((entity) -> entity.getProperties().stream())
			.forEach(index::addOfReference);
		index.addOfRevisions();
		if (schema != null) {
			index.tell(schema);
		}
	}

	/**
	 * Tell of all tables that are there for auditing.
	 */
	private void tell(UnitSchema schema) {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			PersistentClass auditEntity = isAudited(entity) ? auditEntity(entity) : null;
			if (auditEntity != null) {
				schema.addAuditTable(auditEntity.getTable(), entity.getTable());
				auditEntity.getJoins().forEach((join) -> schema.addAuditTable(join.getTable(), audited(entity, join)));
			}
			else if (isOfLinks(entity)) {
				schema.addAuditTable(entity.getTable(), auditedLinks(entity));
			}
		}
		PersistentClass revision = revisionEntity();
		schema.addAuditTable(revision.getTable(), null);
		if (revision.hasProperty("actor")) {
			schema.addColumn(revision.getTable(), revision.getProperty("actor").getColumns().get(0),
					"'" + UNKNOWN_ACTOR + "'");
		}
	}

	// the one with the same properties
	private static @Nullable Table audited(PersistentClass entity, Join auditJoin) {
		return entity.getJoins()
			.stream()
			.filter((join) -> join.getProperties()
				.stream()
				.anyMatch((property) -> auditJoin.getProperties()
					.stream()
					.anyMatch((each) -> each.getName().equals(property.getName()))))
			.map(Join::getTable)
			.findFirst()
			.orElse(null);
	}

	// Envers names the audit entity of a collection by its table
	private @Nullable Table auditedLinks(PersistentClass auditEntity) {
		return this.metadata.getCollectionBindings()
			.stream()
			.map(Collection::getCollectionTable)
			.filter((table) -> table != null
					&& this.configuration.getAuditEntityName(table.getName()).equals(auditEntity.getEntityName()))
			.findFirst()
			.orElse(null);
	}

	private PersistentClass revisionEntity() {
		return Objects.requireNonNull(
				this.metadata.getEntityBinding(this.configuration.getRevisionInfo().getRevisionInfoEntityName()));
	}

	private boolean isAudited(PersistentClass entity) {
		return this.envers.getEntitiesConfigurations().isVersioned(entity.getEntityName());
	}

	private void addOfId(PersistentClass entity) {
		PersistentClass auditEntity = auditEntity(entity);
		if (auditEntity == null) {
			return;
		}
		Column revision = revision(auditEntity);
		addOfId(auditEntity.getTable(), revision);
		// of what a revision has changed
		PrimaryKey key = auditEntity.getTable().getPrimaryKey();
		if (key != null && !ordered(key).get(0).equals(revision)) {
			add(auditEntity.getTable(), List.of(revision));
		}
		auditEntity.getJoins().forEach((join) -> addOfId(join.getTable(), revision));
	}

	private void addOfId(Table table, Column revision) {
		if (table.getPrimaryKey() == null) {
			return;
		}
		List<Column> key = ordered(table.getPrimaryKey());
		List<Column> columns = new ArrayList<>(key);
		columns.sort(Comparator.comparing((column) -> column.getName().equals(revision.getName())));
		if (!columns.equals(key)) {
			add(table, columns);
		}
	}

	// Hibernate will order the columns of a key by their types and names
	private List<Column> ordered(PrimaryKey key) {
		List<Column> ordered = (this.metadata instanceof MetadataImplementor implementor)
				? implementor.getMetadataBuildingOptions()
					.getColumnOrderingStrategy()
					.orderConstraintColumns(key, this.metadata)
				: null;
		return (ordered != null) ? ordered : key.getColumns();
	}

	/**
	 * Of an inverse collection of entities Envers reads their own audit tables, of others
	 * one that holds the owner's id in its key.
	 */
	private void addOfOwner(Collection collection) {
		Stream<PersistentClass> auditEntities = (collection.isInverse() && collection.isOneToMany())
				? Stream.ofNullable(auditEntity(((OneToMany) collection.getElement()).getAssociatedClass()))
				: this.metadata.getEntityBindings().stream().filter(this::isOfLinks);
		auditEntities.forEach((auditEntity) -> addOfColumns(auditEntity, collection.getKey().getColumns()));
	}

	// an audit entity of no entity
	private boolean isOfLinks(PersistentClass entity) {
		return entity.getClassName() == null && entity.getIdentifier() instanceof Component id
				&& id.hasProperty(this.configuration.getRevisionFieldName()) && this.envers.getEntitiesConfigurations()
					.getEntityNameForVersionsEntityName(entity.getEntityName()) == null;
	}

	/**
	 * What is on the other side of a one-to-one is found by its reference.
	 */
	private void addOfReference(Property property) {
		if (property.getValue() instanceof OneToOne inverse && inverse.getMappedByProperty() != null) {
			Property reference = this.metadata.getEntityBinding(inverse.getReferencedEntityName())
				.getRecursiveProperty(inverse.getMappedByProperty());
			PersistentClass auditEntity = (reference.getPersistentClass() != null)
					? auditEntity(reference.getPersistentClass()) : null;
			if (auditEntity != null) {
				addOfColumns(auditEntity, reference.getColumns());
			}
		}
	}

	// if the audit table has them all
	private void addOfColumns(PersistentClass auditEntity, List<Column> audited) {
		Table table = auditEntity.getTable();
		List<Column> columns = new ArrayList<>(
				audited.stream().map(table::getColumn).filter(Objects::nonNull).toList());
		if (columns.size() == audited.size()) {
			columns.add(revision(auditEntity));
			add(table, columns);
		}
	}

	private void addOfRevisions() {
		PersistentClass revision = revisionEntity();
		String timestamp = this.configuration.getRevisionInfo().getRevisionInfoTimestampData().getName();
		addOfRevisions(revision, timestamp);
		addOfRevisions(revision, "actor", timestamp);
		addOfRevisions(revision, "requestId");
	}

	private static void addOfRevisions(PersistentClass revision, String... attributes) {
		if (Stream.of(attributes).allMatch(revision::hasProperty)) {
			add(revision.getTable(),
					Stream.of(attributes)
						.flatMap((attribute) -> revision.getProperty(attribute).getColumns().stream())
						.toList());
		}
	}

	private @Nullable PersistentClass auditEntity(PersistentClass entity) {
		return this.metadata.getEntityBinding(this.configuration.getAuditEntityName(entity.getEntityName()));
	}

	private Column revision(PersistentClass auditEntity) {
		return ((Component) auditEntity.getIdentifier()).getProperty(this.configuration.getRevisionFieldName())
			.getColumns()
			.get(0);
	}

	private static void add(Table table, List<Column> columns) {
		Index index = table.getOrCreateIndex(name(table, columns));
		if (index.getColumnSpan() == 0) {
			columns.forEach(index::addColumn);
		}
	}

	// short enough for any database, and unique in a schema
	private static String name(Table table, List<Column> columns) {
		return NamingHelper.INSTANCE.generateHashedConstraintName("IDX", table.getNameIdentifier(),
				columns.stream().map((column) -> Identifier.toIdentifier(column.getName())).toArray(Identifier[]::new));
	}

}
