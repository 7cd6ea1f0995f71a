package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * The index that an entity's history is read with: on the entity's id and the revision,
 * while the primary key has them the other way round. It becomes part of the schema that
 * Hibernate creates.
 * <p>
 * Relies on integrators being called before the schema is created.
 */
final class AuditTableIndex {

	private AuditTableIndex() {
	}

	static void add(Metadata metadata, PersistentClass entity, Configuration configuration) {
		PersistentClass auditEntity = metadata
			.getEntityBinding(configuration.getAuditEntityName(entity.getEntityName()));
		if (auditEntity == null || auditEntity.getTable().getPrimaryKey() == null) {
			return;
		}
		Table table = auditEntity.getTable();
		Column revision = ((Component) auditEntity.getIdentifier()).getProperty(configuration.getRevisionFieldName())
			.getColumns()
			.get(0);
		List<Column> columns = new ArrayList<>(table.getPrimaryKey().getColumns());
		columns.removeIf((column) -> column.getName().equals(revision.getName()));
		columns.add(revision);
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
