package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A script does the same whoever runs it, whatever is in its statements.
 */
abstract class SchemaScriptContract {

	private static final String NASTY = "It's the \"table\" */ of -- notes; ${user.name} ${unknown} $$ `x`\nand ]]> <more>";

	private final TestDatabase database;

	private final String liquibaseName;

	@TempDir
	Path directory;

	DatabaseConnection connection;

	private Structure before;

	SchemaScriptContract(TestDatabase database, String liquibaseName) {
		this.database = database;
		this.liquibaseName = liquibaseName;
	}

	/**
	 * Return what only this database understands.
	 * @return changes of a schema that has the table note
	 */
	abstract List<SchemaChange> own();

	@BeforeEach
	void create() {
		this.connection = this.database.create();
		this.connection.execute("create table older (id integer not null primary key, name varchar(20))",
				"insert into older values (1, 'one'), (2, 'two')");
		this.before = Structure.of(this.connection);
	}

	@AfterEach
	void drop() {
		this.connection.close();
	}

	private SchemaScript script() {
		List<SchemaChange> changes = new ArrayList<>();
		changes.add(new SchemaChange(NASTY, List.of(
				"create table note (id integer not null primary key,\n\ttext varchar(200) default 'a;b -- c',\n\n"
						+ "\tstate varchar(20) check (state in ('it''s; new', '/* old')))",
				"insert into note values (1, 'first;\nsecond -- not a comment;\n\n/* neither;', 'it''s; new')",
				"insert into note (id, text) values (2, '${user.name} ${unknown} ${a${b}} ${} ${ $${x}} #{y} {z}')",
				"insert into note (id, text) values (3, 'öäü € \uD83D\uDE00 <a>&amp;]]></a>') -- three; it's",
				"insert into note (id) values /* the default; isn't 'it' */ (4)"), List.of("drop table note"), true,
				List.of(NASTY, "alter table older drop column name;\r\n\n-- $$ ${x} '")));
		changes.add(new SchemaChange("An index", List.of("create index note_state_idx on note (state)"), List.of(),
				true, List.of()));
		changes.add(new SchemaChange("Only to be read", List.of(), List.of(), true,
				List.of("drop table older", "-", "--")));
		changes.add(new SchemaChange("Two statements",
				List.of("alter table older add state varchar(20)", "create index older_state_idx on older (state)"),
				List.of(dropIndex("older_state_idx", "older"), "alter table older drop column state"), true,
				List.of()));
		changes.addAll(own());
		return SchemaScript.of(changes, this.liquibaseName);
	}

	String dropIndex(String index, String table) {
		return "drop index " + index;
	}

	private Structure expected() {
		try (DatabaseConnection other = this.database.create()) {
			other.execute("create table older (id integer not null primary key, name varchar(20))",
					"insert into older values (1, 'one'), (2, 'two')");
			other.execute(script().getUpgrade().toArray(String[]::new));
			Structure expected = Structure.of(other);
			other.execute(script().getDowngrade().toArray(String[]::new));
			assertThat(Structure.of(other)).isEqualTo(this.before);
			return expected;
		}
	}

	@Test
	void statementByStatementItDoesWhatItSays() {
		assertThat(expected().rows().rows().get("note")).hasSizeGreaterThan(4)
			.anySatisfy((row) -> assertThat(row).contains("first;\nsecond -- not a comment;\n\n/* neither;"))
			.anySatisfy(
					(row) -> assertThat(row).contains("text=${user.name} ${unknown} ${a${b}} ${} ${ $${x}} #{y} {z}"))
			.anySatisfy((row) -> assertThat(row).contains("öäü € \uD83D\uDE00 <a>&amp;]]></a>"))
			.anySatisfy((row) -> assertThat(row).contains("text=a;b -- c"));
	}

