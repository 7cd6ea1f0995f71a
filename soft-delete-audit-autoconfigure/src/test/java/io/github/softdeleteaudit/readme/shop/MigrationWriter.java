package io.github.softdeleteaudit.readme.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.softdeleteaudit.schema.DifferenceOptions;
import io.github.softdeleteaudit.schema.SchemaScript;
import io.github.softdeleteaudit.schema.SchemaScripts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What the README does with a script of schema changes.
 */
public class MigrationWriter {

	private static final Logger log = LoggerFactory.getLogger(MigrationWriter.class);

	private final Path resources;

	private final JdbcOperations jdbc;

	public MigrationWriter(Path resources, JdbcOperations jdbc) {
		this.resources = resources;
		this.jdbc = jdbc;
	}

	public List<SchemaScript> scripts(SchemaScripts scripts) {
		// tag::scripts[]
		// creates the whole schema; taken back, it drops it
		SchemaScript create = scripts.create();
		// leads from what the database has to what is mapped
		SchemaScript difference = scripts
			.difference(DifferenceOptions.none().withRenamedColumn("account", "mail", "email").withConcurrentIndexes());
		// end::scripts[]
		return List.of(create, difference);
	}

	public List<Path> writeFlyway(SchemaScript script) throws IOException {
		// tag::writeFlyway[]
		List<Path> migrations = script.writeFlyway(resources.resolve("db/migration"), "1.2", "soft delete");
		// end::writeFlyway[]
		return migrations;
	}

	public Path writeLiquibase(SchemaScript script) throws IOException {
		// tag::writeLiquibase[]
		Path changelog = script.writeLiquibase(resources.resolve("db/changelog/soft-delete-1.2.xml"), "ada", "1.2");
		// end::writeLiquibase[]
		return changelog;
	}

	public void run(SchemaScript script) {
		// tag::runScript[]
		log.info("{}", script.toSql());
		script.getUpgrade().forEach(jdbc::execute);
		// end::runScript[]
	}

}
