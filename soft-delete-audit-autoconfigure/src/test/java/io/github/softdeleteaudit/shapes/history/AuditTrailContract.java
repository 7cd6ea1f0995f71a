package io.github.softdeleteaudit.shapes.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Cabinet;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Color;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Folder;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Seat;
import io.github.softdeleteaudit.shapes.history.HistoryModel.SeatId;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Token;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Truck;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Vehicle;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Contract: the trail tells who changed what and when, across types.
 */
abstract class AuditTrailContract extends HistoryShapes {

	private static final Sort OLDEST_FIRST = Sort.by("instant");

	private Instant start = Instant.EPOCH;

	AuditTrailContract(TestDatabase database) {
		super(database);
	}

	@BeforeEach
	void begin() {
		this.start = this.application.clock().tick();
	}

	private AuditCriteria sinceStart() {
		return AuditCriteria.all().from(this.start);
	}

	private List<String> find(AuditCriteria criteria) {
		return lines(bean(AuditTrail.class).find(criteria, Pageable.unpaged(OLDEST_FIRST)).getContent());
	}

	private static List<String> lines(List<HistoryEntry<Object>> entries) {
		return entries.stream()
			.map((entry) -> entry.actor() + " " + entry.kind() + " " + entry.type().getSimpleName() + " " + entry.id())
			.toList();
	}

	@Test
	void changesOfAllTypesInTheOrderOfTime() {
		Folder folder = new Folder("a");
		Truck truck = new Truck("truck", 1);
		Vehicle vehicle = new Vehicle("vehicle");
		SeatId seat = new SeatId("trail", 1);
		Token token = new Token("token");
		actAs("alice");
		at(() -> {
			em().persist(truck);
			em().persist(vehicle);
			em().persist(folder);
		});
		actAs("bob");
		at(() -> em().persist(new Seat(seat, "free")));
		at(() -> em().persist(token));
		at(() -> this.seats.deleteById(seat));
		actAs("carol");
		at(() -> this.seats.restore(seat));
		at(() -> this.tokens.deleteById(token.id));
		at(() -> this.trucks.deleteById(truck.id));
		at(() -> this.trucks.purge(truck.id));
		assertThat(find(sinceStart())).containsExactly("alice CREATED Folder " + folder.id,
				"alice CREATED Truck " + truck.id, "alice CREATED Vehicle " + vehicle.id, "bob CREATED Seat " + seat,
				"bob CREATED Token " + token.id, "bob DELETED Seat " + seat, "carol RESTORED Seat " + seat,
				"carol DELETED Token " + token.id, "carol DELETED Truck " + truck.id, "carol PURGED Truck " + truck.id);
		assertThat(find(sinceStart().by("bob"))).containsExactly("bob CREATED Seat " + seat,
				"bob CREATED Token " + token.id, "bob DELETED Seat " + seat);
		assertThat(find(sinceStart().of(Seat.class, Token.class).by("carol")))
			.containsExactly("carol RESTORED Seat " + seat, "carol DELETED Token " + token.id);
		assertThat(find(sinceStart().of(Truck.class))).containsExactly("alice CREATED Truck " + truck.id,
				"carol DELETED Truck " + truck.id, "carol PURGED Truck " + truck.id);
		assertThat(find(sinceStart().of(Truck.class, Vehicle.class))).hasSize(4);
		assertThat(find(sinceStart().by("nobody"))).isEmpty();
	}

	@Test
	void changesByTimeRequestAndRevision() {
		Folder folder = new Folder("a");
		MDC.put("requestId", "r-1");
		Instant first = at(() -> em().persist(folder));
		MDC.put("requestId", "r-2");
		Instant second = at(() -> find(folder).name = "b");
		Instant third = at(() -> find(folder).name = "c");
		String created = "system CREATED Folder " + folder.id;
		String updated = "system UPDATED Folder " + folder.id;
		assertThat(find(AuditCriteria.all().from(first).until(third))).containsExactly(created, updated);
		assertThat(find(AuditCriteria.all().from(second).until(third))).containsExactly(updated);
		assertThat(find(sinceStart().inRequest("r-1"))).containsExactly(created);
		assertThat(find(sinceStart().inRequest("r-2"))).containsExactly(updated, updated);
		long revision = this.folders.history(folder.id).get(1).revision();
		assertThat(find(AuditCriteria.all().inRevision(revision))).containsExactly(updated);
		assertThat(find(AuditCriteria.all().inRevision(revision).by("somebody"))).isEmpty();
	}

