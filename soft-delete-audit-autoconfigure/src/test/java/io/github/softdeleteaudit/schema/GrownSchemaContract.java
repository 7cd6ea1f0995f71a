package io.github.softdeleteaudit.schema;

import java.math.BigDecimal;
import java.util.List;

import io.github.softdeleteaudit.schema.GrownModel.BareMember;
import io.github.softdeleteaudit.schema.GrownModel.Member;
import io.github.softdeleteaudit.schema.GrownModel.Note;
import io.github.softdeleteaudit.schema.GrownModel.Price;
import io.github.softdeleteaudit.schema.GrownModel.RenamedSplit;
import io.github.softdeleteaudit.schema.GrownModel.Split;
import io.github.softdeleteaudit.schema.GrownModel.Shelved;
import io.github.softdeleteaudit.schema.GrownModel.Stored;
import io.github.softdeleteaudit.schema.GrownModel.Team;
import io.github.softdeleteaudit.schema.GrownModel.Thing;
import io.github.softdeleteaudit.schema.GrownModel.Wide;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The difference, and what takes it back, on databases that have grown: with keys and
 * indexes of all kinds, and with columns that say more than their type.
 */
abstract class GrownSchemaContract extends SchemaContract {

	GrownSchemaContract(TestDatabase kind) {
		super(kind);
	}

	private void upAndDown(SchemaApplications application, DifferenceOptions options) {
		SchemaCatalog before = catalog();
		SchemaScript script = application.difference(options);
		application.upgrade(script);
		assertThat(application.difference(options).getChanges()).isEmpty();
		application.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
		application.upgrade(script);
		application.validated();
	}

	@Test
	void columnsAreDroppedWithTheirKeysAndIndexes() {
		created(Member.class, Team.class);
		upAndDown(of(BareMember.class, Team.class), DifferenceOptions.none().withUnmappedColumnsDropped());
	}

	@Test
	void columnsThatShareAUniqueConstraintAreDropped() {
		created(BareMember.class);
		database().execute("alter table member add column a int", "alter table member add column b int",
				"alter table member add constraint a_and_b unique (a, b)",
				"alter table member add constraint a_and_id unique (a, id)");
		upAndDown(of(BareMember.class), DifferenceOptions.none().withUnmappedColumnsDropped());
	}

	@Test
	void columnsThatShareAForeignKeyAreDropped() {
		created(BareMember.class);
		database().execute("create table other (x int not null, y int not null, primary key (x, y))",
				"alter table member add column x int", "alter table member add column y int",
				"alter table member add constraint to_other foreign key (x, y) references other (x, y)");
		upAndDown(of(BareMember.class), DifferenceOptions.none().withUnmappedColumnsDropped());
	}

	@Test
	void aColumnThatAnotherTableRefersToIsDroppedWithTheForeignKey() {
		created(BareMember.class);
		database().execute("alter table member add column x int", "alter table member add constraint x_key unique (x)",
				"create table other (x int, constraint to_member foreign key (x) references member (x))");
		upAndDown(of(BareMember.class), DifferenceOptions.none().withUnmappedColumnsDropped());
	}

	@Test
	void renamedColumnsMayTakeEachOthersNamesInAnyOrder() {
		database().execute("create table thing (id bigint primary key, a varchar(255), b varchar(255))",
				"insert into thing values (1, 'one', 'two')");
		SchemaApplications application = of(Thing.class);
		DifferenceOptions options = DifferenceOptions.none()
			.withRenamedColumn("thing", "a", "b")
			.withRenamedColumn("thing", "b", "c")
			.withUnmappedColumnsDropped();
		application.upgrade(application.difference(options));
		application.validated((em) -> {
			Thing thing = em.find(Thing.class, 1L);
			assertThat(List.of(thing.one, thing.two)).containsExactly("one", "two");
		});
		assertThat(application.difference(options).getChanges()).isEmpty();
	}

