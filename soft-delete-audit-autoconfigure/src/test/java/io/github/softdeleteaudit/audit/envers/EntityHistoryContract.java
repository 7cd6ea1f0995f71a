package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Draft;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Memo;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Topic;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Contract: history reads as what happened.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EntityHistoryContract {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final TestDatabase database;

	private final EntityHistory history = new EnversEntityHistory(new HistoryKinds((factory,
			entity) -> (entity instanceof Memo memo) ? new HistoryKinds.Deletion(memo.deletedAt, null, false) : null));

	@SuppressWarnings("NullAway.Init")
	private AuditApplication application;

	EntityHistoryContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.application = new AuditApplication(this.database);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void resetClock() {
		this.application.now(NOW);
	}

	@Test
	void lifeOfAnEntity() {
		this.application.actor(new Actor("creator", "boss"));
		Long id = memo("a");
		act("editor", (em) -> em.find(Memo.class, id).title = "b");
		act("deleter", (em) -> em.remove(em.find(Memo.class, id)));
		act("restorer", (em) -> restore(em, id));
		act("deleter", (em) -> em.remove(em.find(Memo.class, id)));
		act("purger", (em) -> purge(em, id));
		List<HistoryEntry<Memo>> entries = history(id);
		assertThat(entries).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED, HistoryKind.RESTORED,
					HistoryKind.DELETED, HistoryKind.PURGED);
		assertThat(entries).extracting(HistoryEntry::actor)
			.containsExactly("creator", "editor", "deleter", "restorer", "deleter", "purger");
		assertThat(entries).extracting((entry) -> entry.entity().title).containsExactly("a", "b", "b", "b", "b", "b");
		assertThat(entries).extracting(HistoryEntry::instant).containsOnly(NOW);
		assertThat(entries).extracting(HistoryEntry::revision).doesNotHaveDuplicates().isSorted();
		assertThat(entries).first().extracting(HistoryEntry::impersonator).isEqualTo("boss");
	}

	@Test
	void entriesAreOrderedByInstantRatherThanNumber() {
		this.application.now(NOW.plusSeconds(10));
		Long id = memo("later");
		this.application.now(NOW.plusSeconds(5));
		act("other node", (em) -> em.find(Memo.class, id).title = "earlier");
		assertThat(history(id)).extracting((entry) -> entry.entity().title).containsExactly("earlier", "later");
	}

	@Test
	void purgeOfARowDeletedByHandIsNoDeletion() {
		Long id = memo("a");
		this.application.execute("update memo set deleted_at = '2025-12-31 00:00:00' where id = " + id);
		act("purger", (em) -> purge(em, id));
		assertThat(history(id)).extracting(HistoryEntry::kind).containsExactly(HistoryKind.CREATED, HistoryKind.PURGED);
	}

	@Test
	void deletionIsNoPurgeWhereTheColumnKeepsSecondsOnly() {
		Long id = this.application.inTransaction((em) -> {
			Memo memo = new Memo("a");
			memo.deletedAt = NOW;
			em.persist(memo);
			return memo.id;
		});
		this.application.now(NOW.plusNanos(123_456_000));
		act("deleter", (em) -> em.remove(em.find(Memo.class, id)));
		assertThat(history(id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
	}

	@Test
	void firstEntryOfAnEntityOlderThanAuditingIsAnUpdate() {
		Long id = memo("a");
		this.application.execute("delete from memo_aud where id = " + id);
		act("editor", (em) -> em.find(Memo.class, id).title = "b");
		assertThat(history(id)).extracting(HistoryEntry::kind).containsExactly(HistoryKind.UPDATED);
	}

	@Test
	void linksAndElementsAreReadAsOfTheEntry() {
		Long id = this.application.inTransaction((em) -> {
			Topic topic = new Topic("a");
			topic.labels.add("red");
			em.persist(topic);
			return topic.id;
		});
		act("editor", (em) -> {
			em.find(Topic.class, id).name = "b";
			em.find(Topic.class, id).labels.add("blue");
		});
		this.application.transaction((em) -> {
			List<HistoryEntry<Topic>> entries = this.history.history(em, Topic.class, id);
			assertThat(entries.get(0).entity().labels).containsExactly("red");
			assertThat(entries.get(1).entity().labels).containsExactlyInAnyOrder("red", "blue");
		});
	}

	@Test
	void indexOnIdAndRevisionIsPartOfTheSchema() {
		assertThat(this.application.indexes("memo_aud")).contains("id rev");
		assertThat(this.application.indexes("letter_aud")).contains("id rev");
		assertThat(this.application.indexes("topic_labels_aud")).contains("topic_id rev");
		assertThat(this.application.indexes("revinfo")).contains("revtstmp", "actor revtstmp", "request_id");
	}

	@Test
	void unknownEntityHasNoHistory() {
		assertThat(history(-1L)).isEmpty();
	}

	@Test
	void entityThatIsNotAuditedIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.application.transaction((em) -> this.history.history(em, Draft.class, 1L)))
			.withMessageContaining(Draft.class.getName());
	}

	@Test
	void beanReadsHistoryWithoutATransaction() {
		Long id = memo("a");
		try (EntityManager em = this.application.sessionFactory().createEntityManager()) {
			assertThat(this.application.bean(EntityHistory.class).history(em, Memo.class, id)).hasSize(1);
		}
	}

	private Long memo(String title) {
		return this.application.inTransaction((em) -> {
			Memo memo = new Memo(title);
			em.persist(memo);
			return memo.id;
		});
	}

	private void act(String actor, Consumer<EntityManager> work) {
		this.application.actor(actor);
		this.application.transaction(work);
	}

	private void restore(EntityManager em, Long id) {
		AuditApplication.sql(AuditApplication.session(em), "update memo set deleted_at = null where id = " + id);
		recorder().restored(AuditApplication.session(em), Memo.class.getName(), List.of(id));
	}

	private void purge(EntityManager em, Long id) {
		recorder().purging(AuditApplication.session(em), Memo.class.getName(), List.of(id));
		AuditApplication.sql(AuditApplication.session(em), "delete from memo where id = " + id);
	}

	private RowChangeRecorder recorder() {
		return this.application.bean(RowChangeRecorder.class);
	}

	private List<HistoryEntry<Memo>> history(Long id) {
		return this.application.inTransaction((em) -> this.history.history(em, Memo.class, id));
	}

}
