package io.github.softdeleteaudit.shapes.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.softdeleteaudit.shapes.history.HistoryModel.Cabinet;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Clip;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Color;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Cover;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Folder;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Lid;
import io.github.softdeleteaudit.shapes.history.HistoryModel.LidRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Seat;
import io.github.softdeleteaudit.shapes.history.HistoryModel.SeatId;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Sheet;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Shelf;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Token;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Topic;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Truck;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Vehicle;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;

import static io.github.softdeleteaudit.shapes.history.HistoryModel.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: an entity, and all that belongs to it, reads as it was at an instant.
 */
abstract class AsOfContract extends HistoryShapes {

	AsOfContract(TestDatabase database) {
		super(database);
	}

	private Folder asOf(Folder folder, Instant instant) {
		return this.folders.findAsOf(folder.id, instant).orElseThrow();
	}

	@Test
	void anEntityIsNotThereBeforeItsFirstRevision() {
		Instant before = this.application.clock().instant();
		Folder folder = new Folder("a");
		Instant created = at(() -> em().persist(folder));
		assertThat(this.folders.findAsOf(folder.id, before)).isEmpty();
		assertThat(this.folders.findAsOf(folder.id, created.minusNanos(1000))).isEmpty();
		assertThat(this.folders.findAsOf(folder.id, created.minusNanos(1))).isEmpty();
		assertThat(this.folders.findAsOf(folder.id, Instant.EPOCH)).isEmpty();
		assertThat(asOf(folder, created).name).isEqualTo("a");
		assertThat(this.folders.findAsOf(-1L, created)).isEmpty();
	}

	@Test
	void anEntityReadsAsItWasAtEachInstant() {
		Folder folder = new Folder("a");
		Instant created = at(() -> em().persist(folder));
		Instant renamed = at(() -> find(folder).name = "b");
		Instant deleted = at(() -> this.folders.deleteById(folder.id));
		Instant restored = at(() -> this.folders.restore(folder.id));
		Instant deletedAgain = at(() -> this.folders.deleteById(folder.id));
		Instant purged = at(() -> this.folders.purge(folder.id));
		assertThat(asOf(folder, created).name).isEqualTo("a");
		assertThat(asOf(folder, renamed.minusSeconds(1)).name).isEqualTo("a");
		assertThat(asOf(folder, renamed).name).isEqualTo("b");
		assertThat(this.folders.findAsOf(folder.id, deleted)).isEmpty();
		assertThat(asOf(folder, restored).name).isEqualTo("b");
		assertThat(this.folders.findAsOf(folder.id, deletedAgain)).isEmpty();
		assertThat(this.folders.findAsOf(folder.id, purged)).isEmpty();
		assertThat(asOf(folder, deletedAgain.minusSeconds(1)).name).isEqualTo("b");
	}

	@Test
	void theLatestByTimeCountsNotTheHighestNumber() {
		Folder folder = new Folder("a");
		Folder other = new Folder("other");
		Instant created = at(() -> {
			em().persist(folder);
			em().persist(other);
		});
		Instant third = onNodeOfHigherNumbers(() -> find(folder).name = "third");
		Instant last = at(() -> {
			find(folder).name = "last";
			find(other).name = "renamed later";
		});
		assertThat(names(this.folders.findAllAsOf(third, Pageable.unpaged()), other)).containsExactly("other");
		assertThat(asOf(other, third).name).isEqualTo("other");
		assertThat(asOf(folder, created).name).isEqualTo("a");
		assertThat(asOf(folder, third).name).isEqualTo("third");
		assertThat(asOf(folder, last).name).isEqualTo("last");
		assertThat(names(this.folders.findAllAsOf(last, Pageable.unpaged()), folder)).containsExactly("last");
		assertThat(names(this.folders.findAllAsOf(third, Pageable.unpaged()), folder)).containsExactly("third");
		assertThat(names(this.folders.findAllAsOf(created, Pageable.unpaged()), folder)).containsExactly("a");
	}

