package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.softdeleteaudit.readme.Readme;
import io.github.softdeleteaudit.readme.shop.MigrationWriter;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README does with a script.
 */
class MigrationsChapterTests {

	private static final SchemaScript SCRIPT = SchemaScript.of(List.of(
			new SchemaChange("A table", List.of("create table item_aud (id integer)"), List.of("drop table item_aud"),
					true, List.of()),
			new SchemaChange("An index", List.of("create index item_aud_idx on item_aud (id)"), List.of(), false,
					List.of())),
			"h2");

	@TempDir
	Path directory;

	@Test
	void whatIsWrittenForFlywayIsWhatItRuns() throws IOException {
		try (DatabaseConnection connection = TestDatabase.H2.create()) {
			List<Path> migrations = writer(connection).writeFlyway(SCRIPT);
			assertThat(migrations).extracting((path) -> this.directory.relativize(path).toString())
				.containsExactly("db/migration/V1.2__soft_delete.sql",
						"db/migration/V1.2.1__soft_delete_concurrently.sql");
			assertThat(Migrations.names(this.directory.resolve("db/migration")))
				.containsAll(new Readme().table("File of Flyway", "What is in it")
					.stream()
					.map((row) -> row.get(0).replace(" and so on", ""))
					.toList())
				.hasSize(6);
			assertThat(Migrations.flyway(connection, this.directory.resolve("db/migration"))).isEqualTo(2);
			assertThat(Structure.of(connection)).isEqualTo(byHand());
		}
	}

	@Test
	void whatIsWrittenForLiquibaseIsWhatItRuns() throws IOException {
		try (DatabaseConnection connection = TestDatabase.H2.create()) {
			Path changelog = writer(connection).writeLiquibase(SCRIPT);
			assertThat(changelog).content().contains("\"1.2-1\"", "\"1.2-2\"");
			Migrations.liquibase(connection, changelog);
			assertThat(Structure.of(connection)).isEqualTo(byHand());
		}
	}

	@Test
	void theVersionsAreThoseThatRunIt() throws IOException {
		String flyway = new ClassPathResource("org/flywaydb/core/internal/version.txt")
			.getContentAsString(StandardCharsets.UTF_8)
			.strip();
		assertThat(new Readme().table("What", "Versions").stream().map((row) -> row.get(0) + " " + row.get(1)))
			.contains("Flyway " + flyway + ", for what is written for it",
					"Liquibase " + LiquibaseUtil.getBuildVersion() + ", for what is written for it");
	}

	private Structure byHand() {
		try (DatabaseConnection connection = TestDatabase.H2.create()) {
			writer(connection).run(SCRIPT);
			Structure structure = Structure.of(connection);
			assertThat(structure.catalog().lines()).hasSize(2);
			return structure;
		}
	}

	private MigrationWriter writer(DatabaseConnection connection) {
		return new MigrationWriter(this.directory, new JdbcTemplate(
				new DriverManagerDataSource(connection.url(), connection.username(), connection.password())));
	}

}
