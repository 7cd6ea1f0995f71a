package io.github.softdeleteaudit.schema;

import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

/**
 * With PostgreSQL.
 */
class PostgreSqlSchemaScriptTests extends SchemaScriptContract {

	PostgreSqlSchemaScriptTests() {
		super(TestDatabase.POSTGRESQL, "postgresql");
	}

	@Override
	List<SchemaChange> own() {
		return List.of(new SchemaChange("Texts of every kind", List
			.of("insert into note (id, text) values (10, 'no escape \\'), (11, E'it\\'s; \\\\'), (12, $a$it's; $$ -- $a$)"),
				List.of("delete from note where id between 10 and 12"), true, List.of()),
				new SchemaChange("A quoted name", List.of("create table \"odd;name -- '\" (\"a;b\" integer)"),
						List.of("drop table \"odd;name -- '\""), true, List.of()),
				new SchemaChange("A sequence",
						List.of("create sequence counter", "select setval('counter', (select max(id) + 1 from note))",
								"insert into note (id) values (nextval('counter'))"),
						List.of("drop sequence counter"), true, List.of()),
				new SchemaChange("A trigger", List.of(
						"create function note_state() returns trigger language plpgsql as $body$\nbegin\n"
								+ "  if new.state is null then\n    new.state := 'it\'\'s; new'; -- it's\n  end if;\n"
								+ "  return new;\nend;\n$body$",
						"create trigger note_state before insert on note for each row execute function note_state()",
						"do $$ begin insert into note (id) values (20); end; $$"),
						List.of("drop trigger note_state on note", "drop function note_state"), true, List.of()));
	}

}