	private static List<String> names(Page<Folder> page, Folder folder) {
		return page.stream().filter((each) -> each.id.equals(folder.id)).map((each) -> each.name).toList();
	}

	@Test
	void childrenAndLinksReadAsOfTheSameMoment() {
		Folder folder = new Folder("folder");
		Topic red = new Topic("red");
		Topic blue = new Topic("blue");
		Instant created = at(() -> {
			em().persist(red);
			em().persist(blue);
			em().persist(folder);
			folder.sheets.add(new Sheet("first", folder));
			folder.cover = new Cover("cover", folder);
			folder.clips.add(new Clip("clip"));
			folder.topics.add(red);
			folder.words.add("one");
			folder.remarks.put("key", "value");
		});
		Instant changed = at(() -> {
			Folder found = find(folder);
			found.sheets.iterator().next().name = "renamed";
			em().persist(new Sheet("second", found));
			this.topics.findById(red.id).orElseThrow().name = "dark red";
			em().remove(found.cover);
			found.clips.iterator().next().name = "renamed";
		});
		Instant unlinked = at(() -> {
			Folder found = find(folder);
			found.topics.clear();
			found.topics.add(em().getReference(Topic.class, blue.id));
			found.words.remove("one");
			found.words.add("two");
			found.remarks.put("key", "other");
			found.clips.clear();
		});
		Instant deleted = at(() -> this.folders.deleteById(folder.id));
		tx(() -> {
			Folder then = asOf(folder, created);
			assertThat(HistoryModel.names(then.sheets)).containsExactly("first");
			assertThat(then.cover).extracting((cover) -> cover.name).isEqualTo("cover");
			assertThat(HistoryModel.names(then.clips)).containsExactly("clip");
			assertThat(HistoryModel.names(then.topics)).containsExactly("red");
			assertThat(then.words).containsExactly("one");
			assertThat(then.remarks).containsEntry("key", "value").hasSize(1);
		});
		tx(() -> {
			Folder then = asOf(folder, changed);
			assertThat(HistoryModel.names(then.sheets)).containsExactly("renamed", "second");
			assertThat(then.cover).isNull();
			assertThat(HistoryModel.names(then.clips)).containsExactly("renamed");
			assertThat(HistoryModel.names(then.topics)).containsExactly("dark red");
			assertThat(then.words).containsExactly("one");
		});
		tx(() -> {
			Folder then = asOf(folder, unlinked);
			assertThat(HistoryModel.names(then.topics)).containsExactly("blue");
			assertThat(then.topics.iterator().next().folders).extracting((each) -> each.id).containsExactly(folder.id);
			assertThat(then.words).containsExactly("two");
			assertThat(then.remarks).containsEntry("key", "other").hasSize(1);
			assertThat(then.clips).isEmpty();
		});
		tx(() -> assertThat(this.folders.findAsOf(folder.id, deleted)).isEmpty());
		tx(() -> assertThat(HistoryModel.names(this.topics.findAsOf(red.id, deleted).orElseThrow().folders.stream()
			.map((each) -> new Topic(each.name))
			.toList())).isEmpty());
	}

	@Test
	void childrenAndLinksReadInTheOrderOfTimeNotOfNumbers() {
		Folder folder = new Folder("folder");
		Topic red = new Topic("red");
		Sheet sheet = new Sheet("sheet", folder);
		Instant created = at(() -> {
			em().persist(red);
			em().persist(folder);
			em().persist(sheet);
			folder.topics.add(red);
			folder.words.add("one");
		});
		Instant early = onNodeOfHigherNumbers(() -> {
			this.sheets.findById(sheet.id).orElseThrow().name = "early";
			this.topics.findById(red.id).orElseThrow().name = "early";
		});
		Instant late = at(() -> {
			Folder found = find(folder);
			found.topics.clear();
			found.words.clear();
			this.sheets.findById(sheet.id).orElseThrow().name = "late";
		});
		tx(() -> {
			Folder then = asOf(folder, early);
			assertThat(HistoryModel.names(then.sheets)).containsExactly("early");
			assertThat(HistoryModel.names(then.topics)).containsExactly("early");
			assertThat(then.words).containsExactly("one");
		});
		tx(() -> {
			Folder then = asOf(folder, late);
			assertThat(HistoryModel.names(then.sheets)).containsExactly("late");
			assertThat(then.topics).isEmpty();
			assertThat(then.words).isEmpty();
		});
		tx(() -> {
			Folder then = asOf(folder, created);
			assertThat(HistoryModel.names(then.sheets)).containsExactly("sheet");
			assertThat(HistoryModel.names(then.topics)).containsExactly("red");
		});
	}

