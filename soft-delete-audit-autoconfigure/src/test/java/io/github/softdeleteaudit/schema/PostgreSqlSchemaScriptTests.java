package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * With PostgreSQL.
 */
class PostgreSqlSchemaScriptTests extends SchemaScriptContract {

	private static final String SESSION_LOCK = "flyway.postgresql.transactional.lock=false";

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

	@Test
	void flywayMakesIndexesConcurrentlyWithALockOfTheSession() throws IOException {
		this.connection.execute("insert into older select n, 'row ' || n from generate_series(3, 1000) n");
		Structure before = Structure.of(this.connection);
		List<Path> migrations = concurrent().writeFlyway(this.directory.resolve("migration"), "1.2", "soft delete");
		assertThat(migrations).extracting((path) -> path.getFileName().toString())
			.containsExactly("V1.2__soft_delete.sql", "V1.2.1__soft_delete_concurrently.sql",
					"V1.2.2__soft_delete.sql");
		assertThat(Migrations.flyway(this.connection, this.directory.resolve("migration"), SESSION_LOCK)).isEqualTo(3);
		assertThat(invalidIndexes()).isEmpty();
		assertThat(Structure.of(this.connection)).isEqualTo(concurrently(before));
		Migrations.flywayUndo(this.connection, migrations, Files.createDirectory(this.directory.resolve("undo")));
		assertThat(Structure.of(this.connection)).isEqualTo(before);
	}

	@Test
	void flywayWaitsForItselfWithALockOfTheTransaction() throws IOException {
		List<Path> migrations = concurrent().writeFlyway(this.directory, "1.2", "soft delete");
		assertThatException().isThrownBy(
				() -> Migrations.flyway(this.connection, this.directory, "flyway.initSql=set statement_timeout = '2s'"))
			.withStackTraceContaining("V1.2.1__soft_delete_concurrently.sql")
			.withStackTraceContaining("canceling statement due to statement timeout");
		assertThat(invalidIndexes()).containsExactly("older_name_key");
		assertThat(migrations).hasSize(3);
	}

	@Test
	void aConcurrentIndexThatFailedIsMadeAgain() throws IOException {
		this.connection.execute("insert into older values (3, 'one')");
		concurrent().writeFlyway(this.directory, "1.2", "soft delete");
		assertThatException().isThrownBy(() -> Migrations.flyway(this.connection, this.directory, SESSION_LOCK))
			.withStackTraceContaining("is duplicated");
		assertThat(invalidIndexes()).containsExactly("older_name_key");
		this.connection.execute("delete from older where id = 3");
		Migrations.flywayRepair(this.connection, this.directory, SESSION_LOCK);
		assertThat(Migrations.flyway(this.connection, this.directory, SESSION_LOCK)).isEqualTo(2);
		assertThat(invalidIndexes()).isEmpty();
	}

	@Test
	void liquibaseMakesIndexesConcurrently() throws IOException {
		Structure before = Structure.of(this.connection);
		Path file = concurrent().writeLiquibase(this.directory.resolve("x.xml"), "Ada", "x");
		Migrations.liquibase(this.connection, file);
		assertThat(invalidIndexes()).isEmpty();
		assertThat(Structure.of(this.connection)).isEqualTo(concurrently(before));
		Migrations.liquibaseRollback(this.connection, file, concurrent().getChanges().size());
		assertThat(Structure.of(this.connection)).isEqualTo(before);
	}

	@Test
	void liquibaseMakesAConcurrentIndexThatFailedAgain() throws IOException {
		this.connection.execute("insert into older values (3, 'one')");
		Path file = concurrent().writeLiquibase(this.directory.resolve("x.xml"), "Ada", "x");
		assertThatException().isThrownBy(() -> Migrations.liquibase(this.connection, file))
			.withStackTraceContaining("is duplicated");
		assertThat(invalidIndexes()).containsExactly("older_name_key");
		this.connection.execute("delete from older where id = 3");
		Migrations.liquibase(this.connection, file);
		assertThat(invalidIndexes()).isEmpty();
	}

	private Structure concurrently(Structure before) {
		try (DatabaseConnection other = TestDatabase.POSTGRESQL.create()) {
			other.execute("create table older (id integer not null primary key, name varchar(20))");
			other.execute(concurrent().getUpgrade().toArray(String[]::new));
			Structure expected = Structure.of(other);
			assertThat(expected.catalog().lines()).hasSizeGreaterThan(before.catalog().lines().size() + 2);
			Map<String, List<String>> rows = new TreeMap<>(expected.rows().rows());
			rows.put("older", before.rows().rows().get("older").stream().map((row) -> row + ", state=null").toList());
			return new Structure(new Tables(rows), expected.catalog());
		}
	}

	private SchemaScript concurrent() {
		return SchemaScript.of(List.of(
				new SchemaChange("A column", List.of("alter table older add state varchar(20)"),
						List.of("alter table older drop column state"), true, List.of()),
				new SchemaChange("A key of a large table",
						List.of("drop index concurrently if exists older_name_key",
								"create unique index concurrently older_name_key on older (name) where state is null"),
						List.of("drop index concurrently if exists older_name_key"), false, List.of()),
				new SchemaChange("An index of a large table",
						List.of("drop index concurrently if exists older_state_idx",
								"create index concurrently older_state_idx on older (state)"),
						List.of("drop index concurrently if exists older_state_idx"), false, List.of()),
				new SchemaChange("Another table", List.of("create table newer (id integer)"),
						List.of("drop table newer"), true, List.of())),
				"postgresql");
	}

	private List<String> invalidIndexes() {
		List<String> names = new ArrayList<>();
		try (Connection jdbc = this.connection.open();
				Statement statement = jdbc.createStatement();
				ResultSet result = statement
					.executeQuery("select indexrelid::regclass::text from pg_index where not indisvalid")) {
			while (result.next()) {
				names.add(result.getString(1));
			}
			return names;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
