package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a script looks like, and the files that it is written to.
 */
class SchemaScriptTests {

	private static final SchemaChange TABLE = new SchemaChange("The table a_aud is missing.",
			List.of("create table a_aud (id integer)", "create index a_idx on a_aud (id)"), List.of("drop table a_aud"),
			true, List.of("If it has another name:\nalter table x rename to a_aud;"));

	private static final SchemaChange INDEX = new SchemaChange("The index b_idx is missing.",
			List.of("create index concurrently b_idx on b (id)"), List.of("drop index concurrently b_idx"), false,
			List.of());

	private static final SchemaChange REMARK = new SchemaChange("The column c.old is not used.", List.of(), List.of(),
			true, List.of("alter table c drop column old;"));

	private static final SchemaScript SCRIPT = SchemaScript.of(List.of(TABLE, REMARK, INDEX), "postgresql");

	@TempDir
	Path directory;

	@Test
	void theDowngradeIsTheUpgradeBackwards() {
		assertThat(SCRIPT.getUpgrade()).containsExactly("create table a_aud (id integer)",
				"create index a_idx on a_aud (id)", "create index concurrently b_idx on b (id)");
		assertThat(SCRIPT.getDowngrade()).containsExactly("drop index concurrently b_idx", "drop table a_aud");
		assertThat(SCRIPT.getChanges()).containsExactly(TABLE, REMARK, INDEX);
		assertThat(SCRIPT.isEmpty()).isFalse();
		assertThat(SchemaScript.of(List.of()).isEmpty()).isTrue();
	}

	@Test
	void plainSqlHasDescriptionsAndRemarksAsComments() {
		assertThat(SCRIPT.toSql()).isEqualTo("""
				-- The table a_aud is missing.
				-- If it has another name:
				-- alter table x rename to a_aud;
				create table a_aud (id integer);
				create index a_idx on a_aud (id);

				-- The column c.old is not used.
				-- alter table c drop column old;

				-- The index b_idx is missing.
				-- Not in a transaction.
				create index concurrently b_idx on b (id);
				""");
		assertThat(SCRIPT.toDowngradeSql()).isEqualTo("""
				-- Takes back: The index b_idx is missing.
				-- Not in a transaction.
				drop index concurrently b_idx;

				-- Takes back: The table a_aud is missing.
				drop table a_aud;
				""");
		assertThat(SchemaScript.of(List.of()).toSql()).isEmpty();
		assertThat(SchemaScript.of(List.of()).toDowngradeSql()).isEmpty();
	}