	@Test
	void aReferenceShowsItsTargetWhateverHasBecomeOfIt() {
		Cabinet deletedBefore = new Cabinet("deleted before");
		Folder folder = new Folder("folder");
		Instant created = at(() -> {
			em().persist(deletedBefore);
			folder.cabinet = deletedBefore;
			em().persist(folder);
		});
		Instant deleted = at(() -> this.cabinets.deleteById(deletedBefore.id));
		Instant renamed = at(() -> find(folder).name = "renamed");
		Instant moved = at(() -> find(folder).cabinet = null);
		at(() -> this.cabinets.purge(deletedBefore.id));
		for (Instant instant : List.of(created, deleted, renamed)) {
			tx(() -> assertThat(asOf(folder, instant).cabinet).as("%s", instant)
				.extracting(Cabinet::getName)
				.isEqualTo("deleted before"));
		}
		tx(() -> assertThat(asOf(folder, moved).cabinet).isNull());
		tx(() -> assertThat(this.folders.history(folder.id)).extracting((entry) -> entry.entity().cabinet)
			.extracting((cabinet) -> (cabinet != null) ? cabinet.getName() : null)
			.containsExactly("deleted before", "deleted before", null));
	}

	@Test
	void aTargetOlderThanAuditingReadsAsItIs() {
		Cabinet cabinet = saved(new Cabinet("old"));
		this.application.jdbc().update("delete from cabinet_aud where id = ?", cabinet.id);
		Folder folder = new Folder("folder");
		Instant created = at(() -> {
			folder.cabinet = this.cabinets.findById(cabinet.id).orElseThrow();
			em().persist(folder);
		});
		tx(() -> assertThat(asOf(folder, created).cabinet).extracting(Cabinet::getName).isEqualTo("old"));
		at(() -> em().createNativeQuery("update cabinet set deleted_at = '2020-01-01 00:00:00' where id = :id")
			.setParameter("id", cabinet.id)
			.executeUpdate());
		tx(() -> assertThat(asOf(folder, created).cabinet).extracting(Cabinet::getName).isEqualTo("old"));
	}

	@Test
	void aTargetOlderThanAuditingReadsAsItWasFirstRecorded() {
		Cabinet cabinet = saved(new Cabinet("old"));
		this.application.jdbc().update("delete from cabinet_aud where id = ?", cabinet.id);
		Folder folder = new Folder("folder");
		Instant created = at(() -> {
			folder.cabinet = this.cabinets.findById(cabinet.id).orElseThrow();
			em().persist(folder);
		});
		at(() -> find(folder).cabinet = null);
		at(() -> this.cabinets.deleteById(cabinet.id));
		at(() -> this.cabinets.purge(cabinet.id));
		tx(() -> {
			assertThat(asOf(folder, created).cabinet).extracting(Cabinet::getName).isEqualTo("old");
			assertThat(this.folders.history(folder.id).get(0).entity().cabinet).extracting(Cabinet::getName)
				.isEqualTo("old");
		});
	}

