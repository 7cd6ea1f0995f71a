package io.github.softdeleteaudit.shapes.restored;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflict.Kind;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.restore.RestoredRows;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Animal;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Badge;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.BadgeRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Box;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.BoxRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Cell;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.CellId;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.CellRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Club;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ClubRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Doc;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Dot;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.DotRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Entry;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.EntryRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Fellow;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.FellowRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Film;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Flagged;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.FlaggedRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Folder;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.FolderRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Latch;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.LatchRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Leaflet;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.LeafletRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.LeftSide;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.LeftSideRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Margin;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.MarginRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Medium;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Numbered;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.NumberedRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Report;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.RightSide;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.RightSideRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Scene;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.SceneRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Sheet;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.SheetRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Shelf;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Slot;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.SlotRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Stripe;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.StripeRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Tail;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TailRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Timed;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TimedRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Tip;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TipRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Top;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TopRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Twig;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TwigRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Whole;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.WholeRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zebra;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zoned;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ZonedRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zoo;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ZooRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a restore brings back of a tree, whichever way it is mapped and wherever it
 * begins.
 */
abstract class RestoreTreeContract extends RestoredContract {

	RestoreTreeContract(TestDatabase database) {
		super(database);
	}

	private <T, ID> void restore(Class<? extends SoftDeleteRepository<T, ID>> repository, ID id) {
		RestorePreview preview = bean(repository).previewRestore(id);
		assertThat(preview.conflicts()).isEmpty();
		Set<String> before = deleted("");
		bean(repository).restore(id);
		assertThat(preview.rows().count()).isEqualTo(before.size() - deleted("").size());
	}

	private <T, ID> void restoreWithParents(Class<? extends SoftDeleteRepository<T, ID>> repository, ID id) {
		RestorePreview preview = bean(repository).previewRestore(id, RestoreOptions.withParents());
		assertThat(preview.conflicts()).isEmpty();
		Set<String> before = deleted("");
		bean(repository).restore(id, RestoreOptions.withParents());
		assertThat(preview.rows().count()).isEqualTo(before.size() - deleted("").size());
	}

	// folders 1 to 5, one below the other, each with a second child, a report and a twig
	private Folder[] folders(String prefix) {
		Folder[] folders = new Folder[6];
		for (int i = 1; i <= 5; i++) {
			folders[i] = folder(prefix + i, folders[i - 1]);
			folder(prefix + i + "b", folders[i]);
			Report report = new Report();
			report.name = prefix + i + "r";
			report.folder = folders[i];
			folders[i].docs.add(report);
			Leaflet leaflet = new Leaflet();
			leaflet.name = prefix + i + "l";
			leaflet.report = report;
			report.leaflets.add(leaflet);
		}
		Object[] twigs = new Object[6];
		twigs[0] = folders[1];
		for (int i = 1; i <= 5; i++) {
			Twig twig = new Twig();
			twig.name = prefix + i + "t";
			twig.folder = folders[i];
			twigs[i] = twig;
		}
		make(twigs);
		return folders;
	}

	private static Folder folder(String name, Folder parent) {
		Folder folder = new Folder();
		folder.name = name;
		folder.parent = parent;
		if (parent != null) {
			parent.children.add(folder);
		}
		return folder;
	}

	// all that folders have and the folders themselves
	private static String[] levels(String prefix, int... levels) {
		return IntStream.of(levels)
			.boxed()
			.flatMap((level) -> List.of("", "b", "r", "l", "t").stream().map((part) -> prefix + level + part))
			.toArray(String[]::new);
	}

	@Test
	void aDeepTreeComesBackFromItsRoot() {
		Folder[] folders = folders("root ");
		delete(folders[1]);
		assertThat(deleted("root ")).hasSize(25);
		assertRestores(() -> restore(FolderRepository.class, folders[1].id), levels("root ", 1, 2, 3, 4, 5));
	}

