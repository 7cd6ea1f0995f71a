package io.github.softdeleteaudit.schema;

import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

/**
 * With H2.
 */
class H2SchemaScriptTests extends SchemaScriptContract {

	H2SchemaScriptTests() {
		super(TestDatabase.H2, "h2");
	}

	@Override
	List<SchemaChange> own() {
		return List.of(
				new SchemaChange("A text in dollars",
						List.of("insert into note (id, text) values (10, $$it's; -- \"odd\"$$)"),
						List.of("delete from note where id = 10"), true, List.of()),
				new SchemaChange("A quoted name", List.of("create table \"odd;name -- '\" (\"a;b\" integer)"),
						List.of("drop table \"odd;name -- '\""), true, List.of()),
				new SchemaChange("A sequence",
						List.of("create sequence counter",
								"alter sequence counter restart with (select max(id) + 1 from note)",
								"insert into note (id) values (next value for counter)"),
						List.of("drop sequence counter"), true, List.of()));
	}

}
