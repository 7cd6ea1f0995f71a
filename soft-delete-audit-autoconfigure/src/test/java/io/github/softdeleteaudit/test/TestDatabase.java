package io.github.softdeleteaudit.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.softdeleteaudit.test.DatabaseConnection.Reading;

/**
 * The databases that every build tests on. Each {@link #create()} gives a fresh, empty
 * database of its own; the server below it is started at first need, once per JVM.
 * <p>
 * PostgreSQL and MariaDB come from, in this order:
 * <ol>
 * <li>the server named by the system properties {@code test.postgresql.url},
 * {@code test.postgresql.username} and {@code test.postgresql.password} (likewise
 * {@code test.mariadb.*}), whose user must be allowed to create databases;</li>
 * <li>Testcontainers, where a Docker daemon answers;</li>
 * <li>the server's own binaries, which come with the test dependencies.</li>
 * </ol>
 */
public enum TestDatabase {

	/** H2, in memory. */
	H2 {

		@Override
		DatabaseConnection create(String name) {
			String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
			return new DatabaseConnection(this, name, url, "sa", "");
		}

		@Override
		void drop(DatabaseConnection connection) {
			connection.execute("shutdown");
		}

	},

	/** PostgreSQL. */
	POSTGRESQL {

		@Override
		DatabaseConnection create(String name) {
			return server("create database " + name).connectionTo(name);
		}

		@Override
		void drop(DatabaseConnection connection) {
			server("drop database if exists " + connection.name() + " with (force)");
		}

	},

	/** MariaDB. */
	MARIADB {

		@Override
		DatabaseConnection create(String name) {
			return server("create database " + name + " character set utf8mb4").connectionTo(name);
		}

		@Override
		void drop(DatabaseConnection connection) {
			server("drop database if exists " + connection.name());
		}

	};

	private final Set<DatabaseConnection> open = ConcurrentHashMap.newKeySet();

	private final Map<DatabaseConnection, Connection> readers = new ConcurrentHashMap<>();

	/**
	 * Create a fresh, empty database. Closing what this returns drops it; what is not
	 * closed is dropped when the JVM ends.
	 * @return how to connect to the new database
	 */
	public DatabaseConnection create() {
		DatabaseConnection connection = create("sda_" + UUID.randomUUID().toString().replace("-", ""));
		this.open.add(connection);
		return connection;
	}

	<T> T read(DatabaseConnection database, Reading<T> work) {
		try {
			if (!this.open.contains(database)) {
				try (Connection connection = database.open()) {
					return work.read(connection);
				}
			}
			Connection reader = reader(database);
			synchronized (reader) {
				return work.read(reader);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Failed on " + database.url() + ": " + ex.getMessage(), ex);
		}
	}

	private synchronized Connection reader(DatabaseConnection database) throws SQLException {
		Connection reader = this.readers.get(database);
		// tests end connections, too
		if (reader == null || !reader.isValid(0)) {
			reader = database.open();
			this.readers.put(database, reader);
		}
		return reader;
	}

	void close(DatabaseConnection connection) {
		if (this.open.remove(connection)) {
			closeReader(connection);
			drop(connection);
		}
	}

	private void closeReader(DatabaseConnection database) {
		try (Connection reader = this.readers.remove(database)) {
			// closes it
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void closeAll() {
		this.open.forEach(this::close);
	}

	abstract DatabaseConnection create(String name);

	abstract void drop(DatabaseConnection connection);

	DatabaseServer server(String statement) {
		DatabaseServer server = DatabaseServers.get(this);
		server.administration().execute(statement);
		return server;
	}

}
