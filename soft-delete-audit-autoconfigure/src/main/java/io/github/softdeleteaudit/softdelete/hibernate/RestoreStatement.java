package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.jspecify.annotations.Nullable;

/**
 * The UPDATE that makes deleted rows of one entity live again: the counterpart of
 * {@link SoftDeleteCoordinator}, for many rows at once.
 * <p>
 * Relies on the persister's names of the table and columns of the identifier, and on the
 * mapping of an attribute to bind its value.
 */
public final class RestoreStatement {

	private final SharedSessionContractImplementor session;

	private final SoftDeletePersister persister;

	private final List<String> assignments = new ArrayList<>();

	private final List<Binding> bindings = new ArrayList<>();

	private String condition;

	private RestoreStatement(SharedSessionContractImplementor session, SoftDeletePersister persister) {
		this.session = session;
		this.persister = persister;
		this.condition = "not (" + persister.softDeleteModel().restriction() + ")";
	}

	/**
	 * Restore rows.
	 * @param session the session, with a transaction
	 * @param persister the persister of the entity to whose table the rows belong
	 * @param ids the identifiers of the rows, few enough for one statement
	 * @param attribute an attribute that all the rows must have the same value of, if any
	 * @param value that value
	 * @return how many rows were deleted ones that have the value
	 */
	public static int execute(SharedSessionContractImplementor session, SoftDeletePersister persister, List<?> ids,
			@Nullable String attribute, @Nullable Object value) {
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
		return statement.execute(ids);
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
			this.condition += " and " + selectable.getSelectionExpression() + "=?";
			this.bindings.add(new Binding(selectable.getJdbcMapping(), jdbcValue));
		}, this.session);
	}

	private int execute(List<?> ids) {
		String sql = "update %s set %s where %s and %s".formatted(
				this.persister.getIdentifierTableMapping().getTableName(), String.join(",", this.assignments),
				this.condition, JdbcStatement.named(List.of(this.persister.identifierTableKey()), ids.size()));
		return JdbcStatement.update(this.session, sql, (statement) -> {
			int index = 1;
			for (Binding binding : this.bindings) {
				binding.bind(statement, index++, this.session);
			}
			for (Object id : ids) {
				this.persister.getIdentifierType().nullSafeSet(statement, id, index, this.session);
				index += this.persister.identifierTableKey().length;
			}
		});
	}

	private record Binding(JdbcMapping mapping, @Nullable Object jdbcValue) {

		@SuppressWarnings("unchecked")
		void bind(PreparedStatement statement, int index, SharedSessionContractImplementor session)
				throws SQLException {
			this.mapping.getJdbcValueBinder().bind(statement, this.jdbcValue, index, session);
		}

	}

}
