package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.file.Path;

import io.github.softdeleteaudit.schema.MigratedMainScenarioContract.MigrationTool;
import io.github.softdeleteaudit.schema.SchemaModel.Customer;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class PostgreSqlSchemaDifferenceTests extends SchemaDifferenceContract {

	PostgreSqlSchemaDifferenceTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	String dropIndex(String table, String index) {
		return "drop index " + index;
	}

	@Override
	String[] narrowed() {
		return new String[] { "alter table customer alter column fax type varchar(10)",
				"alter table revinfo alter column REV type integer",
				"alter table customer_aud alter column REV type integer",
				"alter table purchase_aud alter column REV type integer" };
	}

	@ParameterizedTest
	@EnumSource
	void indexesAreMadeConcurrentlyByMigrationTools(MigrationTool tool, @TempDir Path directory) throws IOException {
		SchemaCatalog whole = withoutIndexes();
		SchemaScript script = of(Customer.class).difference(DifferenceOptions.none().withConcurrentIndexes());
		assertThat(script.getChanges()).hasSize(3).noneMatch(SchemaChange::transactional);
		tool.migrate(database(), directory, script);
		assertThat(catalog()).isEqualTo(whole);
		of(Customer.class).validated();
	}

	@Test
	void anIndexWhoseCreationWasBrokenOffIsFoundAndMadeAgain(@TempDir Path directory) throws IOException {
		withoutIndexes();
		database().execute("insert into customer (id, email) values (2, 'a')");
		SchemaScript script = of(Customer.class).difference(DifferenceOptions.none().withConcurrentIndexes());
		assertThatException().isThrownBy(() -> of(Customer.class).upgrade(script))
			.withStackTraceContaining("duplicated");
		assertThat(of(Customer.class).refused().getChanges()).extracting(SchemaChange::description)
			.anyMatch((description) -> description.contains("customer_email_live_key")
					&& description.contains("broken off"));
		database().execute("delete from customer where id = 2");
		SchemaScript again = of(Customer.class).difference(DifferenceOptions.none().withConcurrentIndexes());
		of(Customer.class).upgrade(again).validated();
	}

	private SchemaCatalog withoutIndexes() {
		created(Customer.class);
		database().execute("insert into customer (id, email) values (1, 'a')");
		SchemaCatalog whole = catalog();
		database().execute("drop index customer_email_live_key", "drop index customer_city_live_idx",
				"drop index customer_deletion_idx");
		return whole;
	}

}
