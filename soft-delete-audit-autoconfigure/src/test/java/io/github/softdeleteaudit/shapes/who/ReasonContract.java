package io.github.softdeleteaudit.shapes.who;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.AuditContext;
import io.github.softdeleteaudit.audit.AuditReasonMissingException;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.who.WhoModel.Contract;
import io.github.softdeleteaudit.shapes.who.WhoModel.ContractRepository;
import io.github.softdeleteaudit.shapes.who.WhoModel.Deed;
import io.github.softdeleteaudit.shapes.who.WhoModel.Memo;
import io.github.softdeleteaudit.shapes.who.WhoModel.MemoRepository;
import io.github.softdeleteaudit.shapes.who.WhoModel.Paper;
import io.github.softdeleteaudit.shapes.who.WhoModel.PaperRepository;
import io.github.softdeleteaudit.shapes.who.WhoModel.Rate;
import io.github.softdeleteaudit.shapes.who.WhoModel.Remark;
import io.github.softdeleteaudit.shapes.who.WhoModel.WhoApplication;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Contract: a transaction's reason is in its revision, and in no other; what needs a
 * reason is not changed without.
 */
abstract class ReasonContract extends ShapeContract {

	ReasonContract(TestDatabase database) {
		super(database, WhoApplication.class);
	}

	@Test
	void aReasonIsThatOfItsTransactionAlone() {
		tx(() -> {
			AuditContext.reason("spring cleaning");
			em().persist(new Memo("a"));
		});
		assertThat(lastReason()).isEqualTo("spring cleaning");
		saved(new Memo("b"));
		assertThat(lastReason()).isNull();
	}

	@Test
	void aReasonGivenAfterTheStampWasMadeCounts() {
		Long id = saved(new Memo("a")).id;
		tx(() -> {
			bean(MemoRepository.class).deleteById(id);
			em().flush();
			AuditContext.reason("duplicate");
		});
		assertThat(lastReason()).isEqualTo("duplicate");
	}

	@Test
	void theLatestReasonCounts() {
		tx(() -> {
			AuditContext.reason("first");
			em().persist(new Memo("a"));
			em().flush();
			AuditContext.reason("second");
		});
		assertThat(lastReason()).isEqualTo("second");
	}

	@Test
	void aReasonIsForgottenByARollback() {
		assertThatIllegalStateException().isThrownBy(() -> tx(() -> {
			AuditContext.reason("never");
			em().persist(new Memo("a"));
			em().flush();
			throw new IllegalStateException("rolled back");
		})).withMessage("rolled back");
		saved(new Memo("b"));
		assertThat(lastReason()).isNull();
	}

	@Test
	void aTransactionWithinAnotherHasItsOwnReason() {
		tx(() -> {
			AuditContext.reason("outer");
			em().persist(new Memo("a"));
			em().flush();
			meanwhile(() -> em().persist(new Memo("b")));
			assertThat(lastReason()).isNull();
			meanwhile(() -> {
				AuditContext.reason("inner");
				em().persist(new Memo("c"));
			});
			assertThat(lastReason()).isEqualTo("inner");
		});
		assertThat(reasons()).contains("outer");
		assertThat(bean(MemoRepository.class).history(saved(new Memo("d")).id)).singleElement()
			.satisfies((entry) -> assertThat(entry.reason()).isNull());
	}

	@Test
	void outsideATransactionThereIsNothingToGiveAReasonTo() {
		assertThatIllegalStateException().isThrownBy(() -> AuditContext.reason("lost"))
			.withMessageContaining("AuditContext.reason(reason, action)");
		saved(new Memo("a"));
		assertThat(lastReason()).isNull();
	}

	@Test
	void aBlockGivesAReasonToAllTransactionsBegunInIt() {
		Long id = AuditContext.reason("import", () -> {
			saved(new Memo("a"));
			assertThat(lastReason()).isEqualTo("import");
			AuditContext.reason("import, part two", () -> {
				saved(new Memo("b"));
			});
			assertThat(lastReason()).isEqualTo("import, part two");
			Long last = saved(new Memo("c")).id;
			assertThat(lastReason()).isEqualTo("import");
			return last;
		});
		assertThat(bean(MemoRepository.class).history(id)).singleElement()
			.satisfies((entry) -> assertThat(entry.reason()).isEqualTo("import"));
		saved(new Memo("d"));
		assertThat(lastReason()).isNull();
	}

