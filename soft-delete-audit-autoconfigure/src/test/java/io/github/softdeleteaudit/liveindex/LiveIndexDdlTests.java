package io.github.softdeleteaudit.liveindex;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.liveindex.LiveIndexDdlModel.Article;
import io.github.softdeleteaudit.liveindex.LiveIndexDdlModel.Booking;
import io.github.softdeleteaudit.liveindex.LiveIndexDdlModel.Slot;
import io.github.softdeleteaudit.liveindex.LiveIndexDdlModel.Tag;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import org.hibernate.annotations.NaturalId;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.community.dialect.DerbyDialect;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.community.dialect.TiDBDialect;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.DB2Dialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.HSQLDialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The SQL that each database is given, as Hibernate writes it into a script: the files
 * beside {@link LiveUnique} hold what the starter adds to it.
 */
class LiveIndexDdlTests {

	@ParameterizedTest
	@EnumSource
	void everyDatabaseIsToldInItsOwnSql(Database database) throws IOException {
		List<String> without = script(database.dialect, false, database.model());
		List<String> added = new ArrayList<>(script(database.dialect, true, database.model()));
		assertThat(added).containsAll(without);
		added.removeAll(without);
		assertThat(String.join("\n", added)).isEqualTo(String.join("\n", database.golden()));
	}

	@ParameterizedTest
	@CsvSource({ "H2, H2", "POSTGRESQL, POSTGRESQL_14", "POSTGRESQL, POSTGRESQL_17", "MARIADB, MARIADB" })
	void serverDoesWhatItIsTold(TestDatabase server, Database database) throws SQLException {
		try (DatabaseConnection fresh = server.create(); Connection connection = fresh.open()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			jdbc.execute("create schema if not exists shop");
			script(database.dialect, true, database.model())
				.forEach((statement) -> jdbc.execute(statement.substring(0, statement.length() - 1)));
			String zeros = "1, '0', 0, '00000000-0000-0000-0000-000000000000', 'LONG', date '1970-01-01', time '00:00:00', timestamp '1970-01-01 00:00:00', false)";
			String slot = "insert into slot (id, place, a_text, a_number, a_uuid, a_kind, a_date, a_time, an_instant, a_flag) values (";
			jdbc.update("insert into slot (id, place) values (1, 1)");
			refused(jdbc, "insert into slot (id, place) values (2, 1)");
			jdbc.update(slot + "3, " + zeros);
			refused(jdbc, slot + "4, " + zeros);
			jdbc.update("update slot set deleted_at = current_timestamp where id in (1, 3)");
			jdbc.update("insert into slot (id, place) values (5, 1)");
			jdbc.update(slot + "6, " + zeros);
			jdbc.update("insert into booking (id, room) values (1, 'r')");
			jdbc.update("insert into booking (id, room) values (2, 'r')");
			jdbc.update("insert into tag (id, dtype, label, deleted) values (1, 'Tag', 'l', true)");
			jdbc.update("insert into tag (id, dtype, label, deleted) values (2, 'Tag', 'l', null)");
			refused(jdbc, "insert into tag (id, dtype, label, deleted) values (3, 'Tag', 'l', false)");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DB2", "Derby", "HSQLDB", "MariaDB", "MSSQLServer", "MySQL", "Oracle", "PostgreSQL" })
	void nullsOfH2AreDistinctHoweverItBehaves(String mode) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;MODE=" + mode)) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			script(Database.H2.dialect, true, Slot.class, Booking.class)
				.forEach((statement) -> jdbc.execute(statement.substring(0, statement.length() - 1)));
			for (int i = 1; i <= 2; i++) {
				jdbc.update("insert into booking (id, room) values (?, 'r')", i);
				jdbc.update("insert into slot (id, place, deleted_at) values (?, 1, current_timestamp)", i);
			}
			jdbc.update("insert into slot (id, place) values (3, 1)");
			refused(jdbc, "insert into slot (id, place) values (4, 1)");
		}
	}