	@Test
	void aChangelogHasAChangeSetForEachStatement() {
		assertThat(SCRIPT.toLiquibase("Ada <ada@example.com>", "1.2")).isEqualTo(
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" \
						xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
						xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog \
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
							<!-- If it has another name:
						alter table x rename to a_aud; -->
							<changeSet id="1.2-1" author="Ada &lt;ada@example.com&gt;" dbms="postgresql">
								<comment>The table a_aud is missing.</comment>
								<sql splitStatements="false" stripComments="false">create table a_aud (id integer)</sql>
								<rollback>
									<sql splitStatements="false" stripComments="false">drop table a_aud</sql>
								</rollback>
							</changeSet>
							<changeSet id="1.2-2" author="Ada &lt;ada@example.com&gt;" dbms="postgresql">
								<comment>The table a_aud is missing.</comment>
								<sql splitStatements="false" stripComments="false">create index a_idx on a_aud (id)</sql>
								<rollback/>
							</changeSet>
							<!-- The column c.old is not used. -->
							<!-- alter table c drop column old; -->
							<changeSet id="1.2-3" author="Ada &lt;ada@example.com&gt;" dbms="postgresql" runInTransaction="false">
								<comment>The index b_idx is missing.</comment>
								<sql splitStatements="false" stripComments="false">create index concurrently b_idx on b (id)</sql>
								<rollback>
									<sql splitStatements="false" stripComments="false">drop index concurrently b_idx</sql>
								</rollback>
							</changeSet>
						</databaseChangeLog>
						""");
		assertThat(SchemaScript.of(List.of(TABLE)).toLiquibase("Ada", "1")).doesNotContain("dbms=");
	}

	@Test
	void moreDowngradesThanUpgradesAreAllInTheRollbacks() {
		SchemaChange change = new SchemaChange("x", List.of("up 1", "up 2"),
				List.of("down 4", "down 3", "down 2", "down 1"), true, List.of());
		assertThat(
				SchemaScript.of(List.of(change)).toLiquibase("Ada", "1").replaceAll("<[^>]*>", "").split("\\s*\n\\s*"))
			.containsExactly("", "x", "up 1", "down 1", "x", "up 2", "down 4", "down 3", "down 2");
	}

	@Test
	void whatXmlCannotHoldIsRefused() {
		SchemaScript script = SchemaScript
			.of(List.of(new SchemaChange("x", List.of("select '\u0001'"), List.of(), true, List.of())));
		Path file = this.directory.resolve("x.xml");
		assertThatIllegalArgumentException().isThrownBy(() -> script.writeLiquibase(file, "Ada", "1"));
		assertThat(file).doesNotExist();
	}

	@Test
	void migrationsAreWrittenWithWhatUndoesThem() throws IOException {
		Path created = this.directory.resolve("db/migration");
		assertThat(SCRIPT.writeFlyway(created, "1.2", "soft delete")).containsExactly(
				created.resolve("V1.2__soft_delete.sql"), created.resolve("V1.2.1__soft_delete_concurrently.sql"));
		assertThat(Migrations.names(created)).containsExactly("U1.2.1__soft_delete_concurrently.sql",
				"U1.2.1__soft_delete_concurrently.sql.conf", "U1.2__soft_delete.sql",
				"V1.2.1__soft_delete_concurrently.sql", "V1.2.1__soft_delete_concurrently.sql.conf",
				"V1.2__soft_delete.sql");
		assertThat(created.resolve("V1.2.1__soft_delete_concurrently.sql.conf"))
			.hasContent("executeInTransaction=false\n");
		assertThat(created.resolve("V1.2__soft_delete.sql"))
			.hasContent(SchemaScript.of(List.of(TABLE, REMARK)).toSql());
		assertThat(created.resolve("U1.2__soft_delete.sql"))
			.hasContent(SchemaScript.of(List.of(TABLE)).toDowngradeSql());
	}

	@Test
	void filesAreUtf8() throws IOException {
		SchemaScript script = SchemaScript
			.of(List.of(new SchemaChange("ö €", List.of("select '\uD83D\uDE00'"), List.of(), true, List.of())));
		Path migration = script.writeFlyway(this.directory, "1", "ö").get(0);
		assertThat(Files.readString(migration, StandardCharsets.UTF_8)).isEqualTo("-- ö €\nselect '\uD83D\uDE00';\n");
		assertThat(migration).hasFileName("V1__ö.sql");
		assertThat(this.directory.resolve("U1__ö.sql")).hasContent("-- Nothing to take back.\n");
		Path changelog = script.writeLiquibase(this.directory.resolve("x.xml"), "Ada", "1");
		assertThat(Files.readString(changelog, StandardCharsets.UTF_8)).isEqualTo(script.toLiquibase("Ada", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "V1.2__soft_delete.sql", "U1.2.1__soft_delete_concurrently.sql.conf", "V1.2.1__other.sql",
			"U1.2__other.sql" })
	void nothingIsWrittenIfAFileOrAVersionIsThere(String name) throws IOException {
		Path there = Files.writeString(this.directory.resolve(name), "as it was");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> SCRIPT.writeFlyway(this.directory, "1.2", "soft delete"))
			.withMessageContaining(name);
		assertThat(Migrations.names(this.directory)).containsExactly(name);
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> SCRIPT.writeLiquibase(there, "Ada", "1"));
		assertThat(there).hasContent("as it was");
	}

	@Test
	void nothingIsLeftIfWritingFails() throws IOException {
		// too long a name for a file
		String name = "x".repeat(240);
		assertThatIOException().isThrownBy(() -> SCRIPT.writeFlyway(this.directory, "1.2", name));
		assertThat(Migrations.names(this.directory)).isEmpty();
	}

	@Test
	void nothingIsWrittenIfThereAreNoStatements() throws IOException {
		assertThat(SchemaScript.of(List.of(REMARK)).writeFlyway(this.directory, "1", "x")).isEmpty();
		assertThat(SchemaScript.of(List.of()).writeFlyway(this.directory, "1", "x")).isEmpty();
		assertThat(Migrations.names(this.directory)).isEmpty();
	}

	@Test
	void furtherVersionsAreSeparatedAsTheFirstOneIs() throws IOException {
		assertThat(SchemaScript.of(List.of(INDEX, REMARK, TABLE)).writeFlyway(this.directory, "1_2", "x"))
			.extracting((path) -> path.getFileName().toString())
			.containsExactly("V1_2__x_concurrently.sql", "V1_2_1__x.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v1", "1.", "1__2", "../1", "1-2" })
	void whatIsNoVersionIsRefused(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> SCRIPT.writeFlyway(this.directory, version, "x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a/b", "..", "a\nb", "a:b" })
	void whatIsNoFileNameIsRefused(String description) {
		assertThatIllegalArgumentException().isThrownBy(() -> SCRIPT.writeFlyway(this.directory, "1", description));
	}

	@Test
	void aChangeIsRefusedThatIsNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SchemaChange(" ", List.of(), List.of(), true, List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SchemaChange("x", List.of(" "), List.of(), true, List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SchemaChange("x", List.of(), List.of("drop table x"), true, List.of()));
	}

}