	@Test
	void theNewestComeFirstUnlessSortedOtherwise() {
		List<Folder> folders = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Folder folder = new Folder("a" + i);
			at(() -> em().persist(folder));
			folders.add(folder);
		}
		assertThat(bean(AuditTrail.class).find(sinceStart(), PageRequest.of(0, 2))).extracting(HistoryEntry::id)
			.containsExactly(folders.get(2).id, folders.get(1).id);
		assertThat(bean(AuditTrail.class).find(sinceStart(), PageRequest.of(0, 2, OLDEST_FIRST)))
			.extracting(HistoryEntry::id)
			.containsExactly(folders.get(0).id, folders.get(1).id);
	}

	@Test
	void theTrailIsInTheOrderOfTimeNotOfNumbers() {
		Folder folder = new Folder("a");
		at(() -> em().persist(folder));
		onNodeOfHigherNumbers(() -> find(folder).name = "early");
		at(() -> find(folder).name = "late");
		assertThat(bean(AuditTrail.class).find(sinceStart(), Pageable.unpaged()))
			.extracting((entry) -> ((Folder) entry.entity()).name)
			.containsExactly("late", "early", "a");
	}

	@Test
	void eachSliceOfEachSizeIsAPartOfTheWhole() {
		List<Folder> many = new ArrayList<>();
		Token token = new Token("token");
		at(() -> {
			for (int i = 0; i < 4; i++) {
				Folder folder = new Folder("many" + i);
				em().persist(folder);
				many.add(folder);
			}
			em().persist(new Cabinet("cabinet"));
			em().persist(token);
		});
		at(() -> find(many.get(0)).name = "b");
		at(() -> this.folders.deleteAllInBatch(many));
		at(() -> this.tokens.findById(token.id).orElseThrow().name = "b");
		at(() -> this.folders.restore(many.get(2).id));
		for (Sort sort : List.of(OLDEST_FIRST, OLDEST_FIRST.descending())) {
			List<String> all = lines(bean(AuditTrail.class).find(sinceStart(), Pageable.unpaged(sort)).getContent());
			assertThat(all).hasSize(13);
			for (int size = 1; size < 15; size++) {
				for (int number = 0; number * size < 15; number++) {
					Pageable pageable = PageRequest.of(number, size, sort);
					Slice<HistoryEntry<Object>> slice = bean(AuditTrail.class).find(sinceStart(), pageable);
					int from = Math.min(number * size, all.size());
					int to = Math.min(from + size, all.size());
					assertThat(lines(slice.getContent())).as("%s", pageable).isEqualTo(all.subList(from, to));
					assertThat(slice.hasNext()).as("%s", pageable).isEqualTo(to < all.size());
				}
			}
		}
	}

	@Test
	void theStatementsDependOnTheTypesAndTheSliceNotOnTheTrail() {
		for (int i = 0; i < 30; i++) {
			Token token = new Token("token" + i);
			at(() -> em().persist(token));
		}
		long few = statements(() -> bean(AuditTrail.class).find(sinceStart().of(Token.class), PageRequest.of(0, 5)));
		for (int i = 0; i < 300; i++) {
			Token token = new Token("token" + i);
			at(() -> em().persist(token));
		}
		assertThat(statements(() -> bean(AuditTrail.class).find(sinceStart().of(Token.class), PageRequest.of(0, 5))))
			.isEqualTo(few);
		// the revisions, their numbers of changes, the rows, and what was before each
		assertThat(this.application.statements().all()).as("statements").hasSize(3 + 5);
		// the slice spans all of these
		assertThat(bean(AuditTrail.class).find(sinceStart().of(Token.class), PageRequest.of(1, 280))).hasSize(50);
	}

	private long statements(Runnable work) {
		this.application.statements().clear();
		work.run();
		return this.application.statements().all().size();
	}

	@Test
	void whatIsNotAuditedIsRefused() {
		AuditTrail trail = bean(AuditTrail.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> trail.find(AuditCriteria.all().of(Color.class), Pageable.unpaged()))
			.withMessageContaining(Color.class.getName());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> trail.find(AuditCriteria.all(), PageRequest.of(0, 1, Sort.by("actor"))))
			.withMessageContaining("instant");
		assertThat(find(AuditCriteria.all().inRevision(-1))).isEmpty();
	}

}