	@Test
	void aDeepTreeComesBackFromTheMiddleFromALeafAndFromALeafletOfASubclass() {
		Folder[] folders = folders("middle ");
		delete(folders[1]);
		assertRestores(() -> restore(FolderRepository.class, folders[3].id), levels("middle ", 1, 2, 3, 4, 5));
		delete(folders[1]);
		assertRestores(() -> restore(FolderRepository.class, folders[5].id), levels("middle ", 1, 2, 3, 4, 5));
		delete(folders[1]);
		Long twig = this.application.jdbc().queryForObject("select id from twig where name = 'middle 5t'", Long.class);
		assertRestores(() -> restore(TwigRepository.class, twig), levels("middle ", 1, 2, 3, 4, 5));
		delete(folders[1]);
		Long leaflet = this.application.jdbc()
			.queryForObject("select id from leaflet where name = 'middle 4l'", Long.class);
		assertRestores(() -> restore(LeafletRepository.class, leaflet), levels("middle ", 1, 2, 3, 4, 5));
	}

	@Test
	void aSubtreeThatWasDeletedBeforeStaysDeletedAndComesBackAlone() {
		Folder[] folders = folders("before ");
		delete(folders[4]);
		delete(folders[2]);
		assertRestores(() -> restore(FolderRepository.class, folders[2].id), levels("before ", 2, 3));
		assertRestores(() -> restore(FolderRepository.class, folders[5].id), levels("before ", 4, 5));
	}

	@Test
	void whatWasDeletedAfterARestoreStaysDeleted() {
		Folder[] folders = folders("later ");
		delete(folders[1]);
		bean(FolderRepository.class).restore(folders[1].id);
		delete(folders[5]);
		delete(folders[3]);
		assertRestores(() -> restore(FolderRepository.class, folders[3].id), levels("later ", 3, 4));
		assertThat(deleted("later ")).containsExactlyInAnyOrder(levels("later ", 5));
	}

	@Test
	void aParentThatWasDeletedOtherwiseIsInTheWayAtItsLevelAlone() {
		Folder[] folders = folders("way ");
		delete(folders[4]);
		delete(folders[2]);
		delete(folders[1]);
		List<RestoreConflict> conflicts = assertRefuses(() -> bean(FolderRepository.class).restore(folders[5].id));
		assertThat(conflicts).singleElement().satisfies((conflict) -> {
			assertThat(conflict.kind()).isEqualTo(Kind.DELETED_PARENT);
			assertThat(conflict.entityType()).isEqualTo(Folder.class);
			assertThat(conflict.id()).isEqualTo(folders[4].id);
			assertThat(conflict.values()).isEqualTo(Map.of("parent", folders[3].id));
			assertThat(conflict.obstacleType()).isEqualTo(Folder.class);
			assertThat(conflict.obstacleId()).isEqualTo(folders[3].id);
		});
		assertThat(bean(FolderRepository.class).previewRestore(folders[5].id).conflicts()).isEqualTo(conflicts);
		assertThat(bean(FolderRepository.class).previewRestore(folders[5].id).rows().count()).isEqualTo(10);
	}

	@Test
	void withParentsComeAllThatAreDeletedWithWhatTheirDeletionsTookAlong() {
		Folder[] folders = folders("with ");
		delete(folders[5]);
		delete(folders[4]);
		delete(folders[2]);
		delete(folders[1]);
		assertRestores(() -> restoreWithParents(FolderRepository.class, folders[4].id), levels("with ", 1, 2, 3, 4));
		assertThat(deleted("with ")).containsExactlyInAnyOrder(levels("with ", 5));
		delete(folders[1]);
		assertRestores(() -> restoreWithParents(FolderRepository.class, folders[5].id), levels("with ", 1, 2, 3, 4, 5));
	}

	@Test
	void severalDeletionsComeBackAtOnceEachWithItsOwn() {
		Folder[] folders = folders("all ");
		Folder[] others = folders("all other ");
		delete(folders[4]);
		delete(folders[2]);
		delete(others[5]);
		delete(others[3]);
		assertRefuses(() -> bean(FolderRepository.class)
			.restoreAll((root, query, builder) -> builder.equal(root.get("name"), "all 5")));
		assertRestores(
				() -> assertThat(bean(FolderRepository.class).restoreAll(
						(root, query, builder) -> root.get("name").in("all 5", "all 2", "all other 4", "all 1")))
					.isEqualTo(3),
				Stream.of(levels("all ", 2, 3, 4, 5), levels("all other ", 3, 4))
					.flatMap(Stream::of)
					.toArray(String[]::new));
		assertThat(deleted("all ")).containsExactlyInAnyOrder(levels("all other ", 5));
	}

