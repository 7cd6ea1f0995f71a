package io.github.softdeleteaudit.audit.envers;

import java.util.Collection;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.Column;
import org.jspecify.annotations.Nullable;

/**
 * Which column of an audit table has the values of which column of the audited one.
 * <p>
 * Relies on Envers' mapping: the name that the naming strategy has made of a column is
 * passed through it once more for the audit table, that of a join column without its
 * quotes.
 */
final class AuditColumns {

	private final PhysicalNamingStrategy strategy;

	private final JdbcEnvironment environment;

	AuditColumns(Database database) {
		this.strategy = database.getPhysicalNamingStrategy();
		this.environment = database.getJdbcEnvironment();
	}

	/**
	 * Find the column whose values a column of the audit table has.
	 * @param columns the columns of the audited table
	 * @param auditColumn the column of the audit table
	 * @return the column, or {@code null} if the audit table alone has the column
	 */
	@Nullable Column audited(Collection<Column> columns, Column auditColumn) {
		return columns.stream().filter((column) -> isAuditOf(auditColumn, column)).findFirst().orElse(null);
	}

	/**
	 * Return the column of the audit table that has the values of a column.
	 * @param auditColumns the columns of the audit table
	 * @param column the column of the audited table
	 * @return the column
	 */
	Column audit(Collection<Column> auditColumns, Column column) {
		return auditColumns.stream()
			.filter((auditColumn) -> isAuditOf(auditColumn, column))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No audit column for " + column.getName()));
	}

	private boolean isAuditOf(Column auditColumn, Column column) {
		return auditColumn.getName().equals(again(column, column.isQuoted()))
				|| !auditColumn.isQuoted() && auditColumn.getName().equalsIgnoreCase(again(column, false));
	}

	private String again(Column column, boolean quoted) {
		return this.strategy.toPhysicalColumnName(new Identifier(column.getName(), quoted), this.environment).getText();
	}

}
