package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.jspecify.annotations.Nullable;

/**
 * The UPDATE that makes deleted rows of one entity live again: the counterpart of
 * {@link SoftDeleteCoordinator}, for many rows at once.
 * <p>
 * Relies on the persister's names of the table and columns of the identifier, on the
 * mapping of an attribute to bind its value, and on the root of a hierarchy with tables
 * of their own naming the union of all.
 */
public final class RestoreStatement {

	private final SharedSessionContractImplementor session;

	private final SoftDeletePersister persister;

	private final List<String> assignments = new ArrayList<>();

	private final List<Binding> bindings = new ArrayList<>();

	private final String deleted;

	private String match = "";

	private RestoreStatement(SharedSessionContractImplementor session, SoftDeletePersister persister) {
		this.session = session;
		this.persister = persister;
		this.deleted = "not (" + persister.softDeleteModel().restriction() + ")";
	}

	/**
	 * Restore rows.
	 * @param session the session, with a transaction
	 * @param persister the persister of the entity to whose table the rows belong
	 * @param rows the rows
	 * @param attribute an attribute that all the rows must have the same value of, if any
	 * @param value that value
	 * @return how many rows were deleted ones that have the value
	 */
	public static int execute(SharedSessionContractImplementor session, SoftDeletePersister persister,
			RowSelection rows, @Nullable String attribute, @Nullable Object value) {
		RestoreStatement statement = new RestoreStatement(session, persister);
		SoftDeleteModel model = persister.softDeleteModel();
		statement.assign(model.indicator(), model.liveValue());
		statement.assign(model.deletedBy(), null);
		statement.assign(model.deletionId(), null);
		if (persister.isVersionWritten()) {
			statement.increment(persister.getVersionMapping());
		}
		if (attribute != null && value != null) {
			statement.restrict(attribute, value);
		}
		BulkOperationCleanupAction.schedule(session, persister);
		LiveRowCaching.rowsChange(session, persister);
		HiddenLinks.restoredIn(session);
		return statement.execute(rows);
	}

	/**
	 * Return whether rows are all the deleted ones of their hierarchy that have a value,
	 * whatever their class and whoever may see them.
	 * @param session the session
	 * @param persister the persister of the entity to whose table the rows belong
	 * @param ids the identifiers of the rows
	 * @param attribute the attribute
	 * @param value the value
	 * @return whether they are; not where identifiers have more than one column or are
	 * converted
	 */
	public static boolean areAll(SharedSessionContractImplementor session, SoftDeletePersister persister, Set<?> ids,
			String attribute, Object value) {
		if (!(persister.getIdentifierType() instanceof BasicType<?> type) || type instanceof CustomType
				|| type.getValueConverter() != null) {
			return false;
		}
		RestoreStatement statement = new RestoreStatement(session, persister);
		statement.restrict(attribute, value);
		String table = ((AbstractEntityPersister) persister.getRootEntityDescriptor()).getTableName();
		String sql = "select %s from %s e where %s".formatted(persister.identifierTableKey()[0], table,
				statement.condition(RowSelection.ofDeletion(attribute, value, ids.size())));
		List<Object> all = JdbcStatement.query(session, sql, (prepared) -> {
			statement.bind(prepared);
			// one more shows that there are others, however many
			prepared.setMaxRows(ids.size() + 1);
		}, (row) -> Objects.requireNonNull(type.getJdbcValueExtractor().extract(row, 1, session)));
		return all.size() == ids.size() && ids.containsAll(all);
	}

	private void assign(@Nullable String attribute, @Nullable Object value) {
		if (attribute != null) {
			this.persister.findAttributeMapping(attribute)
				.breakDownJdbcValues(value, (index, jdbcValue, selectable) -> {
					this.assignments.add(selectable.getSelectionExpression() + "=?");
					this.bindings.add(new Binding(selectable.getJdbcMapping(), jdbcValue));
				}, this.session);
		}
	}

	private void increment(EntityVersionMapping version) {
		String column = version.getSelectionExpression();
		if (Number.class.isAssignableFrom(version.getJavaType().getJavaTypeClass())) {
			this.assignments.add(column + "=" + column + "+1");
		}
		else {
			this.assignments.add(column + "=?");
			this.bindings.add(new Binding(version.getJdbcMapping(), Versioning.seed(version, this.session)));
		}
	}

	private void restrict(String attribute, Object value) {
		this.persister.findAttributeMapping(attribute).breakDownJdbcValues(value, (index, jdbcValue, selectable) -> {
			this.match += " and " + selectable.getSelectionExpression() + "=?";
			this.bindings.add(new Binding(selectable.getJdbcMapping(), jdbcValue));
		}, this.session);
	}

	private int execute(RowSelection rows) {
		List<Object> ids = rows.ids().toList();
		String[] key = this.persister.identifierTableKey();
		String sql = "update %s set %s where %s".formatted(table(), String.join(",", this.assignments),
				condition(rows));
		return JdbcStatement.update(this.session, sql, (statement) -> {
			int index = bind(statement);
			for (Object id : ids) {
				this.persister.getIdentifierType().nullSafeSet(statement, id, index, this.session);
				index += key.length;
			}
		});
	}

	private String condition(RowSelection rows) {
		if (!rows.isWholeDeletion()) {
			return "case when %s%s then 1 else 0 end=1 and %s".formatted(this.deleted, this.match,
					JdbcStatement.named(List.of(this.persister.identifierTableKey()), rows.size()));
		}
		return rows.isLarge() ? this.deleted + this.match
				: "case when %s then 1 else 0 end=1%s".formatted(this.deleted, this.match);
	}

	private String table() {
		return this.persister.getIdentifierTableMapping().getTableName();
	}

	private int bind(PreparedStatement statement) throws SQLException {
		int index = 1;
		for (Binding binding : this.bindings) {
			binding.bind(statement, index++, this.session);
		}
		return index;
	}

	private record Binding(JdbcMapping mapping, @Nullable Object jdbcValue) {

		@SuppressWarnings("unchecked")
		void bind(PreparedStatement statement, int index, SharedSessionContractImplementor session)
				throws SQLException {
			this.mapping.getJdbcValueBinder().bind(statement, this.jdbcValue, index, session);
		}

	}

}