	@Test
	void aReferenceByTheOwnersIdShowsItsTargetWhateverHasBecomeOfIt() {
		Cabinet cabinet = new Cabinet("cabinet");
		Lid lid = new Lid(cabinet, "lid");
		LidRepository lids = bean(LidRepository.class);
		Instant created = at(() -> {
			em().persist(cabinet);
			em().persist(lid);
		});
		Instant renamed = at(() -> this.cabinets.findById(cabinet.id).orElseThrow().name = "renamed");
		Instant deleted = at(() -> this.cabinets.deleteById(cabinet.id));
		tx(() -> {
			assertThat(lids.findAsOf(lid.id, created).orElseThrow().cabinet).extracting(Cabinet::getName)
				.isEqualTo("cabinet");
			for (Instant instant : List.of(renamed, deleted)) {
				assertThat(lids.findAsOf(lid.id, instant).orElseThrow().cabinet).as("%s", instant)
					.extracting(Cabinet::getName)
					.isEqualTo("renamed");
				assertThat(lids.findAllAsOf(instant, Pageable.unpaged())
					.stream()
					.filter((each) -> each.id.equals(lid.id))
					.map((each) -> each.cabinet)).as("%s", instant)
					.extracting(Cabinet::getName)
					.containsExactly("renamed");
			}
		});
	}

	@Test
	void anEntityWithTheSameIdReadsAsOf() {
		Cabinet cabinet = new Cabinet("cabinet");
		LidRepository lids = bean(LidRepository.class);
		Instant before = at(() -> em().persist(cabinet));
		Lid lid = new Lid(cabinet, "lid");
		Instant created = at(() -> {
			lid.cabinet = this.cabinets.findById(cabinet.id).orElseThrow();
			em().persist(lid);
		});
		Instant deleted = at(() -> lids.deleteById(lid.id));
		tx(() -> {
			assertThat(this.cabinets.findAsOf(cabinet.id, before).orElseThrow().lid).isNull();
			assertThat(this.cabinets.findAsOf(cabinet.id, created).orElseThrow().lid).extracting((each) -> each.name)
				.isEqualTo("lid");
			assertThat(this.cabinets.findAsOf(cabinet.id, deleted).orElseThrow().lid).isNull();
		});
	}

