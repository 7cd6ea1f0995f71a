package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The databases, with the settings that they come with. PostgreSQL is a server that runs
 * for the benchmarks alone, H2 is in the memory of the application.
 */
public enum Database {

	POSTGRESQL("PostgreSQL", "generate_series(1, %d) as s(i)"), H2("H2", "system_range(1, %d) as s(i)");

	static final String PORT = "benchmarks.postgresql.port";

	private static @Nullable EmbeddedPostgres server;

	private final String label;

	private final String series;

	Database(String label, String series) {
		this.label = label;
		this.series = series;
	}

	/**
	 * Its name for people.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The port of the PostgreSQL server, which is started unless a system property names
	 * one.
	 */
	static synchronized int postgreSqlPort() {
		Integer port = Integer.getInteger(PORT);
		if (port != null) {
			return port;
		}
		if (server == null) {
			try {
				// stops with the Java virtual machine
				server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return server.getPort();
	}

	/**
	 * The server, if it is a process of its own.
	 */
	Optional<ProcessHandle> server() {
		if (this != POSTGRESQL) {
			return Optional.empty();
		}
		// as long as the connection is open, the server has a process for it
		return Objects.requireNonNull(jdbc("postgres").query("select pg_backend_pid()",
				(ResultSetExtractor<Optional<ProcessHandle>>) (rs) -> {
					rs.next();
					return ProcessHandle.of(rs.getLong(1)).flatMap(ProcessHandle::parent);
				}));
	}

	/**
	 * Rows of one column, {@code i}, to select from.
	 */
	String series(long last) {
		return this.series.formatted(last);
	}

	/**
	 * Make a database anew, without tables.
	 */
	void create(String name) {
		if (this == POSTGRESQL) {
			JdbcTemplate jdbc = jdbc("postgres");
			jdbc.execute("drop database if exists %s with (force)".formatted(name));
			jdbc.execute("create database " + name);
		}
		else {
			jdbc(name).execute("drop all objects");
		}
	}

	/**
	 * Whether there is a database with tables.
	 */
	boolean hasTables(String name) {
		if (this == POSTGRESQL
				&& jdbc("postgres").queryForList("select 1 from pg_database where datname = ?", name).isEmpty()) {
			return false;
		}
		return !jdbc(name).queryForList("select 1 from information_schema.tables where upper(table_name) = 'CUSTOMER'")
			.isEmpty();
	}

	JdbcTemplate jdbc(String name) {
		return new JdbcTemplate(new DriverManagerDataSource(url(name), user(), user()));
	}

	String url(String name) {
		return (this == POSTGRESQL) ? "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgreSqlPort(), name)
				: "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(name);
	}

	String user() {
		return (this == POSTGRESQL) ? "postgres" : "sa";
	}

	/**
	 * Do what the database otherwise does at a time of its own: measurements begin on
	 * tables with statistics, and with nothing left to write.
	 */
	void settle(JdbcTemplate jdbc) {
		if (this == POSTGRESQL) {
			jdbc.execute("vacuum analyze");
			jdbc.execute("checkpoint");
		}
		else {
			jdbc.execute("analyze");
		}
	}

	/**
	 * Remove all rows.
	 */
	void truncate(JdbcTemplate jdbc, String... tables) {
		if (this == POSTGRESQL) {
			jdbc.execute("truncate table " + String.join(", ", tables));
			return;
		}
		jdbc.execute("set referential_integrity false");
		for (String table : tables) {
			jdbc.execute("truncate table " + table);
		}
		jdbc.execute("set referential_integrity true");
	}

}
