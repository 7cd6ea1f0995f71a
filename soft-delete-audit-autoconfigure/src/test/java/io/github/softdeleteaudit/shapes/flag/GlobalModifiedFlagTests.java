package io.github.softdeleteaudit.shapes.flag;

import java.util.stream.Stream;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

/**
 * The contract where every attribute has a flag, with names of its own, under Envers'
 * validity strategy.
 */
class GlobalModifiedFlagTests extends ModifiedFlagContract {

	GlobalModifiedFlagTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return Stream
			.concat(Stream.of(super.properties()),
					Stream
						.of("spring.jpa.properties.org.hibernate.envers.global_with_modified_flag=true",
								"spring.jpa.properties.org.hibernate.envers.modified_column_naming_strategy=improved",
								"spring.jpa.properties.org.hibernate.envers.audit_strategy="
										+ ValidityAuditStrategy.class.getName()))
			.toArray(String[]::new);
	}

}