	@Test
	void whatAPageIsNotSortedByIsRefused() {
		Instant now = at(() -> em().persist(new Folder("a")));
		for (Order order : List.of(Order.by("nothing"), Order.by("cabinet.name"), Order.by("sheets"),
				Order.by("name").ignoreCase())) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).as("%s", order)
				.isThrownBy(() -> this.folders.findAllAsOf(now, PageRequest.of(0, 5, Sort.by(order))))
				.withMessageContaining(order.getProperty().replace(".name", ""));
		}
	}

	@Test
	void aTargetThatIsNotAuditedReadsAsItIs() {
		Color color = saved(new Color("red"));
		Shelf shelf = saved(new Shelf("shelf"));
		Folder folder = new Folder("folder");
		Instant created = at(() -> {
			folder.color = em().find(Color.class, color.id);
			folder.shelf = em().find(Shelf.class, shelf.id);
			em().persist(folder);
		});
		at(() -> em().find(Color.class, color.id).name = "blue");
		at(() -> this.shelves.deleteById(shelf.id));
		tx(() -> {
			Folder then = asOf(folder, created);
			assertThat(then.color).extracting(Color::getName).isEqualTo("blue");
			assertThat(then.shelf).extracting(Shelf::getName).isEqualTo("shelf");
		});
	}

	@Test
	void subclassesReadAsOfThroughBothRepositories() {
		Truck truck = new Truck("truck", 1);
		Instant created = at(() -> em().persist(truck));
		Instant loaded = at(() -> this.trucks.findById(truck.id).orElseThrow().tons = 2);
		assertThat(this.vehicles.findAsOf(truck.id, created)).get()
			.isInstanceOfSatisfying(Truck.class, (then) -> assertThat(then.tons).isEqualTo(1));
		assertThat(this.trucks.findAsOf(truck.id, loaded)).get().extracting((then) -> then.tons).isEqualTo(2);
		Vehicle vehicle = saved(new Vehicle("vehicle"));
		assertThat(this.trucks.findAsOf(vehicle.id, this.application.clock().instant())).isEmpty();
		assertThat(this.trucks.findAllAsOf(loaded, Pageable.unpaged())).extracting((then) -> then.id)
			.contains(truck.id)
			.doesNotContain(vehicle.id);
	}

	@Test
	void compositeIdsReadAsOf() {
		SeatId id = new SeatId("hall", 7);
		Instant created = at(() -> em().persist(new Seat(id, "free")));
		Instant taken = at(() -> this.seats.findById(id).orElseThrow().state = "taken");
		assertThat(this.seats.findAsOf(id, created)).get().extracting((then) -> then.state).isEqualTo("free");
		assertThat(this.seats.findAsOf(id, taken)).get().extracting((then) -> then.state).isEqualTo("taken");
		assertThat(this.seats.findAllAsOf(created, PageRequest.of(0, 5, Sort.by("state")))
			.map((then) -> then.id + then.state)).containsExactly(id + "free");
	}

	@Test
	void pagesOfWhatWasThere() {
		this.application.jdbc().update("delete from seat_aud");
		for (int i = 0; i < 7; i++) {
			Seat seat = new Seat(new SeatId("page", i), (i % 2 == 0) ? "even" : "odd");
			at(() -> em().persist(seat));
		}
		Instant seven = this.application.clock().instant();
		at(() -> this.seats.deleteById(new SeatId("page", 3)));
		Instant six = at(() -> this.seats.findById(new SeatId("page", 4)).orElseThrow().state = "taken");
		assertThat(this.seats.findAllAsOf(Instant.EPOCH, PageRequest.of(0, 3))).isEmpty();
		Page<Seat> first = this.seats.findAllAsOf(seven, PageRequest.of(0, 3));
		assertThat(first).extracting((seat) -> seat.id.number()).containsExactly(0, 1, 2);
		assertThat(first.getTotalElements()).isEqualTo(7);
		assertThat(this.seats.findAllAsOf(seven, PageRequest.of(2, 3))).extracting((seat) -> seat.id.number())
			.containsExactly(6);
		assertThat(this.seats.findAllAsOf(six, PageRequest.of(0, 3)).getTotalElements()).isEqualTo(6);
		assertThat(this.seats.findAllAsOf(six, PageRequest.of(0, 3, Sort.by("state").descending())))
			.extracting((seat) -> seat.id.number() + seat.state)
			.containsExactly("4taken", "1odd", "5odd");
	}

	@Test
	void nothingDoneToASnapshotIsWritten() {
		Folder folder = new Folder("a");
		Instant created = at(() -> {
			folder.words.add("one");
			em().persist(folder);
		});
		at(() -> find(folder).name = "b");
		Tables before = this.application.tables();
		tx(() -> {
			Folder then = asOf(folder, created);
			then.name = "changed";
			then.words.add("two");
			then.sheets = Set.of();
			assertThat(em().contains(then)).isFalse();
			assertThat(find(folder).name).isEqualTo("b");
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void oneEntityTakesTwoStatementsHoweverLongItsHistory() {
		Token token = new Token("a");
		at(() -> em().persist(token));
		for (int i = 0; i < 20; i++) {
			String name = "name" + i;
			at(() -> this.tokens.findById(token.id).orElseThrow().name = name);
		}
		Instant now = this.application.clock().instant();
		this.application.statements().clear();
		assertThat(this.tokens.findAsOf(token.id, now)).get().extracting((then) -> then.name).isEqualTo("name19");
		assertThat(this.application.statements().all()).as("statements").hasSize(2);
	}

	@Test
	void whatHoldsAReferenceOfAOneToOneAndWhatARevisionChangedIsFoundByAnIndex() {
		List<String> columns = this.application.jdbc().execute((Connection connection) -> {
			boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
			try (ResultSet indexes = connection.getMetaData()
				.getIndexInfo(connection.getCatalog(), connection.getSchema(), upperCase ? "COVER_AUD" : "cover_aud",
						false, true)) {
				List<String> first = new ArrayList<>();
				while (indexes.next()) {
					if (indexes.getInt("ORDINAL_POSITION") == 1) {
						first.add(indexes.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
					}
				}
				return first;
			}
		});
		assertThat(columns).contains("id", "folder_id", "rev");
	}

}