	@Test
	void parentsComeBeforeTheirChildren() {
		Folder[] folders = folders("order ");
		delete(folders[1]);
		RestoredRows rows = bean(FolderRepository.class).previewRestore(folders[5].id).rows();
		assertThat(rows.idsByType().keySet()).startsWith(Folder.class).endsWith(Leaflet.class);
		assertThat(rows.contains(Doc.class, -1L)).isFalse();
		assertThat(rows.idsByType().get(Report.class)).hasSize(5)
			.allMatch((id) -> rows.contains(Doc.class, id) && rows.contains(Report.class, id));
	}

	private Zoo zoo(String prefix) {
		Zoo zoo = new Zoo();
		zoo.name = prefix;
		Zebra zebra = new Zebra();
		zebra.name = prefix + " zebra";
		Animal animal = new Animal();
		animal.name = prefix + " animal";
		zoo.animals.addAll(List.of(zebra, animal));
		Film film = new Film();
		film.name = prefix + " film";
		film.zoo = zoo;
		Medium medium = new Medium();
		medium.name = prefix + " medium";
		medium.zoo = zoo;
		zoo.media.addAll(List.of(film, medium));
		for (int i = 1; i <= 3; i++) {
			Stripe stripe = new Stripe();
			stripe.name = prefix + " stripe " + i;
			zebra.stripes.add(stripe);
			Scene scene = new Scene();
			scene.name = prefix + " scene " + i;
			film.scenes.add(scene);
		}
		make(zoo);
		return zoo;
	}

	@Test
	void hierarchiesOfAllKindsComeBackWithTheAssociationsOfTheirSubclasses() {
		Zoo zoo = zoo("zoo");
		String[] all = names("zoo", "", " zebra", " animal", " film", " medium", " stripe 1", " stripe 2", " stripe 3",
				" scene 1", " scene 2", " scene 3");
		Film film = (Film) zoo.media.iterator().next();
		Zebra zebra = (Zebra) zoo.animals.iterator().next();
		delete(zoo);
		assertRestores(() -> restore(ZooRepository.class, zoo.id), all);
		delete(zoo);
		assertRestores(() -> restore(StripeRepository.class, zebra.stripes.get(1).id), all);
		delete(zoo);
		assertRestores(() -> restore(SceneRepository.class, film.scenes.get(2).id), all);
	}

	@Test
	void childrenOfSubclassesAreRefusedWhereTheirParentsWereDeletedOtherwise() {
		Zoo zoo = zoo("refused zoo");
		Film film = (Film) zoo.media.iterator().next();
		Zebra zebra = (Zebra) zoo.animals.iterator().next();
		delete(zebra.stripes.get(0));
		delete(film.scenes.get(0));
		delete(zebra);
		delete(zoo);
		assertThat(assertRefuses(() -> bean(StripeRepository.class).restore(zebra.stripes.get(0).id)))
			.extracting(RestoreConflict::obstacleType, RestoreConflict::obstacleId, RestoreConflict::values)
			.containsExactly(tuple(Zebra.class, zebra.id, Map.of()));
		assertThat(assertRefuses(() -> bean(SceneRepository.class).restore(film.scenes.get(0).id)))
			.extracting(RestoreConflict::obstacleType, RestoreConflict::obstacleId, RestoreConflict::values)
			.containsExactly(tuple(Film.class, film.id, Map.of()));
		assertRestores(() -> restoreWithParents(StripeRepository.class, zebra.stripes.get(0).id),
				names("refused zoo", "", " zebra", " animal", " film", " medium", " stripe 1", " stripe 2", " stripe 3",
						" scene 2", " scene 3"));
		assertRestores(() -> restore(SceneRepository.class, film.scenes.get(0).id), "refused zoo scene 1");
		tx(() -> assertThat(em().find(Film.class, film.id).scenes).extracting((scene) -> scene.name)
			.containsExactly("refused zoo scene 1", "refused zoo scene 2", "refused zoo scene 3"));
	}

	private Shelf shelf(String prefix) {
		Shelf shelf = new Shelf();
		shelf.name = prefix;
		for (int i = 1; i <= 3; i++) {
			Slot slot = new Slot();
			slot.name = prefix + " slot " + i;
			shelf.slots.add(slot);
			Box box = new Box();
			box.name = prefix + " box " + i;
			shelf.boxes.put("place " + i, box);
		}
		shelf.badge = new Badge();
		shelf.badge.name = prefix + " badge";
		shelf.badge.shelf = shelf;
		shelf.latch = new Latch();
		shelf.latch.name = prefix + " latch";
		make(shelf);
		return shelf;
	}

