package io.github.softdeleteaudit.schema;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.softdeleteaudit.schema.SchemaModel.ChangedCustomer;
import io.github.softdeleteaudit.schema.SchemaModel.Customer;
import io.github.softdeleteaudit.schema.SchemaModel.CustomerWithPassport;
import io.github.softdeleteaudit.schema.SchemaModel.CustomerWithoutKeys;
import io.github.softdeleteaudit.schema.SchemaModel.Flagged;
import io.github.softdeleteaudit.schema.SchemaModel.Member;
import io.github.softdeleteaudit.schema.SchemaModel.MemberWithoutAddress;
import io.github.softdeleteaudit.schema.SchemaModel.Purchase;
import io.github.softdeleteaudit.schema.SchemaModel.RenamedState;
import io.github.softdeleteaudit.schema.SchemaModel.State;
import io.github.softdeleteaudit.schema.SchemaModel.Unflagged;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The difference between what is mapped and what a database has, and what takes it back.
 */
abstract class SchemaDifferenceContract extends SchemaContract {

	private static final DifferenceOptions RENAMED = DifferenceOptions.none()
		.withRenamedColumn("customer", "email", "mail")
		.withRenamedColumn("Customer", "CITY", "Town")
		.withRenamedColumn("customer", "nick", "handle");

	SchemaDifferenceContract(TestDatabase kind) {
		super(kind);
	}

	private Tables tables() {
		return Tables.of(database());
	}

	/** Persist a customer with an order, change it and delete another one. */
	private void addRows(SchemaApplications application) {
		application.validated((em) -> {
			Customer ada = new Customer();
			ada.email = "ada@example.org";
			ada.nick = "Ada";
			ada.city = "Turin";
			ada.fax = "1815";
			em.persist(ada);
			Customer bob = new Customer();
			bob.email = "bob@example.org";
			em.persist(bob);
			Purchase purchase = new Purchase();
			purchase.customer = ada;
			purchase.code = "x";
			em.persist(purchase);
		});
		application.validated((em) -> em
			.remove(em.createQuery("from Customer where email = 'bob@example.org'", Customer.class).getSingleResult()));
	}

	// gained, lost, renamed

	@Test
	void differenceHoldsTheGainedTheLostAndTheRenamedColumnAndNothingElse() {
		addRows(created(Customer.class, Purchase.class));
		SchemaCatalog before = catalog();
		Tables rows = tables();
		SchemaApplications changed = of(ChangedCustomer.class);
		DifferenceOptions options = RENAMED.withUnmappedColumnsDropped();
		SchemaScript script = changed.difference(options);
		assertThat(script.getChanges()).extracting((change) -> change.description().toLowerCase())
			.filteredOn((description) -> !description.startsWith("the index "))
			.containsExactlyInAnyOrder("the column email of the table customer was renamed.",
					"the column email of the table customer_aud was renamed.",
					"the column nick of the table customer was renamed.",
					"the column nick of the table customer_aud was renamed.",
					"the column city of the table customer was renamed.",
					"the column city of the table customer_aud was renamed.",
					"the column birthday of the table customer is missing.",
					"the column birthday of the table customer_aud is missing.",
					"the column fax of the table customer is not mapped.");
		assertThat(script.getChanges()).extracting(SchemaChange::description)
			.filteredOn((description) -> description.startsWith("The index "))
			.isNotEmpty()
			.allMatch((description) -> description.matches("(?i)The index customer_\\w+_live_(key|idx) of .*"));
		changed.upgrade(script);
		assertThat(changed.difference(options).getChanges()).isEmpty();
		changed.validated((em) -> {
			ChangedCustomer ada = em.createQuery("from Customer", ChangedCustomer.class).getSingleResult();
			assertThat(List.of(ada.mail, ada.handle, ada.town)).containsExactly("ada@example.org", "Ada", "Turin");
			ChangedCustomer another = new ChangedCustomer();
			another.mail = "eve@example.org";
			another.handle = "eve";
			em.persist(another);
		});
		assertThatException().isThrownBy(() -> changed.validated((em) -> {
			ChangedCustomer double_ = new ChangedCustomer();
			double_.mail = "new@example.org";
			double_.handle = "EVE";
			em.persist(double_);
		})).withStackTraceContaining("LiveUniqueViolationException");
		database().execute("delete from customer where mail = 'eve@example.org'",
				"delete from customer_aud where mail = 'eve@example.org'", "delete from revinfo where rev > 50");
		changed.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
		Tables after = tables();
		assertThat(after.only((table) -> !table.equals("customer")))
			.isEqualTo(rows.only((table) -> !table.equals("customer")));
		assertThat(after.only("customer"::equals).toString())
			.isEqualTo(rows.only("customer"::equals).toString().replace("fax=1815", "fax=null"));
		assertThat(of(Customer.class, Purchase.class).difference().getChanges()).isEmpty();
	}

