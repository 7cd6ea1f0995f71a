package io.github.softdeleteaudit.schema.existing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.schema.existing.before.BeforeApplication;
import io.github.softdeleteaudit.schema.existing.envers.EnversModel.Author;
import io.github.softdeleteaudit.schema.existing.envers.EnversModel.AuthorRepository;
import io.github.softdeleteaudit.schema.existing.envers.EnversModel.Book;
import io.github.softdeleteaudit.schema.existing.envers.EnversModel.EnversApplication;
import io.github.softdeleteaudit.schema.existing.identity.IdentityApplication;
import io.github.softdeleteaudit.schema.existing.sequence.SequenceApplication;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.PageRequest;
import org.springframework.orm.ObjectRetrievalFailureException;

import static io.github.softdeleteaudit.audit.HistoryKind.CREATED;
import static io.github.softdeleteaudit.audit.HistoryKind.DELETED;
import static io.github.softdeleteaudit.audit.HistoryKind.RESTORED;
import static io.github.softdeleteaudit.audit.HistoryKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: an application that has used Envers with its defaults goes on with the
 * starter, and its history with it.
 */
abstract class EnversTablesContract extends ExistingSchemaContract {

	private static final String[] WITHOUT_STARTER = { "soft-delete-audit.soft-delete.enabled=false",
			"soft-delete-audit.live-unique.enabled=false", "soft-delete-audit.audit.enabled=false",
			"spring.jpa.properties.hibernate.integration.envers.enabled=true" };

	private List<Long> millis;

	private List<Integer> revisions;

	EnversTablesContract(TestDatabase kind) {
		super(kind, EnversApplication.class);
	}

	/**
	 * Work with the application as it was before.
	 */
	private void before(Class<?> configuration, String... more) {
		String[] properties = Stream.of(WITHOUT_STARTER, more).flatMap(Stream::of).toArray(String[]::new);
		try (TestApplication application = TestApplication.start(database(), configuration, properties)) {
			Consumer<Consumer<EntityManager>> tx = (work) -> application
				.inTransaction(() -> work.accept(application.bean(EntityManager.class)));
			tx.accept((em) -> {
				var ada = new io.github.softdeleteaudit.schema.existing.before.Author(1, "Ada", "A. L.");
				new io.github.softdeleteaudit.schema.existing.before.Book(1, ada, "Notes");
				em.persist(ada);
				em.persist(new io.github.softdeleteaudit.schema.existing.before.Author(2, "Charles"));
			});
			tx.accept((em) -> author(em, 1).name = "Ada Lovelace");
			tx.accept((em) -> em.remove(author(em, 2)));
			tx.accept((em) -> author(em, 1).pens.add("Countess"));
			this.millis = application.jdbc().queryForList("select revtstmp from revinfo order by rev", Long.class);
			this.revisions = application.jdbc().queryForList("select rev from revinfo order by rev", Integer.class);
			assertThat(this.revisions).hasSize(4);
			assertThat(application.jdbc().queryForList("select name from author_aud where revtype = 2", String.class))
				.containsExactly((String) null);
		}
	}

	private static io.github.softdeleteaudit.schema.existing.before.Author author(EntityManager em, long id) {
		return em.find(io.github.softdeleteaudit.schema.existing.before.Author.class, id);
	}

	private void converted(Class<?> configuration) {
		before(configuration);
		convert("Audit tables of Envers");
		addWhatIsMissing();
	}

	@ParameterizedTest
	@ValueSource(classes = { BeforeApplication.class, IdentityApplication.class, SequenceApplication.class })
	void historyGoesOn(Class<?> configuration) {
		converted(configuration);
		historyGoesOn();
	}

	@Test
	void historyUnderTheValidityStrategyGoesOn() {
		String property = "spring.jpa.properties.[org.hibernate.envers.audit_strategy]=";
		before(BeforeApplication.class, property + "validity");
		convert("Audit tables of Envers");
		with(property + "validity");
		addWhatIsMissing();
		historyGoesOn();
		assertSchemaIsAsIfCreated(EnversTablesContract::isNoKey);
	}

	// keys of audit tables stay as they were, with an index beside them, and the identity
	// does no harm
	private static boolean isNoKey(String line) {
		return !line.matches("(primary key|index|unique index) of \\w+_aud.*")
				&& !line.startsWith("column revinfo.rev ") && !line.startsWith("sequence revinfo_rev_seq ");
	}

