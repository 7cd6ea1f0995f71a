package io.github.softdeleteaudit.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The command that writes the schema, without a database and with one.
 */
abstract class SchemaCommandContract {

	private final TestDatabase kind;

	private final String[] product;

	@TempDir
	Path directory;

	SchemaCommandContract(TestDatabase kind, String name, String version, String minorVersion) {
		this.kind = kind;
		this.product = new String[] { "--sample.schema.database=" + name, "--sample.schema.version=" + version,
				"--spring.jpa.properties.jakarta.persistence.database-minor-version=" + minorVersion };
	}

	@Test
	void whatIsWrittenWithoutADatabaseIsWhatTheShopNeeds() throws Exception {
		write("offline", this.product, "--spring.profiles.active=schema,offline");
		Path written = this.directory.resolve("offline/create");
		try (Stream<Path> files = Files.walk(written)) {
			assertThat(files.filter(Files::isRegularFile).map((file) -> written.relativize(file).toString()))
				.containsExactlyInAnyOrder("upgrade.sql", "downgrade.sql", "liquibase.xml", "flyway/V1__create.sql",
						"flyway/U1__create.sql");
		}
		try (DatabaseConnection database = this.kind.create()) {
			write("empty", database.toProperties(), "--spring.profiles.active=schema", "--difference");
			assertThat(statements("empty/difference")).isEqualTo(statements("offline/create"));
			run(database, written.resolve("upgrade.sql"));
			write("again", database.toProperties(), "--spring.profiles.active=schema", "--difference",
					"--concurrently");
			assertThat(this.directory.resolve("again/difference/upgrade.sql")).content().isEmpty();
			start(database.toProperties(), "--spring.jpa.hibernate.ddl-auto=validate",
					"--soft-delete-audit.schema=validate", "--server.port=0");
			run(database, written.resolve("downgrade.sql"));
			assertThatException().isThrownBy(() -> start(database.toProperties(),
					"--spring.jpa.hibernate.ddl-auto=none", "--soft-delete-audit.schema=validate", "--server.port=0"));
		}
	}

	@Test
	void whatIsThereIsNotWrittenAgain() {
		write("twice", this.product, "--spring.profiles.active=schema,offline");
		assertThatException().isThrownBy(() -> write("twice", this.product, "--spring.profiles.active=schema,offline"))
			.withStackTraceContaining("FileAlreadyExistsException");
	}

	private List<String> statements(String directory) throws IOException {
		try (Stream<String> lines = Files.lines(this.directory.resolve(directory).resolve("upgrade.sql"))) {
			return lines.filter((line) -> !line.startsWith("--")).toList();
		}
	}

	private void write(String name, String[] properties, String... more) {
		start(properties,
				Stream
					.concat(Arrays.stream(more), Stream.of("--sample.schema.directory=" + this.directory.resolve(name)))
					.toArray(String[]::new));
	}

	private static void start(String[] properties, String... more) {
		String[] arguments = Stream
			.concat(Arrays.stream(properties).map((property) -> property.startsWith("--") ? property : "--" + property),
					Arrays.stream(more))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext shop = SpringApplication.run(SampleApplication.class, arguments)) {
			assertThat(shop.isActive()).isTrue();
		}
	}

	private static void run(DatabaseConnection database, Path script) {
		new ResourceDatabasePopulator(new FileSystemResource(script))
			.execute(new DriverManagerDataSource(database.url(), database.username(), database.password()));
	}

}
