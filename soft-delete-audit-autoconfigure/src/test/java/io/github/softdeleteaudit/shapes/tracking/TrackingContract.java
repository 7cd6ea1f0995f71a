package io.github.softdeleteaudit.shapes.tracking;

import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.Coin;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.Copy;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.Document;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.Letter;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.Listener;
import io.github.softdeleteaudit.shapes.tracking.TrackingModel.TrackingApplication;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: revisions name, and listeners are told of, all that has been changed, be it
 * by statements.
 */
abstract class TrackingContract extends ShapeContract {

	private Document document;

	private Letter letter;

	TrackingContract(TestDatabase database) {
		super(database, TrackingApplication.class);
	}

	@BeforeEach
	void prepare() {
		tx(() -> em().createQuery("update Document set state = 'old' where state <> 'old'").executeUpdate());
		this.application.clock().tick();
		tx(() -> {
			this.document = new Document();
			this.document.state = "a";
			em().persist(this.document);
			this.letter = new Letter();
			this.letter.state = "a";
			em().persist(this.letter);
			Coin coin = new Coin();
			coin.state = "a";
			em().persist(coin);
		});
		this.application.clock().tick();
		Listener.TOLD.clear();
	}

	@Test
	void theListenerIsToldOfEachRow() {
		String document = "Document " + this.document.id;
		String letter = "Letter " + this.letter.id;
		tx(() -> execute(em().unwrap(Session.class), "update Document set state = 'b' where state = 'a'"));
		assertThat(Listener.TOLD).containsExactlyInAnyOrder("MOD " + document, "MOD " + letter);
		Listener.TOLD.clear();
		tx(() -> {
			execute(em().unwrap(Session.class), "delete from Document where state = 'b' and id = " + this.letter.id);
			execute(em().unwrap(Session.class), "delete from Document where state = 'b'");
		});
		assertThat(Listener.TOLD).containsExactlyInAnyOrder("DEL " + document, "DEL " + letter);
		Listener.TOLD.clear();
		tx(() -> bean(DocumentRepository.class)
			.restoreAll((root, query, builder) -> root.get("id").in(this.document.id, this.letter.id)));
		assertThat(Listener.TOLD).containsExactlyInAnyOrder("ADD " + document, "ADD " + letter);
		tx(() -> bean(DocumentRepository.class).deleteById(this.letter.id));
		Listener.TOLD.clear();
		tx(() -> bean(DocumentRepository.class).purge(this.letter.id));
		assertThat(Listener.TOLD).containsExactly("DEL " + letter);
	}

	@Test
	void theListenerIsToldOfWhatIsDeletedAgain() {
		tx(() -> {
			execute(em().unwrap(Session.class), "delete from Letter where id = " + this.letter.id);
			bean(DocumentRepository.class).restore(this.letter.id);
			execute(em().unwrap(Session.class), "delete from Letter where id = " + this.letter.id);
		});
		String letter = "Letter " + this.letter.id;
		assertThat(Listener.TOLD).containsExactly("DEL " + letter, "ADD " + letter, "DEL " + letter);
	}

	@Test
	void theListenerIsToldOfAnIdThatIsAReference() {
		tx(() -> {
			Copy copy = new Copy();
			copy.document = em().find(Document.class, this.document.id);
			copy.number = 7;
			copy.state = "a";
			em().persist(copy);
		});
		Listener.TOLD.clear();
		tx(() -> execute(em().unwrap(Session.class), "update Copy set state = 'b' where number = 7"));
		tx(() -> execute(em().unwrap(Session.class), "delete from Copy where number = 7"));
		assertThat(Listener.TOLD).containsExactly("MOD Copy copy 7", "DEL Copy copy 7");
	}

	@Test
	void theListenerIsToldOfWhatChangesWhileHistoryIsWritten() {
		tx(() -> {
			Coin coin = new Coin();
			coin.state = "b";
			coin.stake = em().find(Letter.class, this.letter.id);
			em().persist(coin);
		});
		assertThat(Listener.TOLD).hasSize(2).contains("MOD Letter " + this.letter.id);
		assertThat(names()).containsExactly(Coin.class.getName(), Letter.class.getName());
	}

	@Test
	void whatIsToldAfterTheRevisionWasInsertedIsNamed() {
		tx(() -> changesAfterTheRevision(em().unwrap(Session.class)));
		assertThat(names()).containsExactly(Coin.class.getName(), Document.class.getName(), Letter.class.getName());
	}

	@Test
	void whatIsToldAfterTheSessionWasClearedIsNamed() {
		tx(() -> {
			execute(em().unwrap(Session.class), "delete from Coin");
			em().clear();
			execute(em().unwrap(Session.class), "update Document set state = 'b' where state = 'a'");
		});
		assertThat(names()).containsExactly(Coin.class.getName(), Document.class.getName(), Letter.class.getName());
	}

	@Test
	void whatEnversTellsAfterTheSessionWasClearedIsNamed() {
		tx(() -> {
			execute(em().unwrap(Session.class), "delete from Coin");
			em().clear();
			em().find(Letter.class, this.letter.id).recipient = "me";
			execute(em().unwrap(Session.class), "update Document set state = 'b' where id = " + this.document.id);
		});
		assertThat(names()).containsExactly(Coin.class.getName(), Document.class.getName(), Letter.class.getName());
	}

	@Test
	void whatIsToldOfASessionThatIsFlushedByHandIsNamed() {
		Session session = bean(SessionFactory.class).openSession();
		try (session) {
			session.setHibernateFlushMode(FlushMode.MANUAL);
			Transaction transaction = session.beginTransaction();
			changesAfterTheRevision(session);
			transaction.commit();
		}
		assertThat(names()).containsExactly(Coin.class.getName(), Document.class.getName(), Letter.class.getName());
	}

	@Test
	void whatIsToldOfAStatelessSessionIsNamed() {
		try (StatelessSession session = bean(SessionFactory.class).openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			changesAfterTheRevision(session);
			transaction.commit();
		}
		assertThat(names()).containsExactly(Coin.class.getName(), Document.class.getName(), Letter.class.getName());
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	// what is gone for good is recorded at once, in a revision that is inserted for it
	private static void changesAfterTheRevision(SharedSessionContract session) {
		execute(session, "delete from Coin");
		execute(session, "update Document set state = 'b' where state = 'a'");
	}

	private static void execute(SharedSessionContract session, String hql) {
		assertThat(session.createMutationQuery(hql).executeUpdate()).isPositive();
	}

	// of the latest revision
	private List<String> names() {
		return this.application.jdbc()
			.queryForList(
					"select entityname from changed_aud c join revinfo r on r.rev = c.rev"
							+ " where r.revtstmp = (select max(revtstmp) from revinfo) order by entityname",
					String.class);
	}

}
