package io.github.softdeleteaudit.schema.existing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.softdeleteaudit.readme.Readme;
import io.github.softdeleteaudit.schema.SchemaScripts;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that outlives the applications that are started on it: it begins with an old
 * schema and its data, goes through a recipe of the README, and ends with what the
 * starter wants.
 */
abstract class ExistingSchemaContract {

	private final TestDatabase kind;

	private final Class<?> configuration;

	private final List<String> properties = new ArrayList<>();

	private final TimeZone zoneBefore = TimeZone.getDefault();

	private DatabaseConnection database;

	/**
	 * Create it.
	 * @param kind the kind of database
	 * @param configuration the application that is to run on the schema
	 */
	ExistingSchemaContract(TestDatabase kind, Class<?> configuration) {
		this.kind = kind;
		this.configuration = configuration;
	}

	@BeforeEach
	void createDatabase() {
		// in which no time is what it is in UTC
		setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		this.database = this.kind.create();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
		setDefault(this.zoneBefore);
	}

	// which H2 has looked up once
	private static void setDefault(TimeZone zone) {
		TimeZone.setDefault(zone);
		DateTimeUtils.resetCalendar();
	}

	TestDatabase kind() {
		return this.kind;
	}

	DatabaseConnection database() {
		return this.database;
	}

	/**
	 * Set properties of the application.
	 */
	void with(String... properties) {
		this.properties.addAll(List.of(properties));
	}

	private String[] properties(String... more) {
		return Stream.concat(this.properties.stream(), Stream.of(more)).toArray(String[]::new);
	}

	/**
	 * Convert what is there by the SQL that the README shows for this database, in a
	 * session of whatever zone, and in one transaction where that is possible.
	 * @param chapter the heading of the chapter
	 */
	void convert(String chapter) {
		List<String> statements = new Readme().sql(chapter, name());
		assertThat(statements).isNotEmpty();
		try (Connection connection = this.database.open(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(
					(this.kind == TestDatabase.MARIADB) ? "set time_zone = '+09:00'" : "set time zone 'Asia/Tokyo'");
			for (String sql : statements) {
				statement.execute(sql);
			}
			connection.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(chapter + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the database's name in the README.
	 */
	String name() {
		return switch (this.kind) {
			case H2 -> "H2";
			case POSTGRESQL -> "PostgreSQL";
			case MARIADB -> "MariaDB";
		};
	}

	/**
	 * Add what the application wants and the schema has not, as the difference says:
	 * columns, tables, indexes and sequences.
	 */
	void addWhatIsMissing() {
		String[] properties = properties("spring.jpa.hibernate.ddl-auto=none", "soft-delete-audit.schema=none",
				"spring.jpa.properties.hibernate.id.sequence.increment_size_mismatch_strategy=none");
		try (TestApplication application = TestApplication.start(this.database, this.configuration, properties)) {
			SchemaScripts scripts = application.bean(SchemaScripts.class);
			this.database.execute(scripts.difference().getUpgrade().toArray(String[]::new));
			assertThat(scripts.difference().getChanges()).isEmpty();
		}
	}

	/**
	 * Start the application, on a schema that has to be right.
	 */
	TestApplication start() {
		return TestApplication.start(this.database, this.configuration,
				properties("spring.jpa.hibernate.ddl-auto=validate", "soft-delete-audit.schema=validate"));
	}

	/**
	 * Assert that the schema is what Hibernate creates in an empty database.
	 */
	void assertSchemaIsAsIfCreated() {
		assertSchemaIsAsIfCreated((line) -> true);
	}

	/**
	 * Assert that some of the schema is what Hibernate creates in an empty database.
	 * @param compared which lines of the outline to compare
	 */
	void assertSchemaIsAsIfCreated(Predicate<String> compared) {
		try (TestApplication application = TestApplication.start(this.kind, this.configuration, properties())) {
			assertThat(SchemaOutline.of(this.database).lines().stream().filter(compared))
				.containsExactlyInAnyOrderElementsOf(
						SchemaOutline.of(application.database()).lines().stream().filter(compared).toList());
		}
	}

}
