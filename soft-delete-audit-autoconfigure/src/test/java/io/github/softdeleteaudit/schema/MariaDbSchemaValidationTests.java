package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbSchemaValidationTests extends SchemaValidationContract {

	MariaDbSchemaValidationTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	String dropIndex(String table, String index) {
		return "alter table " + table + " drop index " + index;
	}

	@Override
	String notNull(String table, String column, String type) {
		return "alter table %s modify %s %s not null".formatted(table, column, type);
	}

	@Override
	String[] withoutHelperColumns() {
		return new String[] { dropIndex("customer", "customer_nick_live_key"),
				"alter table customer drop column nick_lower" };
	}

}
