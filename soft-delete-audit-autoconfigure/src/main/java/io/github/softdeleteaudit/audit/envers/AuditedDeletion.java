package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.softdelete.hibernate.DeletionRows;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;

/**
 * Records the rows of a hierarchy of entities that belong to one deletion, however many
 * they are, by a fixed number of statements.
 */
final class AuditedDeletion {

	/** By the audit table; one that others refer to comes before them. */
	private final Map<String, Table> tables = new LinkedHashMap<>();

	private final List<AuditedEntity> entities = new ArrayList<>();

	/** Whether there are classes that are not audited, in the tables of others. */
	private boolean restricted;

	/**
	 * Add the tables of a class of entities.
	 * @param entity the entity as an audited one
	 * @param persister its persister
	 */
	void add(AuditedEntity entity, SoftDeletePersister persister) {
		DeletionRows rows = DeletionRows.ofConcrete(persister);
		this.entities.add(entity);
		if (rows != null) {
			entity.tables().forEach((table) -> this.tables.putIfAbsent(table.name(), new Table(table, rows)));
		}
	}

	/**
	 * Leave rows of other classes of the hierarchy out.
	 */
	void restrict() {
		this.restricted = true;
	}

	boolean isRestricted() {
		return this.restricted;
	}

	private String classes(String alias) {
		return this.restricted ? this.entities.stream()
			.map((entity) -> "(" + entity.ownRows(alias) + ")")
			.collect(Collectors.joining(" or ", " and (", ")")) : "";
	}

	/**
	 * Write the rows, as they are now, to the audit tables. Under the validity strategy
	 * their previous audit rows end.
	 * @param replace whether the revision may hold some of them already
	 */
	void record(SharedSessionContractImplementor session, UUID deletionId, long revision, boolean replace) {
		List<Table> all = new ArrayList<>(this.tables.values());
		for (ListIterator<Table> last = all.listIterator(all.size()); replace && last.hasPrevious();) {
			Table table = last.previous();
			table.audited.delete(session, table.rows, this::classes, deletionId, revision);
		}
		all.forEach((table) -> table.audited.insert(session, table.rows, this::classes, deletionId, revision,
				RevisionType.DEL));
		all.forEach((table) -> table.audited.endPrevious(session, table.rows, this::classes, deletionId, revision));
	}

	private record Table(AuditedTable audited, DeletionRows rows) {
	}

}