	private static String[] shelfNames(String prefix, int... without) {
		return Stream.of("", " badge", " latch", " slot 1", " slot 2", " slot 3", " box 1", " box 2", " box 3")
			.filter((name) -> IntStream.of(without).noneMatch((i) -> name.endsWith(" " + i)))
			.map(prefix::concat)
			.toArray(String[]::new);
	}

	@Test
	void orderedListsMapsAndBothEndsOfAOneToOneComeBackWhereTheyWere() {
		Shelf shelf = shelf("shelf");
		delete(shelf);
		assertRestores(() -> restore(ShelfRepository.class, shelf.id), shelfNames("shelf"));
		delete(shelf);
		assertRestores(() -> restore(SlotRepository.class, shelf.slots.get(1).id), shelfNames("shelf"));
		delete(shelf);
		assertRestores(() -> restore(BoxRepository.class, shelf.boxes.get("place 2").id), shelfNames("shelf"));
		delete(shelf);
		assertRestores(() -> restore(BadgeRepository.class, shelf.badge.id), shelfNames("shelf"));
		delete(shelf);
		assertRestores(() -> restore(LatchRepository.class, shelf.latch.id), shelfNames("shelf"));
		tx(() -> {
			Shelf found = em().find(Shelf.class, shelf.id);
			assertThat(found.slots).extracting((slot) -> slot.name)
				.containsExactly("shelf slot 1", "shelf slot 2", "shelf slot 3");
			assertThat(found.boxes).hasSize(3)
				.hasEntrySatisfying("place 2", (box) -> assertThat(box.name).isEqualTo("shelf box 2"));
			assertThat(found.badge.name).isEqualTo("shelf badge");
			assertThat(found.latch.name).isEqualTo("shelf latch");
		});
	}

	@Test
	void elementsThatWereDeletedAloneAreInTheWayOfNothing() {
		Shelf shelf = shelf("alone");
		delete(shelf.slots.get(1));
		delete(shelf.boxes.get("place 2"));
		delete(shelf);
		assertThat(assertRefuses(() -> bean(SlotRepository.class).restore(shelf.slots.get(1).id)))
			.extracting(RestoreConflict::obstacleId)
			.containsExactly(shelf.id);
		assertThat(assertRefuses(() -> bean(BoxRepository.class).restore(shelf.boxes.get("place 2").id)))
			.extracting(RestoreConflict::obstacleId)
			.containsExactly(shelf.id);
		assertRestores(() -> restore(ShelfRepository.class, shelf.id), shelfNames("alone", 2));
		assertRestores(() -> restore(SlotRepository.class, shelf.slots.get(1).id), "alone slot 2");
		assertRestores(() -> restore(BoxRepository.class, shelf.boxes.get("place 2").id), "alone box 2");
	}

	@Test
	void theOneThatAnotherRefersToComesBackWithoutItAndTheOtherWayRound() {
		Shelf shelf = shelf("one");
		delete(shelf.badge);
		delete(shelf.latch);
		delete(shelf);
		assertRestores(() -> restore(LatchRepository.class, shelf.latch.id), "one latch");
		assertThat(assertRefuses(() -> bean(BadgeRepository.class).restore(shelf.badge.id)))
			.extracting(RestoreConflict::values)
			.containsExactly(Map.of("shelf", shelf.id));
		assertRestores(() -> restoreWithParents(BadgeRepository.class, shelf.badge.id),
				names("one", "", " badge", " slot 1", " slot 2", " slot 3", " box 1", " box 2", " box 3"));
	}

	private Top top(String prefix) {
		Top top = new Top();
		top.name = prefix;
		top.right = new RightSide();
		top.right.name = prefix + " right";
		top.right.top = top;
		for (int i = 1; i <= 2; i++) {
			LeftSide left = new LeftSide();
			left.name = prefix + " left " + i;
			left.top = top;
			top.lefts.add(left);
			Tip tip = new Tip();
			tip.name = prefix + " tip " + i;
			tip.left = left;
			left.tips.add(tip);
			if (i == 1) {
				tip.right = top.right;
				top.right.tip = tip;
			}
		}
		make(top);
		return top;
	}

