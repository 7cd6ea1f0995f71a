package io.github.softdeleteaudit.readme.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.restore.AfterRestoreEvent;
import io.github.softdeleteaudit.restore.BeforeRestoreEvent;
import io.github.softdeleteaudit.restore.Deletion;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.restore.RestoredRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What the README does with restores.
 */
@Service
public class RestoreService {

	private static final Logger log = LoggerFactory.getLogger(RestoreService.class);

	private final CustomerRepository customers;

	private final Deletions deletions;

	private final Auditors auditors = new Auditors();

	private final Search search = new Search();

	public RestoreService(CustomerRepository customers, Deletions deletions) {
		this.customers = customers;
		this.deletions = deletions;
	}

	public int preview(Long id) {
		// tag::preview[]
		RestorePreview preview = customers.previewRestore(id);
		int rows = preview.rows().count();
		for (RestoreConflict conflict : preview.conflicts()) {
			log.info("{} {} is in the way, by {}", conflict.obstacleType().getSimpleName(), conflict.obstacleId(),
					conflict.values());
		}
		// end::preview[]
		return rows;
	}

	public int undo() {
		// tag::undo[]
		Page<Deletion> latest = deletions.find(PageRequest.of(0, 20));
		Deletion deletion = latest.getContent().get(0);
		// when, by whom, and how many rows of each entity
		log.info("{} {} {}", deletion.instant(), deletion.actor(), deletion.counts());
		RestorePreview undo = deletions.preview(deletion.id());
		RestoredRows undone = deletions.restore(deletion.id());
		// end::undo[]
		return (undo.rows().count() == undone.count()) ? undone.count() : -1;
	}

	public Customer restoreOne(Long id) {
		// tag::restore[]
		Customer restored = customers.restore(id);
		// end::restore[]
		return restored;
	}

	// tag::events[]
	@EventListener
	void check(BeforeRestoreEvent event) {
		if (event.getRows().idsByType().containsKey(Account.class) && !this.auditors.available()) {
			event.veto("accounts are restored in office hours only");
		}
	}

	@TransactionalEventListener
	void index(AfterRestoreEvent event) {
		event.rows().idsByType().forEach(this.search::index);
	}
	// end::events[]

	public void close() {
		this.auditors.available = false;
	}

	public List<String> indexed() {
		return this.search.indexed;
	}

	private static final class Auditors {

		private boolean available = true;

		boolean available() {
			return this.available;
		}

	}

	private static final class Search {

		private final List<String> indexed = new ArrayList<>();

		void index(Class<?> type, Set<Object> ids) {
			ids.forEach((id) -> this.indexed.add(type.getSimpleName() + " " + id));
		}

	}

}