	@Test
	void columnsNamedAsTheirTableOrATypeAreRenamedAndBack() {
		created(State.class);
		SchemaCatalog before = catalog();
		SchemaApplications renamed = of(RenamedState.class);
		DifferenceOptions options = DifferenceOptions.none()
			.withRenamedColumn("state", "state", "name")
			.withRenamedColumn("state", "text", "remark");
		SchemaScript script = renamed.difference(options);
		renamed.upgrade(script).validated();
		assertThat(renamed.difference(options).getChanges()).isEmpty();
		renamed.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
	}

	@Test
	void historyOfALostColumnStays() {
		addRows(created(Customer.class, Purchase.class));
		SchemaApplications changed = of(ChangedCustomer.class);
		changed.upgrade(changed.difference(RENAMED.withUnmappedColumnsDropped()));
		assertThat(tables().rows().get("customer_aud")).anySatisfy((row) -> assertThat(row).contains("fax=1815"));
		assertThat(tables().rows().get("customer")).noneSatisfy((row) -> assertThat(row).contains("fax"));
	}

	@Test
	void columnsAreNotDroppedUnlessAskedFor() {
		addRows(created(Customer.class, Purchase.class));
		Tables before = tables();
		SchemaApplications changed = of(ChangedCustomer.class);
		SchemaScript script = changed.difference();
		assertThat(script.getUpgrade()).noneMatch((statement) -> statement.contains("drop column"));
		assertThat(script.getChanges()).anySatisfy(
				(change) -> assertThat(change.remarks()).anyMatch((remark) -> remark.toLowerCase().contains("email")));
		// what is not null needs a value first
		database().execute(script.getUpgrade()
			.stream()
			.filter((statement) -> !statement.contains("mail") || statement.startsWith("alter table customer add"))
			.toArray(String[]::new));
		assertThat(Tables.of(database(), (column) -> !List.of("mail", "handle", "town", "birthday").contains(column)))
			.isEqualTo(before);
	}

	@Test
	void aColumnThatIsRequiredButNotMappedTakesNull() {
		created(Customer.class);
		database().execute("alter table customer add column legacy varchar(20) default 'x' not null",
				"alter table customer add column required varchar(20) not null");
		SchemaCatalog before = catalog();
		SchemaScript script = of(Customer.class).difference();
		assertThat(script.getUpgrade()).hasSize(1).first().asString().containsIgnoringCase("required");
		of(Customer.class).upgrade(script);
		assertThat(of(Customer.class).difference().getChanges()).isEmpty();
		of(Customer.class).downgrade(script);
		assertThat(catalog()).isEqualTo(before);
	}

	@Test
	void aColumnThatIsNotNullNeedsAValueOfTheRowsThatAreThere() {
		created(CustomerWithoutKeys.class);
		addNoRowsBut("insert into customer (id, email) values (1, 'a')");
		database().execute("alter table customer drop column email");
		SchemaScript script = of(CustomerWithoutKeys.class).difference();
		assertThat(script.getUpgrade()).hasSize(2);
		assertThat(script.getChanges().get(0).remarks()).hasSize(1);
		assertThatException().isThrownBy(() -> of(CustomerWithoutKeys.class).upgrade(script));
		database().execute("update customer set email = 'b'", script.getUpgrade().get(1));
		assertThat(of(CustomerWithoutKeys.class).difference().getChanges()).isEmpty();
	}

