package io.github.softdeleteaudit.schema;

import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

/**
 * With MariaDB.
 */
class MariaDbSchemaScriptTests extends SchemaScriptContract {

	MariaDbSchemaScriptTests() {
		super(TestDatabase.MARIADB, "mariadb,mysql");
	}

	@Override
	String dropIndex(String index, String table) {
		return super.dropIndex(index, table) + " on " + table;
	}

	@Override
	List<SchemaChange> own() {
		return List.of(
				new SchemaChange("A text with backslashes", List
					.of("insert into note (id, text) values (10, 'it\\'s; \\\\'), (11, \"it's; `\") # at; the 'end"),
						List.of("delete from note where id in (10, 11)"), true, List.of()),
				new SchemaChange("A quoted name", List.of("create table `odd;name -- '` (`a;b` integer)"),
						List.of("drop table `odd;name -- '`"), true, List.of()),
				new SchemaChange("A sequence", List
					.of("begin not atomic\n  declare next_id bigint;\n  select max(id) + 1 into next_id from note; -- it's\n"
							+ "  execute immediate concat('create sequence counter start with ', next_id, ';');\nend",
							"insert into note (id) values (next value for counter)"),
						List.of("drop sequence counter"), true, List.of()),
				new SchemaChange("A trigger",
						List.of("create trigger note_state before insert on note for each row begin\n"
								+ "  if new.state is null then\n    set new.state = 'it\'\'s; new';\n  end if;\nend",
								"insert into note (id) values (22)"),
						List.of("drop trigger note_state"), true, List.of()));
	}

}
