package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.schema.SchemaModel.Customer;
import io.github.softdeleteaudit.schema.SchemaModel.Flagged;
import io.github.softdeleteaudit.schema.SchemaModel.Note;
import io.github.softdeleteaudit.schema.SchemaModel.Purchase;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stops the start of an application whose schema is not what the starter needs, and
 * that the message mends it.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class SchemaValidationContract extends SchemaContract {

	private SchemaApplications application;

	SchemaValidationContract(TestDatabase kind) {
		super(kind);
	}

	@BeforeEach
	void createSchema() {
		this.application = created(Customer.class, Purchase.class, Flagged.class);
	}

	/**
	 * Damage the schema, and assert that the start fails, that the script mends it, and
	 * that its downgrade damages it again.
	 * @return what was found
	 */
	private List<String> damaged(String... statements) {
		SchemaCatalog whole = catalog();
		database().execute(statements);
		SchemaCatalog damaged = catalog();
		SchemaScript script = this.application.refused();
		this.application.upgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(whole.lines());
		this.application.validated();
		this.application.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(damaged.lines());
		return script.getChanges().stream().map(SchemaChange::description).map(String::toLowerCase).toList();
	}

	@Test
	void aWholeSchemaIsValid() {
		this.application.validated();
	}

	@Test
	void aMissingColumnOfADeletion() {
		assertThat(damaged("alter table purchase drop column deleted_by"))
			.containsExactly("the column deleted_by of the table purchase is missing.");
	}

	@Test
	void aMissingFlag() {
		assertThat(damaged("alter table flagged drop column deleted"))
			.contains("the column deleted of the table flagged is missing.");
	}

	@Test
	void aMissingDeletionIdWithItsIndex() {
		assertThat(
				damaged(dropIndex("purchase", "purchase_deletion_idx"), "alter table purchase drop column deletion_id"))
			.containsExactly("the column deletion_id of the table purchase is missing.",
					"the index purchase_deletion_idx of the table purchase is missing.");
	}

	@Test
	void anIndicatorThatDoesNotTakeNull() {
		database().execute("delete from purchase");
		assertThat(damaged(notNull("purchase", "deleted_by", "varchar(255)")))
			.containsExactly("the column deleted_by of the table purchase does not take null.");
	}

	@Test
	void aMissingAuditTable() {
		assertThat(damaged("drop table purchase_aud")).contains("the table purchase_aud is missing.")
			.allMatch((description) -> description.contains("purchase_aud"));
	}

	@Test
	void aMissingColumnOfAnAuditTable() {
		assertThat(damaged("alter table customer_aud drop column fax"))
			.containsExactly("the column fax of the table customer_aud is missing.");
	}

	@Test
	void aColumnOfAnAuditTableThatDoesNotTakeNull() {
		assertThat(damaged(notNull("customer_aud", "email", "varchar(255)")))
			.containsExactly("the column email of the table customer_aud does not take null.");
	}

	@Test
	void missingColumnsOfTheRevisions() {
		assertThat(damaged("alter table revinfo drop column REQUEST_ID", "alter table revinfo drop column REASON"))
			.contains("the column request_id of the table revinfo is missing.",
					"the column reason of the table revinfo is missing.");
	}

	@Test
	void aMissingSequenceOfTheRevisions() {
		assertThat(damaged("drop sequence revinfo_seq")).containsExactly("the sequence revinfo_seq is missing.");
	}

	@Test
	void aSequenceOfTheRevisionsThatGoesOnByOne() {
		database().execute("drop sequence revinfo_seq", "create sequence revinfo_seq start with 1 increment by 1");
		SchemaScript script = this.application.refused();
		assertThat(script.getUpgrade()).hasSize(1);
		this.application.upgrade(script).validated();
	}

	@Test
	void aMissingKeyOfLiveRows() {
		assertThat(damaged(dropIndex("customer", "customer_email_live_key"))).singleElement()
			.asString()
			.contains("customer_email_live_key")
			.contains("@liveunique(email)")
			.endsWith("is missing.");
	}

	@Test
	void aMissingKeyOfLiveRowsWithItsColumn() {
		assertThat(damaged(dropIndex("customer", "customer_city_live_idx"), "alter table customer drop column city"))
			.hasSize(2)
			.contains("the column city of the table customer is missing.");
	}

	@Test
	void aMissingIndexOverLiveRows() {
		assertThat(damaged(dropIndex("customer", "customer_city_live_idx"))).singleElement()
			.asString()
			.contains("@liveindex(city)")
			.endsWith("is missing.");
	}

	@Test
	void missingColumnsThatAKeyOfLiveRowsIsOver() {
		assertThat(damaged(withoutHelperColumns()))
			.anyMatch((description) -> description.contains("@liveunique(nick)"));
	}

	@Test
	void aMissingTimeOfDeletions() {
		List<String> statements = new ArrayList<>(List.of(dropIndex("purchase", "purchase_deletion_idx")));
		if (kind() == TestDatabase.POSTGRESQL) {
			statements.add(dropIndex("purchase", "purchase_deleted_idx"));
		}
		statements.add("alter table purchase drop column deleted_at");
		assertThat(damaged(statements.toArray(String[]::new)))
			.contains("the column deleted_at of the table purchase is missing.");
	}

	@Test
	void aMissingTableOfTheRevisions() {
		SchemaCatalog whole = catalog();
		database().execute("drop table customer_aud", "drop table purchase_aud", "drop table revinfo");
		SchemaScript script = this.application.refused();
		this.application.upgrade(script).validated();
		assertThat(catalog().lines()).containsExactlyElementsOf(whole.lines());
	}

	@Test
	void anIndexThatIsNotDeclaredStopsNothing() {
		database().execute("create index purchase_of_mine_live_idx on purchase (code)");
		this.application.validated();
		assertThat(this.application.difference().getChanges()).hasSize(1);
	}

	@Test
	void updatesByHibernateTryNothingTwiceInAnyMode(CapturedOutput output) {
		for (String mode : List.of("hibernate", "validate", "none")) {
			this.application
				.with("soft-delete-audit.schema=" + mode, "spring.jpa.hibernate.ddl-auto=update",
						"spring.jpa.show-sql=true")
				.run((context) -> {
				});
		}
		assertThat(output).doesNotContain(" customer_email_live_key on ", " customer_nick_live_key on ",
				" customer_city_live_idx on ");
	}

	@Test
	void aKeyOfLiveRowsThatIsNotUnique() {
		assertThat(damaged(dropIndex("customer", "customer_email_live_key"),
				"create index customer_email_live_key on customer (email)"))
			.singleElement()
			.asString()
			.contains("customer_email_live_key")
			.endsWith("is not unique.");
	}

	@Test
	void aKeyOverAllRows() {
		assertThat(damaged(dropIndex("customer", "customer_email_live_key"),
				"create unique index customer_email_live_key on customer (email)"))
			.singleElement()
			.asString()
			.contains("customer_email_live_key");
	}

	@Test
	void aMissingIndexOfAnAuditTable() {
		String index = this.application.create()
			.getUpgrade()
			.stream()
			.filter((statement) -> statement.startsWith("create index")
					&& statement.toLowerCase().contains(" on revinfo (actor"))
			.findFirst()
			.orElseThrow()
			.split(" ")[2];
		assertThat(damaged(dropIndex("revinfo", index))).singleElement().asString().contains(index.toLowerCase());
	}

	@Test
	void theMessageHoldsWhatIsWrongAndTheStatements() {
		database().execute(dropIndex("customer", "customer_email_live_key"), "drop sequence revinfo_seq");
		this.application.with("soft-delete-audit.schema=validate")
			.runner()
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.message()
				.containsIgnoringCase("revinfo_seq")
				.contains("customer_email_live_key", "create unique ", ";"));
	}

	@Test
	void whatTheStarterDoesNotNeedStopsNothing() {
		database().execute("alter table customer drop column fax", "alter table customer add column fax date",
				"alter table purchase add column other varchar(20) not null");
		this.application.with("soft-delete-audit.schema=validate").run((context) -> {
		});
	}

	@Test
	void aTableOfTheApplicationAloneStopsNothing() {
		SchemaApplications.on(database())
			.of(Customer.class, Purchase.class, Flagged.class, Note.class)
			.with("soft-delete-audit.schema=validate")
			.run((context) -> {
			});
	}

	@Test
	void withoutValidationNothingIsLookedUp(CapturedOutput output) {
		database().execute(dropIndex("customer", "customer_email_live_key"), "drop sequence revinfo_seq");
		this.application.run((context) -> {
		});
		assertThat(output).doesNotContain("customer_email_live_key").doesNotContainIgnoringCase("revinfo_seq");
		this.application.with("soft-delete-audit.schema=hibernate").run((context) -> {
		});
		assertThat(output).contains("customer_email_live_key").doesNotContainIgnoringCase("revinfo_seq");
	}

	/**
	 * Statements that drop the index of the nick, with the columns that only that needs.
	 */
	abstract String[] withoutHelperColumns();

	abstract String dropIndex(String table, String index);

	abstract String notNull(String table, String column, String type);

}
