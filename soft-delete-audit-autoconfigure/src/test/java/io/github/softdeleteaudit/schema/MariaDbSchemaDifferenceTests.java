package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbSchemaDifferenceTests extends SchemaDifferenceContract {

	MariaDbSchemaDifferenceTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	String dropIndex(String table, String index) {
		return "alter table " + table + " drop index " + index;
	}

	@Override
	String[] narrowed() {
		return new String[] { "set foreign_key_checks = 0", "alter table customer modify fax varchar(10)",
				"alter table revinfo modify REV integer not null",
				"alter table customer_aud modify REV integer not null",
				"alter table purchase_aud modify REV integer not null" };
	}

}