	@Test
	void aBlockThatFailsEnds() {
		assertThatIllegalStateException().isThrownBy(() -> AuditContext.reason("import", () -> {
			throw new IllegalStateException();
		}));
		saved(new Memo("a"));
		assertThat(lastReason()).isNull();
	}

	@Test
	void aBlockWithinATransactionGivesItItsReason() {
		tx(() -> AuditContext.reason("block", () -> {
			em().persist(new Memo("a"));
		}));
		assertThat(lastReason()).isEqualTo("block");
	}

	@Test
	void aBlockGivesAReasonToAStatelessSession() {
		AuditContext.reason("stateless", () -> stateless((session) -> session.insert(new Remark())));
		assertThat(lastReason()).isEqualTo("stateless");
	}

	@Test
	void aReasonThatComesAfterTheRevisionIsRefused() {
		Long id = saved(new Memo("a")).id;
		tx(() -> bean(MemoRepository.class).deleteById(id));
		Tables before = this.application.tables();
		// a purge writes its revision at once
		assertThatIllegalStateException().isThrownBy(() -> tx(() -> {
			bean(MemoRepository.class).purge(id);
			AuditContext.reason("too late");
		})).withMessageContaining("too late");
		assertThat(this.application.tables()).isEqualTo(before);
		tx(() -> {
			AuditContext.reason("in time");
			bean(MemoRepository.class).purge(id);
			AuditContext.reason("in time");
		});
		assertThat(lastReason()).isEqualTo("in time");
	}

	@Test
	void aBaselineWithinATransactionHasNothingToDoWithItsReason() {
		Long id = saved(new Memo("a")).id;
		this.application.jdbc().update("delete from memo_aud where id = ?", id);
		tx(() -> {
			AuditContext.reason("first");
			assertThat(bean(AuditBaseline.class).write(Memo.class)).isOne();
			assertThat(lastReason()).isNull();
			em().persist(new Memo("b"));
			AuditContext.reason("second");
		});
		assertThat(lastReason()).isEqualTo("second");
		this.application.jdbc().update("delete from memo_aud where id = ?", id);
		AuditContext.reason("baseline", () -> {
			bean(AuditBaseline.class).writeAll();
		});
		assertThat(lastReason()).isEqualTo("baseline");
	}

