package io.github.softdeleteaudit.schema.existing;

import java.time.Instant;

import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.schema.existing.unaudited.Invoice;
import io.github.softdeleteaudit.schema.existing.unaudited.InvoiceRepository;
import io.github.softdeleteaudit.schema.existing.unaudited.UnauditedApplication;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.softdeleteaudit.audit.HistoryKind.DELETED;
import static io.github.softdeleteaudit.audit.HistoryKind.RESTORED;
import static io.github.softdeleteaudit.audit.HistoryKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: tables with data, of which nothing has been recorded, get a history that
 * begins with the baseline.
 */
abstract class UnauditedContract extends ExistingSchemaContract {

	UnauditedContract(TestDatabase kind) {
		super(kind, UnauditedApplication.class);
	}

	@BeforeEach
	void tablesWithoutAudit() {
		database().execute("create table invoice (id bigint primary key, title varchar(255))",
				"create table invoice_line (id bigint primary key, article varchar(255), invoice_id bigint,"
						+ " constraint of_invoice foreign key (invoice_id) references invoice (id))",
				"create table invoice_labels (invoice_id bigint not null, labels varchar(255),"
						+ " constraint labels_of_invoice foreign key (invoice_id) references invoice (id))",
				"insert into invoice values (1, 'first'), (2, 'second')",
				"insert into invoice_line values (11, 'pen', 1), (12, 'ink', 1)",
				"insert into invoice_labels values (1, 'paid')");
		addWhatIsMissing();
	}

	@Test
	void historyBeginsWithTheBaseline() {
		try (TestApplication application = start()) {
			InvoiceRepository invoices = application.bean(InvoiceRepository.class);
			assertThat(application.bean(AuditBaseline.class).writeAll()).isEqualTo(4);
			assertThat(application.bean(AuditBaseline.class).writeAll()).isZero();
			Instant baseline = application.clock().instant();
			AuditConsistency.check(application.bean(EntityManagerFactory.class));
			application.clock().tick();
			application.inTransaction(() -> invoices.findById(1L).orElseThrow().setTitle("changed"));
			application.clock().tick();
			invoices.deleteById(1L);
			application.clock().tick();
			invoices.restore(1L);
			application.inTransaction(() -> {
				assertThat(invoices.history(1L)).extracting(HistoryEntry::kind)
					.containsExactly(UPDATED, UPDATED, DELETED, RESTORED);
				assertThat(invoices.history(2L)).extracting(HistoryEntry::kind).containsExactly(UPDATED);
				Invoice then = invoices.findAsOf(1L, baseline).orElseThrow();
				assertThat(then.getTitle()).isEqualTo("first");
				assertThat(then.getLabels()).containsExactly("paid");
				assertThat(then.getLines()).extracting((line) -> line.getArticle())
					.containsExactlyInAnyOrder("pen", "ink");
				assertThat(invoices.findById(1L).orElseThrow().getLines()).hasSize(2);
			});
			AuditConsistency.check(application.bean(EntityManagerFactory.class));
		}
	}

	@Test
	void schemaIsAsIfCreated() {
		assertSchemaIsAsIfCreated();
	}

}