	private void addNoRowsBut(String... statements) {
		database().execute(statements);
	}

	@Test
	void rowsThatAreThereAreLiveWhenAFlagIsAdded() {
		created(Unflagged.class);
		database().execute("alter table flagged add column name varchar(255) default 'x' not null",
				"insert into flagged (id) values (1)");
		SchemaApplications flagged = of(Flagged.class);
		SchemaCatalog before = catalog();
		SchemaScript script = flagged.difference();
		flagged.upgrade(script);
		flagged.validated((em) -> assertThat(em.createQuery("from Flagged", Flagged.class).getResultList()).hasSize(1));
		assertThat(flagged.difference().getChanges()).isEmpty();
		flagged.downgrade(script);
		assertThat(catalog()).isEqualTo(before);
	}

	@Test
	void aRenamedColumnThatIsNotMappedIsRefused() {
		created(Customer.class);
		assertThatIllegalArgumentException().isThrownBy(() -> of(Customer.class).difference(RENAMED))
			.withMessageContaining("mail");
	}

	@Test
	void aColumnThatWasRenamedAlreadyIsLeftAlone() {
		SchemaApplications changed = created(ChangedCustomer.class);
		assertThat(changed.difference(RENAMED).getChanges()).isEmpty();
	}

	// types

	@Test
	void narrowColumnsBecomeWiderWithTheForeignKeysOverThem() {
		addRows(created(Customer.class, Purchase.class));
		SchemaApplications application = of(Customer.class, Purchase.class);
		database().execute(narrowed());
		SchemaCatalog narrow = catalog();
		Tables rows = tables();
		SchemaScript script = application.difference();
		application.upgrade(script);
		assertThat(application.difference().getChanges()).isEmpty();
		assertThat(tables()).isEqualTo(rows);
		application.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(narrow.lines());
		application.upgrade(script);
		application
			.validated((em) -> em.createQuery("from Customer", Customer.class).getSingleResult().fax = "x".repeat(40));
	}

	/**
	 * Statements that make the fax, and the numbers of revisions in all tables, narrow.
	 */
	abstract String[] narrowed();

	@Test
	void aColumnOfAnotherTypeIsLeftToTheReader() {
		created(Customer.class);
		database().execute("alter table customer drop column fax", "alter table customer add column fax date");
		SchemaScript script = of(Customer.class).difference();
		assertThat(script.getUpgrade()).isEmpty();
		assertThat(script.getChanges()).singleElement().satisfies((change) -> {
			assertThat(change.description()).containsIgnoringCase("fax").containsIgnoringCase("date");
			assertThat(change.remarks()).isNotEmpty();
		});
	}

	@Test
	void widerColumnsWillDo() {
		created(Customer.class);
		database().execute("alter table customer drop column fax", "alter table customer add column fax varchar(400)");
		assertThat(of(Customer.class).difference().getChanges()).isEmpty();
	}

	// indexes and keys

	@Test
	void indexesAndKeysUnderOtherNamesWillDo() {
		created(Customer.class, Purchase.class);
		SchemaApplications application = of(Customer.class, Purchase.class);
		List<String> indexes = application.create()
			.getUpgrade()
			.stream()
			.filter((statement) -> statement.startsWith("create index") && statement.contains(" on purchase (code"))
			.toList();
		assertThat(indexes).hasSize(1);
		String name = indexes.get(0).split(" ")[2];
		database().execute(dropIndex("purchase", name), "create index of_mine on purchase (code)");
		assertThat(application.difference().getChanges()).isEmpty();
	}

	abstract String dropIndex(String table, String index);

