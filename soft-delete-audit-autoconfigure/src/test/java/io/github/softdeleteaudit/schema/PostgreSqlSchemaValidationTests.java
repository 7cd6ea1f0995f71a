package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlSchemaValidationTests extends SchemaValidationContract {

	PostgreSqlSchemaValidationTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	String dropIndex(String table, String index) {
		return "drop index " + index;
	}

	@Override
	String notNull(String table, String column, String type) {
		return "alter table %s alter column %s set not null".formatted(table, column);
	}

	@Override
	String[] withoutHelperColumns() {
		return new String[] { dropIndex("customer", "customer_nick_live_key") };
	}

}