	@Test
	void columnsThatSwapTheirNamesAreRefused() {
		database().execute("create table thing (id bigint primary key, b varchar(255), c varchar(255))");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> of(Thing.class).difference(
					DifferenceOptions.none().withRenamedColumn("thing", "b", "c").withRenamedColumn("thing", "c", "b")))
			.withMessageContaining("thing");
	}

	@Test
	void aRenamedColumnIsNotDroppedWhereBothNamesAreThere() {
		database().execute("create table thing (id bigint primary key, a varchar(255), b varchar(255), c varchar(255))",
				"insert into thing values (1, 'one', null, 'two')");
		SchemaApplications application = of(Thing.class);
		DifferenceOptions options = DifferenceOptions.none()
			.withRenamedColumn("thing", "a", "b")
			.withUnmappedColumnsDropped();
		application.upgrade(application.difference(options));
		assertThat(Tables.of(database()).rows().toString()).contains("one");
	}

	@Test
	void aNullableColumnThatIsTooNarrowKeepsItsNulls() {
		database().execute("create table wide (id bigint primary key, amount integer, code varchar(10))",
				"insert into wide (id) values (1)");
		upAndDown(of(Wide.class), DifferenceOptions.none());
	}

	@ParameterizedTest
	@CsvSource({ "'numeric(19,4)', 1.2345", "'numeric(20,0)', 1234567890123456789" })
	void aDecimalThatWouldLoseDigitsIsLeftToBeConverted(String type, BigDecimal value) {
		SchemaApplications application = created(Price.class);
		database().execute("alter table price drop column amount", "alter table price add column amount " + type,
				"insert into price (id, amount) values (1, " + value + ")");
		SchemaScript difference = application.difference();
		assertThat(difference.getUpgrade()).isEmpty();
		assertThat(difference.getChanges()).singleElement()
			.satisfies((change) -> assertThat(change.remarks())
				.containsExactly("Its values have to be converted by hand."));
		assertThat(Tables.of(database()).rows().get("price").toString()).contains(value.toString());
	}

	@Test
	void aDecimalThatIsTooNarrowIsMadeWider() {
		SchemaApplications application = created(Price.class);
		database().execute("alter table price drop column amount", "alter table price add column amount numeric(10,1)",
				"insert into price (id, amount) values (1, 123456789.5)");
		application.upgrade(application.difference());
		assertThat(application.difference().getChanges()).isEmpty();
		assertThat(Tables.of(database()).rows().get("price").toString()).contains("123456789.50");
	}

	@Test
	void columnsOfATypeOfTheApplicationsOwnAreAsTheyShould() {
		SchemaApplications application = created(Price.class);
		assertThat(application.difference().getChanges()).isEmpty();
		application.validated();
	}

	@Test
	void aTextIsMadeWiderForOneWithoutALimit() {
		SchemaApplications application = created(Price.class);
		database().execute("alter table price drop column remark", "alter table price add column remark varchar(255)");
		application.upgrade(application.difference());
		assertThat(application.difference().getChanges()).isEmpty();
		application.validated((em) -> {
			Price price = new Price();
			price.id = 1L;
			price.remark = "x".repeat(300);
			em.persist(price);
		});
	}

	@Test
	void aForeignKeyKeepsItsRulesWhenItsColumnsAreMadeWider() {
		boolean deferrable = database().database() == TestDatabase.POSTGRESQL;
		database().execute("create table wide (id integer primary key, amount bigint, code varchar(255))",
				"create table part (wide_id integer, constraint part_of_wide foreign key (wide_id) references wide (id)"
						+ " on delete set null on update cascade"
						+ (deferrable ? " deferrable initially deferred)" : ")"));
		SchemaApplications application = of(Wide.class);
		List<String> upgrade = application.difference().getUpgrade();
		assertThat(upgrade).filteredOn((statement) -> statement.contains("add constraint"))
			.isNotEmpty()
			.allSatisfy((statement) -> assertThat(statement).endsWith(
					" on delete set null on update cascade" + (deferrable ? " deferrable initially deferred" : "")));
	}

	@Test
	void aMissingColumnIsFoundBesideAnIndexOfItsName() {
		database().execute("create table wide (id bigint primary key, amount bigint not null)",
				"create index code on wide (amount)");
		assertThat(of(Wide.class).difference().getUpgrade())
			.anyMatch((statement) -> statement.contains("wide add column"));
	}

	@Test
	void aNewSequenceBeginsBehindTheIdsThatHaveAHistoryOnly() {
		created(Note.class);
		database().execute("insert into revinfo (rev, revtstmp, actor) values (-1, current_timestamp, 'a')",
				"insert into note_aud (id, rev, revtype, text) values (4711, -1, 2, 'purged')",
				"drop sequence note_seq");
		SchemaApplications application = of(Note.class);
		application.upgrade(application.difference());
		application.validated((em) -> {
			Note note = new Note();
			em.persist(note);
			assertThat(note.id).isGreaterThan(4711);
		});
	}

	/**
	 * Widen the numbers of revisions in a schema that statements do not go to.
	 */
	void widenInAnotherSchema() {
		database().execute("create schema ledger");
		SchemaApplications application = of(Note.class).with("spring.jpa.properties.hibernate.default_schema=ledger");
		application.upgrade(application.create());
		database().execute("alter table ledger.note_aud alter column rev set data type integer",
				"alter table ledger.revinfo alter column rev set data type integer");
		SchemaCatalog before = catalog();
		SchemaScript script = application.difference();
		assertThat(script.getChanges()).isNotEmpty();
		application.upgrade(script);
		assertThat(application.difference().getChanges()).isEmpty();
		application.downgrade(script);
		assertThat(catalog().lines()).containsExactlyElementsOf(before.lines());
	}

	/**
	 * Create a table in a schema that is there already.
	 */
	void createInTheDefaultSchema() {
		SchemaApplications application = of(Stored.class);
		SchemaScript script = application.create();
		application.upgrade(script);
		assertThat(application.difference().getChanges()).isEmpty();
		application.downgrade(script);
		application.upgrade(script);
		application.validated();
	}

	@Test
	void aSchemaStaysOnTheWayBackAsItMayHoldMore() {
		assertThat(of(Shelved.class).create().getDowngrade()).isNotEmpty()
			.noneMatch((statement) -> statement.startsWith("drop schema"));
	}

	@Test
	void theHistoryOfASecondaryTableAndOfElementsIsRenamedWithThem() {
		created(Split.class);
		database().execute("insert into revinfo (rev, revtstmp, actor) values (-1, current_timestamp, 'a')",
				"insert into split_aud (id, rev, revtype) values (1, -1, 0)",
				"insert into split_more_aud (id, rev, detail) values (1, -1, 'of old')",
				"insert into split_tags_aud (split_id, rev, revtype, tag) values (1, -1, 0, 'red')");
		SchemaApplications renamed = of(RenamedSplit.class);
		DifferenceOptions options = DifferenceOptions.none()
			.withRenamedColumn("split_more", "detail", "info")
			.withRenamedColumn("split_tags", "tag", "label");
		renamed.upgrade(renamed.difference(options));
		assertThat(Tables.of(database()).rows().get("split_more_aud").toString()).contains("info=of old");
		assertThat(Tables.of(database()).rows().get("split_tags_aud").toString()).contains("label=red");
	}

}
