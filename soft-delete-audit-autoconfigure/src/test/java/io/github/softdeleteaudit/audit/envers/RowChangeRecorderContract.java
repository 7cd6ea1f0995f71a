package io.github.softdeleteaudit.audit.envers;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.envers.AuditedEntities.Card;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Cat;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Dog;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Draft;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Label;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Lines;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Memo;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Pad;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Receipt;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Slip;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Stub;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Ticket;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Tray;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Visit;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contract: whatever a transaction does to a row, its revision has one audit row of it,
 * which equals the row as the transaction leaves it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RowChangeRecorderContract {

	private static final String MEMO = Memo.class.getName();

	private static final String LABEL = Label.class.getName();

	private final TestDatabase database;

	private final String[] properties;

	@SuppressWarnings("NullAway.Init")
	private AuditApplication application;

	@SuppressWarnings("NullAway.Init")
	private RowChangeRecorder recorder;

	RowChangeRecorderContract(TestDatabase database, String... properties) {
		this.database = database;
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		this.application = new AuditApplication(this.database, this.properties);
		this.recorder = this.application.bean(RowChangeRecorder.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	AuditApplication application() {
		return this.application;
	}

	@Test
	void restoredRowIsRecordedWithItsDataInARevisionOfItsOwn() {
		Long id = deletedMemo();
		this.application.transaction((em) -> restore(em, id));
		assertThat(types(id)).containsExactly("0", "2", "0");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void purgedRowIsRecordedWithItsLastData() {
		Long id = deletedMemo();
		this.application.transaction((em) -> purge(em, id));
		assertThat(types(id)).containsExactly("0", "2", "2");
		assertThat(latest("title, position", id)).isEqualTo("first 7");
	}

	@Test
	void manyRowsAreRecorded() {
		List<Memo> memos = IntStream.range(0, 1100).mapToObj((i) -> new Memo("many")).toList();
		this.application.transaction((em) -> memos.forEach(em::persist));
		this.application.transaction((em) -> {
			AuditApplication.sql(session(em), "update memo set title = 'restored' where title = 'many'");
			this.recorder.restored(session(em), MEMO, memos.stream().map((memo) -> memo.id).toList());
		});
		assertThat(this.application
			.query("select revtype, count(*) from memo_aud where title = 'restored' group by revtype"))
			.containsExactly("0 1100");
	}

	@Test
	void restoreAndChangesOfOtherRowsShareARevision() {
		Long restored = deletedMemo();
		Long changed = memo();
		this.application.transaction((em) -> {
			em.find(Memo.class, changed).title = "changed";
			restore(em, restored);
			em.persist(new Memo("new"));
		});
		assertThat(latest("rev", restored)).isEqualTo(latest("rev", changed));
	}

	@Test
	void deletedAndRestoredInOneTransaction() {
		Long id = memo();
		this.application.transaction((em) -> {
			delete(em, id);
			restore(em, id);
		});
		assertThat(types(id)).containsExactly("0", "0");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void deletedRestoredAndEditedInOneTransaction() {
		Long id = memo();
		this.application.transaction((em) -> {
			delete(em, id);
			restore(em, id);
			em.find(Memo.class, id).title = "edited";
		});
		assertThat(types(id)).containsExactly("0", "0");
		assertThat(latest("title", id)).isEqualTo("edited");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void deletedRestoredEditedAndDeletedInOneTransaction() {
		Long id = memo();
		this.application.transaction((em) -> {
			delete(em, id);
			restore(em, id);
			em.find(Memo.class, id).title = "edited";
			em.flush();
			delete(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void restoredEditedAndDeletedInOneTransaction() {
		Long id = deletedMemo();
		this.application.transaction((em) -> {
			restore(em, id);
			em.find(Memo.class, id).title = "edited";
			em.flush();
			delete(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2", "2");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void restoredClearedAndEditedInOneTransaction() {
		Long id = deletedMemo();
		Long other = memo();
		this.application.transaction((em) -> {
			em.find(Memo.class, other).title = "before";
			em.flush();
			restore(em, id);
			em.clear();
			em.find(Memo.class, id).title = "edited";
			em.find(Memo.class, other).title = "after";
		});
		assertThat(types(id)).containsExactly("0", "2", "0");
		assertLatestAuditRowEqualsRow(id);
		assertLatestAuditRowEqualsRow(other);
	}

	@Test
	void createdDeletedAndRestoredInOneTransaction() {
		Long id = this.application.inTransaction((em) -> {
			Memo memo = new Memo("new");
			em.persist(memo);
			em.flush();
			delete(em, memo.id);
			restore(em, memo.id);
			return memo.id;
		});
		assertThat(types(id)).containsExactly("0");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void createdDeletedRestoredAndDeletedInOneTransaction() {
		Long id = this.application.inTransaction((em) -> {
			Memo memo = new Memo("new");
			em.persist(memo);
			em.flush();
			delete(em, memo.id);
			restore(em, memo.id);
			delete(em, memo.id);
			return memo.id;
		});
		assertThat(types(id)).containsExactly("2");
		assertLatestAuditRowEqualsRow(id);
	}

	@Test
	void deletedAndPurgedInOneTransaction() {
		Long id = memo();
		this.application.transaction((em) -> {
			delete(em, id);
			purge(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2");
		assertThat(latest("title", id)).isEqualTo("first");
	}

	@Test
	void purgedWhileTheDeletionIsPending() {
		Long id = memo();
		this.application.transaction((em) -> {
			em.remove(em.find(Memo.class, id));
			purge(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2");
		assertThat(latest("title", id)).isEqualTo("first");
	}

	@Test
	void deletedRestoredEditedDeletedAndPurgedInOneTransaction() {
		Long id = memo();
		this.application.transaction((em) -> {
			delete(em, id);
			restore(em, id);
			em.find(Memo.class, id).title = "edited";
			em.flush();
			delete(em, id);
			purge(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2");
		assertThat(latest("title", id)).isEqualTo("edited");
	}

	@Test
	void changesBeforeAndAfterAPurgeAreRecordedOnce() {
		Long purged = deletedMemo();
		Long changed = memo();
		this.application.transaction((em) -> {
			em.find(Memo.class, changed).title = "before";
			em.flush();
			purge(em, purged);
			em.clear();
			em.find(Memo.class, changed).title = "after";
		});
		assertThat(types(changed)).containsExactly("0", "1");
		assertLatestAuditRowEqualsRow(changed);
		assertThat(types(purged)).containsExactly("0", "2", "2");
	}

	@Test
	void idOfAPurgedRowIsUsedAgainInTheSameTransaction() {
		this.application.transaction((em) -> em.persist(new Label("again", "first")));
		this.application.transaction((em) -> em.remove(em.find(Label.class, "again")));
		this.application.transaction((em) -> {
			this.recorder.purging(session(em), LABEL, List.of("again"));
			AuditApplication.sql(session(em), "delete from label where id = 'again'");
			em.persist(new Label("other", "other"));
			em.persist(new Label("again", "second"));
		});
		assertThat(this.application.query("select revtype, text from label_aud where id = 'again' order by rev"))
			.containsExactly("0 first", "2 first", "0 second");
	}

	@Test
	void sessionThatIsFlushedByHand() {
		Long restored = deletedMemo();
		Long purged = deletedMemo();
		Long changed = memo();
		this.application.transaction((em) -> {
			em.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			em.find(Memo.class, changed).title = "before";
			em.flush();
			restore(em, restored);
			purge(em, purged);
			em.find(Memo.class, changed).title = "after";
			em.flush();
		});
		assertThat(types(restored)).containsExactly("0", "2", "0");
		assertThat(types(purged)).containsExactly("0", "2", "2");
		assertThat(types(changed)).containsExactly("0", "1");
		assertLatestAuditRowEqualsRow(changed);
		assertThat(latest("rev", restored)).isEqualTo(latest("rev", purged)).isEqualTo(latest("rev", changed));
	}

	@Test
	void statelessSession() {
		Long restored = deletedMemo();
		Long purged = deletedMemo();
		this.application.statelessTransaction((stateless) -> {
			SharedSessionContractImplementor session = (SharedSessionContractImplementor) stateless;
			AuditApplication.sql(session, "update memo set deleted_at = null where id = " + restored);
			this.recorder.restored(session, MEMO, List.of(restored));
			this.recorder.purging(session, MEMO, List.of(purged));
			AuditApplication.sql(session, "delete from memo where id = " + purged);
			stateless.insert(new Memo("new"));
		});
		assertThat(types(restored)).containsExactly("0", "2", "0");
		assertThat(types(purged)).containsExactly("0", "2", "2");
		assertThat(latest("rev", restored)).isEqualTo(latest("rev", purged));
	}

	@Test
	void rollbackLeavesNothing() {
		Long restored = deletedMemo();
		Long purged = deletedMemo();
		long revisions = this.application.count("revinfo");
		assertThatIllegalStateException().isThrownBy(() -> this.application.transaction((em) -> {
			restore(em, restored);
			purge(em, purged);
			throw new IllegalStateException("rolled back");
		}));
		assertThat(types(restored)).containsExactly("0", "2");
		assertThat(types(purged)).containsExactly("0", "2");
		assertThat(this.application.count("revinfo")).isEqualTo(revisions);
	}

	@Test
	void modifiedFlagsOfARestoredRowAreFalse() {
		Long id = deletedMemo();
		this.application.transaction((em) -> restore(em, id));
		assertThat(latest("case when title_mod then 'modified' else 'unmodified' end", id)).isEqualTo("unmodified");
	}

	@Test
	void nothingIsRecordedOfAnEntityThatIsNotAudited() {
		long revisions = this.application.count("revinfo");
		this.application.transaction((em) -> {
			Draft draft = new Draft();
			em.persist(draft);
			em.flush();
			this.recorder.restored(session(em), Draft.class.getName(), List.of(draft.id));
			this.recorder.purging(session(em), Draft.class.getName(), List.of(draft.id));
		});
		assertThat(this.application.count("revinfo")).isEqualTo(revisions);
	}

	@Test
	void nothingIsRecordedWithoutIds() {
		long revisions = this.application.count("revinfo");
		this.application.transaction((em) -> this.recorder.purging(session(em), MEMO, List.of()));
		assertThat(this.application.count("revinfo")).isEqualTo(revisions);
	}

	private Long memo() {
		return memo("first");
	}

	private Long memo(String title) {
		return this.application.inTransaction((em) -> {
			Memo memo = new Memo(title);
			memo.position = 7;
			memo.secret = "secret";
			em.persist(memo);
			return memo.id;
		});
	}

	private Long deletedMemo() {
		Long id = memo();
		this.application.transaction((em) -> delete(em, id));
		return id;
	}

	@Test
	void whatAListenerChangesWhileHistoryIsWrittenIsRecorded() {
		Receipt receipt = new Receipt("a");
		this.application.transaction((em) -> em.persist(receipt));
		assertThat(this.application.query("select code from receipt where id = ?", receipt.id))
			.containsExactly("R" + receipt.id);
		assertThat(this.application.query("select revtype, code, author from receipt_aud where id = ?", receipt.id))
			.containsExactly("0 R" + receipt.id + " a");
	}

	@Test
	void whatEachFlushChangesIsRecordedAsTheTableHasIt() {
		Receipt receipt = new Receipt("a");
		this.application.transaction((em) -> em.persist(receipt));
		this.application.transaction((em) -> em.find(Receipt.class, receipt.id).printedAtEachUpdate = true);
		assertThat(
				this.application.query("select revtype, prints from receipt_aud where id = ? order by rev", receipt.id))
			.containsExactly("0 0", "1 " + prints(receipt));
		this.application.transaction((em) -> {
			restore(em, deletedMemo());
			em.find(Receipt.class, receipt.id).author = "b";
			em.find(Receipt.class, receipt.id).code = "c";
		});
		assertThat(this.application.query("select revtype, prints from receipt_aud where id = ? order by rev desc",
				receipt.id))
			.startsWith("1 " + prints(receipt))
			.hasSize(3);
	}

	private String prints(Receipt receipt) {
		return this.application.query("select prints from receipt where id = ?", receipt.id).get(0);
	}

	@Test
	void whatAListenerRemovesOrAddsWhileHistoryIsWrittenIsRecorded() {
		Pad pad = new Pad();
		Stub stub = new Stub();
		stub.pad = pad;
		pad.stubs.add(stub);
		this.application.transaction((em) -> em.persist(pad));
		this.application.transaction((em) -> {
			Pad found = em.find(Pad.class, pad.id);
			found.stubs.size();
			found.tornAtNextUpdate = true;
		});
		assertThat(this.application.count("stub")).isZero();
		assertThat(this.application.query("select revtype from stub_aud order by rev")).containsExactly("0", "2");
		assertThat(this.application.query("select revtype, marks from pad_marks_aud where pad_id = ?", pad.id))
			.containsExactly("0 torn");
	}

	@Test
	void whatWasLateBeforeAPurgeAndIsDeletedAfterItIsDeleted() {
		Receipt receipt = new Receipt("a");
		receipt.lines = new Lines("x");
		this.application.transaction((em) -> em.persist(receipt));
		Long purged = deletedMemo();
		this.application.transaction((em) -> {
			Receipt found = em.find(Receipt.class, receipt.id);
			em.flush();
			purge(em, purged);
			em.remove(found);
		});
		assertThat(
				this.application.query("select revtype, text from receipt_aud where id = ? order by rev", receipt.id))
			.containsExactly("0 x", "2 x");
	}

	@Test
	void anUpdateToNothingInAStatelessSessionIsRecorded() {
		Label label = new Label("nothing", "a");
		this.application.transaction((em) -> em.persist(label));
		this.application.statelessTransaction((session) -> {
			label.text = null;
			session.update(label);
		});
		assertThat(this.application.query("select revtype, text from label_aud where id = 'nothing' order by rev"))
			.containsExactly("0 a", "1 null");
	}

	@Test
	void whatIsNeverFoundUnchangedIsRecordedOnceInATransaction() {
		Receipt receipt = new Receipt("a");
		receipt.lines = new Lines("x");
		this.application.transaction((em) -> em.persist(receipt));
		this.application.transaction((em) -> em.find(Receipt.class, receipt.id).lines.text = "y");
		assertThat(
				this.application.query("select revtype, text from receipt_aud where id = ? order by rev", receipt.id))
			.containsExactly("0 x", "1 y");
	}

	@Test
	void aRowThatAStatelessSessionDoesNotRemoveAfterAllIsNotRecordedAsRemoved() {
		Ticket ticket = new Ticket();
		this.application.transaction((em) -> em.persist(ticket));
		this.application.statelessTransaction((session) -> {
			Ticket stale = new Ticket();
			stale.id = ticket.id;
			stale.version = 7;
			assertThatException().isThrownBy(() -> session.delete(stale));
		});
		assertThat(this.application.query("select revtype from ticket_aud where id = ?", ticket.id))
			.containsExactly("0");
		this.application.statelessTransaction((session) -> {
			session.delete(session.get(Ticket.class, ticket.id));
			Ticket again = new Ticket();
			session.insert(again);
			session.delete(again);
			session.insert(again);
			again.text = "b";
			session.update(again);
		});
		assertThat(this.application.query("select revtype, text from ticket_aud order by rev, revtype"))
			.containsExactly("0 a", "0 b", "2 a");
	}

	@Test
	void whatAStatelessSessionDoesNotWriteIsRecordedAsItIs() {
		Receipt receipt = new Receipt("a");
		this.application.transaction((em) -> em.persist(receipt));
		this.application.statelessTransaction((session) -> {
			Receipt anonymous = new Receipt();
			anonymous.id = receipt.id;
			anonymous.prints = 7;
			session.update(anonymous);
		});
		assertThat(this.application.query("select revtype, prints, author from receipt_aud where id = ? order by rev",
				receipt.id))
			.containsExactly("0 0 a", "1 7 a");
		this.application.statelessTransaction((session) -> {
			session.setJdbcBatchSize(10);
			Receipt created = new Receipt("b");
			session.insert(created);
			created.author = "c";
			session.update(created);
			Receipt removed = new Receipt();
			removed.id = receipt.id;
			session.delete(removed);
		});
		assertThat(this.application.query("select revtype, prints, author from receipt_aud order by rev desc, revtype"))
			.startsWith("0 0 b", "2 7 a");
		assertThat(this.application.query("select prints from receipt where id = ?", receipt.id)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatAStatelessSessionRemovesTwiceIsRecordedAsRemoved(boolean updated) {
		Ticket ticket = new Ticket();
		this.application.transaction((em) -> em.persist(ticket));
		this.application.statelessTransaction((session) -> {
			session.delete(session.get(Ticket.class, ticket.id));
			Ticket again = new Ticket();
			again.id = ticket.id;
			session.insert(again);
			if (updated) {
				again.text = "b";
				session.update(again);
			}
			session.delete(again);
		});
		assertThat(this.application.query("select revtype from ticket_aud where id = ? order by rev", ticket.id))
			.containsExactly("0", "2");
	}

	@Test
	void whatIsRemovedAndInsertedAgainIsRecordedAsChanged() {
		Ticket ticket = new Ticket();
		this.application.transaction((em) -> em.persist(ticket));
		this.application.statelessTransaction((session) -> {
			session.delete(session.get(Ticket.class, ticket.id));
			Ticket again = new Ticket();
			again.id = ticket.id;
			again.text = "b";
			session.insert(again);
			again.text = "c";
			session.update(again);
		});
		assertThat(this.application.query("select revtype, text from ticket_aud where id = ? order by rev", ticket.id))
			.containsExactly("0 a", "1 c");
	}

	@Test
	void whatABatchHasUpdatedIsRecordedWhenItIsRemoved() {
		Receipt receipt = new Receipt("a");
		this.application.transaction((em) -> em.persist(receipt));
		this.application.statelessTransaction((session) -> {
			session.setJdbcBatchSize(10);
			Receipt found = session.get(Receipt.class, receipt.id);
			found.prints = 7;
			session.update(found);
			session.delete(found);
		});
		assertThat(
				this.application.query("select revtype, prints from receipt_aud where id = ? order by rev", receipt.id))
			.containsExactly("0 0", "2 7");
	}

	@Test
	void whatLeavesTheOtherEndOfItsLinkWhenItIsRemovedIsRecordedAsRemoved() {
		Tray tray = new Tray();
		Card card = new Card();
		this.application.transaction((em) -> {
			em.persist(card);
			tray.cards.add(card);
			em.persist(tray);
		});
		this.application.transaction((em) -> {
			Card found = em.find(Card.class, card.id);
			em.remove(found);
		});
		assertThat(this.application.query("select revtype from card_aud where id = ? order by rev", card.id))
			.containsExactly("0", "2");
		assertThat(this.application.query("select tray_id from card where id = ?", card.id)).containsExactly("null");
	}

	@Test
	void whatAListenerChangesOfARowThatNoStatementCanRecordIsRecorded() {
		Slip slip = new Slip();
		this.application.transaction((em) -> em.persist(slip));
		assertThat(this.application.query("select revtype, code from slip_aud where id = ?", slip.id))
			.containsExactly("0 S" + slip.id);
	}

	@Test
	void whatIsNeverFoundUnchangedOfARowThatNoStatementCanRecordIsRecorded() {
		Slip slip = new Slip();
		slip.lines = new Lines("x");
		this.application.transaction((em) -> em.persist(slip));
		this.application.transaction((em) -> em.find(Slip.class, slip.id).lines.text = "y");
		assertThat(this.application.query("select revtype, text from slip_aud where id = ? order by rev", slip.id))
			.containsExactly("0 x", "1 y");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void deletedRecordedRestoredEditedAndDeletedInOneTransaction(boolean editedTwice) {
		Long id = memo();
		Long purged = deletedMemo();
		this.application.transaction((em) -> {
			delete(em, id);
			purge(em, purged);
			restore(em, id);
			em.find(Memo.class, id).title = "edited";
			em.flush();
			if (editedTwice) {
				em.find(Memo.class, id).title = "edited again";
				em.flush();
			}
			delete(em, id);
		});
		assertThat(types(id)).containsExactly("0", "2");
		assertLatestAuditRowEqualsRow(id);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatAStatelessSessionInsertsAfterEnversHasWrittenIsRecorded(boolean writtenEarly) {
		Long changed = memo();
		Long other = deletedMemo();
		Ticket ticket = new Ticket();
		this.application.transaction((em) -> {
			em.find(Memo.class, changed).title = "changed";
			em.flush();
			if (writtenEarly) {
				((EnversRowChangeRecorder) this.recorder).writePending(session(em));
				em.find(Memo.class, changed).title = "changed again";
				em.flush();
			}
			Session session = em.unwrap(Session.class);
			session(em).getTransactionCompletionCallbacks()
				.registerCallback((BeforeCompletionCallback) (completing) -> {
					try (StatelessSession stateless = session.statelessWithOptions().connection().open()) {
						stateless.insert(ticket);
					}
				});
			if (!writtenEarly) {
				restore(em, other);
			}
		});
		assertThat(this.application.query("select revtype from ticket_aud where id = ?", ticket.id))
			.containsExactly("0");
	}

	@Test
	void whatTakesOverTheIdOfAnotherClassIsCreated() {
		Dog dog = new Dog();
		dog.id = "a";
		this.application.transaction((em) -> em.persist(dog));
		this.application.statelessTransaction((session) -> {
			session.delete(session.get(Dog.class, "a"));
			Cat cat = new Cat();
			cat.id = "a";
			session.insert(cat);
			cat.name = "b";
			session.update(cat);
		});
		assertThat(this.application.query("select revtype from dog_aud order by rev")).containsExactly("0", "2");
		assertThat(this.application.query("select revtype, name from cat_aud")).containsExactly("0 b");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatComesBackFromAnotherClassIsWhatItWas(boolean removed) {
		Dog dog = new Dog();
		dog.id = "back" + removed;
		this.application.transaction((em) -> em.persist(dog));
		this.application.statelessTransaction((session) -> {
			session.delete(session.get(Dog.class, dog.id));
			Cat cat = new Cat();
			cat.id = dog.id;
			session.insert(cat);
			session.delete(cat);
			Dog again = new Dog();
			again.id = dog.id;
			session.insert(again);
			again.name = "b";
			session.update(again);
			if (removed) {
				session.delete(again);
			}
		});
		assertThat(this.application.query("select revtype from dog_aud where id = ? order by rev", dog.id))
			.containsExactly("0", removed ? "2" : "1");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatIsInsertedAgainAsItWasAndEditedIsRecorded(boolean recordedBetween) {
		Ticket ticket = new Ticket();
		this.application.transaction((em) -> em.persist(ticket));
		Long purged = deletedMemo();
		this.application.transaction((em) -> {
			em.remove(em.find(Ticket.class, ticket.id));
			em.flush();
			if (recordedBetween) {
				purge(em, purged);
			}
			Ticket again = new Ticket();
			again.id = ticket.id;
			em.persist(again);
			em.flush();
			again.text = "b";
		});
		assertThat(this.application.query("select revtype, text from ticket_aud where id = ? order by rev", ticket.id))
			.containsExactly("0 a", "1 b");
	}

	@Test
	void whatAListenerChangesOfAnotherEntityHasItsFlag() {
		Long id = memo();
		this.application.transaction((em) -> {
			Visit visit = new Visit();
			visit.memo = em.find(Memo.class, id);
			em.persist(visit);
		});
		assertThat(latest("revtype, title, case when title_mod then 'modified' else 'unmodified' end", id))
			.isEqualTo("1 visited modified");
	}

	@Test
	void whatIsNeverFoundUnchangedIsWrittenAFewTimesWhateverElseIsRecorded() {
		List<Receipt> receipts = Stream.generate(() -> new Receipt("a")).limit(20).toList();
		receipts.forEach((receipt) -> receipt.lines = new Lines("x"));
		this.application.transaction((em) -> receipts.forEach(em::persist));
		Long deleted = deletedMemo();
		Statistics statistics = this.application.sessionFactory().getStatistics();
		statistics.setStatisticsEnabled(true);
		statistics.clear();
		this.application.transaction((em) -> {
			receipts.forEach((receipt) -> em.find(Receipt.class, receipt.id));
			restore(em, deleted);
		});
		// once in each of the flushes
		assertThat(statistics.getEntityUpdateCount()).isLessThanOrEqualTo(2L * receipts.size());
	}

	private static void delete(EntityManager em, Long id) {
		em.remove(em.find(Memo.class, id));
		em.flush();
	}

	private void restore(EntityManager em, Long id) {
		AuditApplication.sql(session(em), "update memo set deleted_at = null where id = " + id);
		this.recorder.restored(session(em), MEMO, List.of(id));
	}

	private void purge(EntityManager em, Long id) {
		this.recorder.purging(session(em), MEMO, List.of(id));
		AuditApplication.sql(session(em), "delete from memo where id = " + id);
	}

	private static SharedSessionContractImplementor session(EntityManager em) {
		return AuditApplication.session(em);
	}

	private List<String> types(Long id) {
		return this.application.query("select revtype from memo_aud where id = ? order by rev", id);
	}

	private String latest(String columns, Long id) {
		return this.application.query("select " + columns + " from memo_aud where id = ? order by rev desc", id).get(0);
	}

	private void assertLatestAuditRowEqualsRow(Long id) {
		String columns = "title, position, topic_id, deleted_at";
		assertThat(latest(columns, id))
			.isEqualTo(this.application.query("select " + columns + " from memo where id = ?", id).get(0));
	}

}
