package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Changes as migrations of Flyway: one for each run of changes that may, or must not, be
 * made in a transaction.
 */
final class FlywayMigrations {

	private static final Pattern VERSION = Pattern.compile("\\d+([._]\\d+)*");

	private static final Pattern DESCRIPTION = Pattern.compile("[\\p{L}\\p{M}\\p{N} ._-]*[\\p{L}\\p{N}]");

	private final Path directory;

	private final String version;

	private final String description;

	FlywayMigrations(Path directory, String version, String description) {
		Assert.isTrue(VERSION.matcher(version).matches(), () -> "Not a version of Flyway: " + version);
		Assert.isTrue(DESCRIPTION.matcher(description).matches(),
				() -> "Not fit for the name of a migration: " + description);
		this.directory = directory;
		this.version = version;
		this.description = description.strip().replace(' ', '_');
	}

	List<Path> write(List<SchemaChange> changes) throws IOException {
		List<Path> migrations = new ArrayList<>();
		Map<Path, String> files = new LinkedHashMap<>();
		if (changes.stream().anyMatch((change) -> !change.upgrade().isEmpty())) {
			for (List<SchemaChange> run : runs(changes)) {
				boolean transactional = isTransactional(run);
				int number = migrations.size();
				String name = this.version + ((number > 0) ? separator() + number : "") + "__" + this.description
						+ (transactional ? "" : "_concurrently") + ".sql";
				refuseAnother("V", name);
				refuseAnother("U", name);
				migrations.add(add(files, "V" + name, SqlText.upgrade(run), transactional));
				String downgrade = SqlText.downgrade(SchemaScript.reversed(run));
				add(files, "U" + name, downgrade.isEmpty() ? SqlText.comment("Nothing to take back.") : downgrade,
						transactional);
			}
			NewFiles.write(files);
		}
		return List.copyOf(migrations);
	}

	// remarks alone may stand anywhere
	private static List<List<SchemaChange>> runs(List<SchemaChange> changes) {
		List<List<SchemaChange>> runs = new ArrayList<>();
		List<SchemaChange> run = new ArrayList<>();
		for (SchemaChange change : changes) {
			if (!change.upgrade().isEmpty() && run.stream().anyMatch((each) -> !each.upgrade().isEmpty())
					&& change.transactional() != isTransactional(run)) {
				runs.add(run);
				run = new ArrayList<>();
			}
			run.add(change);
		}
		runs.add(run);
		return runs;
	}

	private static boolean isTransactional(List<SchemaChange> run) {
		return run.stream().allMatch((change) -> change.upgrade().isEmpty() || change.transactional());
	}

	private String separator() {
		return this.version.contains("_") ? "_" : ".";
	}

	private void refuseAnother(String prefix, String name) throws IOException {
		if (Files.isDirectory(this.directory)) {
			String start = prefix + name.substring(0, name.indexOf("__") + 2);
			try (DirectoryStream<Path> others = Files.newDirectoryStream(this.directory,
					(path) -> path.getFileName().toString().startsWith(start))) {
				for (Path other : others) {
					throw new FileAlreadyExistsException(other.toString());
				}
			}
		}
	}

	private Path add(Map<Path, String> files, String name, String sql, boolean transactional) {
		Path file = this.directory.resolve(name);
		files.put(file, sql);
		String settings = (transactional ? "" : "executeInTransaction=false\n")
				+ (sql.contains("${") ? "placeholderReplacement=false\n" : "");
		if (!settings.isEmpty()) {
			files.put(this.directory.resolve(name + ".conf"), settings);
		}
		return file;
	}

}
