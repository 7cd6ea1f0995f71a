package io.github.softdeleteaudit.shapes.schema;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.github.softdeleteaudit.model.ModelApplication;
import io.github.softdeleteaudit.shapes.schema.SchemaModel.*;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The indexes over deleted rows: on the time, where the database has partial indexes, and
 * on the deletion id.
 */
abstract class DeletedIndexContract {

	private static final String OFF = "soft-delete-audit.deleted-index.enabled=false";

	private final TestDatabase kind;

	private DatabaseConnection database;

	DeletedIndexContract(TestDatabase kind) {
		this.kind = kind;
	}

	@BeforeEach
	void createDatabase() {
		this.database = this.kind.create();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void tableHasThem() {
		start("create", Account.class);
		assertIndexes(Map.of("account_deleted_idx", "deleted_at desc, id where deleted_at is not null",
				"account_deletion_idx", "deletion_id where deletion_id is not null"));
	}

	@Test
	void tablesOfHierarchiesHaveThem() {
		start("create", Vehicle.class, Car.class, Party.class, Company.class, Account.class, Plan.class, DayPlan.class,
				YearPlan.class);
		Map<String, String> indexes = new TreeMap<>();
		for (String table : new String[] { "vehicle", "party", "account", "day_plan", "year_plan" }) {
			indexes.put(table + "_deleted_idx", "deleted_at desc, id where deleted_at is not null");
			indexes.put(table + "_deletion_idx", "deletion_id where deletion_id is not null");
		}
		assertIndexes(indexes);
	}

	@Test
	void indexIsOfTheColumnsThatThereAre() {
		start("create", Quoted.class, Flagged.class, WithSecondaryTable.class, OfSeveralColumns.class);
		assertIndexes(Map.of("order_deleted_idx", "deleted at desc, id where deleted at is not null",
				"flagged_deleted_idx", "id where not deleted is null or deleted = false", "main_table_deleted_idx",
				"gone desc, id where gone is not null", "main_table_deletion_idx",
				"gone_with where gone_with is not null", "of_several_columns_deleted_idx",
				"deleted_at desc, place, name, at where deleted_at is not null", "of_several_columns_deletion_idx",
				"deletion_id where deletion_id is not null"));
	}

	@Test
	void namesAreNotTooLong() {
		start("create", LongNames.class);
		assertThat(indexes()).hasSize((this.kind == TestDatabase.POSTGRESQL) ? 2 : 1)
			.allSatisfy(
					(name, index) -> assertThat(name).startsWith("a_table_whose_name_is_as_long").hasSizeLessThan(61));
	}

	@Test
	void tablesWithTheSameLettersInTheirNamesHaveEachTheirOwn() {
		start("create", Spaced.class, Underscored.class);
		assertThat(indexes()).hasSize((this.kind == TestDatabase.POSTGRESQL) ? 4 : 2)
			.containsKey("two_words_deletion_idx");
		assertThat(indexes().keySet().stream().filter((name) -> name.startsWith("two_words_deletion_idx_"))).hasSize(1);
	}

	@Test
	void indexOfTheApplicationStandsForThem() {
		start("create", WithIndexes.class);
		assertIndexes(Map.of());
		start("update", WithIndexes.class);
		assertIndexes(Map.of());
	}

	@Test
	void updateAddsThemOnce() {
		Starts.of(this.database, Account.class).with(OFF).start("create");
		assertIndexes(Map.of());
		this.database.execute("insert into account (id, email) values (1, 'a')",
				"insert into account (id, email, deleted_at) values (2, 'a', current_timestamp)");
		start("update", Account.class);
		start("update", Account.class);
		tableHasThem();
	}

	@Test
	void theyAreThereWithoutIndexesOverLiveRows() {
		Starts.of(this.database, Account.class)
			.with("soft-delete-audit.live-unique.enabled=false")
			.start("create")
			.start("validate");
		assertIndexes(Map.of("account_deleted_idx", "deleted_at desc, id where deleted_at is not null",
				"account_deletion_idx", "deletion_id where deletion_id is not null"));
	}

	@Test
	void theyAreNotAskedForWhereTheSchemaIsNotHibernates() {
		Starts.of(this.database, Account.class).with(OFF).start("create");
		start("validate", Account.class);
		start("none", Account.class);
		assertIndexes(Map.of());
	}

	@Test
	void auditTablesHaveNone() {
		try (TestApplication application = TestApplication.start(this.kind, ModelApplication.class)) {
			Map<String, String> indexes = indexes(application.database());
			assertThat(indexes).containsKeys("customer_deletion_idx", "line_deletion_idx");
			assertThat(indexes.keySet()).noneMatch((name) -> name.contains("_aud"));
		}
	}

	private void start(String ddlAuto, Class<?>... types) {
		Starts.of(this.database, types).start(ddlAuto);
	}

	private void assertIndexes(Map<String, String> expected) {
		Map<String, String> indexes = new TreeMap<>();
		expected.forEach((name, index) -> {
			if (this.kind == TestDatabase.POSTGRESQL) {
				indexes.put(name, index);
			}
			else if (name.endsWith("_deletion_idx")) {
				indexes.put(name, index.replaceFirst(" where .*", ""));
			}
		});
		assertThat(indexes()).isEqualTo(indexes);
	}

	private Map<String, String> indexes() {
		return indexes(this.database);
	}

	private static Map<String, String> indexes(DatabaseConnection database) {
		Map<String, String> indexes = new TreeMap<>();
		try (Connection connection = database.open();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), "%",
							new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				Map<String, String> filters = new TreeMap<>();
				try (ResultSet parts = connection.getMetaData()
					.getIndexInfo(connection.getCatalog(), connection.getSchema(), tables.getString("TABLE_NAME"),
							false, true)) {
					while (parts.next()) {
						String name = String.valueOf(parts.getString("INDEX_NAME")).toLowerCase(Locale.ROOT);
						if (name.matches(".*_delet(ed|ion)_idx.*")) {
							indexes.merge(name,
									normal(parts.getString("COLUMN_NAME"))
											+ ("D".equals(parts.getString("ASC_OR_DESC")) ? " desc" : ""),
									(a, b) -> a + ", " + b);
							if (parts.getString("FILTER_CONDITION") != null) {
								filters.put(name, " where " + normal(parts.getString("FILTER_CONDITION")));
							}
						}
					}
				}
				filters.forEach((name, filter) -> indexes.merge(name, filter, String::concat));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return indexes;
	}

	private static String normal(String sql) {
		return sql.replaceAll("[\"`()]", "").toLowerCase(Locale.ROOT);
	}

	@Entity(name = "WithSecondaryTable")
	@SoftDeletable
	@Table(name = "main_table")
	@SecondaryTable(name = "second_table")
	static class WithSecondaryTable {

		@Id
		Long id;

		@DeletedAt
		Instant gone;

		@DeletionId
		@Column(name = "gone_with")
		UUID deletion;

		@Column(table = "second_table")
		String text;

	}

	@Embeddable
	record Key(int place, String name, long at) implements Serializable {
	}

	@Entity(name = "OfSeveralColumns")
	static class OfSeveralColumns extends SoftDeletableEntity {

		@EmbeddedId
		Key id;

	}

	@Entity(name = "Spaced")
	@Table(name = "`Two words`")
	static class Spaced extends SchemaModel.Row {

	}

	@Entity(name = "Underscored")
	@Table(name = "two_words")
	static class Underscored extends SchemaModel.Row {

	}

	@Entity(name = "WithIndexes")
	@Table(name = "with_indexes", indexes = { @Index(name = "by_time", columnList = "deletedAt"),
			@Index(name = "by_deletion", columnList = "deletionId, id") })
	static class WithIndexes extends SchemaModel.Row {

	}

}
