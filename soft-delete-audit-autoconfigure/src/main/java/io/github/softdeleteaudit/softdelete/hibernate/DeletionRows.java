package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;

/**
 * The rows of one table by the deletion that they belong to. For the starter's own
 * packages.
 */
public final class DeletionRows {

	private final AttributeMapping attribute;

	private final SelectableMapping column;

	private final String table;

	private final List<String> key;

	private DeletionRows(SoftDeletePersister persister, String deletionId) {
		this.attribute = persister.findAttributeMapping(deletionId);
		this.column = this.attribute.getSelectable(0);
		this.table = persister.getIdentifierTableMapping().getTableName();
		this.key = List.of(persister.identifierTableKey());
	}

	/**
	 * Return the tables in which the entities of a hierarchy keep the deletion id.
	 * @param root the persister of its root
	 * @return the tables: one, unless each class has its own; none if there is no such
	 * attribute
	 */
	static List<DeletionRows> of(SoftDeletePersister root) {
		Map<String, DeletionRows> tables = new LinkedHashMap<>();
		for (String name : root.getSubclassEntityNames()) {
			if (root.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor(name) instanceof SoftDeletePersister concrete && !concrete.isAbstract()) {
				DeletionRows rows = ofConcrete(concrete);
				if (rows != null) {
					tables.putIfAbsent(rows.table, rows);
				}
			}
		}
		return new ArrayList<>(tables.values());
	}

	/**
	 * Return the table in which a class of entities keeps the deletion id.
	 * @param persister its persister
	 * @return the table, or {@code null} if there is no such attribute
	 */
	public static @org.jspecify.annotations.Nullable DeletionRows ofConcrete(SoftDeletePersister persister) {
		String deletionId = persister.softDeleteModel().deletionId();
		return (deletionId != null) ? new DeletionRows(persister, deletionId) : null;
	}

	/**
	 * Return the table.
	 * @return its name, as rendered for SQL
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Return the columns of its primary key.
	 * @return their names, as rendered for SQL, in the order of the id's columns
	 */
	public List<String> key() {
		return this.key;
	}

	/**
	 * Return the column that holds the deletion id.
	 * @return its name, as rendered for SQL
	 */
	public String column() {
		return this.column.getSelectionExpression();
	}

	/**
	 * Bind a deletion id as a parameter.
	 * @param statement the statement
	 * @param index the index of the parameter
	 * @param deletionId the deletion id
	 * @param session the session
	 * @throws SQLException if it cannot be bound
	 */
	@SuppressWarnings("unchecked")
	public void bind(PreparedStatement statement, int index, UUID deletionId, SharedSessionContractImplementor session)
			throws SQLException {
		Object[] value = new Object[1];
		this.attribute.breakDownJdbcValues(deletionId, (position, jdbcValue, selectable) -> value[0] = jdbcValue,
				session);
		this.column.getJdbcMapping().getJdbcValueBinder().bind(statement, value[0], index, session);
	}

	/**
	 * Let rows belong to another deletion.
	 */
	void rename(SharedSessionContractImplementor session, UUID from, UUID to) {
		JdbcStatement.update(session, "update %s set %s=? where %s=?".formatted(this.table, column(), column()),
				(statement) -> {
					bind(statement, 1, to, session);
					bind(statement, 2, from, session);
				});
	}

}
