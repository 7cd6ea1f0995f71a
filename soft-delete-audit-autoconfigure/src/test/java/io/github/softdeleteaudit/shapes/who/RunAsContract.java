package io.github.softdeleteaudit.shapes.who;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.Actors;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.who.WhoModel.Memo;
import io.github.softdeleteaudit.shapes.who.WhoModel.MemoRepository;
import io.github.softdeleteaudit.shapes.who.WhoModel.WhoApplication;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contract: an actor that code names itself is recorded, in a deleted row and in the
 * revision alike.
 */
abstract class RunAsContract extends ShapeContract {

	RunAsContract(TestDatabase database) {
		super(database, WhoApplication.class);
	}

	@BeforeEach
	void authenticate() {
		SecurityContextHolder.setContext(
				new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated("clerk", null, List.of())));
	}

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void theNamedActorWinsOverTheUser() {
		Actors.runAs("import", () -> delete(memo()));
		assertThat(lastDeletion()).isEqualTo("import import");
		delete(memo());
		assertThat(lastDeletion()).isEqualTo("clerk clerk");
	}

	@Test
	void theNamedActorMayStandForAnother() {
		Actors.runAs(new Actor("import", "operator"), () -> delete(memo()));
		assertThat(lastDeletion()).isEqualTo("import import");
		assertThat(this.application.jdbc()
			.queryForObject("select impersonator from revinfo order by rev desc limit 1", String.class))
			.isEqualTo("operator");
	}

	@Test
	void blocksNestAndEndAlsoWhenTheyFail() {
		String result = Actors.runAs("outer", () -> {
			assertThatIllegalStateException().isThrownBy(() -> Actors.runAs("inner", () -> {
				delete(memo());
				throw new IllegalStateException();
			}));
			assertThat(lastDeletion()).isEqualTo("inner inner");
			delete(memo());
			return lastDeletion();
		});
		assertThat(result).isEqualTo("outer outer");
		assertThatIllegalArgumentException().isThrownBy(() -> Actors.runAs(" ", () -> {
		}));
		delete(memo());
		assertThat(lastDeletion()).isEqualTo("clerk clerk");
	}

	@Test
	void whatABlockThatFailsHasChangedIsOfItsActor() {
		Long memo = memo();
		tx(() -> assertThatIllegalStateException().isThrownBy(() -> Actors.runAs("import", () -> {
			em().find(Memo.class, memo).text = "b";
			throw new IllegalStateException();
		})));
		assertThat(lastActor()).isEqualTo("import");
		assertThat(actorsOf(memo)).endsWith("import");
		tx(() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> Actors.runAs("another", () -> {
			em().find(Memo.class, memo).text = "c";
			// as of code that does not declare it
			throw this.<RuntimeException>undeclared(new IOException());
		})));
		assertThat(actorsOf(memo)).endsWith("another");
	}

	@SuppressWarnings("unchecked")
	private <E extends Throwable> E undeclared(Throwable exception) throws E {
		throw (E) exception;
	}

	@Test
	void anotherThreadIsNotInTheBlock() {
		Actors.runAs("import", () -> CompletableFuture.runAsync(() -> delete(memo())).join());
		assertThat(lastDeletion()).isEqualTo("system system");
	}

	@Test
	void aTransactionIsOfTheActorInWhoseBlockItChangesSomething() {
		Long memo = memo();
		tx(() -> Actors.runAs("import", () -> bean(MemoRepository.class).deleteById(memo)));
		assertThat(lastDeletion()).isEqualTo("import import");
		Memo other = saved(new Memo("a"));
		tx(() -> Actors.runAs("import", () -> {
			em().find(Memo.class, other.id).text = "b";
		}));
		assertThat(lastActor()).isEqualTo("import");
	}

	@Test
	void aTransactionBegunInABlockOfATransactionIsItsOwn() {
		Long deleted = memo();
		Long imported = memo();
		tx(() -> {
			bean(MemoRepository.class).deleteById(deleted);
			Actors.runAs("import", () -> meanwhile(() -> bean(MemoRepository.class).deleteById(imported)));
			assertThat(lastDeletion()).isEqualTo("import import");
		});
		assertThat(lastDeletion()).isEqualTo("clerk clerk");
		assertThat(actorsOf(deleted)).containsExactly("clerk", "clerk");
		assertThat(actorsOf(imported)).containsExactly("clerk", "import");
	}

	@Test
	void aBlockThatChangesNothingLeavesTheTransactionToItsUser() {
		Long memo = memo();
		tx(() -> {
			Actors.runAs("import", () -> em().find(Memo.class, memo));
			bean(MemoRepository.class).deleteById(memo);
		});
		assertThat(lastDeletion()).isEqualTo("clerk clerk");
	}

	@Test
	void aTransactionIsNotOfTwoActors() {
		Long first = memo();
		Long second = memo();
		refused(() -> {
			bean(MemoRepository.class).deleteById(first);
			Actors.runAs("import", () -> bean(MemoRepository.class).deleteById(second));
		});
		refused(() -> {
			em().find(Memo.class, first).text = "by the clerk";
			Actors.runAs("import", () -> {
				em().find(Memo.class, second).text = "by the import";
			});
		});
	}

	@Test
	void whatHappensAfterABlockIsNotOfItsActor() {
		Long first = memo();
		Long second = memo();
		Long deleted = memo();
		tx(() -> bean(MemoRepository.class).deleteById(deleted));
		refused(() -> {
			Actors.runAs("import", () -> bean(MemoRepository.class).deleteById(first));
			bean(MemoRepository.class).deleteById(second);
		});
		refused(() -> {
			Actors.runAs("import", () -> {
				em().find(Memo.class, first).text = "by the import";
			});
			em().createQuery("update Memo set text = 'by the clerk' where id = " + second).executeUpdate();
		});
		refused(() -> {
			Actors.runAs("import", () -> bean(MemoRepository.class).purge(deleted));
			em().persist(new Memo("by the clerk"));
		});
	}

	// Spring translates what fails in the flush of the commit, or in a repository
	private void refused(Runnable work) {
		Tables before = this.application.tables();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> tx(work))
			.satisfies((ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex))
				.isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("REQUIRES_NEW"));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aBlockMayNameTheUserOfTheTransaction() {
		Long first = memo();
		Long second = memo();
		tx(() -> {
			Actors.runAs("clerk", () -> bean(MemoRepository.class).deleteById(first));
			bean(MemoRepository.class).deleteById(second);
		});
		assertThat(actorsOf(first)).containsExactly("clerk", "clerk");
		assertThat(actorsOf(second)).containsExactly("clerk", "clerk");
	}

	@Test
	void aUserThatChangesWithinTheTransactionDoesNotChangeItsStamp() {
		Long first = memo();
		Long second = memo();
		tx(() -> {
			bean(MemoRepository.class).deleteById(first);
			em().flush();
			SecurityContextHolder.clearContext();
			bean(MemoRepository.class).deleteById(second);
		});
		assertThat(lastDeletion()).isEqualTo("clerk clerk");
		assertThat(actorsOf(first)).containsExactly("clerk", "clerk");
		assertThat(actorsOf(second)).containsExactly("clerk", "clerk");
	}

	@Test
	void aChangeIsOfTheUserByWhomItIsWritten() {
		Memo memo = saved(new Memo("a"));
		tx(() -> {
			em().find(Memo.class, memo.id).text = "b";
			em().flush();
			SecurityContextHolder.clearContext();
		});
		assertThat(lastActor()).isEqualTo("clerk");
	}

	private Long memo() {
		return saved(new Memo("a")).id;
	}

	private void delete(Long id) {
		tx(() -> bean(MemoRepository.class).deleteById(id));
	}

	private List<String> actorsOf(Long id) {
		return this.application.jdbc()
			.queryForList(
					"select r.actor from memo_aud a join revinfo r on r.rev = a.rev where a.id = ? order by r.rev",
					String.class, id);
	}

	private String lastActor() {
		return this.application.jdbc()
			.queryForObject("select actor from revinfo order by rev desc limit 1", String.class);
	}

	// the actor in the row that was deleted last, and that of the revision; in a thread,
	// so in a transaction, of its own
	private String lastDeletion() {
		return CompletableFuture
			.supplyAsync(() -> this.application.jdbc()
				.queryForObject(
						"select concat(m.deleted_by, ' ', r.actor) from memo m join memo_aud a on a.id = m.id"
								+ " join revinfo r on r.rev = a.rev where a.revtype = 2 order by r.rev desc limit 1",
						String.class))
			.join();
	}

}
