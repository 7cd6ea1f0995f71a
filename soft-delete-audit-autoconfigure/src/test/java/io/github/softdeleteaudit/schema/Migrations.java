package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.softdeleteaudit.test.DatabaseConnection;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway and Liquibase themselves, at work on a database.
 */
final class Migrations {

	private Migrations() {
	}

	/**
	 * Run the pending migrations of Flyway.
	 * @param connection the database
	 * @param directory where the migrations are
	 * @param settings more of Flyway's settings, each as {@code name=value}
	 * @return how many were run
	 */
	static int flyway(DatabaseConnection connection, Path directory, String... settings) {
		return configure(connection, directory, settings).migrate().migrationsExecuted;
	}

	/**
	 * Have Flyway forget migrations that have failed.
	 * @param connection the database
	 * @param directory where the migrations are
	 * @param settings more of Flyway's settings, each as {@code name=value}
	 */
	static void flywayRepair(DatabaseConnection connection, Path directory, String... settings) {
		configure(connection, directory, settings).repair();
	}

	private static Flyway configure(DatabaseConnection connection, Path directory, String... settings) {
		FluentConfiguration configuration = Flyway.configure()
			.dataSource(connection.url(), connection.username(), connection.password())
			.locations("filesystem:" + directory)
			.baselineOnMigrate(true)
			.baselineVersion("0");
		Arrays.stream(settings)
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> configuration.configuration(Map.of(setting[0], setting[1])));
		return configuration.load();
	}

	/**
	 * Run the migrations that undo others, the last one first. Flyway itself does so in
	 * an edition that has to be paid for.
	 * @param connection the database
	 * @param migrations the migrations to be undone
	 * @param directory an empty directory
	 */
	static void flywayUndo(DatabaseConnection connection, List<Path> migrations, Path directory) {
		try {
			for (int i = 0; i < migrations.size(); i++) {
				Path migration = migrations.get(migrations.size() - 1 - i);
				String undo = "U" + migration.getFileName().toString().substring(1);
				for (String suffix : new String[] { "", ".conf" }) {
					Path file = migration.resolveSibling(undo + suffix);
					if (Files.exists(file)) {
						Files.copy(file, directory.resolve("V1000." + i + "__undo.sql" + suffix));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		flyway(connection, directory, "flyway.ignoreMigrationPatterns=*:missing",
				"flyway.postgresql.transactional.lock=false");
	}

	/**
	 * Run the pending change sets of Liquibase.
	 * @param connection the database
	 * @param file the changelog
	 */
	static void liquibase(DatabaseConnection connection, Path file) {
		liquibase(connection, file, "update", Map.of());
	}

	/**
	 * Roll change sets back.
	 * @param connection the database
	 * @param file the changelog
	 * @param count how many
	 */
	static void liquibaseRollback(DatabaseConnection connection, Path file, int count) {
		liquibase(connection, file, "rollbackCount", Map.of("count", count));
	}

	private static void liquibase(DatabaseConnection connection, Path file, String command, Map<String, ?> arguments) {
		// it would ask the network where to send usage data, and write to the console
		Map<String, Object> scope = Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(),
				new LoggerUIService(), Scope.Attr.logService.name(), new NoOpLogService());
		try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(file.getParent())) {
			Scope.child(scope, () -> Scope.child(Scope.Attr.resourceAccessor, files, () -> {
				CommandScope update = new CommandScope(command);
				arguments.forEach(update::addArgumentValue);
				update.addArgumentValue("changelogFile", file.getFileName().toString())
					.addArgumentValue("url", connection.url())
					.addArgumentValue("username", connection.username())
					.addArgumentValue("password", connection.password())
					.execute();
			}));
		}
		catch (Exception ex) {
			throw new IllegalStateException("Liquibase failed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the names of the files in a directory.
	 * @param directory the directory
	 * @return the names, in order
	 */
	static List<String> names(Path directory) {
		try (var files = Files.list(directory)) {
			return new ArrayList<>(files.map((file) -> file.getFileName().toString()).sorted().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
