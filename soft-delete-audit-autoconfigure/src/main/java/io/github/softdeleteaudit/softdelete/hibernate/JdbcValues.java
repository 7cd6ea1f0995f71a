package io.github.softdeleteaudit.softdelete.hibernate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The values of columns, by which rows that SQL reads are compared with what is in
 * memory. For the starter's own packages.
 * <p>
 * Relies on a model part decomposing a value in the order of its columns.
 */
public final class JdbcValues {

	private JdbcValues() {
	}

	/**
	 * Return the columns of an element, of an index, of an attribute.
	 * @param part what it is of
	 * @return the columns
	 */
	public static List<SelectableMapping> columns(ModelPart part) {
		List<SelectableMapping> columns = new ArrayList<>();
		part.forEachSelectable((index, column) -> columns.add(column));
		return columns;
	}

	/**
	 * Return the values that columns have for a value in memory.
	 * @param part what it is of
	 * @param value the value
	 * @param session the session
	 * @return the values, in the order of the columns
	 */
	public static List<@Nullable Object> of(ModelPart part, @Nullable Object value,
			SharedSessionContractImplementor session) {
		List<@Nullable Object> values = new ArrayList<>();
		part.decompose(value, 0, values, null, (index, list, nothing, jdbcValue, column) -> list.add(jdbcValue),
				session);
		return values;
	}

	/**
	 * Read values of a row.
	 * @param row the result, at the row
	 * @param columns the columns
	 * @param first the place of the first of them
	 * @param session the session
	 * @return the values, in the order of the columns
	 * @throws SQLException if they cannot be read
	 */
	public static List<@Nullable Object> read(ResultSet row, List<SelectableMapping> columns, int first,
			SharedSessionContractImplementor session) throws SQLException {
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			values.add(columns.get(i).getJdbcMapping().getJdbcValueExtractor().extract(row, first + i, session));
		}
		return values;
	}

}
