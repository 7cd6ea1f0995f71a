package io.github.softdeleteaudit.shapes.restored;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Cell;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Club;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ClubRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Dot;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Entry;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Fellow;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Folder;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.FolderRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Leaflet;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.LeafletRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Plain;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.PlainRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Report;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Sheet;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.SheetRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements a restore takes, which depends on the tables and not on the rows.
 */
abstract class RestoreStatementsContract extends RestoredContract {

	private static final Logger logger = LoggerFactory.getLogger(RestoreStatementsContract.class);

	RestoreStatementsContract(TestDatabase database) {
		super(database);
	}

	private int statements(String what, Runnable work) {
		this.application.clock().tick();
		this.application.statements().clear();
		work.run();
		List<String> all = this.application.statements().all();
		logger.info("{}: {} statements", what, all.size());
		return all.size();
	}

	private <T> void assertAsManyForTwoAsForTwoHundred(String what, IntFunction<T> make, Consumer<T> work) {
		T few = make.apply(2);
		delete(few);
		T many = make.apply(200);
		delete(many);
		assertThat(deleted(what + " 200").size()).isGreaterThan(200);
		int statements = statements(what + " 2", () -> work.accept(few));
		assertThat(statements(what + " 200", () -> work.accept(many))).isEqualTo(statements);
	}

	private void assertAsManyForDeletions(String what, IntFunction<Object> make) {
		delete(make.apply(2));
		var few = latest();
		delete(make.apply(200));
		var many = latest();
		Deletions deletions = bean(Deletions.class);
		int previews = statements(what + " 2, preview of the deletion", () -> deletions.preview(few));
		assertThat(statements(what + " 200, preview of the deletion", () -> deletions.preview(many)))
			.isEqualTo(previews);
		int restores = statements(what + " 2, restore of the deletion", () -> deletions.restore(few));
		assertThat(statements(what + " 200, restore of the deletion", () -> deletions.restore(many)))
			.isEqualTo(restores);
		assertThat(deleted(what)).isEmpty();
	}

	private UUID latest() {
		return bean(Deletions.class).find(PageRequest.of(0, 1)).getContent().get(0).id();
	}

	// three tables, one of them a hierarchy's
	private Folder folder(String what, int reports) {
		String prefix = what + " " + reports;
		Folder folder = new Folder();
		folder.name = prefix;
		for (int i = 0; i < reports; i++) {
			Report report = new Report();
			report.name = prefix + " report " + i;
			report.folder = folder;
			folder.docs.add(report);
			Leaflet leaflet = new Leaflet();
			leaflet.name = prefix + " leaflet " + i;
			leaflet.report = report;
			report.leaflets.add(leaflet);
		}
		make(folder);
		return folder;
	}

	// ids of all kinds
	private Sheet sheet(String what, int rows) {
		String prefix = what + " " + rows;
		Sheet sheet = new Sheet();
		sheet.name = prefix;
		for (int i = 0; i < rows; i++) {
			Entry entry = new Entry();
			entry.name = prefix + " entry " + i;
			entry.sheet = sheet;
			entry.id.place = i;
			sheet.entries.add(entry);
			Cell cell = new Cell();
			cell.name = prefix + " cell " + i;
			cell.sheet = sheet;
			cell.place = i;
			sheet.cells.add(cell);
			Dot dot = new Dot();
			dot.name = prefix + " dot " + i;
			cell.dots.add(dot);
		}
		make(sheet);
		return sheet;
	}

	private Club club(String what, int fellows) {
		String prefix = what + " " + fellows;
		Club club = new Club();
		club.name = prefix;
		for (int i = 0; i < fellows; i++) {
			Fellow fellow = new Fellow();
			fellow.name = prefix + " fellow " + i;
			club.fellows.add(fellow);
		}
		make(club);
		return club;
	}

	@Test
	void ofATreeFromItsRoot() {
		assertAsManyForTwoAsForTwoHundred("root", (rows) -> folder("root", rows),
				(folder) -> bean(FolderRepository.class).restore(folder.id));
		assertThat(deleted("root")).isEmpty();
	}

	@Test
	void ofAPreview() {
		assertAsManyForTwoAsForTwoHundred("preview", (rows) -> folder("preview", rows),
				(folder) -> bean(FolderRepository.class).previewRestore(folder.id));
	}

	@Test
	void ofATreeFromALeaf() {
		assertAsManyForTwoAsForTwoHundred("leaf", (rows) -> folder("leaf", rows),
				(folder) -> bean(LeafletRepository.class)
					.restore(((Report) folder.docs.iterator().next()).leaflets.iterator().next().id));
		assertThat(deleted("leaf")).isEmpty();
	}

	@Test
	void ofADeletion() {
		assertAsManyForDeletions("deletion", (rows) -> folder("deletion", rows));
	}

	@Test
	void ofRowsWithIdsOfAllKinds() {
		assertAsManyForTwoAsForTwoHundred("ids", (rows) -> sheet("ids", rows),
				(sheet) -> bean(SheetRepository.class).restore(sheet.id));
		assertAsManyForDeletions("ids of a deletion", (rows) -> sheet("ids of a deletion", rows));
	}

	@Test
	void ofLinkedRows() {
		assertAsManyForTwoAsForTwoHundred("club", (rows) -> club("club", rows),
				(club) -> bean(ClubRepository.class).restore(club.id));
		assertAsManyForDeletions("club of a deletion", (rows) -> club("club of a deletion", rows));
	}

	@Test
	void ofManyRowsOfOneDeletion() {
		Consumer<Object> restoreAll = (folder) -> assertThat(bean(LeafletRepository.class)
			.restoreAll((root, query, builder) -> builder.like(root.get("name"), ((Folder) folder).name + " %")))
			.isEqualTo(((Folder) folder).docs.size());
		assertAsManyForTwoAsForTwoHundred("many", (rows) -> (Object) folder("many", rows), restoreAll);
		assertThat(deleted("many")).isEmpty();
	}

	@Test
	void ofOneRow() {
		Plain plain = new Plain();
		plain.name = "one";
		make(plain);
		delete(plain);
		this.application.statements().clear();
		bean(PlainRepository.class).restore(plain.id);
		this.application.statements().all().forEach((sql) -> logger.info("one row: {}", sql));
		// the row and its mark, who holds its key, the key for a violation, the update,
		// the entity
		assertThat(this.application.statements().all())
			.filteredOn((sql) -> !sql.toLowerCase(Locale.ROOT).matches("(?s).*(_aud|revinfo).*"))
			.hasSize(5);
	}

}
