package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.exec.internal.AbstractJdbcParameter;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that finds its value by itself at each execution, so that a statement that
 * writes the transaction's stamp can stay among Hibernate's cached plans. A literal would
 * lose the zone of a time.
 * <p>
 * Relies on Hibernate letting each parameter of a statement bind itself.
 */
final class StampParameter extends AbstractJdbcParameter {

	private final AttributeMapping attribute;

	private final SelectableMapping column;

	private final Function<SharedSessionContractImplementor, @Nullable Object> value;

	/**
	 * Create a parameter.
	 * @param attribute the attribute that is written
	 * @param column one of its columns
	 * @param value gives the value of the attribute
	 */
	StampParameter(AttributeMapping attribute, SelectableMapping column,
			Function<SharedSessionContractImplementor, @Nullable Object> value) {
		super(column.getJdbcMapping());
		this.attribute = attribute;
		this.column = column;
		this.value = value;
	}

	@Override
	public void bindParameterValue(PreparedStatement statement, int startPosition, JdbcParameterBindings bindings,
			ExecutionContext executionContext) throws SQLException {
		SharedSessionContractImplementor session = executionContext.getSession();
		Object[] found = new Object[1];
		this.attribute.breakDownJdbcValues(this.value.apply(session), (index, jdbcValue, selectable) -> {
			if (selectable.getSelectionExpression().equals(this.column.getSelectionExpression())) {
				found[0] = jdbcValue;
			}
		}, session);
		bindParameterValue(getJdbcMapping(), statement, found[0], startPosition, executionContext);
	}

}
