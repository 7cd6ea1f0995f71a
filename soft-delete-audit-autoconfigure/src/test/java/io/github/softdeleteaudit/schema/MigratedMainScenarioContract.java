package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import io.github.softdeleteaudit.model.ModelApplication;
import io.github.softdeleteaudit.softdelete.MainScenarioContract;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main scenario on a schema that a migration tool has made from the export, with
 * validation on.
 */
abstract class MigratedMainScenarioContract extends MainScenarioContract {

	private final MigrationTool tool;

	MigratedMainScenarioContract(TestDatabase database, MigrationTool tool) {
		super(database);
		this.tool = tool;
	}

	@Override
	protected DatabaseConnection createDatabase(TestDatabase database) {
		AtomicReference<SchemaScript> export = new AtomicReference<>();
		try (TestApplication application = TestApplication.start(database, ModelApplication.class,
				"spring.jpa.hibernate.ddl-auto=none", "soft-delete-audit.schema=none")) {
			export.set(application.bean(SchemaScripts.class).create());
		}
		DatabaseConnection empty = database.create();
		try {
			Path directory = Files.createTempDirectory("migrations");
			try {
				this.tool.migrate(empty, directory, export.get());
			}
			finally {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return empty;
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.hibernate.ddl-auto=validate", "soft-delete-audit.schema=validate" };
	}

	@Test
	void nothingIsDifferent() {
		assertThat(this.application.bean(SchemaScripts.class).difference().getChanges()).isEmpty();
	}

	/**
	 * What applies the export.
	 */
	enum MigrationTool {

		FLYWAY {

			@Override
			void migrate(DatabaseConnection database, Path directory, SchemaScript export) throws IOException {
				export.writeFlyway(directory, "1", "schema");
				Migrations.flyway(database, directory, "flyway.postgresql.transactional.lock=false");
			}

		},

		LIQUIBASE {

			@Override
			void migrate(DatabaseConnection database, Path directory, SchemaScript export) throws IOException {
				Migrations.liquibase(database, export.writeLiquibase(directory.resolve("schema.xml"), "test", "1"));
			}

		};

		abstract void migrate(DatabaseConnection database, Path directory, SchemaScript export) throws IOException;

	}

}
