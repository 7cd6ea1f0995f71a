package io.github.softdeleteaudit.schema.existing;

import java.time.Instant;
import java.util.List;

import io.github.softdeleteaudit.schema.existing.flagtotime.FlagToTimeApplication;
import io.github.softdeleteaudit.schema.existing.flagtotime.Subscriber;
import io.github.softdeleteaudit.schema.existing.flagtotime.SubscriberRepository;
import io.github.softdeleteaudit.schema.existing.flagtotime.Subscription;
import io.github.softdeleteaudit.schema.existing.flagtotime.SubscriptionRepository;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: from a boolean that tells deleted rows to the time, the actor and the id of a
 * deletion.
 */
abstract class FlagToTimeContract extends ExistingSchemaContract {

	private Instant before;

	private Instant after;

	FlagToTimeContract(TestDatabase kind) {
		super(kind, FlagToTimeApplication.class);
	}

	@BeforeEach
	void tablesWithABoolean() {
		String timestamp = (kind() == TestDatabase.MARIADB) ? "datetime(6)" : "timestamp(6)";
		database().execute(
				"create table subscriber (id bigint primary key, email varchar(255), updated_at " + timestamp
						+ ", deleted boolean default false not null, constraint subscriber_email_key unique (email))",
				"create table subscription (id bigint primary key, title varchar(255), subscriber_id bigint, deleted boolean,"
						+ " constraint of_subscriber foreign key (subscriber_id) references subscriber (id))",
				"insert into subscriber values (1, 'live', '2020-07-01 10:00:00.123456', false),"
						+ " (2, 'gone', '2020-07-01 12:00:00.123456', true), (3, 'long gone', null, true)",
				"insert into subscription values (11, 'of live', 1, null), (12, 'gone of live', 1, true),"
						+ " (21, 'of gone', 2, true), (31, 'of long gone', 3, true)");
		this.before = Instant.now();
		convert("From the boolean to the time");
		this.after = Instant.now();
		addWhatIsMissing();
	}

	@Test
	void rowsAreDeletedSinceTheirLastUpdateOrTheMigration() {
		try (TestApplication application = start()) {
			SubscriberRepository subscribers = application.bean(SubscriberRepository.class);
			assertThat(subscribers.findAll()).extracting(Subscriber::getEmail).containsExactly("live");
			assertThat(subscribers.findDeletedById(2L).orElseThrow().getDeletedAt())
				.isEqualTo("2020-07-01T12:00:00.123456Z");
			assertThat(subscribers.findDeletedById(3L).orElseThrow().getDeletedAt())
				.isBetween(this.before.minusSeconds(5), this.after.plusSeconds(5));
			List<Subscription> gone = application.bean(SubscriptionRepository.class).findDeleted();
			assertThat(gone).extracting(Subscription::getTitle)
				.containsExactlyInAnyOrder("gone of live", "of gone", "of long gone");
			assertThat(gone).allSatisfy((each) -> assertThat(each.getDeletedAt()).isBetween(this.before.minusSeconds(5),
					this.after.plusSeconds(5)));
		}
	}

	@Test
	void oldDeletionsAreRestoredAlone() {
		try (TestApplication application = start()) {
			SubscriberRepository subscribers = application.bean(SubscriberRepository.class);
			subscribers.restore(2L);
			subscribers.restore(3L);
			assertThat(subscribers.count()).isEqualTo(3);
			assertThat(application.bean(SubscriptionRepository.class).findAll()).extracting(Subscription::getTitle)
				.containsExactly("of live");
			application.bean(SubscriptionRepository.class).restore(31L);
			assertThat(application.bean(SubscriptionRepository.class).existsById(31L)).isTrue();
		}
	}

	@Test
	void newDeletionsAreRestoredWithWhatTheyTookAlong() {
		try (TestApplication application = start()) {
			SubscriberRepository subscribers = application.bean(SubscriberRepository.class);
			SubscriptionRepository subscriptions = application.bean(SubscriptionRepository.class);
			subscribers.deleteById(1L);
			assertThat(subscriptions.count()).isZero();
			assertThat(subscribers.findDeletedById(1L).orElseThrow().getDeletedBy()).isEqualTo("system");
			subscribers.restore(1L);
			assertThat(subscriptions.findAll()).extracting(Subscription::getTitle).containsExactly("of live");
		}
	}

	@Test
	void keyIsUniqueAmongLiveRows() {
		try (TestApplication application = start()) {
			SubscriberRepository subscribers = application.bean(SubscriberRepository.class);
			subscribers.save(new Subscriber(4, "gone"));
			assertThatExceptionOfType(LiveUniqueViolationException.class)
				.isThrownBy(() -> subscribers.save(new Subscriber(5, "gone")));
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> subscribers.restore(2L))
				.satisfies((ex) -> assertThat(ex.getConflicts()).extracting(RestoreConflict::kind)
					.containsExactly(RestoreConflict.Kind.HELD_KEY));
		}
	}

	@Test
	void schemaIsAsIfCreated() {
		assertSchemaIsAsIfCreated();
	}

}
