package io.github.softdeleteaudit.actor;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Stamps}, on sessions of a real session factory.
 */
class StampsTests {

	private static final Instant NOW = Instant.parse("2030-01-02T03:04:05.123456789Z");

	private final SessionFactory sessionFactory = new Configuration().addAnnotatedClass(Note.class)
		.setProperty("hibernate.connection.url", "jdbc:h2:mem:stamps")
		.setProperty("hibernate.hbm2ddl.auto", "create-drop")
		.buildSessionFactory();

	private @Nullable Actor actor = Actor.of("clerk");

	private @Nullable String requestId = "request-1";

	private @Nullable RuntimeException failure;

	private final Stamps stamps = new Stamps(Clock.fixed(NOW, ZoneOffset.UTC), this::currentActor, Actor.of("system"),
			() -> this.requestId);

	@AfterEach
	void close() {
		this.sessionFactory.close();
	}

	@Test
	void aStampSaysWhoAndWhenAndForWhichRequest() {
		this.actor = new Actor("clerk", "manager");
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp stamp = current(session);
			assertThat(stamp.actor()).isEqualTo(new Actor("clerk", "manager"));
			assertThat(stamp.instant()).isEqualTo(Instant.parse("2030-01-02T03:04:05.123456Z"));
			assertThat(stamp.requestId()).isEqualTo("request-1");
			assertThat(stamp.reason()).isNull();
			session.getTransaction().rollback();
		}
	}

	@Test
	void deletionIdsAreOrderedByTime() {
		List<String> ids = new ArrayList<>();
		try (Session session = this.sessionFactory.openSession()) {
			for (int i = 0; i < 1000; i++) {
				ids.add(current(session).deletionId().toString());
			}
			assertThat(current(session).deletionId().version()).isEqualTo(7);
		}
		assertThat(ids).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void withoutActorTheSystemActs() {
		this.actor = null;
		this.requestId = null;
		try (Session session = this.sessionFactory.openSession()) {
			Stamp stamp = current(session);
			assertThat(stamp.actor()).isEqualTo(Actor.of("system"));
			assertThat(stamp.requestId()).isNull();
		}
	}

	@Test
	void aTransactionHasOneStampEvenIfTheActorChangesInIt() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp first = current(session);
			this.actor = Actor.of("manager");
			session.persist(new Note());
			session.flush();
			session.clear();
			assertThat(current(session)).isSameAs(first);
			session.getTransaction().commit();
		}
	}

	@Test
	void theStampIsMadeAtTheFirstCallNotAtTheBegin() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			this.actor = Actor.of("manager");
			assertThat(current(session).actor()).isEqualTo(Actor.of("manager"));
			session.getTransaction().rollback();
		}
	}

	@Test
	void theNextTransactionOfASessionHasItsOwnStamp() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp first = current(session);
			session.getTransaction().commit();
			this.actor = Actor.of("manager");
			session.beginTransaction();
			Stamp second = current(session);
			assertThat(second.actor()).isEqualTo(Actor.of("manager"));
			assertThat(second.deletionId()).isNotEqualTo(first.deletionId());
			assertThat(current(session)).isSameAs(second);
			session.getTransaction().commit();
		}
	}

	@Test
	void aRollbackForgetsTheStamp() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp first = current(session);
			session.getTransaction().rollback();
			session.beginTransaction();
			assertThat(current(session).deletionId()).isNotEqualTo(first.deletionId());
			session.getTransaction().rollback();
		}
	}

	@Test
	void aCommitThatRollsBackForgetsTheStamp() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp first = current(session);
			session.getTransaction().setRollbackOnly();
			session.getTransaction().commit();
			session.beginTransaction();
			assertThat(current(session).deletionId()).isNotEqualTo(first.deletionId());
			session.getTransaction().rollback();
		}
	}

	@Test
	void aTransactionWithinAnotherHasItsOwnStamp() {
		try (Session outer = this.sessionFactory.openSession(); Session inner = this.sessionFactory.openSession()) {
			outer.beginTransaction();
			Stamp outerStamp = current(outer);
			inner.beginTransaction();
			assertThat(current(inner).deletionId()).isNotEqualTo(outerStamp.deletionId());
			inner.getTransaction().commit();
			assertThat(current(outer)).isSameAs(outerStamp);
			outer.getTransaction().commit();
		}
	}

	@Test
	void aStatelessSessionHasAStamp() {
		try (StatelessSession session = this.sessionFactory.openStatelessSession()) {
			session.beginTransaction();
			Stamp first = current(session);
			session.insert(new Note());
			assertThat(current(session)).isSameAs(first);
			session.getTransaction().commit();
			session.beginTransaction();
			assertThat(current(session).deletionId()).isNotEqualTo(first.deletionId());
			session.getTransaction().rollback();
		}
	}

	@Test
	void sessionsThatShareATransactionShareItsStamp() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp stamp;
			try (Session shared = session.sessionWithOptions().connection().open()) {
				stamp = current(shared);
				shared.persist(new Note());
			}
			assertThat(current(session)).isSameAs(stamp);
			try (StatelessSession shared = session.statelessWithOptions().connection().open()) {
				assertThat(current(shared)).isSameAs(stamp);
			}
			assertThat(current(session)).isSameAs(stamp);
			session.getTransaction().commit();
			session.beginTransaction();
			assertThat(current(session).deletionId()).isNotEqualTo(stamp.deletionId());
			session.getTransaction().rollback();
		}
	}

	@Test
	void sessionsThatShareATransactionShareItsStampWhenOpenedBeforeItBegan() {
		try (Session session = this.sessionFactory.openSession();
				Session shared = session.sessionWithOptions().connection().open()) {
			session.beginTransaction();
			Stamp stamp = current(shared);
			assertThat(current(session)).isSameAs(stamp);
			session.getTransaction().commit();
			session.beginTransaction();
			assertThat(current(shared).deletionId()).isNotEqualTo(stamp.deletionId());
			session.getTransaction().rollback();
		}
	}

	@Test
	void withoutTransactionEachCallMakesAStamp() {
		try (Session session = this.sessionFactory.openSession()) {
			assertThat(current(session).deletionId()).isNotEqualTo(current(session).deletionId());
			session.beginTransaction();
			current(session);
			session.getTransaction().commit();
			assertThat(current(session).deletionId()).isNotEqualTo(current(session).deletionId());
		}
	}

	@Test
	void aConnectionOfTheApplicationIsNoTransaction() {
		// Hibernate is not told when a transaction on such a connection ends.
		try (Session session = this.sessionFactory.openSession()) {
			session.doWork((connection) -> {
				try (StatelessSession stateless = this.sessionFactory.openStatelessSession(connection)) {
					assertThat(current(stateless).deletionId()).isNotEqualTo(current(stateless).deletionId());
				}
			});
		}
	}

	@Test
	void aFailingProviderFailsTheCallAndTheNextCallAsksAgain() {
		try (Session session = this.sessionFactory.openSession()) {
			session.beginTransaction();
			this.failure = new IllegalStateException("no directory");
			assertThatIllegalStateException().isThrownBy(() -> current(session)).isSameAs(this.failure);
			this.failure = null;
			assertThat(current(session).actor()).isEqualTo(Actor.of("clerk"));
			session.getTransaction().rollback();
		}
	}

	@Test
	void aProviderThatFlushesTheSessionThatAsksFailsTheFlush() {
		try (Session session = this.sessionFactory.openSession()) {
			Stamps queryingStamps = new Stamps(Clock.systemUTC(), () -> {
				session.createQuery("from Note", Note.class).list();
				return null;
			}, Actor.of("system"), () -> null);
			PreDeleteEventListener stampDeletion = (event) -> {
				queryingStamps.current(event.getSession());
				return false;
			};
			this.sessionFactory.unwrap(SessionFactoryImplementor.class)
				.getEventEngine()
				.getListenerRegistry()
				.appendListeners(EventType.PRE_DELETE, stampDeletion);
			session.beginTransaction();
			Note note = new Note();
			session.persist(note);
			session.flush();
			session.remove(note);
			assertThatIllegalStateException().isThrownBy(session::flush).withMessageContaining("REQUIRES_NEW");
			session.getTransaction().rollback();
		}
	}

	@Test
	void aSessionClosedWithinItsTransactionIsNotKeptInMemory() {
		WeakReference<Object> abandoned = abandonedTransaction();
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			System.gc();
			assertThat(abandoned.get()).isNull();
		});
	}

	private WeakReference<Object> abandonedTransaction() {
		Session session = this.sessionFactory.openSession();
		session.beginTransaction();
		current(session);
		session.close();
		return new WeakReference<>(((SharedSessionContractImplementor) session).getTransactionCoordinator());
	}

	private Stamp current(SharedSessionContract session) {
		return this.stamps.current((SharedSessionContractImplementor) session);
	}

	private @Nullable Actor currentActor() {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.actor;
	}

	@Entity(name = "Note")
	static class Note {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

}
