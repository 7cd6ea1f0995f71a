package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL server, started for a benchmark, with the settings that it comes with.
 */
final class PostgreSqlServer implements AutoCloseable {

	private final EmbeddedPostgres server;

	private PostgreSqlServer(EmbeddedPostgres server) {
		this.server = server;
	}

	static PostgreSqlServer start() {
		try {
			return new PostgreSqlServer(
					EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Create a database.
	 * @return the properties of an application on it
	 */
	String[] createDatabase() {
		String name = "b" + UUID.randomUUID().toString().replace("-", "");
		new JdbcTemplate(this.server.getPostgresDatabase()).execute("create database " + name);
		return new String[] {
				"spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.server.getPort(), name),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres" };
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
