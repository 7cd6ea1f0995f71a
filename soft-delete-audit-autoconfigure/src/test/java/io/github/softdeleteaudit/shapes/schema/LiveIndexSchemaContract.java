package io.github.softdeleteaudit.shapes.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.softdeleteaudit.shapes.schema.SchemaModel.*;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that start one after another on the same database, with Hibernate in
 * different modes.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class LiveIndexSchemaContract {

	private final TestDatabase kind;

	private DatabaseConnection database;

	LiveIndexSchemaContract(TestDatabase kind) {
		this.kind = kind;
	}

	@BeforeEach
	void createDatabase(@TempDir Path directory) {
		this.database = createDatabase(this.kind, directory);
	}

	/**
	 * Create an empty database, which outlives each application.
	 */
	DatabaseConnection createDatabase(TestDatabase kind, Path directory) {
		return kind.create();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	private Starts of(Class<?>... types) {
		return Starts.of(this.database, types);
	}

	// creating

	@ParameterizedTest
	@ValueSource(strings = { "create", "create-only", "update" })
	void emptySchemaGetsTheIndexes(String ddlAuto) {
		of(Account.class).start(ddlAuto);
		assertEnforced("account", "email");
		assertThat(indexes("account")).containsKeys("account_email_live_key", "account_name_live_idx");
		of(Account.class).start("validate");
	}

	@Test
	void createMakesTheIndexesAnew() {
		of(Account.class).start("create");
		insert("account", 1, "a", false);
		of(Account.class).start("create").start("create");
		assertThat(rows("account")).isZero();
		assertEnforced("account", "email");
	}

	@Test
	void createDropLeavesNothing() {
		for (int i = 0; i < 2; i++) {
			of(Account.class, AccountWithoutKey.class, Vehicle.class, Car.class).start("create-drop",
					(application) -> assertEnforced("account", "email"));
			assertThat(columns()).isEmpty();
		}
	}

	@Test
	void schemaManagerDropsAndCreatesTheIndexesOfARunningApplication() {
		of(Account.class).start("none", (application) -> {
			var schema = application.getSchemaManager();
			schema.create(false);
			assertEnforced("account", "email");
			schema.validate();
		}).start("update", (application) -> {
			var schema = application.getSchemaManager();
			schema.drop(false);
			assertThat(columns()).isEmpty();
			schema.create(false);
			assertEnforced("account", "email");
			insert("account", 1, "a", false);
			schema.truncate();
			assertThat(rows("account")).isZero();
			assertEnforced("account", "email");
		}).start("validate");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void scriptCreatesASchemaThatValidates(boolean format, @TempDir Path directory) throws IOException {
		Class<?>[] types = { Account.class, Vehicle.class, Car.class, Quoted.class, Passport.class, Traveller.class };
		Path script = directory.resolve("create.sql");
		String[] properties = { "spring.jpa.properties.jakarta.persistence.schema-generation.scripts.action=create",
				"spring.jpa.properties.jakarta.persistence.schema-generation.scripts.create-target=" + script,
				"spring.jpa.properties.hibernate.format_sql=" + format };
		of(types).with(properties).start("none");
		assertThat(columns()).isEmpty();
		run(script);
		assertEnforced("account", "email");
		of(types).start("validate");
		Map<String, String> columns = columns();
		// while another action is taken on the database, the script is still a whole one
		Files.delete(script);
		of(types).with(properties)
			.with("spring.jpa.properties.jakarta.persistence.schema-generation.database.action=update")
			.start("none");
		of(types).start("create-drop");
		assertThat(columns()).isEmpty();
		run(script);
		assertThat(columns()).isEqualTo(columns);
		of(types).start("validate");
	}

	private void run(Path script) throws IOException {
		this.database.execute(Arrays.stream(Files.readString(script).split(";\\s*\\R"))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty())
			.toArray(String[]::new));
	}

	// updating

	@Test
	void updateAddsAnIndexToATableThatHasData() {
		of(AccountWithoutKey.class).start("create");
		insert("account", 1, "a", true);
		insert("account", 2, "a", true);
		insert("account", 3, "a", false);
		insert("account", 4, "b", false);
		insert("account", 5, null, false);
		insert("account", 6, null, false);
		of(Account.class).start("update");
		assertThat(rows("account")).isEqualTo(6);
		assertEnforced("account", "email");
		assertThat(fails("insert into account (id, email) values (7, 'b')")).isTrue();
		of(Account.class).start("validate");
	}

	@Test
	void updateStopsWhereLiveRowsHaveTheSameKeyAndCreatesNothing() {
		of(AccountWithoutKey.class).start("create");
		for (int i = 0; i < 3; i++) {
			insert("account", 10 + i, "three@example.com", false);
		}
		insert("account", 20, "two@example.com", false);
		insert("account", 21, "two@example.com", false);
		insert("account", 22, "two@example.com", true);
		insert("account", 30, "one@example.com", true);
		insert("account", 31, "one@example.com", false);
		Map<String, String> columns = columns();
		Tables before = Tables.of(this.database);
		List<Problem> problems = of(Account.class, Vehicle.class).refused("update");
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).description())
			.contains("@LiveUnique(email)", Account.class.getName(), "account", "email=three@example.com (3 rows)",
					"email=two@example.com (2 rows)")
			.doesNotContain("one@example.com");
		assertThat(columns()).isEqualTo(columns);
		assertThat(indexes("account").keySet()).noneMatch((name) -> name.contains("live"));
		assertThat(Tables.of(this.database)).isEqualTo(before);
		this.database.execute("update account set deleted_at = current_timestamp where id in (10, 11, 20)");
		of(Account.class, Vehicle.class).start("update");
		assertEnforced("account", "email");
	}

	@Test
	void updateListsTheFirstOfManyKeys() {
		of(AccountWithoutKey.class).start("create");
		for (int i = 10; i < 30; i++) {
			insert("account", i, "k" + i, false);
			insert("account", 100 + i, "K" + i, false);
		}
		String description = of(AccountIgnoringCase.class).refused("update").get(0).description();
		assertThat(description).contains("email=k10 (2 rows)", "email=k19 (2 rows)", "…").doesNotContain("k20");
	}

	@Test
	void nullsAreDuplicatesWhereTheyAreEqual() {
		of(AccountWithoutKey.class).start("create");
		insert("account", 1, null, false);
		insert("account", 2, null, false);
		assertThat(of(AccountWithEqualNulls.class).refused("update").get(0).description())
			.contains("email=null (2 rows)");
	}

	@Test
	void updateWhereThereIsNoIndicatorYet() {
		of(PhysicalAccount.class).start("create");
		this.database.execute("insert into account (id, email) values (1, 'a')",
				"insert into account (id, email) values (2, 'a')", "insert into account (id, email) values (3, 'b')");
		assertThat(of(Account.class).refused("update").get(0).description()).contains("email=a (2 rows)")
			.doesNotContain("email=b");
		assertThat(columns().get("account")).isEqualTo("email id name");
		this.database.execute("update account set email = 'c' where id = 2");
		of(Account.class).start("update");
		assertEnforced("account", "email");
		of(Account.class).start("validate");
	}

	@Test
	void updateWhereThereAreNoColumnsOfTheKeyYet() {
		of(EmptyAccount.class).start("create");
		this.database.execute("insert into account (id) values (1)", "insert into account (id) values (2)");
		of(Account.class).start("update");
		assertEnforced("account", "email");
		of(Account.class).start("validate");
	}

	@Test
	void updateWhereThereIsNoDiscriminatorYet() {
		of(VehicleWithoutHierarchy.class).start("create");
		of(Vehicle.class, Car.class, Bike.class).start("update").start("validate");
		assertEnforced("vehicle", "plate", "dtype", "'C'");
		assertEnforced("vehicle", "name", "dtype", "'C'");
		assertNotEnforced("vehicle", "name", "dtype", "'B'");
	}

	@Test
	void furtherUpdatesLeaveTheIndexesAlone(CapturedOutput output) {
		Class<?>[] types = { Account.class, Vehicle.class, Car.class, Quoted.class, Passport.class, Traveller.class,
				Party.class, Company.class, Plan.class, DayPlan.class, YearPlan.class, Flagged.class, LongNames.class };
		of(types).start("create");
		Map<String, String> columns = columns();
		Map<String, List<String>> indexes = indexes("account");
		int length = output.getOut().length();
		of(types).with("spring.jpa.show-sql=true").start("update").start("update");
		assertThat(output.getOut()
			.substring(length)
			.lines()
			.filter((line) -> line.startsWith("Hibernate: ") && !line.contains(" add constraint ")
					&& !line.contains(" drop constraint ") && !line.contains(" drop index UK")))
			.noneMatch((line) -> line.contains("alter table") || line.contains("index"));
		assertThat(columns()).isEqualTo(columns);
		assertThat(indexes("account")).isEqualTo(indexes);
	}

	@Test
	void updateKeepsTheIndexItself() {
		of(Account.class, Vehicle.class, Car.class).start("update");
		List<String> identities = identities();
		assertThat(identities).isNotEmpty();
		of(Account.class, Vehicle.class, Car.class).start("update").start("update");
		assertThat(identities()).isEqualTo(identities);
	}

	// what the database numbers anew when an index is built
	private List<String> identities() {
		return query(switch (this.kind) {
			case H2 -> "select index_name || ' ' || index_schema from information_schema.indexes order by 1";
			case POSTGRESQL -> "select relname || ' ' || oid || ' ' || relfilenode from pg_class "
					+ "where relname like '%live%' order by 1";
			case MARIADB -> "select concat(i.name, ' ', i.index_id) from information_schema.innodb_sys_indexes i "
					+ "join information_schema.innodb_sys_tables t on t.table_id = i.table_id where t.name like '"
					+ this.database.name() + "/%' order by 1";
		});
	}

	@Test
	void updateAddsASecondKeyBesideTheFirst() {
		of(Account.class).start("create");
		of(AccountWithTwoKeys.class).start("update").start("validate");
		assertEnforced("account", "email");
		assertEnforced("account", "name");
	}

	@Test
	void updateStopsAtAnIndexOfThatNameThatIsAnother() {
		of(AccountWithoutKey.class).start("create");
		this.database.execute("create index account_email_live_key on account (email)");
		List<Problem> problems = of(Account.class).refused("update");
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).description()).contains("account_email_live_key", "is not unique");
		of(Account.class).mend(problems).start("update").start("validate");
		assertEnforced("account", "email");
	}

	// validating

	@Test
	void everyShapeThatWasCreatedValidates(CapturedOutput output) {
		Class<?>[] types = { Account.class, Vehicle.class, Car.class, Bike.class, Quoted.class, Passport.class,
				Traveller.class, Party.class, Company.class, Plan.class, DayPlan.class, YearPlan.class, Flagged.class,
				Alike.class };
		of(types).start("create").start("validate", (application) -> application.getSchemaManager().validate());
		assertThat(output.getOut()).doesNotContain("is missing").doesNotContain("is over deleted rows too");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void validateTellsHowToCreateWhatIsMissing(boolean withColumns) {
		of(AccountWithTwoKeys.class).start("create");
		dropIndex("account", "account_email_live_key");
		dropIndex("account", "account_name_live_key");
		if (withColumns && this.kind != TestDatabase.POSTGRESQL) {
			this.database.execute("alter table account drop column live_row",
					"alter table account drop column name_lower");
		}
		List<Problem> problems = of(AccountWithTwoKeys.class).refused("validate");
		assertThat(problems).hasSize(2);
		assertThat(problems.get(0).description()).contains("account_email_live_key", "@LiveUnique(email)",
				AccountWithTwoKeys.class.getName(), "is missing");
		of(AccountWithTwoKeys.class).mend(problems).start("validate");
		assertEnforced("account", "email");
		assertEnforced("account", "name");
	}

	@Test
	void validateTellsOfAPlainIndexThatIsMissing() {
		of(Account.class).start("create");
		dropIndex("account", "account_name_live_idx");
		List<Problem> problems = of(Account.class).refused("validate");
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).description()).contains("account_name_live_idx", "@LiveIndex(name)");
		of(Account.class).mend(problems).start("validate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index account_email_live_key on account (email)",
			"create unique index account_email_live_key on account (email)",
			"create unique index account_email_live_key on account (name)",
			"create unique index account_email_live_key on account (email, name)" })
	void validateTellsHowToReplaceAnotherIndexOfThatName(String other) {
		of(Account.class).start("create");
		dropIndex("account", "account_email_live_key");
		this.database.execute(other);
		List<Problem> problems = of(Account.class).refused("validate");
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).description()).contains("account_email_live_key")
			.containsAnyOf("is not unique", "is over email", "is over name", "is over all rows");
		of(Account.class).mend(problems).start("validate");
		assertEnforced("account", "email");
	}

	@Test
	void validateNoticesThatTheCaseIsIgnoredNow() {
		of(Account.class).start("create");
		List<Problem> problems = of(AccountIgnoringCase.class).refused("validate");
		assertThat(problems).hasSize(1);
		of(AccountIgnoringCase.class).mend(problems).start("validate");
		assertEnforced("account", "email");
		assertThat(accepted("insert into account (id, email) values (1, 'a')")).isTrue();
		assertThat(fails("insert into account (id, email) values (2, 'A')")).isTrue();
		of(Account.class).mend(of(Account.class).refused("update")).start("validate");
	}

	@Test
	void validateNoticesThatNullsAreEqualNow() {
		of(Account.class).start("create");
		List<Problem> problems = of(AccountWithEqualNulls.class).refused("validate");
		assertThat(problems).hasSize(1);
		of(AccountWithEqualNulls.class).mend(problems).start("validate");
		assertThat(accepted("insert into account (id) values (1)")).isTrue();
		assertThat(fails("insert into account (id) values (2)")).isTrue();
		of(Account.class).mend(of(Account.class).refused("update")).start("validate");
		assertThat(accepted("insert into account (id) values (2)")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update", "validate" })
	void indexByAnIndicatorThatIsNoMoreIsNoticed(String ddlAuto) {
		of(Account.class).start("create");
		this.database.execute("alter table account add column removed_at "
				+ (this.kind == TestDatabase.MARIADB ? "datetime(6)" : "timestamp(6) with time zone"));
		List<Problem> problems = of(AccountWithOtherIndicator.class).refused(ddlAuto);
		of(AccountWithOtherIndicator.class).mend(problems).start(ddlAuto);
		assertThat(accepted("insert into account (id, email, removed_at) values (1, 'a', current_timestamp)",
				"insert into account (id, email) values (2, 'a')"))
			.isTrue();
		assertThat(fails("insert into account (id, email, deleted_at) values (3, 'a', current_timestamp)")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update", "validate" })
	void indexThatLeavesOutANewSubclassIsNoticed(String ddlAuto) {
		of(Vehicle.class, Car.class, Bike.class).start("create");
		allowAnyDiscriminator("vehicle");
		List<Problem> problems = of(Vehicle.class, Car.class, Bike.class, SportsCar.class).refused(ddlAuto);
		of(Vehicle.class, Car.class, Bike.class, SportsCar.class).mend(problems).start(ddlAuto);
		assertThat(accepted("insert into vehicle (id, dtype, name) values (1, 'C', 'a')")).isTrue();
		assertThat(fails("insert into vehicle (id, dtype, name) values (2, 'S', 'a')")).isTrue();
	}

	// Hibernate has a check constraint for it
	private void allowAnyDiscriminator(String table) {
		if (this.kind == TestDatabase.MARIADB) {
			this.database.execute("alter table " + table + " modify dtype varchar(31) not null");
		}
		else {
			query("select constraint_name from information_schema.check_constraints "
					+ "where lower(check_clause) like '%dtype%' and lower(check_clause) not like '%is not null%'")
				.forEach((name) -> this.database.execute("alter table " + table + " drop constraint \"" + name + "\""));
		}
	}

	// doing nothing

	@Test
	void withoutASchemaActionAMissingIndexIsAWarning(CapturedOutput output) {
		of(Account.class).start("create");
		dropIndex("account", "account_email_live_key");
		assertThat(output.getOut()).doesNotContain("is missing");
		of(Account.class).start("none");
		assertThat(output.getOut()).contains("WARN").contains("account_email_live_key", "is missing", "Create it: ");
		assertThat(indexes("account")).doesNotContainKey("account_email_live_key");
		assertNotEnforced("account", "email");
	}

	@Test
	void withoutASchemaActionTablesThatAreNotThereAreNoneOfOurs(CapturedOutput output) {
		of(Account.class).start("none");
		assertThat(output.getOut()).doesNotContain("is missing");
		assertThat(columns()).isEmpty();
	}

	// names

	@Test
	void hierarchies() {
		Class<?>[] types = { Account.class, Vehicle.class, Car.class, Bike.class, Party.class, Company.class,
				Plan.class, DayPlan.class, YearPlan.class };
		of(types).start("create").start("update").start("validate");
		assertEnforced("vehicle", "plate", "dtype", "'B'");
		assertEnforced("vehicle", "name", "dtype", "'C'");
		assertNotEnforced("vehicle", "name", "dtype", "'B'");
		assertEnforced("party", "code", "kind", "'Party'");
		assertEnforced("party", "title", "kind", "'C'");
		assertNotEnforced("party", "title", "kind", "'Party'");
		assertEnforced("party", "register", "kind", "'Party'");
		assertEnforced("day_plan", "label");
		assertEnforced("day_plan", "code");
		assertEnforced("year_plan", "label", "no", "1");
		assertNotEnforced("year_plan", "label");
		assertEnforced("year_plan", "code");
		this.database.execute("insert into account (id) values (1)");
		assertEnforced("day_plan", "label", "account_id", "1");
		assertThat(accepted("insert into day_plan (id, account_id) values (1, 1)",
				"insert into day_plan (id, account_id, deleted_at) values (2, 1, current_timestamp)"))
			.isTrue();
		assertThat(fails("insert into day_plan (id, account_id) values (3, 1)")).isTrue();
	}

	@Test
	void tablesOfTheSameNameInTwoSchemas() {
		Class<?> elsewhere = (this.kind == TestDatabase.MARIADB) ? AccountInCatalog.class : AccountInSchema.class;
		String table = (this.kind == TestDatabase.MARIADB) ? "sda_archive.account" : "archive.account";
		String namespaces = "spring.jpa.properties.hibernate.hbm2ddl.create_namespaces=true";
		try {
			of(Account.class).start("create");
			of(elsewhere).with(namespaces).start("update").start("validate").start("update");
			assertEnforced("account", "email");
			assertEnforced(table, "email");
			of(elsewhere, Account.class).with(namespaces)
				.start("create")
				.start("validate")
				.start("update")
				.start("validate");
			assertEnforced("account", "email");
			assertEnforced(table, "email");
			List<Problem> problems = new ArrayList<>();
			dropIndex("account", "account_email_live_key");
			problems.addAll(of(elsewhere, Account.class).refused("validate"));
			assertThat(problems).hasSize(1);
			of(elsewhere, Account.class).mend(problems).start("validate");
			assertEnforced("account", "email");
		}
		finally {
			if (this.kind == TestDatabase.MARIADB) {
				this.database.execute("drop database sda_archive");
			}
		}
	}

	@Test
	void duplicatesAreLookedForInTheTablesSchema() {
		if (this.kind == TestDatabase.MARIADB) {
			return;
		}
		of(AccountWithoutKey.class).start("create");
		insert("account", 1, "a", false);
		insert("account", 2, "a", false);
		String namespaces = "spring.jpa.properties.hibernate.hbm2ddl.create_namespaces=true";
		of(AccountInSchema.class).with(namespaces).start("update").start("validate");
		assertNotEnforced("account", "email");
		assertEnforced("archive.account", "email");
		dropIndex("archive.account",
				indexes("archive.account").keySet()
					.stream()
					.filter((name) -> name.endsWith("live_key"))
					.findFirst()
					.orElseThrow());
		List<Problem> problems = of(AccountInSchema.class).refused("validate");
		of(AccountInSchema.class).mend(problems).start("validate");
		assertEnforced("archive.account", "email");
	}

	@Test
	void defaultSchema() {
		if (this.kind == TestDatabase.MARIADB) {
			return;
		}
		String[] properties = { "spring.jpa.properties.hibernate.hbm2ddl.create_namespaces=true",
				"spring.jpa.properties.hibernate.default_schema=other" };
		of(Account.class).with(properties).start("update").start("validate").start("update");
		assertEnforced("other.account", "email");
		dropIndex("other.account", "account_email_live_key");
		this.database.execute("create unique index " + ((this.kind == TestDatabase.H2) ? "other." : "")
				+ "account_email_live_key on other.account (name)");
		List<Problem> problems = of(Account.class).with(properties).refused("validate");
		of(Account.class).mend(problems).with(properties).start("validate");
		assertEnforced("other.account", "email");
		of(Account.class).with(properties).start("create").start("create-drop");
	}

	@Test
	void schemaManagerCreatesTheIndexesInAnotherSchema() {
		if (this.kind == TestDatabase.MARIADB) {
			return;
		}
		of(Account.class).start("create", (application) -> {
			var schema = application.unwrap(SessionFactoryImplementor.class).getSchemaManager().forSchema("tenant");
			schema.create(true);
			assertEnforced("tenant.account", "email");
			assertEnforced("account", "email");
			schema.drop(true);
			assertEnforced("account", "email");
		});
	}

	@Test
	void discriminatorsOfAllTypes() {
		Class<?>[] types = { ByNumber.class, ByNumberSub.class, ByNumberSubSub.class, ByLetter.class, ByLetterSub.class,
				ByLetterSubSub.class, ByText.class, ByTextSub.class, ByTextSubSub.class };
		of(types).start("create").start("update").start("validate");
		assertEnforced("by_number", "name", "dtype", "-1");
		assertEnforced("by_number", "name", "dtype", "2");
		assertNotEnforced("by_number", "name", "dtype", "7");
		assertEnforced("by_letter", "name", "dtype", "'a'");
		assertEnforced("by_letter", "name", "dtype", "'B'");
		assertNotEnforced("by_letter", "name", "dtype", "'z'");
		assertEnforced("by_text", "name", "dtype", "'it''s \"one\"'");
		assertEnforced("by_text", "name", "dtype", "'größe'");
		assertNotEnforced("by_text", "name", "dtype", "'ByText'");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void quotedNames(boolean globally) {
		Starts starts = of(Quoted.class, Alike.class, Account.class, Vehicle.class, Car.class, Flagged.class)
			.with("spring.jpa.properties.hibernate.globally_quoted_identifiers=" + globally);
		starts.start("create").start("update").start("validate");
		String q = (this.kind == TestDatabase.MARIADB) ? "`" : "\"";
		String columns = "insert into 'Order' (ID, 'Group', 'the-key', 'Customer', 'Deleted At') values "
			.replace("ID", globally ? "'id'" : "id")
			.replace("'", q);
		assertThat(accepted(columns + "(1, 'g', 'k', 'c1', null)", columns + "(2, 'g', 'other', 'c2', null)",
				columns + "(3, 'g', 'k', 'c1', current_timestamp)"))
			.isTrue();
		assertThat(fails(columns + "(4, 'G', 'K', 'c3', null)")).isTrue();
		assertThat(fails(columns + "(4, 'g4', 'k4', 'c1', null)")).isTrue();
		assertThat(accepted(columns + "(4, 'g4', 'k4', null, null)")).isTrue();
		assertThat(fails(columns + "(5, 'g5', 'k5', null, null)")).isTrue();
		String alike = "insert into ALIKE (ID, 'a-b', 'ab') values ".replace("ID", globally ? "'id'" : "id")
			.replace("ALIKE", globally ? "'Alike'" : "alike")
			.replace("'", q);
		assertThat(accepted(alike + "(1, 'a', 'b')", alike + "(2, 'b', 'b')")).isTrue();
		assertThat(fails(alike + "(3, 'A', 'B')")).isTrue();
		assertThat(accepted(alike + "(3, 'a', 'c')")).isTrue();
		this.database.execute((this.kind == TestDatabase.MARIADB) ? "drop index `Key of Order` on `Order`"
				: "drop index \"Key of Order\"");
		List<Problem> problems = starts.refused("validate");
		assertThat(problems).hasSize(1);
		starts.mend(problems).start("validate");
		assertThat(fails(columns + "(4, 'G', 'K', 'c3', null)")).isTrue();
	}

	@Test
	void namingStrategy() {
		Starts starts = of(Account.class, Vehicle.class, Car.class)
			.with("spring.jpa.hibernate.naming.physical-strategy=" + Prefixed.class.getName());
		starts.start("create").start("update").start("validate");
		assertThat(indexes("T_Account")).containsKeys("t_account_c_email_live_key", "t_account_c_name_live_idx");
		assertThat(accepted("insert into T_Account (C_id, C_email) values (1, 'a')",
				"insert into T_Account (C_id, C_email, C_deletedAt) values (2, 'a', current_timestamp)"))
			.isTrue();
		assertThat(fails("insert into T_Account (C_id, C_email) values (3, 'a')")).isTrue();
	}

	public static class Prefixed extends PhysicalNamingStrategyStandardImpl {

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment context) {
			String text = name.getText();
			return Identifier.toIdentifier("T_" + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
		}

		@Override
		public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment context) {
			return Identifier.toIdentifier("C_" + name.getText());
		}

	}

	@Test
	void longNames() {
		of(LongNames.class).start("create").start("update").start("validate");
		String table = "a_table_whose_name_is_as_long_as_names_may_be_in_postgresql_ab";
		String one = "a_column_whose_name_is_as_long_as_names_may_be_in_postgresql_01";
		String two = "a_column_whose_name_is_as_long_as_names_may_be_in_postgresql_02";
		assertThat(indexes(table).keySet()).filteredOn((name) -> name.contains("live"))
			.hasSize(3)
			.allMatch((name) -> name.length() <= 60);
		String insert = "insert into %s (id, %s, %s, deleted_at) values ".formatted(table, one, two);
		assertThat(accepted(insert + "(1, 'a', 'b', null)", insert + "(2, 'a', 'b', current_timestamp)",
				insert + "(3, 'b', 'b', null)"))
			.isTrue();
		assertThat(fails(insert + "(4, 'A', 'B', null)")).isTrue();
	}

	@Test
	void nameThatTheDatabaseWouldCutOffIsRefused() {
		if (this.kind == TestDatabase.H2) {
			of(LongIndexName.class).start("create").start("validate");
			return;
		}
		List<Problem> problems = of(LongIndexName.class).refused("create", SoftDeleteMappingException.class);
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).description()).contains("@LiveUnique(name)", LongIndexName.class.getName(),
				"an_index_whose_name_is_longer_than_the_names_may_be_in_postgresql_and_mariadb");
	}

	// what Hibernate makes of its own accord

	@Test
	void constraintsOfNaturalIdsAndOneToOnesAreReplaced(CapturedOutput output) {
		of(Passport.class, Traveller.class).start("create").start("validate");
		assertThat(fullUniqueKeys("passport")).isEmpty();
		assertThat(fullUniqueKeys("traveller")).isEmpty();
		assertThat(foreignKeys("traveller")).containsExactly("passport_id -> passport.id");
		assertEnforced("passport", "country", "no", "1");
		this.database.execute("insert into passport (id) values (1)");
		assertThat(accepted("insert into traveller (id, passport_id) values (1, 1)",
				"insert into traveller (id, passport_id, deleted_at) values (2, 1, current_timestamp)"))
			.isTrue();
		assertThat(fails("insert into traveller (id, passport_id) values (3, 1)")).isTrue();
		assertThat(output.getOut()).doesNotContain("deleted rows too");
		this.database.execute("delete from traveller");
		dropForeignKeys("traveller");
		List<Problem> problems = replaced("traveller", "traveller_passport_id_live_key", "passport_id",
				of(Passport.class, Traveller.class));
		of(Passport.class, Traveller.class).mend(problems).start("validate").start("update");
	}

	@Test
	void indexThatAForeignKeyNeedsCanBeReplaced() {
		Starts starts = of(Passport.class, Traveller.class).start("create");
		this.database.execute((this.kind == TestDatabase.MARIADB)
				? "alter table traveller drop index traveller_passport_id_live_key, add unique index traveller_passport_id_live_key (passport_id)"
				: "drop index traveller_passport_id_live_key");
		if (this.kind != TestDatabase.MARIADB) {
			this.database.execute("create unique index traveller_passport_id_live_key on traveller (passport_id)");
		}
		List<Problem> problems = starts.refused("validate");
		assertThat(problems).hasSize(1);
		starts.mend(problems).start("validate");
		assertThat(foreignKeys("traveller")).containsExactly("passport_id -> passport.id");
	}

	@Test
	void constraintsOfAnOlderSchemaForNaturalIdsAndOneToOnesAreAWarning(CapturedOutput output) {
		Starts starts = of(Passport.class, Traveller.class).start("create");
		dropForeignKeys("traveller");
		dropIndex("traveller", "traveller_passport_id_live_key");
		this.database.execute("alter table traveller add constraint old_key unique (passport_id)");
		starts.start("validate");
		assertThat(output.getOut()).contains("traveller_passport_id_live_key")
			.contains("is missing in the database")
			.containsIgnoringCase("old_key");
	}

	private List<Problem> replaced(String table, String index, String column, Starts starts) {
		dropIndex(table, index);
		this.database.execute("create unique index %s on %s (%s)".formatted(index, table, column));
		return starts.refused("validate");
	}

	@Test
	void uniqueColumnStaysWithAWarning(CapturedOutput output) {
		of(AccountWithUniqueColumn.class).start("create").start("validate");
		assertThat(fullUniqueKeys("account")).containsExactly(List.of("email"));
		assertEnforced("account", "name");
		assertThat(output.getOut()).contains("WARN")
			.contains("The unique constraint of the soft-deletable entity " + AccountWithUniqueColumn.class.getName()
					+ " on email is over its deleted rows too")
			.doesNotContain("The unique index or constraint");
		insert("account", 1, "a", true);
		assertThat(fails("insert into account (id, email) values (2, 'a')")).isTrue();
	}

	@Test
	void uniqueConstraintOfTheUserStaysWithAWarning(CapturedOutput output) {
		of(Tag.class).start("create").start("validate");
		assertThat(fullUniqueKeys("tag")).hasSize(1);
		assertThat(output.getOut()).contains(Tag.class.getName() + " on language, name is over its deleted rows too");
	}

	@Test
	void naturalIdThatAForeignKeyRefersToKeepsItsConstraint(CapturedOutput output) {
		of(Country.class, City.class).start("create").start("validate").start("update");
		assertThat(fullUniqueKeys("country")).containsOnly(List.of("code"));
		assertThat(foreignKeys("city")).containsExactly("country_code -> country.code");
		assertThat(indexes("country").keySet()).noneMatch((name) -> name.contains("live"));
		assertThat(output.getOut()).contains("The unique constraint of the soft-deletable entity "
				+ Country.class.getName() + " on code is over its deleted rows too");
	}

	@Test
	void naturalIdThatAnAssociationWithoutAForeignKeyRefersToKeepsItsConstraint() {
		of(Country.class, Town.class, Region.class).start("create").start("validate");
		assertThat(fullUniqueKeys("country")).containsOnly(List.of("code"));
		assertThat(fullUniqueKeys("region")).containsOnly(List.of("code"));
		assertThat(foreignKeys("town")).isEmpty();
	}

	@Test
	void uniqueConstraintThatTheDatabaseAlreadyHasIsAWarning(CapturedOutput output) {
		of(AccountWithoutKey.class, Passport.class).start("create");
		this.database.execute("alter table account add constraint uk_of_old unique (email)",
				"create unique index uk_of_passport on passport (no, country)");
		for (String ddlAuto : List.of("update", "validate", "none")) {
			int length = output.getOut().length();
			of(Account.class, Passport.class).start(ddlAuto);
			assertThat(output.getOut().substring(length)).contains("WARN")
				.containsIgnoringCase("uk_of_old")
				.containsIgnoringCase("uk_of_passport")
				.contains("table account (email) is over deleted rows too")
				.contains("table passport (no, country) is over deleted rows too");
		}
		assertThat(fullUniqueKeys("account")).hasSize(1);
	}

	@Test
	void whatNamesNoColumnsDoesNotSeeOurs() {
		of(AccountIgnoringCase.class, Flagged.class).start("create");
		List<String> columns = new ArrayList<>();
		query("select * from account", columns);
		assertThat(columns).containsExactlyInAnyOrder("id", "email", "name", "deleted_at", "deleted_by", "deletion_id");
		String values = columns.stream()
			.map((column) -> column.equals("id") ? "1" : column.equals("email") ? "'a'" : "null")
			.collect(Collectors.joining(", "));
		this.database.execute("insert into account values (" + values + ")");
		assertThat(fails("insert into account values (" + values.replace("1", "2") + ")")).isTrue();
		columns.clear();
		query("select * from flagged", columns);
		assertThat(columns).containsExactlyInAnyOrder("id", "code", "no", "deleted");
	}

	@Test
	void importScriptRunsWithTheIndexesInPlace() {
		of(Account.class).with("spring.jpa.properties.hibernate.hbm2ddl.import_files=schema/import.sql")
			.start("create");
		assertThat(rows("account")).isEqualTo(2);
	}

	@Test
	void aDatabaseThatCannotBeReachedDoesNotStopAStartThatTouchesNoSchema(CapturedOutput output) {
		String url = switch (this.kind) {
			case H2 -> "jdbc:h2:mem:no_such_database;IFEXISTS=TRUE";
			case POSTGRESQL -> "jdbc:postgresql://127.0.0.1:1/none";
			case MARIADB -> "jdbc:mariadb://127.0.0.1:1/none";
		};
		of(Account.class).with("spring.datasource.url=" + url, "spring.datasource.hikari.connection-timeout=250",
				"spring.datasource.hikari.initialization-fail-timeout=-1",
				"spring.jpa.database-platform=org.hibernate.dialect." + switch (this.kind) {
					case H2 -> "H2Dialect";
					case POSTGRESQL -> "PostgreSQLDialect";
					case MARIADB -> "MariaDBDialect";
				})
			.start("none",
					(application) -> assertThat(application.unwrap(SessionFactoryImplementor.class).isOpen()).isTrue());
		assertThat(output.getOut()).contains("WARN");
	}

	// the database, without the product

	private void insert(String table, int id, String email, boolean deleted) {
		this.database.execute("insert into %s (id, email, deleted_at) values (%d, %s, %s)".formatted(table, id,
				(email != null) ? "'" + email + "'" : "null", deleted ? "current_timestamp" : "null"));
	}

	private void assertEnforced(String table, String column, String... further) {
		assertThat(isEnforced(table, column, further)).as("uniqueness of %s of %s", column, table).isTrue();
	}

	private void assertNotEnforced(String table, String column, String... further) {
		assertThat(isEnforced(table, column, further)).as("uniqueness of %s of %s", column, table).isFalse();
	}

	/**
	 * Return whether a live row is refused whose key another live one has; one that only
	 * deleted ones have must not be.
	 */
	private boolean isEnforced(String table, String column, String... further) {
		String other = (further.length > 0) ? ", " + further[0] : "";
		String value = (further.length > 0) ? ", " + further[1] : "";
		String insert = "insert into %s (id, %s, deleted_at%s) values ".formatted(table, column, other);
		assertThat(accepted(insert + "(-1, 'key', current_timestamp%s)".formatted(value),
				insert + "(-2, 'key', current_timestamp%s)".formatted(value),
				insert + "(-3, 'key', null%s)".formatted(value)))
			.as("reuse of a deleted key in %s", table)
			.isTrue();
		boolean enforced = fails(insert + "(-4, 'key', null%s)".formatted(value));
		this.database.execute("delete from %s where id < 0".formatted(table));
		return enforced;
	}

	private boolean accepted(String... statements) {
		this.database.execute(statements);
		return true;
	}

	/**
	 * Return whether a statement is refused for a unique index.
	 */
	private boolean fails(String statement) {
		try (Connection connection = this.database.open(); Statement jdbc = connection.createStatement()) {
			jdbc.execute(statement);
			return false;
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).as(ex.getMessage()).startsWith("23");
			assertThat(ex.getMessage().toLowerCase(Locale.ROOT)).containsAnyOf("unique", "duplicate");
			return true;
		}
	}

	private void dropIndex(String table, String index) {
		String schema = table.contains(".") ? table.substring(0, table.indexOf('.') + 1) : "";
		this.database.execute((this.kind == TestDatabase.MARIADB) ? "drop index " + index + " on " + table
				: "drop index " + schema + index);
	}

	private void dropForeignKeys(String table) {
		read((metaData) -> {
			List<String> names = new ArrayList<>();
			try (ResultSet keys = metaData.getImportedKeys(metaData.getConnection().getCatalog(),
					metaData.getConnection().getSchema(), stored(table))) {
				while (keys.next()) {
					names.add(keys.getString("FK_NAME"));
				}
			}
			names.forEach((name) -> this.database.execute("alter table " + table + " drop "
					+ ((this.kind == TestDatabase.MARIADB) ? "foreign key " : "constraint ") + name));
			return null;
		});
	}

	private List<String> foreignKeys(String table) {
		return read((metaData) -> {
			List<String> found = new ArrayList<>();
			try (ResultSet keys = metaData.getImportedKeys(metaData.getConnection().getCatalog(),
					metaData.getConnection().getSchema(), stored(table))) {
				while (keys.next()) {
					found.add(
							"%s -> %s.%s"
								.formatted(keys.getString("FKCOLUMN_NAME"), keys.getString("PKTABLE_NAME"),
										keys.getString("PKCOLUMN_NAME"))
								.toLowerCase(Locale.ROOT));
				}
			}
			return found;
		});
	}

	/**
	 * Return the unique keys over all rows but for the primary key.
	 */
	private List<List<String>> fullUniqueKeys(String table) {
		return indexes(table).values()
			.stream()
			.filter((parts) -> parts.get(0).equals("unique") && !parts.contains("live_row")
					&& !parts.equals(List.of("unique", "id")))
			.map((parts) -> parts.subList(1, parts.size()))
			.toList();
	}

	/**
	 * Return the indexes of a table: whether they are unique, and their columns; those
	 * over some rows have a "live_row" in all databases.
	 */
	private Map<String, List<String>> indexes(String table) {
		return read((metaData) -> {
			String schema = table.contains(".") ? stored(table.substring(0, table.indexOf('.')))
					: metaData.getConnection().getSchema();
			Map<String, List<String>> indexes = new TreeMap<>();
			try (ResultSet parts = metaData.getIndexInfo(metaData.getConnection().getCatalog(), schema,
					stored(table.substring(table.indexOf('.') + 1)), false, true)) {
				while (parts.next()) {
					String name = parts.getString("INDEX_NAME");
					if (name != null) {
						List<String> index = indexes.computeIfAbsent(name.toLowerCase(Locale.ROOT),
								(key) -> new ArrayList<>());
						if (index.isEmpty()) {
							index.add(parts.getBoolean("NON_UNIQUE") ? "plain" : "unique");
							if (parts.getString("FILTER_CONDITION") != null) {
								index.add("live_row");
							}
						}
						index.add(String.valueOf(parts.getString("COLUMN_NAME")).toLowerCase(Locale.ROOT));
					}
				}
			}
			return indexes;
		});
	}

	/**
	 * Return the columns of all tables.
	 */
	private Map<String, String> columns() {
		return read((metaData) -> {
			Map<String, TreeSet<String>> found = new TreeMap<>();
			try (ResultSet columns = metaData.getColumns(metaData.getConnection().getCatalog(),
					metaData.getConnection().getSchema(), "%", "%")) {
				while (columns.next()) {
					String table = columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
					if (!table.contains("live_key") && !table.contains("live_idx")) {
						found.computeIfAbsent(table, (key) -> new TreeSet<>())
							.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
					}
				}
			}
			Map<String, String> joined = new TreeMap<>();
			found.forEach((table, columns) -> joined.put(table, String.join(" ", columns)));
			return joined;
		});
	}

	private String stored(String name) {
		return (this.kind == TestDatabase.H2) ? name.toUpperCase(Locale.ROOT)
				: (this.kind == TestDatabase.POSTGRESQL) ? name.toLowerCase(Locale.ROOT) : name;
	}

	private int rows(String table) {
		return Integer.parseInt(query("select count(*) from " + table).get(0));
	}

	private List<String> query(String sql) {
		return query(sql, new ArrayList<>());
	}

	private List<String> query(String sql, List<String> columns) {
		return read((metaData) -> {
			List<String> found = new ArrayList<>();
			try (Statement statement = metaData.getConnection().createStatement();
					ResultSet rows = statement.executeQuery(sql)) {
				IntStream.rangeClosed(1, rows.getMetaData().getColumnCount())
					.forEach((i) -> columns.add(label(rows, i)));
				while (rows.next()) {
					found.add(rows.getString(1));
				}
			}
			return found;
		});
	}

	private static String label(ResultSet rows, int column) {
		try {
			return rows.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T> T read(Reading<T> reading) {
		try (Connection connection = this.database.open()) {
			return reading.read(connection.getMetaData());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	interface Reading<T> {

		T read(DatabaseMetaData metaData) throws SQLException;

	}

}