	@Test
	void aRowThatIsReachedTwoWaysComesBackOnce() {
		Top top = top("top");
		String[] all = names("top", "", " right", " left 1", " left 2", " tip 1", " tip 2");
		delete(top);
		assertRestores(() -> restore(TopRepository.class, top.id), all);
		delete(top);
		assertRestores(() -> restore(TipRepository.class, top.right.tip.id), all);
		delete(top);
		assertRestores(() -> restore(RightSideRepository.class, top.right.id), all);
	}

	@Test
	void ofTwoParentsByTwoAssociationsEachMustBeLive() {
		Top top = top("two");
		LeftSide left = top.right.tip.left;
		delete(left);
		delete(top.right);
		assertThat(assertRefuses(() -> bean(LeftSideRepository.class).restore(left.id)))
			.extracting(RestoreConflict::id, RestoreConflict::obstacleType)
			.containsExactly(tuple(top.right.tip.id, RightSide.class));
		assertRestores(() -> restore(RightSideRepository.class, top.right.id), "two right");
		delete(top.right);
		assertRestores(() -> restoreWithParents(TipRepository.class, top.right.tip.id),
				names("two", " right", " left 1", " tip 1"));
	}

	private Club club(String name, Fellow... fellows) {
		Club club = new Club();
		club.name = name;
		club.fellows.addAll(List.of(fellows));
		return club;
	}

	private Fellow fellow(String name) {
		Fellow fellow = new Fellow();
		fellow.name = name;
		return fellow;
	}

	@Test
	void ofManyParentsByOneAssociationOneMustBeLive() {
		Fellow both = fellow("many both");
		Fellow first = fellow("many first");
		Fellow second = fellow("many second");
		Club one = club("many one", both, first);
		Club two = club("many two", both, second);
		make(both, first, second, one, two);
		delete(one);
		assertThat(deleted("many ")).containsExactlyInAnyOrder("many one", "many both", "many first");
		assertRestores(() -> restore(FellowRepository.class, both.id), "many one", "many both", "many first");
		delete(both);
		assertRestores(() -> restore(FellowRepository.class, both.id), "many both");
		delete(one);
		delete(two);
		assertRestores(() -> restore(FellowRepository.class, both.id), "many one", "many both", "many first");
		delete(one);
		assertRestores(() -> restore(ClubRepository.class, two.id), "many two", "many second");
		delete(two);
		bean(ClubRepository.class).restore(one.id);
		bean(ClubRepository.class).restore(two.id);
		delete(both);
		delete(one);
		delete(two);
		assertThat(assertRefuses(() -> bean(FellowRepository.class).restore(both.id)))
			.extracting(RestoreConflict::obstacleId)
			.containsExactlyInAnyOrder(one.id, two.id);
		assertRestores(() -> restoreWithParents(FellowRepository.class, both.id), "many both", "many one", "many first",
				"many two", "many second");
	}

	@Test
	void fellowsLeadFromClubToClubOfOneDeletion() {
		Fellow a = fellow("chain a");
		Fellow b = fellow("chain b");
		Fellow c = fellow("chain c");
		Club ab = club("chain ab", a, b);
		Club bc = club("chain bc", b, c);
		make(a, b, c, ab, bc);
		tx(() -> {
			em().remove(em().find(Club.class, ab.id));
			em().remove(em().find(Club.class, bc.id));
		});
		assertRestores(() -> restore(FellowRepository.class, a.id), "chain a", "chain b", "chain c", "chain ab",
				"chain bc");
	}

