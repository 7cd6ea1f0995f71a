package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlSchemaDifferenceTests extends SchemaDifferenceContract {

	PostgreSqlSchemaDifferenceTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	String dropIndex(String table, String index) {
		return "drop index " + index;
	}

	@Override
	String[] narrowed() {
		return new String[] { "alter table customer alter column fax type varchar(10)",
				"alter table revinfo alter column REV type integer",
				"alter table customer_aud alter column REV type integer",
				"alter table purchase_aud alter column REV type integer" };
	}

}
