package io.github.softdeleteaudit.sample.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.github.softdeleteaudit.schema.DifferenceOptions;
import io.github.softdeleteaudit.schema.SchemaScript;
import io.github.softdeleteaudit.schema.SchemaScripts;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Writes the schema into a directory and lets the application end: what creates it and
 * drops it again, or if asked for what is different in the database. Each is plain SQL, a
 * migration of Flyway and a changelog of Liquibase. Files that are there already are not
 * written again.
 */
@Component
@Profile("schema")
class SchemaCommand implements ApplicationRunner {

	private final SchemaScripts scripts;

	private final Path directory;

	SchemaCommand(SchemaScripts scripts, @Value("${sample.schema.directory}") Path directory) {
		this.scripts = scripts;
		this.directory = directory;
	}

	@Override
	public void run(ApplicationArguments args) throws IOException {
		if (args.containsOption("difference")) {
			write("difference", this.scripts.difference(options(args)));
		}
		else {
			write("create", this.scripts.create());
		}
	}

	// --renamed=customer.mail:email for a column that has another name now
	private static DifferenceOptions options(ApplicationArguments args) {
		DifferenceOptions options = DifferenceOptions.none();
		List<String> renamed = args.getOptionValues("renamed");
		for (String column : (renamed != null) ? renamed : List.<String>of()) {
			String[] parts = column.split("[.:]");
			options = options.withRenamedColumn(parts[0], parts[1], parts[2]);
		}
		if (args.containsOption("drop-unmapped")) {
			options = options.withUnmappedColumnsDropped();
		}
		return args.containsOption("concurrently") ? options.withConcurrentIndexes() : options;
	}

	private void write(String name, SchemaScript script) throws IOException {
		Path target = this.directory.resolve(name);
		Files.createDirectories(target);
		Files.writeString(target.resolve("upgrade.sql"), script.toSql(), StandardOpenOption.CREATE_NEW);
		Files.writeString(target.resolve("downgrade.sql"), script.toDowngradeSql(), StandardOpenOption.CREATE_NEW);
		script.writeFlyway(target.resolve("flyway"), "1", name);
		script.writeLiquibase(target.resolve("liquibase.xml"), "shop", name);
	}

}
