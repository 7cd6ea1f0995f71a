package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Changes of a database's schema, in the order in which they are made: to be read, run by
 * JDBC, or written for Flyway or Liquibase.
 * <p>
 * The downgrade takes the changes back in reverse order. What is written depends on the
 * changes and the arguments alone: it has neither a date nor a version in it, and its
 * lines end with a line feed on every system. Files are UTF-8, and one that exists is
 * never overwritten, since a migration that was applied must not change.
 */
public final class SchemaScript {

	private final List<SchemaChange> changes;

	private final @Nullable String databases;

	private SchemaScript(List<SchemaChange> changes, @Nullable String databases) {
		this.changes = List.copyOf(changes);
		this.databases = databases;
	}

	/**
	 * Create a script whose change sets Liquibase runs on any database.
	 * @param changes the changes, in order
	 * @return the script
	 */
	static SchemaScript of(List<SchemaChange> changes) {
		return new SchemaScript(changes, null);
	}

	/**
	 * Create a script whose change sets Liquibase runs on the databases named, and passes
	 * over on others.
	 * @param changes the changes, in order
	 * @param databases the short names that Liquibase has for the databases, separated by
	 * commas, such as {@code postgresql} or {@code mariadb,mysql}; {@code null} for any
	 * @return the script
	 */
	static SchemaScript of(List<SchemaChange> changes, @Nullable String databases) {
		return new SchemaScript(changes, databases);
	}

	/**
	 * Return the changes.
	 * @return the changes, in the order in which they are made; cannot be modified
	 */
	public List<SchemaChange> getChanges() {
		return this.changes;
	}

	/**
	 * Return whether there is no change at all. A script may have changes and still no
	 * {@linkplain #getUpgrade() statement}: then each has remarks for the reader.
	 * @return whether there is none
	 */
	public boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/**
	 * Return the statements that make all changes.
	 * @return the statements without a terminator, in the order in which they run
	 */
	public List<String> getUpgrade() {
		return this.changes.stream().flatMap((change) -> change.upgrade().stream()).toList();
	}

	/**
	 * Return the statements that take all changes back.
	 * @return the statements without a terminator, in the order in which they run
	 */
	public List<String> getDowngrade() {
		return reversed(this.changes).stream().flatMap((change) -> change.downgrade().stream()).toList();
	}

	/**
	 * Return the statements that make all changes as plain SQL, terminated by semicolons,
	 * with the descriptions and remarks as comments. A change that must not be made in a
	 * transaction says so in a comment.
	 * <p>
	 * It is fit for a migration of Flyway if no such change is in it, and neither is
	 * <code>${</code>, which Flyway takes for a placeholder.
	 * {@link #writeFlyway(Path, String, String) writeFlyway} sees to both.
	 * @return the SQL; empty if there is no change
	 */
	public String toSql() {
		return SqlText.upgrade(this.changes);
	}

	/**
	 * Return the statements that take all changes back as plain SQL, as {@link #toSql()}
	 * writes those that make them.
	 * @return the SQL; empty if there is nothing to take back
	 */
	public String toDowngradeSql() {
		return SqlText.downgrade(reversed(this.changes));
	}

	/**
	 * Return a changelog of Liquibase, in XML.
	 * <p>
	 * Each statement is a change set of its own, which is the way to go on after a
	 * failure where the database commits such statements by itself, as MariaDB does. Only
	 * the statements of a change that must not be made in a transaction are one, to be
	 * run again together. The change sets are numbered from 1 on, name the database where
	 * it is known, do not run in a transaction if the statement must not, and have a
	 * rollback. The rollbacks of all change sets together are the
	 * {@linkplain #getDowngrade() downgrade}.
	 * <p>
	 * Descriptions are the comments of change sets. Neither they nor remarks are part of
	 * a change set's checksum.
	 * @param author the author of the change sets
	 * @param idPrefix what the ids of the change sets begin with, before a hyphen and the
	 * number: something that no other changelog of the same author in the same file has,
	 * such as the application's version
	 * @return the changelog; without change sets if there are no statements
	 * @throws IllegalArgumentException if the author or the prefix is blank, or if there
	 * is a character that XML cannot hold
	 */
	public String toLiquibase(String author, String idPrefix) {
		return new LiquibaseChangeLog(author, idPrefix, this.databases).write(this.changes);
	}

	/**
	 * Write migrations of Flyway, with those that undo them, which only some editions of
	 * Flyway run.
	 * <p>
	 * The first one is {@code V<version>__<description>.sql}. Where a change must not be
	 * made in a transaction, the migration ends and another one begins, since Flyway runs
	 * the whole of a migration in one or none of it: for the version {@code 1.2} these
	 * are {@code V1.2__<description>.sql}, {@code V1.2.1__<description>_concurrently.sql}
	 * and so on. A file {@code .sql.conf} beside a migration tells Flyway that it must
	 * not run in a transaction, or that it has <code>${</code> in it that is no
	 * placeholder. The migrations that undo them are the same with {@code U} for
	 * {@code V}.
	 * <p>
	 * Nothing is written if there are no statements, and nothing if it fails.
	 * @param directory where to write; created if it does not exist
	 * @param version the version of the first migration: numbers, separated by dots or
	 * underscores
	 * @param description the description of the migrations: letters, digits, spaces,
	 * hyphens, dots and underscores
	 * @return the migrations, in the order in which they run, without those that undo
	 * them and without the files beside them
	 * @throws IllegalArgumentException if the version or the description is not as said
	 * @throws FileAlreadyExistsException if a file is there already, or another migration
	 * of the same version
	 * @throws IOException if a file cannot be written
	 */
	public List<Path> writeFlyway(Path directory, String version, String description) throws IOException {
		return new FlywayMigrations(directory, version, description).write(this.changes);
	}

	/**
	 * Write a {@linkplain #toLiquibase(String, String) changelog of Liquibase}. Nothing
	 * is written if it fails.
	 * @param file the file to write; its directory is created if it does not exist
	 * @param author the author of the change sets
	 * @param idPrefix what the ids of the change sets begin with
	 * @return the file
	 * @throws IllegalArgumentException if the author or the prefix is blank, or if there
	 * is a character that XML cannot hold
	 * @throws FileAlreadyExistsException if the file is there already
	 * @throws IOException if the file cannot be written
	 */
	public Path writeLiquibase(Path file, String author, String idPrefix) throws IOException {
		NewFiles.write(Map.of(file, toLiquibase(author, idPrefix)));
		return file;
	}

	static List<SchemaChange> reversed(List<SchemaChange> changes) {
		List<SchemaChange> reversed = new ArrayList<>(changes);
		Collections.reverse(reversed);
		return reversed;
	}

}