	@Test
	void afterTheCommitThereIsNoTransactionToGiveAReasonTo() {
		for (boolean changes : List.of(true, false)) {
			List<Throwable> refusals = new ArrayList<>();
			tx(() -> {
				AuditContext.reason("before");
				if (changes) {
					em().persist(new Memo("a"));
				}
				else {
					em().find(Memo.class, 1L);
				}
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						refusals.add(catchThrowable(() -> AuditContext.reason("lost")));
						refusals.add(catchThrowable(() -> AuditContext.reason("before")));
						AuditContext.reason("block", () -> meanwhile(() -> em().persist(new Memo("b"))));
					}

					@Override
					public void afterCompletion(int status) {
						refusals.add(catchThrowable(() -> AuditContext.reason("lost")));
					}

				});
			});
			assertThat(lastReason()).isEqualTo("block");
			assertThat(refusals).hasSize(3)
				.allSatisfy((refusal) -> assertThat(refusal).isInstanceOf(IllegalStateException.class));
			saved(new Memo("c"));
			assertThat(lastReason()).isNull();
		}
	}

	@Test
	void aReasonMayBeGivenRightBeforeTheCommit() {
		tx(() -> {
			em().persist(new Contract());
			em().flush();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					AuditContext.reason("in time");
				}

			});
		});
		assertThat(lastReason()).isEqualTo("in time");
	}

	@Test
	void changesThroughASuperclassNeedTheReasonOfTheSubclass() {
		Long plain = saved(new Paper()).id;
		Long id = AuditContext.reason("for a test", () -> saved(new Deed()).id);
		List<Consumer<Long>> changes = List.of(
				(each) -> em().createQuery("update Paper set text = 'x' where id = :id")
					.setParameter("id", each)
					.executeUpdate(),
				(each) -> em().createQuery("delete from Paper where id = :id").setParameter("id", each).executeUpdate(),
				(each) -> bean(PaperRepository.class).restore(each),
				(each) -> bean(PaperRepository.class).deleteById(each),
				(each) -> bean(Deletions.class)
					.restore(bean(PaperRepository.class).findDeletedById(each).orElseThrow().getDeletionId()),
				(each) -> bean(PaperRepository.class).deleteAllByIdInBatch(List.of(each)),
				(each) -> bean(PaperRepository.class).purge(each));
		for (Consumer<Long> change : changes) {
			tx(() -> change.accept(plain));
			Tables before = this.application.tables();
			assertThatExceptionOfType(AuditReasonMissingException.class).as("change " + changes.indexOf(change))
				.isThrownBy(() -> tx(() -> change.accept(id)))
				.satisfies((ex) -> assertThat(ex.getEntityNames()).containsExactly(Deed.class.getName()));
			assertThat(this.application.tables()).isEqualTo(before);
			explained(() -> change.accept(id));
		}
	}

	@Test
	void aReasonThatTheColumnDoesNotHoldIsRefused() {
		tx(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> AuditContext.reason(" "));
			assertThatIllegalArgumentException().isThrownBy(() -> AuditContext.reason("r".repeat(1001)));
			AuditContext.reason("\u00e4".repeat(1000));
			em().persist(new Memo("a"));
		});
		assertThat(lastReason()).isEqualTo("\u00e4".repeat(1000));
		assertThatIllegalArgumentException().isThrownBy(() -> AuditContext.reason("", () -> {
		}));
	}

	@Test
	void creatingNeedsAReason() {
		refused(() -> tx(() -> em().persist(new Contract())));
		explained(() -> em().persist(new Contract()));
	}

	@Test
	void updatingNeedsAReason() {
		Long id = contract();
		changed(() -> em().find(Contract.class, id).text = "changed");
	}

	@Test
	void deletingRestoringAndPurgingNeedAReason() {
		ContractRepository contracts = bean(ContractRepository.class);
		Long id = contract();
		changed(() -> contracts.deleteById(id));
		changed(() -> contracts.restore(id));
		changed(() -> contracts.deleteById(id));
		changed(() -> contracts.purge(id));
	}

	@Test
	void changesOfManyRowsNeedAReason() {
		ContractRepository contracts = bean(ContractRepository.class);
		Long id = contract();
		changed(() -> em().createQuery("update Contract set text = 'many' where id = :id")
			.setParameter("id", id)
			.executeUpdate());
		changed(() -> contracts.deleteAllByIdInBatch(List.of(id)));
		changed(() -> contracts.restoreAll((contract, query, builder) -> builder.equal(contract.get("id"), id)));
		changed(() -> em().createQuery("delete from Contract where id = :id").setParameter("id", id).executeUpdate());
	}

	@Test
	void changesOfElementsAndLinksNeedAReason() {
		Long memo = saved(new Memo("a")).id;
		Long id = contract();
		changed(() -> em().find(Contract.class, id).tags.add("new"));
		changed(() -> em().find(Contract.class, id).memos.add(em().find(Memo.class, memo)));
		changed(() -> em().find(Contract.class, id).memos.clear());
		changed(() -> em().find(Contract.class, id).tags = new HashSet<>(Set.of("other")));
	}

	@Test
	void changesFlushedByHandNeedAReason() {
		Long id = contract();
		changed(() -> {
			em().unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			em().find(Contract.class, id).text = "by hand";
			em().flush();
			em().clear();
		});
	}

	@Test
	void changesOfAStatelessSessionNeedAReason() {
		Tables before = this.application.tables();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> stateless((session) -> session.insert(new Rate())))
			.havingRootCause()
			.isInstanceOf(AuditReasonMissingException.class);
		assertThat(this.application.tables()).isEqualTo(before);
		AuditContext.reason("new rates", () -> stateless((session) -> session.insert(new Rate())));
		assertThat(lastReason()).isEqualTo("new rates");
	}

	@Test
	void anUpsertIsRefused() {
		Supplier<Rate> saved = () -> saved(new Rate());
		Rate rate = AuditContext.reason("new", saved);
		Tables before = this.application.tables();
		for (Consumer<StatelessSession> upsert : List.<Consumer<StatelessSession>>of((session) -> session.upsert(rate),
				(session) -> session.upsertMultiple(List.of(rate)))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> stateless(upsert))
				.withMessageContaining("no upsert of the audited entity");
			assertThat(this.application.tables()).isEqualTo(before);
		}
	}

	@Test
	void aRefusedTransactionIsFollowedByOthersOfTheSameSession() {
		SessionFactory factory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		try (Session session = factory.openSession()) {
			Transaction refused = session.beginTransaction();
			session.persist(new Contract());
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(refused::commit);
			session.clear();
			Transaction next = session.beginTransaction();
			session.persist(new Memo("a"));
			next.commit();
		}
		assertThat(lastReason()).isNull();
	}

	@Test
	void whatIsNoChangeOfTheEntityNeedsNoReason() {
		Long id = contract();
		Long revisions = count("select count(*) from revinfo");
		assertThatNoException().isThrownBy(() -> tx(() -> em().find(Contract.class, id).views++));
		assertThatNoException()
			.isThrownBy(() -> tx(() -> em().createQuery("update Contract c set c.views = c.views + 1 where c.id = :id")
				.setParameter("id", id)
				.executeUpdate()));
		assertThatNoException().isThrownBy(() -> tx(() -> em().merge(em().find(Contract.class, id))));
		assertThat(count("select count(*) from revinfo")).isEqualTo(revisions);
		tx(() -> {
			Remark remark = new Remark();
			remark.contract = em().find(Contract.class, id);
			remark.contract.remarks.add(remark);
			em().persist(remark);
		});
		assertThat(count("select count(*) from contract_aud where id = ?", id)).isOne();
	}

	@Test
	void theApplicationsColumnsAreFilledOnceInOrderInTheThreadThatWrites() {
		String branch = "a in " + Thread.currentThread().getName() + " b";
		saved(new Memo("a"));
		assertThat(lastBranch()).isEqualTo(branch);
		tx(() -> {
			em().unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			em().persist(new Memo("a"));
			em().flush();
		});
		assertThat(lastBranch()).isEqualTo(branch);
		stateless((session) -> session.insert(new Remark()));
		assertThat(lastBranch()).isEqualTo(branch);
		Long id = saved(new Memo("a")).id;
		tx(() -> bean(MemoRepository.class).deleteAllByIdInBatch(List.of(id)));
		assertThat(lastBranch()).isEqualTo(branch);
		this.application.statements().clear();
		tx(() -> bean(MemoRepository.class).purge(id));
		assertThat(lastBranch()).isEqualTo(branch);
		assertThat(this.application.statements().all()).noneMatch((sql) -> sql.contains("update REVINFO"));
	}

	@Test
	void aRevisionThatIsPersistedAgainIsNotCustomizedAgain() {
		Long id = saved(new Memo("a")).id;
		tx(() -> bean(MemoRepository.class).deleteById(id));
		int before = WhoModel.CUSTOMIZED.get();
		tx(() -> {
			em().unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			bean(MemoRepository.class).purge(id);
			em().persist(new Memo("b"));
			em().flush();
		});
		assertThat(WhoModel.CUSTOMIZED).hasValue(before + 1);
	}

	// refused without a reason, done with one
	private void changed(Runnable change) {
		refused(() -> tx(change));
		explained(change);
	}

	private void refused(Runnable transaction) {
		Tables before = this.application.tables();
		assertThatExceptionOfType(AuditReasonMissingException.class).isThrownBy(transaction::run)
			.withMessage("A change of %s needs a reason: call AuditContext.reason.".formatted(Contract.class.getName()))
			.satisfies((ex) -> assertThat(ex.getEntityNames()).containsExactly(Contract.class.getName()));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private void explained(Runnable change) {
		Tables before = this.application.tables();
		String reason = "because of " + this.application.clock().tick();
		tx(() -> {
			// first, as a purge writes its revision at once
			AuditContext.reason(reason);
			change.run();
		});
		assertThat(lastReason()).isEqualTo(reason);
		assertThat(this.application.tables()).isNotEqualTo(before);
	}

	private Long contract() {
		Supplier<Contract> saved = () -> saved(new Contract());
		return AuditContext.reason("for a test", saved).id;
	}

	private void stateless(Consumer<StatelessSession> work) {
		SessionFactory factory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		try (StatelessSession session = factory.openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			work.accept(session);
			transaction.commit();
		}
	}

	// in a thread, so in a transaction, of its own
	private String lastReason() {
		return CompletableFuture
			.supplyAsync(() -> this.application.jdbc()
				.queryForObject("select reason from revinfo order by rev desc limit 1", String.class))
			.join();
	}

	private List<String> reasons() {
		return this.application.jdbc().queryForList("select reason from revinfo", String.class);
	}

	private String lastBranch() {
		return this.application.jdbc()
			.queryForObject("select branch from revinfo order by rev desc limit 1", String.class);
	}

}
