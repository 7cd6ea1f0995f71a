package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.util.List;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.Stamp;
import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Memo;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Topic;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contract: every audited transaction writes one revision, filled from its stamp.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AuditRevisionContract {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

	private final TestDatabase database;

	@SuppressWarnings("NullAway.Init")
	private AuditApplication application;

	AuditRevisionContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.application = new AuditApplication(this.database);
	}

	@BeforeEach
	void resetClock() {
		this.application.now(NOW);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void revisionCarriesTheStampOfItsTransaction() {
		this.application.actor(new Actor("clerk", "manager"));
		Stamp stamp;
		MDC.put("requestId", "r".repeat(300));
		try {
			stamp = this.application.inTransaction((em) -> {
				em.persist(new Memo("a"));
				return this.application.bean(Stamps.class).current(AuditApplication.session(em));
			});
		}
		finally {
			MDC.remove("requestId");
		}
		AuditRevision revision = latest();
		assertThat(revision.getInstant()).isEqualTo(stamp.instant()).isEqualTo(NOW);
		assertThat(revision.getActor()).isEqualTo("clerk");
		assertThat(revision.getImpersonator()).isEqualTo("manager");
		assertThat(revision.getRequestId()).isEqualTo("r".repeat(255));
		assertThat(revision.getReason()).isNull();
		assertThat(this.application.query("select actor from revinfo where rev = ?", revision.getId()))
			.containsExactly("clerk");
	}

	@Test
	void revisionOfASessionThatIsFlushedByHandCarriesTheStamp() {
		this.application.actor("by hand");
		Stamp stamp = this.application.inTransaction((em) -> {
			Session session = em.unwrap(Session.class);
			session.setHibernateFlushMode(FlushMode.MANUAL);
			session.persist(new Memo("a"));
			session.flush();
			Stamp current = this.application.bean(Stamps.class).current(AuditApplication.session(em));
			// the temporary session that Envers opens must not have a stamp of its own
			this.application.actor("another");
			this.application.now(current.instant().plusSeconds(1));
			return current;
		});
		AuditRevision revision = latest();
		assertThat(revision.getActor()).isEqualTo("by hand");
		assertThat(revision.getInstant()).as("when it was written").isEqualTo(stamp.instant().plusSeconds(1));
	}

	@Test
	void revisionOfAStatelessSessionCarriesTheStamp() {
		this.application.actor("stateless");
		this.application.statelessTransaction((session) -> session.insert(new Memo("a")));
		assertThat(latest().getActor()).isEqualTo("stateless");
	}

	@Test
	void eachTransactionHasItsOwnActorAndTheNextNumber() {
		this.application.actor("first");
		this.application.transaction((em) -> em.persist(new Memo("a")));
		AuditRevision first = latest();
		this.application.actor("second");
		this.application.transaction((em) -> em.persist(new Memo("b")));
		AuditRevision second = latest();
		assertThat(List.of(first.getActor(), second.getActor())).containsExactly("first", "second");
		assertThat(second.getId()).isEqualTo(first.getId() + 1);
	}

	@Test
	void rollbackLeavesNoRevision() {
		long before = this.application.count("revinfo");
		assertThatIllegalStateException().isThrownBy(() -> this.application.transaction((em) -> {
			em.persist(new Memo("a"));
			em.flush();
			throw new IllegalStateException("rolled back");
		}));
		assertThat(this.application.count("revinfo")).isEqualTo(before);
	}

	@Test
	void elementsLinksAndChildrenAreAudited() {
		Long id = this.application.inTransaction((em) -> {
			Topic topic = new Topic("a");
			em.persist(topic);
			return topic.id;
		});
		this.application.transaction((em) -> {
			Topic topic = em.find(Topic.class, id);
			topic.labels.add("red");
			topic.related.add(topic);
		});
		long revision = latest().getId();
		// no entry of its own for the owner
		assertThat(types(id)).containsExactly("0");
		this.application.transaction((em) -> {
			Memo memo = new Memo("child");
			memo.topic = em.find(Topic.class, id);
			em.persist(memo);
		});
		// nor for the parent
		assertThat(types(id)).containsExactly("0");
		assertThat(this.application.query("select revtype from memo_aud where topic_id = ?", id)).containsExactly("0");
		assertThat(this.application.query("select rev, revtype, topic_id, labels from topic_labels_aud"))
			.containsExactly("%d 0 %d red".formatted(revision, id));
		assertThat(this.application.query("select rev, revtype, topic_id, related_id from topic_link_aud"))
			.containsExactly("%d 0 %d %d".formatted(revision, id, id));
	}

	private List<String> types(Long id) {
		return this.application.query("select revtype from topic_aud where id = ? order by rev", id);
	}

	private AuditRevision latest() {
		return this.application
			.inTransaction((em) -> em.createQuery("from AuditRevision order by id desc", AuditRevision.class)
				.setMaxResults(1)
				.getSingleResult());
	}

}
