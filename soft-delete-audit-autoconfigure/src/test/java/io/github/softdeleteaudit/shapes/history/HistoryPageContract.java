package io.github.softdeleteaudit.shapes.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Cabinet;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Cabinet;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Folder;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Seat;
import io.github.softdeleteaudit.shapes.history.HistoryModel.SeatId;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Token;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Truck;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: a page of a history says what the whole history says, and the last entry is
 * its last.
 */
abstract class HistoryPageContract extends HistoryShapes {

	private static final Sort NEWEST_FIRST = Sort.by("instant").descending();

	HistoryPageContract(TestDatabase database) {
		super(database);
	}

	private Folder eventful() {
		Folder folder = new Folder("a");
		at(() -> em().persist(folder));
		onNodeOfHigherNumbers(() -> find(folder).name = "b");
		at(() -> this.folders.deleteById(folder.id));
		at(() -> this.folders.restore(folder.id));
		at(() -> {
			find(folder).name = "c";
			this.folders.deleteById(folder.id);
		});
		at(() -> this.folders.restore(folder.id));
		at(() -> this.folders.deleteById(folder.id));
		at(() -> this.folders.purge(folder.id));
		return folder;
	}

	@Test
	void eachPageOfEachSizeIsAPartOfTheWhole() {
		Folder folder = eventful();
		List<String> oldestFirst = lines(this.folders.history(folder.id));
		List<String> newestFirst = new ArrayList<>(oldestFirst);
		Collections.reverse(newestFirst);
		assertThat(oldestFirst).hasSize(8);
		assertThat(this.folders.history(folder.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED, HistoryKind.RESTORED,
					HistoryKind.DELETED, HistoryKind.RESTORED, HistoryKind.DELETED, HistoryKind.PURGED);
		for (int size = 1; size < 10; size++) {
			for (int number = 0; number * size < 10; number++) {
				assertPage(folder, PageRequest.of(number, size), oldestFirst);
				assertPage(folder, PageRequest.of(number, size, Sort.by("instant")), oldestFirst);
				assertPage(folder, PageRequest.of(number, size, NEWEST_FIRST), newestFirst);
			}
		}
		assertThat(lines(this.folders.history(folder.id, Pageable.unpaged()).getContent())).isEqualTo(oldestFirst);
		assertThat(lines(this.folders.history(folder.id, Pageable.unpaged(NEWEST_FIRST)).getContent()))
			.isEqualTo(newestFirst);
	}

	private void assertPage(Folder folder, Pageable pageable, List<String> all) {
		Page<HistoryEntry<Folder>> page = this.folders.history(folder.id, pageable);
		int from = Math.min((int) pageable.getOffset(), all.size());
		assertThat(lines(page.getContent())).as("%s", pageable)
			.isEqualTo(all.subList(from, Math.min(from + pageable.getPageSize(), all.size())));
		assertThat(page.getTotalElements()).as("%s", pageable).isEqualTo(all.size());
	}

	private static List<String> lines(List<HistoryEntry<Folder>> entries) {
		return entries.stream()
			.map((entry) -> entry.revision() + " " + entry.instant() + " " + entry.kind() + " " + entry.id() + " "
					+ entry.entity().name)
			.toList();
	}

	@Test
	void theLastEntryIsTheLastOfTheHistory() {
		Folder folder = new Folder("a");
		at(() -> em().persist(folder));
		assertThat(this.folders.lastEntry(folder.id)).get()
			.extracting(HistoryEntry::kind)
			.isEqualTo(HistoryKind.CREATED);
		at(() -> this.folders.deleteById(folder.id));
		assertThat(this.folders.lastEntry(folder.id)).get()
			.extracting(HistoryEntry::kind)
			.isEqualTo(HistoryKind.DELETED);
		at(() -> this.folders.restore(folder.id));
		assertThat(this.folders.lastEntry(folder.id)).get()
			.extracting(HistoryEntry::kind)
			.isEqualTo(HistoryKind.RESTORED);
		at(() -> this.folders.deleteById(folder.id));
		at(() -> this.folders.purge(folder.id));
		assertThat(this.folders.lastEntry(folder.id)).get()
			.extracting(HistoryEntry::kind)
			.isEqualTo(HistoryKind.PURGED);
		assertThat(this.folders.lastEntry(-1L)).isEmpty();
		assertThat(this.folders.history(-1L, PageRequest.of(0, 5))).isEmpty();
	}

	@Test
	void anEntryTellsTheClassAndTheIdOfTheEntity() {
		SeatId id = new SeatId("entry", 1);
		at(() -> em().persist(new Seat(id, "free")));
		assertThat(this.seats.lastEntry(id)).get().extracting(HistoryEntry::id).isEqualTo(id);
		Truck truck = new Truck("truck", 1);
		at(() -> em().persist(truck));
		assertThat(this.vehicles.lastEntry(truck.id)).get().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(Truck.class);
			assertThat(entry.id()).isEqualTo(truck.id);
		});
	}

	@Test
	void historyOfAnEntityThatIsNotSoftDeletable() {
		Token token = new Token("a");
		at(() -> em().persist(token));
		at(() -> this.tokens.findById(token.id).orElseThrow().name = "b");
		at(() -> this.tokens.deleteById(token.id));
		assertThat(this.tokens.history(token.id, PageRequest.of(0, 10, NEWEST_FIRST))).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.DELETED, HistoryKind.UPDATED, HistoryKind.CREATED);
		assertThat(this.tokens.lastEntry(token.id)).get().extracting((entry) -> entry.entity().name).isEqualTo("b");
	}

	@Test
	void anUpdateTellsWhatItChanged() {
		Folder folder = new Folder("a");
		Cabinet cabinet = saved(new Cabinet("cabinet"));
		at(() -> em().persist(folder));
		at(() -> {
			find(folder).name = "b";
			find(folder).cabinet = em().getReference(Cabinet.class, cabinet.id);
		});
		at(() -> this.cabinets.deleteById(cabinet.id));
		at(() -> {
			find(folder).name = "c";
			find(folder).words.add("word");
		});
		at(() -> this.folders.deleteById(folder.id));
		assertThat(this.folders.history(folder.id)).extracting(HistoryEntry::changed)
			.containsExactly(Set.of(), Set.of("name", "cabinet"), Set.of("name"), Set.of());
		assertThat(this.folders.history(folder.id, PageRequest.of(2, 1)).getContent().get(0).changed())
			.containsExactly("name");
	}

	@Test
	void aBaselineOfARowDeletedByHandIsADeletion() {
		Cabinet restored = saved(new Cabinet("restored"));
		Cabinet purged = saved(new Cabinet("purged"));
		for (Cabinet each : List.of(restored, purged)) {
			this.application.jdbc().update("delete from cabinet_aud where id = ?", each.id);
			this.application.jdbc()
				.update("update cabinet set deleted_at = '2020-01-01 00:00:00' where id = ?", each.id);
		}
		this.application.clock().tick();
		bean(AuditBaseline.class).write(Cabinet.class);
		assertKinds(restored, HistoryKind.DELETED);
		at(() -> this.cabinets.restore(restored.id));
		at(() -> this.cabinets.purge(purged.id));
		assertKinds(restored, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertKinds(purged, HistoryKind.DELETED, HistoryKind.PURGED);
	}

	private void assertKinds(Cabinet cabinet, HistoryKind... kinds) {
		assertThat(this.cabinets.history(cabinet.id)).extracting(HistoryEntry::kind).containsExactly(kinds);
		assertThat(this.cabinets.lastEntry(cabinet.id)).get()
			.extracting(HistoryEntry::kind)
			.isEqualTo(kinds[kinds.length - 1]);
		assertThat(
				bean(AuditTrail.class).find(AuditCriteria.all().of(Cabinet.class), Pageable.unpaged(Sort.by("instant")))
					.filter((entry) -> entry.id().equals(cabinet.id)))
			.extracting(HistoryEntry::kind)
			.containsExactly(kinds);
	}

	@Test
	void historyIsSortedByTheInstantOnly() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.folders.history(1L, PageRequest.of(0, 5, Sort.by("actor"))))
			.withMessageContaining("instant");
	}

	@Test
	void aPageTakesTwoStatements() {
		Token token = new Token("a");
		at(() -> em().persist(token));
		for (int i = 0; i < 5; i++) {
			String name = "name" + i;
			at(() -> this.tokens.findById(token.id).orElseThrow().name = name);
		}
		this.application.statements().clear();
		assertThat(this.tokens.history(token.id, PageRequest.of(1, 2))).hasSize(2);
		assertThat(this.application.statements().all()).as("statements").hasSize(2);
		this.application.statements().clear();
		assertThat(this.tokens.lastEntry(token.id)).isPresent();
		assertThat(this.application.statements().all()).as("statements").hasSize(1);
	}

}