	@Test
	void aMissingIndexIsCreatedAndAWrongOneReplaced() {
		SchemaApplications application = created(Customer.class, Purchase.class);
		SchemaCatalog whole = catalog();
		database().execute(dropIndex("customer", "customer_deletion_idx"),
				"create index customer_deletion_idx on customer (city)",
				dropIndex("customer", "customer_email_live_key"), dropIndex("customer", "customer_city_live_idx"),
				"create unique index customer_city_live_idx on customer (fax)");
		SchemaCatalog wrong = catalog();
		SchemaScript script = application.difference();
		assertThat(script.getChanges()).hasSize(3);
		application.upgrade(script);
		assertThat(catalog()).isEqualTo(whole);
		application.downgrade(script);
		assertThat(catalog()).isEqualTo(wrong);
	}

	@Test
	void columnsThatAreUniqueGetTheirKeys() {
		created(CustomerWithoutKeys.class);
		SchemaCatalog before = catalog();
		SchemaApplications changed = of(CustomerWithPassport.class);
		SchemaScript script = changed.difference();
		changed.upgrade(script).validated();
		database().execute("insert into customer (id, email, nick, passport) values (1, 'a', 'a', 'a')");
		for (String row : List.of("2, 'b', 'a', 'b'", "3, 'c', 'c', 'a'")) {
			assertThatException().isThrownBy(() -> database()
				.execute("insert into customer (id, email, nick, passport) values (%s)".formatted(row)));
		}
		assertThat(changed.difference().getChanges()).isEmpty();
		changed.downgrade(script);
		assertThat(catalog()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theKeysOfDroppedColumnsAreDroppedOnce(boolean concurrent) {
		created(Member.class);
		SchemaCatalog before = catalog();
		DifferenceOptions options = DifferenceOptions.none().withUnmappedColumnsDropped();
		SchemaApplications changed = of(MemberWithoutAddress.class);
		SchemaScript script = changed.difference(concurrent ? options.withConcurrentIndexes() : options);
		changed.upgrade(script).validated();
		assertThat(changed.difference(options).getChanges()).isEmpty();
		assertThat(catalog().lines()).noneMatch((line) -> line.contains("street") || line.contains("town"));
		changed.downgrade(script);
		assertThat(catalog()).isEqualTo(before);
	}

	@Test
	void theIndexOfAKeyThatIsNotDeclaredAnyMoreIsDropped() {
		addRows(created(Customer.class, Purchase.class));
		SchemaCatalog before = catalog();
		SchemaApplications without = of(CustomerWithoutKeys.class);
		SchemaScript script = without.difference();
		assertThat(script.getUpgrade()).hasSize(3).allMatch((statement) -> statement.contains("drop index"));
		without.upgrade(script);
		assertThat(without.difference().getChanges()).isEmpty();
		without.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
	}

	@Test
	void missingTablesComeWithTheirKeys() {
		addRows(created(Customer.class, Purchase.class));
		SchemaApplications application = of(Customer.class, Purchase.class);
		SchemaCatalog whole = catalog();
		database().execute("drop table purchase", "drop table purchase_aud");
		SchemaCatalog before = catalog();
		SchemaScript script = application.difference();
		application.upgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(whole.lines());
		application.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
	}

	// sequences

	@Test
	void aNewSequenceOfATableWithRowsBeginsAfterThem() {
		addRows(created(Customer.class, Purchase.class));
		SchemaApplications application = of(Customer.class, Purchase.class);
		database().execute("drop sequence revinfo_seq", "drop sequence customer_seq",
				"update customer set id = 4711 where email = 'bob@example.org'");
		SchemaScript script = application.difference();
		assertThat(script.getChanges()).hasSize(2);
		Tables before = tables();
		application.upgrade(script);
		for (int i = 0; i < 3; i++) {
			int number = i;
			application.validated((em) -> {
				Customer customer = new Customer();
				customer.email = number + "@example.org";
				em.persist(customer);
			});
		}
		assertThat(tables().rows().get("customer")).containsAll(before.rows().get("customer")).hasSize(5);
		assertThat(tables().rows().get("revinfo")).containsAll(before.rows().get("revinfo")).hasSize(5);
	}

	@Test
	void aSequenceGetsTheIncrementThatIsMapped() {
		SchemaApplications application = created(Customer.class);
		database().execute("drop sequence revinfo_seq", "create sequence revinfo_seq start with 1 increment by 1");
		application = application
			.with("spring.jpa.properties.hibernate.id.sequence.increment_size_mismatch_strategy=none");
		SchemaScript script = application.difference();
		assertThat(script.getUpgrade()).hasSize(1);
		application.upgrade(script);
		assertThat(application.difference().getChanges()).isEmpty();
		application.downgrade(script);
		assertThat(application.difference()).usingRecursiveComparison().isEqualTo(script);
	}

	// left alone

	@Test
	void otherTablesAndViewsAreLeftAlone() {
		created(Customer.class);
		database().execute("create table other (id int)", "create view purchase as select 1 as id");
		SchemaScript script = of(Customer.class).difference();
		assertThat(script.getChanges()).isEmpty();
	}

	@Test
	void anEmptyDatabaseGetsTheWholeSchema() {
		SchemaApplications application = of(Customer.class, Purchase.class);
		assertThat(application.difference().getUpgrade()).isEqualTo(application.create().getUpgrade());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatHibernateHasCreatedHasNoDifference(boolean update) {
		SchemaApplications.on(database())
			.with("spring.jpa.hibernate.ddl-auto=" + (update ? "update" : "create"))
			.of(Customer.class, Purchase.class)
			.run((context) -> assertThat(context.getBean(SchemaScripts.class).difference().getChanges()).isEmpty());
		assertThat(withoutUniqueKey(catalog())).containsExactlyElementsOf(withoutUniqueKey(catalogOfScript()));
	}

	// which has a name only where it was made by a statement of its own
	private static List<String> withoutUniqueKey(SchemaCatalog catalog) {
		return catalog.lines()
			.stream()
			.filter((line) -> !line.matches("(?i)index purchase \\S+ (f|false|0) \\d (number|code) .*"))
			.toList();
	}

	private SchemaCatalog catalogOfScript() {
		try (DatabaseConnection other = kind().create()) {
			SchemaApplications application = SchemaApplications.on(other).of(Customer.class, Purchase.class);
			application.upgrade(application.create());
			return SchemaCatalog.of(other).withoutOrder();
		}
	}

	@Test
	void anotherDatabaseCanBeComparedWith() {
		created(Customer.class);
		try (DatabaseConnection other = kind().create()) {
			of(Customer.class).run((context) -> {
				SchemaScripts scripts = context.getBean(SchemaScripts.class);
				assertThat(scripts.difference().getChanges()).isEmpty();
				DataSource dataSource = new DriverManagerDataSource(other.url(), other.username(), other.password());
				assertThat(scripts.difference(DifferenceOptions.none().against(dataSource)).getUpgrade())
					.isEqualTo(scripts.create().getUpgrade());
			});
		}
	}

	@Test
	void severalThreadsExportAtOnce() {
		of(CustomerWithPassport.class, Member.class).run((context) -> {
			SchemaScripts scripts = context.getBean(SchemaScripts.class);
			List<CompletableFuture<List<String>>> exports = IntStream.range(0, 8)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> scripts.create().getUpgrade(),
						(task) -> new Thread(task).start()))
				.toList();
			assertThat(exports.stream().map(CompletableFuture::join).distinct()).hasSize(1);
		});
	}

	@Test
	void exportsDoNotDependOnTheirNumber() {
		of(Customer.class, Purchase.class).run((context) -> {
			SchemaScripts scripts = context.getBean(SchemaScripts.class);
			assertThat(scripts.create().getUpgrade()).isEqualTo(scripts.create().getUpgrade());
			assertThat(new SchemaScripts(context.getBean(EntityManagerFactory.class)).create().getUpgrade())
				.isEqualTo(scripts.create().getUpgrade());
		});
	}

}