	@Test
	void flywayMakesTheSameOfItAndTakesItBack() throws IOException {
		List<Path> migrations = script().writeFlyway(this.directory.resolve("migration"), "1.2", "soft delete");
		assertThat(Migrations.flyway(this.connection, this.directory.resolve("migration")))
			.isEqualTo(migrations.size());
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
		assertThat(Migrations.flyway(this.connection, this.directory.resolve("migration"))).isZero();
		Path undo = Files.createDirectory(this.directory.resolve("undo"));
		Migrations.flywayUndo(this.connection, migrations, undo);
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	@Test
	void flywayThatIsStrictWithNamesTakesTheMigrationsWithoutThoseThatUndoThem() throws IOException {
		for (Path migration : script().writeFlyway(this.directory, "1.2", "soft delete")) {
			Path undo = migration.resolveSibling("U" + migration.getFileName().toString().substring(1));
			Files.delete(undo);
			Files.deleteIfExists(undo.resolveSibling(undo.getFileName() + ".conf"));
		}
		Migrations.flyway(this.connection, this.directory, "flyway.validateMigrationNaming=true");
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
	}

	@Test
	void plainSqlIsFitForFlyway() throws IOException {
		Path up = Files.createDirectory(this.directory.resolve("up"));
		Files.writeString(up.resolve("V1__up.sql"), script().toSql());
		Migrations.flyway(this.connection, up, "flyway.placeholderReplacement=false");
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
		Files.writeString(up.resolve("V2__down.sql"), script().toDowngradeSql());
		Migrations.flyway(this.connection, up, "flyway.placeholderReplacement=false");
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	@Test
	void liquibaseMakesTheSameOfItAndTakesItBack() throws IOException {
		Path file = script().writeLiquibase(this.directory.resolve("db/soft-delete.xml"), "Ada", "soft-delete-1.2");
		Migrations.liquibase(this.connection, file);
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
		Migrations.liquibase(this.connection, file);
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
		Migrations.liquibaseRollback(this.connection, file, script().getUpgrade().size());
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	@Test
	void liquibaseIncludesItAndKeepsTheAuthorAndTheIds() throws IOException {
		script().writeLiquibase(this.directory.resolve("soft-delete.xml"), "Ada ${user.name} <ada@example.com>",
				"1.2 ${user.name} & \"more\"");
		Path master = Files.writeString(this.directory.resolve("master.xml"), """
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
					<include file="soft-delete.xml" relativeToChangelogFile="true"/>
				</databaseChangeLog>
				""");
		Migrations.liquibase(this.connection, master);
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
		assertThat(Tables.of(this.connection).rows().get("databasechangelog")).hasSize(script().getUpgrade().size())
			.allSatisfy((row) -> assertThat(row).contains("author=Ada ${user.name} <ada@example.com>, ",
					"id=1.2 ${user.name} & \"more\"-"));
	}

	@Test
	void liquibaseGoesOnAfterAFailure() throws IOException {
		Path file = keyOfEqualRows().writeLiquibase(this.directory.resolve("key.xml"), "Ada", "key");
		assertThatException().isThrownBy(() -> Migrations.liquibase(this.connection, file));
		this.connection.execute("update older set state = name");
		Migrations.liquibase(this.connection, file);
		assertThat(Structure.of(this.connection).catalog().lines())
			.anyMatch((part) -> part.toLowerCase().contains("older_state_key"));
		Migrations.liquibaseRollback(this.connection, file, 2);
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	@Test
	void liquibaseTakesBackWhatHasRunBeforeAFailure() throws IOException {
		Path file = keyOfEqualRows().writeLiquibase(this.directory.resolve("key.xml"), "Ada", "key");
		assertThatException().isThrownBy(() -> Migrations.liquibase(this.connection, file));
		Migrations.liquibaseRollback(this.connection, file, 1);
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	private SchemaScript keyOfEqualRows() {
		return SchemaScript.of(List.of(new SchemaChange("A key",
				List.of("alter table older add state varchar(20) default 'same'",
						"create unique index older_state_key on older (state)"),
				List.of(dropIndex("older_state_key", "older"), "alter table older drop column state"), true,
				List.of())), this.liquibaseName);
	}

	@Test
	void liquibasePassesOverChangeSetsOfAnotherDatabase() throws IOException {
		SchemaScript script = SchemaScript.of(script().getChanges(), "oracle,mssql");
		Migrations.liquibase(this.connection, script.writeLiquibase(this.directory.resolve("x.xml"), "Ada", "x"));
		assertThat(Structure.of(this.connection)).isEqualTo(this.before);
	}

	@Test
	void anotherDescriptionIsTheSameChangeSet() throws IOException {
		Path file = script().writeLiquibase(this.directory.resolve("x.xml"), "Ada", "x");
		Migrations.liquibase(this.connection, file);
		Files.delete(file);
		List<SchemaChange> changes = script().getChanges()
			.stream()
			.map((change) -> new SchemaChange("Said otherwise", change.upgrade(), change.downgrade(),
					change.transactional(), List.of("Left to the reader")))
			.toList();
		SchemaScript.of(changes, this.liquibaseName).writeLiquibase(file, "Ada", "x");
		Migrations.liquibase(this.connection, file);
		assertThat(Structure.of(this.connection)).isEqualTo(expected());
	}

}
