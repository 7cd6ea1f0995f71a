package io.github.softdeleteaudit.shapes.acting;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Actors;
import io.github.softdeleteaudit.shapes.acting.Notes.Note;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is recorded, in deleted rows and in revisions alike, for work that is done in
 * threads of many kinds. H2 suffices: no database has a part in it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class H2ThreadActorTests {

	private TestApplication application;

	@BeforeAll
	void start() {
		this.application = TestApplication.start(TestDatabase.H2, ActingApplication.class,
				// from Java 21 on; before, Boot's own executor has a pool
				"spring.threads.virtual.enabled=true");
	}

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_THREADLOCAL);
		RequestContextHolder.resetRequestAttributes();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void workAtTheStartIsOfTheSystem() {
		assertThat(deletion(this.application.bean(Work.class).atStart())).isEqualTo("system system null");
	}

	@Test
	void scheduledWorkIsOfTheSystem() {
		assertThat(deletion(this.application.bean(Work.class).scheduledNote().join())).isEqualTo("system system null");
	}

	@Test
	void scheduledWorkThatNamesItsActorIsOfThatActor() {
		assertThat(deletion(this.application.bean(Work.class).nightlyNote().join())).isEqualTo("nightly nightly null");
	}

	@Test
	void asynchronousWorkIsOfTheSystem() {
		authenticate("clerk");
		Long note = note();
		this.application.bean(Work.class).inPool(note).join();
		assertThat(deletion(note)).isEqualTo("system system null");
	}

	@Test
	void asynchronousWorkOfADelegatingExecutorIsOfTheUser() {
		for (String user : List.of("clerk", "manager")) {
			authenticate(user);
			Long note = note();
			this.application.bean(Work.class).delegating(note).join();
			assertThat(deletion(note)).isEqualTo("%1$s %1$s null".formatted(user));
		}
	}

	@Test
	void workOfAVirtualThreadWhereThereAreSomeIsOfTheUserIfHandedOver() {
		authenticate("clerk");
		AsyncTaskExecutor executor = this.application.bean(Work.class).executor();
		Long plain = note();
		CompletableFuture.runAsync(() -> delete(plain), executor).join();
		assertThat(deletion(plain)).isEqualTo("system system null");
		Long delegated = note();
		CompletableFuture.runAsync(() -> delete(delegated), new DelegatingSecurityContextAsyncTaskExecutor(executor))
			.join();
		assertThat(deletion(delegated)).isEqualTo("clerk clerk null");
	}

	@Test
	void batchWorkIsOfItsActorInEachOfItsTransactions() {
		List<Long> notes = List.of(note(), note(), note());
		TransactionOperations transactions = this.application.bean(TransactionOperations.class);
		Actors.runAs("import",
				() -> notes.forEach((note) -> transactions.executeWithoutResult((status) -> delete(note))));
		assertThat(notes).extracting(this::deletion).containsOnly("import import null");
	}

	@Test
	void anInheritedContextIsNotThatOfAnotherRequest() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_INHERITABLETHREADLOCAL);
		ThreadPoolTaskExecutor pool = pool();
		try {
			// the pool's thread is created in the first request, and inherits its user
			Long first = note();
			request("clerk", () -> CompletableFuture.runAsync(() -> {
				assertThat(SecurityContextHolder.getContext().getAuthentication().getName()).isEqualTo("clerk");
				delete(first);
			}, pool));
			Long second = note();
			request("manager", () -> CompletableFuture.runAsync(() -> {
				assertThat(SecurityContextHolder.getContext().getAuthentication().getName()).isEqualTo("clerk");
				delete(second);
			}, pool));
			assertThat(deletion(first)).isEqualTo("system system null");
			assertThat(deletion(second)).isEqualTo("system system null");
			Long third = note();
			request("manager",
					() -> CompletableFuture.runAsync(() -> Actors.runAs("manager", () -> delete(third)), pool));
			assertThat(deletion(third)).isEqualTo("manager manager null");
		}
		finally {
			pool.shutdown();
		}
	}

	@Test
	void whereContextsAreInheritedARequestIsStillOfItsUser() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_INHERITABLETHREADLOCAL);
		for (String user : List.of("clerk", "manager")) {
			Long note = note();
			request(user, () -> {
				delete(note);
				return CompletableFuture.completedFuture(null);
			});
			assertThat(deletion(note)).isEqualTo("%1$s %1$s null".formatted(user));
		}
	}

	@Test
	void anApplicationWithOneContextForAllThreadsIsThatOfItsUser() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_GLOBAL);
		authenticate("owner");
		Long note = note();
		CompletableFuture.runAsync(() -> delete(note)).join();
		assertThat(deletion(note)).isEqualTo("owner owner null");
	}

	private void request(String user, Supplier<CompletableFuture<Void>> work) {
		ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(request);
		authenticate(user);
		try {
			work.get().join();
		}
		finally {
			SecurityContextHolder.clearContext();
			RequestContextHolder.resetRequestAttributes();
			request.requestCompleted();
		}
	}

	private static void authenticate(String user) {
		SecurityContextHolder.setContext(
				new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of())));
	}

	private Long note() {
		return this.application.bean(Notes.class).save(new Note()).id;
	}

	private void delete(Long note) {
		this.application.bean(Notes.class).deleteById(note);
	}

	private String deletion(Long note) {
		return this.application.jdbc().queryForObject(Notes.DELETION, String.class, note);
	}

	private static ThreadPoolTaskExecutor pool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(1);
		pool.setMaxPoolSize(1);
		pool.initialize();
		return pool;
	}

	static class Work {

		private final Notes notes;

		private Long atStart;

		private final CompletableFuture<Long> scheduled = new CompletableFuture<>();

		private final CompletableFuture<Long> scheduledAsNightly = new CompletableFuture<>();

		private final AsyncTaskExecutor executor;

		Work(Notes notes, AsyncTaskExecutor executor) {
			this.notes = notes;
			this.executor = executor;
		}

		AsyncTaskExecutor executor() {
			return this.executor;
		}

		Long atStart() {
			return this.atStart;
		}

		CompletableFuture<Long> scheduledNote() {
			return this.scheduled;
		}

		CompletableFuture<Long> nightlyNote() {
			return this.scheduledAsNightly;
		}

		void start() {
			this.atStart = createAndDelete();
		}

		@Scheduled(fixedDelay = 1_000_000)
		void scheduled() {
			if (!this.scheduled.isDone()) {
				this.scheduled.complete(createAndDelete());
			}
		}

		@Scheduled(fixedDelay = 1_000_000)
		void scheduledAsNightly() {
			if (!this.scheduledAsNightly.isDone()) {
				this.scheduledAsNightly.complete(Actors.runAs("nightly", this::createAndDelete));
			}
		}

		@Async("pool")
		CompletableFuture<Void> inPool(Long note) {
			this.notes.deleteById(note);
			return CompletableFuture.completedFuture(null);
		}

		@Async("delegatingPool")
		CompletableFuture<Void> delegating(Long note) {
			this.notes.deleteById(note);
			return CompletableFuture.completedFuture(null);
		}

		private Long createAndDelete() {
			Long note = this.notes.save(new Note()).id;
			this.notes.deleteById(note);
			return note;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	@EnableJpaRepositories
	@EnableAsync(proxyTargetClass = true)
	@EnableScheduling
	static class ActingApplication {

		@Bean
		static Work work(Notes notes, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
			return new Work(notes, executor);
		}

		@Bean
		ApplicationRunner runner(Work work) {
			return (arguments) -> work.start();
		}

		@Bean(defaultCandidate = false)
		ThreadPoolTaskExecutor pool() {
			return H2ThreadActorTests.pool();
		}

		@Bean(defaultCandidate = false)
		Executor delegatingPool() {
			ThreadPoolTaskExecutor pool = H2ThreadActorTests.pool();
			return new DelegatingSecurityContextAsyncTaskExecutor(pool);
		}

	}

}
