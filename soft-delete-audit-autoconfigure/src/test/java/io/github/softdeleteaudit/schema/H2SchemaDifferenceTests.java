package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class H2SchemaDifferenceTests extends SchemaDifferenceContract {

	H2SchemaDifferenceTests() {
		super(TestDatabase.H2);
	}

	@Override
	String dropIndex(String table, String index) {
		return "drop index " + index;
	}

	@Override
	String[] narrowed() {
		return new String[] { "alter table customer alter column fax set data type varchar(10)",
				"alter table revinfo alter column REV set data type integer",
				"alter table customer_aud alter column REV set data type integer",
				"alter table purchase_aud alter column REV set data type integer" };
	}

}
