package io.github.softdeleteaudit.schema.existing;

import java.time.Instant;
import java.time.LocalDateTime;

import io.github.softdeleteaudit.schema.existing.time.DocumentRepository;
import io.github.softdeleteaudit.schema.existing.time.LetterRepository;
import io.github.softdeleteaudit.schema.existing.time.Ticket;
import io.github.softdeleteaudit.schema.existing.time.TicketRepository;
import io.github.softdeleteaudit.schema.existing.time.TimeApplication;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: a table with the time of a deletion gets the actor and the deletion id.
 */
abstract class TimeContract extends ExistingSchemaContract {

	TimeContract(TestDatabase kind) {
		super(kind, TimeApplication.class);
	}

	@BeforeEach
	void tablesWithATime() {
		boolean mariaDb = kind() == TestDatabase.MARIADB;
		String local = mariaDb ? "datetime(6)" : "timestamp";
		database().execute("create table ticket (id bigint primary key, deleted_at " + local + ")",
				"create table comment (id bigint primary key, ticket_id bigint, deleted_at " + local
						+ ", constraint of_ticket foreign key (ticket_id) references ticket (id))",
				"create table document (id bigint primary key, deleted_at "
						+ (mariaDb ? "timestamp(6) null" : "timestamp with time zone") + ")",
				"create table letter (id bigint primary key, deleted_at " + (mariaDb ? "datetime" : "timestamp") + ")",
				"insert into ticket values (1, null), (2, '2020-07-01 12:00:00.123456')",
				"insert into comment values (11, 1, null), (12, 1, '2020-06-01 12:00:00'),"
						+ " (21, 2, '2020-07-01 12:00:00.123456'), (22, 2, '2020-06-01 12:00:00')",
				mariaDb ? "set time_zone = '+02:00'" : "select 1",
				"insert into document values (1, null), (2, "
						+ (mariaDb ? "'2020-07-01 14:00:00.123456'" : "'2020-07-01 14:00:00.123456+02:00'") + ")",
				"insert into letter values (1, null), (2, '2020-07-01 12:00:00')");
		convert("A column deleted_at");
		addWhatIsMissing();
	}

	@Test
	void timesAreWhatTheyWere() {
		try (TestApplication application = start()) {
			assertThat(application.bean(TicketRepository.class).findAll()).extracting(Ticket::getId)
				.containsExactly(1L);
			assertThat(application.bean(TicketRepository.class).findDeletedById(2L).orElseThrow().getDeletedAt())
				.isEqualTo(LocalDateTime.parse("2020-07-01T12:00:00.123456"));
			assertThat(application.bean(DocumentRepository.class).findDeletedById(2L).orElseThrow().getDeletedAt())
				.isEqualTo(Instant.parse("2020-07-01T12:00:00.123456Z"));
			assertThat(application.bean(LetterRepository.class).findDeletedById(2L).orElseThrow().getDeletedAt())
				.isEqualTo(Instant.parse("2020-07-01T12:00:00Z"));
		}
	}

	@Test
	void oldDeletionsAreRestoredByTheirTime() {
		try (TestApplication application = start()) {
			TicketRepository tickets = application.bean(TicketRepository.class);
			tickets.restore(2L);
			assertThat(application.jdbc()
				.queryForList("select id from comment where deleted_at is null order by id", Long.class))
				.containsExactly(11L, 21L);
			application.bean(DocumentRepository.class).restore(2L);
			application.bean(LetterRepository.class).restore(2L);
			assertThat(application.bean(DocumentRepository.class).count()).isEqualTo(2);
			assertThat(application.bean(LetterRepository.class).count()).isEqualTo(2);
		}
	}

	@Test
	void newDeletionsHaveActorAndId() {
		try (TestApplication application = start()) {
			TicketRepository tickets = application.bean(TicketRepository.class);
			tickets.deleteById(1L);
			Ticket deleted = tickets.findDeletedById(1L).orElseThrow();
			assertThat(deleted.getDeletedBy()).isEqualTo("system");
			assertThat(deleted.getDeletionId()).isNotNull();
			tickets.restore(1L);
			assertThat(application.jdbc()
				.queryForList("select id from comment where deleted_at is null order by id", Long.class))
				.containsExactly(11L);
		}
	}

	@Test
	void schemaIsAsIfCreated() {
		assertSchemaIsAsIfCreated();
	}

}