	private void historyGoesOn() {
		try (TestApplication application = start()) {
			AuthorRepository authors = application.bean(AuthorRepository.class);
			application.inTransaction(() -> {
				List<HistoryEntry<Author>> history = authors.history(1L);
				assertThat(history).extracting(HistoryEntry::kind).startsWith(CREATED, UPDATED);
				assertThat(history).extracting(HistoryEntry::actor).containsOnly("unknown");
				assertThat(history.get(0).revision()).isEqualTo(this.revisions.get(0).longValue());
				assertThat(history.get(0).instant()).isEqualTo(Instant.ofEpochMilli(this.millis.get(0)));
				assertThat(history.get(1).instant()).isEqualTo(Instant.ofEpochMilli(this.millis.get(1)));
				assertThat(history.get(0).entity().name).isEqualTo("Ada");
				assertThat(history.get(0).entity().pens).containsExactly("A. L.");
				assertThat(history.get(0).entity().books).extracting((book) -> book.title).containsExactly("Notes");
				assertThat(history.get(1).entity().name).isEqualTo("Ada Lovelace");
				List<HistoryEntry<Author>> gone = authors.history(2L);
				assertThat(gone).extracting(HistoryEntry::kind).containsExactly(CREATED, DELETED);
				assertThat(gone.get(1).instant()).isEqualTo(Instant.ofEpochMilli(this.millis.get(2)));
				assertThat(gone.get(1).entity().id).isEqualTo(2L);
				assertThat(gone.get(1).entity().name).isNull();
			});
			assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> authors.restore(2L));
			int old = authors.history(1L).size();
			Instant deleted = afterAllRevisions(application);
			application.inTransaction(() -> authors.deleteById(1L));
			assertThat(authors.history(1L)).extracting(HistoryEntry::kind).endsWith(DELETED).hasSize(old + 1);
			assertThat(authors.history(1L).get(old).instant()).isEqualTo(deleted);
			application.clock().tick();
			application.inTransaction(() -> authors.restore(1L));
			application.inTransaction(() -> {
				assertThat(authors.findById(1L).orElseThrow().books).hasSize(1);
				assertThat(authors.history(1L)).extracting(HistoryEntry::kind).endsWith(DELETED, RESTORED);
			});
			application.clock().tick();
			application.inTransaction(() -> authors.revertTo(1L, this.revisions.get(0)));
			application.inTransaction(() -> {
				assertThat(authors.findById(1L).orElseThrow().name).isEqualTo("Ada");
				assertThat(authors.findById(1L).orElseThrow().pens).containsExactly("A. L.");
				assertThat(authors.history(1L)).extracting(HistoryEntry::kind).endsWith(RESTORED, UPDATED);
				assertThat(authors.findAsOf(1L, Instant.ofEpochMilli(this.millis.get(1))).orElseThrow().name)
					.isEqualTo("Ada Lovelace");
				assertThat(application.bean(AuditTrail.class)
					.find(AuditCriteria.all().by("unknown"), PageRequest.of(0, 20))).isNotEmpty();
			});
			assertThat(application.jdbc()
				.queryForList("select name from author_aud where revtype = 2 order by id", String.class))
				.containsExactly("Ada Lovelace", null);
			convert("What the deleted were");
			assertThat(authors.history(2L).get(1).entity().name).isEqualTo("Charles");
			AuditConsistency.check(application.bean(EntityManagerFactory.class));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { BeforeApplication.class, IdentityApplication.class, SequenceApplication.class })
	void noRevisionNumberIsUsedTwice(Class<?> configuration) {
		converted(configuration);
		Set<Long> numbers = new HashSet<>();
		this.revisions.forEach((number) -> numbers.add(number.longValue()));
		List<Long> all = new ArrayList<>();
		for (int start = 0; start < 2; start++) {
			try (TestApplication application = start()) {
				afterAllRevisions(application);
				long first = 100L * (start + 1);
				for (long id = first; id < first + 60; id++) {
					Author author = new Author(id, "author " + id);
					author.books.add(new Book(id, author, "book " + id));
					application.inTransaction(() -> application.bean(EntityManager.class).persist(author));
				}
				all = application.jdbc().queryForList("select rev from revinfo order by rev", Long.class);
			}
		}
		assertThat(all).hasSize(4 + 120).doesNotHaveDuplicates().containsAll(numbers);
	}

	@ParameterizedTest
	@ValueSource(classes = { BeforeApplication.class, IdentityApplication.class, SequenceApplication.class })
	void schemaIsAsIfCreated(Class<?> configuration) {
		converted(configuration);
		if (configuration == SequenceApplication.class) {
			// the application's own
			database().execute("drop sequence hibernate_sequence");
		}
		assertSchemaIsAsIfCreated(EnversTablesContract::isNoKey);
	}

	// the clock of a test stands still, long ago
	private static Instant afterAllRevisions(TestApplication application) {
		application.clock().set(Instant.parse("2126-01-01T00:00:00.123456Z"));
		return application.clock().instant();
	}

}