	private static void refused(JdbcTemplate jdbc, String insert) {
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> jdbc.update(insert));
	}

	@ParameterizedTest
	@ValueSource(classes = { HSQLDialect.class, DerbyDialect.class, DB2Dialect.class, TiDBDialect.class })
	void databaseThatIsNotSupportedStopsTheStart(Class<? extends Dialect> dialect) throws Exception {
		Dialect unsupported = dialect.getConstructor().newInstance();
		assertThatException().isThrownBy(() -> script(unsupported, true, Article.class))
			.havingRootCause()
			.isInstanceOf(SoftDeleteMappingException.class)
			.withMessageContainingAll(
					"@LiveUnique(sku) of the entity %s: the database is not supported (%s)."
						.formatted(Article.class.getName(), dialect.getSimpleName()),
					"@LiveIndex(title, price)", "Leave the annotation out");
	}

	@ParameterizedTest
	@ValueSource(classes = { HSQLDialect.class, DB2Dialect.class, TiDBDialect.class })
	void naturalIdKeepsItsConstraintWhereTheDatabaseIsNotSupported(Class<? extends Dialect> dialect) throws Exception {
		Dialect unsupported = dialect.getConstructor().newInstance();
		List<String> script = script(unsupported, true, Passport.class);
		assertThat(script).containsAll(script(unsupported, false, Passport.class))
			.anyMatch((statement) -> statement.contains("unique"))
			.noneMatch((statement) -> statement.contains("live"));
	}

	@Test
	void naturalIdIsReplacedWhereTheDatabaseIsSupported() {
		assertThat(script(new PostgreSQLDialect(), true, Passport.class))
			.contains("create unique index passport_number_live_key on passport (number) where deleted_at is null;")
			.noneMatch((statement) -> statement.startsWith("create table") && statement.contains("unique"));
	}

	@Test
	void booleanThatMayBeNullIsRefusedForSqlServer() {
		assertThatException().isThrownBy(() -> script(new SQLServerDialect(), true, Tag.class))
			.havingRootCause()
			.isInstanceOf(SoftDeleteMappingException.class)
			.withMessageContainingAll("@LiveUnique(label) of the entity " + Tag.class.getName(),
					"Make the column not null.");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SQLITE")
	void largeObjectIsRefused(Database database) {
		assertThatException().isThrownBy(() -> script(database.dialect, true, Note.class))
			.havingRootCause()
			.isInstanceOf(SoftDeleteMappingException.class)
			.withMessageContaining("'text' is a large object");
	}

	private static List<String> script(Dialect dialect, boolean withStarter, Class<?>... model) {
		StringWriter script = new StringWriter();
		Map<String, Object> settings = new HashMap<>();
		settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
		settings.put("hibernate.dialect", dialect);
		settings.put("hibernate.physical_naming_strategy", new PhysicalNamingStrategySnakeCaseImpl());
		settings.put("hibernate.hbm2ddl.delimiter", ";");
		settings.put("jakarta.persistence.schema-generation.scripts.action", "create");
		settings.put("jakarta.persistence.schema-generation.scripts.create-target", script);
		if (withStarter) {
			new ApplicationContextRunner()
				.withConfiguration(
						AutoConfigurations.of(ActorAutoConfiguration.class, SoftDeleteAutoConfiguration.class))
				.run((context) -> context.getBean(HibernatePropertiesCustomizer.class).customize(settings));
		}
		new HibernatePersistenceConfiguration("ddl").managedClasses(model)
			.properties(settings)
			.createEntityManagerFactory()
			.close();
		return script.toString().lines().filter((line) -> !line.isBlank()).toList();
	}

	enum Database {

		POSTGRESQL_14(new PostgreSQLDialect(DatabaseVersion.make(14))),

		POSTGRESQL_17(new PostgreSQLDialect(DatabaseVersion.make(17))),

		H2(new H2Dialect(DatabaseVersion.make(2, 4, 240))),

		MARIADB(new MariaDBDialect(DatabaseVersion.make(11, 4))),

		MYSQL(new MySQLDialect(DatabaseVersion.make(8, 4))),

		SQL_SERVER(new SQLServerDialect(DatabaseVersion.make(16))),

		ORACLE(new OracleDialect(DatabaseVersion.make(19))),

		SQLITE(new SQLiteDialect(DatabaseVersion.make(3, 40))),

		COCKROACH(new CockroachDialect(DatabaseVersion.make(24, 1)));

		private final Dialect dialect;

		Database(Dialect dialect) {
			this.dialect = dialect;
		}

		// refused for SQL Server: a boolean indicator that may be null
		Class<?>[] model() {
			return Arrays.stream(LiveIndexDdlModel.class.getDeclaredClasses())
				.filter((type) -> this != SQL_SERVER || !Tag.class.isAssignableFrom(type))
				.toArray(Class<?>[]::new);
		}

		List<String> golden() throws IOException {
			String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
			try (InputStream golden = LiveUnique.class.getResourceAsStream(file)) {
				assertThat(golden).as(file).isNotNull();
				return new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines()
					.filter((line) -> !line.isBlank() && !line.startsWith("--"))
					.toList();
			}
		}

	}

	@Entity(name = "Note")
	@LiveUnique(attributes = "text")
	static class Note extends SoftDeletableEntity {

		@Id
		Long id;

		@Lob
		String text;

	}

	@Entity(name = "Passport")
	static class Passport extends SoftDeletableEntity {

		@Id
		Long id;

		@NaturalId
		String number;

	}

}
