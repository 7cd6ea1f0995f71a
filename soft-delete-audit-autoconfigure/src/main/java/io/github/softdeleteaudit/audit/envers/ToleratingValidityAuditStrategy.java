package io.github.softdeleteaudit.audit.envers;

import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.strategy.internal.DefaultAuditStrategy;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

/**
 * Envers' validity strategy, by which each audit row names the revision that ends it, for
 * rows that are older than auditing as well. Envers refuses to change a row that has no
 * audit row, or whose audit row it has to write again in the same transaction. Here what
 * comes before is ended if it is there, at the end of the transaction and by one
 * statement for all rows of a table.
 */
public class ToleratingValidityAuditStrategy extends ValidityAuditStrategy {

	// writes the audit row alone
	private final DefaultAuditStrategy rows = new DefaultAuditStrategy();

	/**
	 * For Envers.
	 */
	public ToleratingValidityAuditStrategy() {
	}

	@Override
	public void perform(SharedSessionContractImplementor session, String entityName, Configuration configuration,
			Object id, Object data, Object revision) {
		boolean ends = configuration.isAllowIdentifierReuse()
				|| ((Map<?, ?>) data).get(configuration.getRevisionTypePropertyName()) != RevisionType.ADD;
		if (!ends || PreviousRows.endAtCompletion(session, entityName, id, revision)) {
			this.rows.perform(session, entityName, configuration, id, data, revision);
		}
		else {
			super.perform(session, entityName, configuration, id, data, revision);
		}
	}

}