	private Sheet sheet(String prefix) {
		Sheet sheet = new Sheet();
		sheet.name = prefix;
		for (int i = 1; i <= 2; i++) {
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
		sheet.margin = new Margin();
		sheet.margin.name = prefix + " margin";
		sheet.margin.sheet = sheet;
		make(sheet);
		return sheet;
	}

	@Test
	void idsOfAllKindsComeBack() {
		Sheet sheet = sheet("sheet");
		String[] all = names("sheet", "", " entry 1", " entry 2", " cell 1", " cell 2", " dot 1", " dot 2", " margin");
		delete(sheet);
		assertRestores(() -> restore(SheetRepository.class, sheet.id), all);
		delete(sheet);
		assertRestores(() -> restore(EntryRepository.class, sheet.entries.iterator().next().id), all);
		delete(sheet);
		assertRestores(() -> restore(CellRepository.class, new CellId(sheet.id, 2)), all);
		delete(sheet);
		assertRestores(() -> restore(MarginRepository.class, sheet.id), all);
		delete(sheet);
		Dot dot = sheet.cells.iterator().next().dots.iterator().next();
		assertRestores(() -> restore(DotRepository.class, dot.id), all);
	}

	@Test
	void parentsThatAreAPartOfTheIdAreInTheWayWhenDeletedOtherwise() {
		Sheet sheet = sheet("part");
		tx(() -> {
			Sheet found = em().find(Sheet.class, sheet.id);
			em().remove(found.margin);
			found.entries.stream().filter((entry) -> entry.id.place == 1).forEach(em()::remove);
			found.cells.stream().filter((cell) -> cell.place == 1).forEach(em()::remove);
		});
		delete(sheet);
		assertThat(assertRefuses(() -> bean(EntryRepository.class).restore(sheet.entries.iterator().next().id)))
			.extracting(RestoreConflict::values)
			.containsExactly(Map.of("sheet", sheet.id));
		assertThat(assertRefuses(() -> bean(CellRepository.class).restore(new CellId(sheet.id, 1))))
			.extracting(RestoreConflict::values)
			.containsExactly(Map.of("sheet", sheet.id));
		assertThat(assertRefuses(() -> bean(MarginRepository.class).restore(sheet.id)))
			.extracting(RestoreConflict::values)
			.containsExactly(Map.of("sheet", sheet.id));
		assertRestores(() -> restoreWithParents(CellRepository.class, new CellId(sheet.id, 1)),
				names("part", "", " entry 2", " cell 1", " cell 2", " dot 1", " dot 2"));
		assertRestores(() -> restore(MarginRepository.class, sheet.id), "part margin");
	}

	// an id and a time, a time, an id, a time of another type, then all and a boolean
	private Whole whole(String prefix) {
		Whole whole = new Whole();
		whole.name = prefix;
		Timed timed = new Timed();
		timed.name = prefix + " timed";
		timed.whole = whole;
		whole.timed.add(timed);
		for (int i = 1; i <= 2; i++) {
			Numbered numbered = new Numbered();
			numbered.name = prefix + " numbered " + i;
			numbered.timed = timed;
			timed.numbered.add(numbered);
			Zoned zoned = new Zoned();
			zoned.name = prefix + " zoned " + i;
			zoned.numbered = numbered;
			numbered.zoned.add(zoned);
			Tail tail = new Tail();
			tail.name = prefix + " tail " + i;
			tail.zoned = zoned;
			zoned.tails.add(tail);
			Flagged flagged = new Flagged();
			flagged.name = prefix + " flagged " + i;
			flagged.zoned = zoned;
			zoned.flagged.add(flagged);
		}
		make(whole);
		return whole;
	}

	private static final String[] CHAIN = { "", " timed", " numbered 1", " numbered 2", " zoned 1", " zoned 2",
			" tail 1", " tail 2" };

	@Test
	void aChainOfAllIndicatorsComesBackButForWhatHasABooleanAlone() {
		Whole whole = whole("chain of all");
		delete(whole);
		assertThat(deleted("chain of all")).hasSize(10);
		assertRestores(() -> restore(WholeRepository.class, whole.id), names("chain of all", CHAIN));
	}

	@Test
	void aChainOfAllIndicatorsComesBackFromEachOfItsLinks() {
		Whole whole = whole("links");
		Timed timed = whole.timed.iterator().next();
		Numbered numbered = timed.numbered.iterator().next();
		Zoned zoned = numbered.zoned.iterator().next();
		delete(whole);
		bean(WholeRepository.class).restore(whole.id);
		tx(() -> bean(FlaggedRepository.class)
			.restoreAll((root, query, builder) -> builder.like(root.get("name"), "links%")));
		delete(whole);
		assertRestores(() -> restore(TimedRepository.class, timed.id), names("links", CHAIN));
		delete(whole);
		assertRestores(() -> restore(NumberedRepository.class, numbered.id), names("links", CHAIN));
		delete(whole);
		assertRestores(() -> restore(ZonedRepository.class, zoned.id), names("links", CHAIN));
		delete(whole);
		assertRestores(() -> restore(TailRepository.class, zoned.tails.iterator().next().id), names("links", CHAIN));
	}

	@Test
	void belowWhatKeepsAnIdAloneTheTimeIsThatOfTheDeletion() {
		Numbered numbered = new Numbered();
		numbered.name = "id alone";
		Zoned zoned = new Zoned();
		zoned.name = "id alone zoned";
		zoned.numbered = numbered;
		numbered.zoned.add(zoned);
		Whole whole = new Whole();
		whole.name = "id alone whole";
		whole.numbered.add(numbered);
		numbered.whole = whole;
		make(whole);
		delete(whole);
		assertRestores(() -> restore(NumberedRepository.class, numbered.id), "id alone", "id alone zoned",
				"id alone whole");
		delete(whole);
		assertRestores(() -> restore(ZonedRepository.class, zoned.id), "id alone", "id alone zoned", "id alone whole");
	}

	@Test
	void ofRowsWithATimeAloneThoseDeletedAtAnotherTimeStayDeleted() {
		Whole whole = whole("times");
		Timed timed = whole.timed.iterator().next();
		Numbered numbered = timed.numbered.iterator().next();
		Zoned zoned = numbered.zoned.iterator().next();
		delete(zoned);
		delete(whole);
		String[] rest = Stream.of(names("times", CHAIN))
			.filter((name) -> !name.equals(zoned.name) && !name.equals(zoned.tails.iterator().next().name))
			.toArray(String[]::new);
		assertThat(assertRefuses(() -> bean(ZonedRepository.class).restore(zoned.id)))
			.extracting(RestoreConflict::obstacleId)
			.containsExactly(numbered.id);
		assertRestores(() -> restore(TimedRepository.class, timed.id), rest);
		assertRestores(() -> restore(ZonedRepository.class, zoned.id), zoned.name, zoned.tails.iterator().next().name);
		delete(zoned);
		delete(whole);
		assertRestores(() -> restoreWithParents(ZonedRepository.class, zoned.id), names("times", CHAIN));
	}

	// so many that they are named by their deletion
	private Zoo cinema(String prefix, Supplier<Medium> screened, int count) {
		Zoo zoo = new Zoo();
		zoo.name = prefix;
		for (int i = 0; i < count; i++) {
			Medium medium = screened.get();
			medium.name = prefix + " " + i;
			medium.zoo = zoo;
			zoo.media.add(medium);
		}
		make(zoo);
		return zoo;
	}

	@Test
	void manyRowsOfOneTableOfAHierarchyComeBack() {
		Zoo films = cinema("drive-in", Film::new, 201);
		delete(films);
		assertRestores(() -> restore(ZooRepository.class, films.id), deleted("drive-in").toArray(String[]::new));
	}

	@Test
	void manyRowsOfOneTableOfAHierarchyBringBackNoneOfAnotherOwner() {
		Zoo films = cinema("cinema", Film::new, 201);
		Zoo media = cinema("theatre", Medium::new, 1);
		this.application.clock().tick();
		tx(() -> List.of(films, media).forEach((zoo) -> em().remove(em().find(Zoo.class, zoo.id))));
		String[] all = deleted("cinema").toArray(String[]::new);
		assertThat(all).hasSize(202);
		assertRestores(() -> restore(ZooRepository.class, films.id), all);
		assertThat(deleted("theatre")).hasSize(2);
	}

	@Test
	void aBooleanAloneComesBackAloneAndItsParentIsInTheWay() {
		Whole whole = whole("boolean");
		delete(whole);
		Flagged flagged = whole.timed.iterator().next().numbered.iterator().next().zoned.iterator().next().flagged
			.iterator()
			.next();
		assertThat(assertRefuses(() -> bean(FlaggedRepository.class).restore(flagged.id)))
			.extracting(RestoreConflict::obstacleType)
			.containsExactly(Zoned.class);
		String[] expected = Stream.concat(Stream.of(names("boolean", CHAIN)), Stream.of(flagged.name))
			.toArray(String[]::new);
		assertRestores(() -> restoreWithParents(FlaggedRepository.class, flagged.id), expected);
	}

}
