package io.github.softdeleteaudit.shapes.restored;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.softdeleteaudit.restore.Deletion;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflict.Kind;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.restore.RestoredRows;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Animal;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Coded;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Film;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Flagged;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Folder;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Leaflet;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Medium;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Numbered;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Plain;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.PlainRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Report;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Scene;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Stripe;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.StripeRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Timed;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.TimedRepository;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Whole;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zebra;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zoned;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.Zoo;
import io.github.softdeleteaudit.shapes.restored.RestoredModel.ZooRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.orm.ObjectRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What {@link Deletions} lists, and what comes back with a whole deletion.
 */
abstract class DeletionsContract extends RestoredContract {

	DeletionsContract(TestDatabase database) {
		super(database);
	}

	private Deletions deletions() {
		return bean(Deletions.class);
	}

	private Deletion latest() {
		return deletions().find(PageRequest.of(0, 1)).getContent().get(0);
	}

	private static Plain plain(String name, String code) {
		Plain plain = new Plain();
		plain.name = name;
		plain.code = code;
		return plain;
	}

	private Plain plain(String name) {
		Plain plain = plain(name, null);
		make(plain);
		return plain;
	}

	// with a zebra of two stripes and a film of one scene
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
		for (int i = 1; i <= 2; i++) {
			Stripe stripe = new Stripe();
			stripe.name = prefix + " stripe " + i;
			zebra.stripes.add(stripe);
		}
		Scene scene = new Scene();
		scene.name = prefix + " scene";
		film.scenes.add(scene);
		make(zoo);
		return zoo;
	}

	private static String[] zooNames(String prefix) {
		return names(prefix, "", " zebra", " animal", " film", " medium", " stripe 1", " stripe 2", " scene");
	}

	@Test
	void pagesOfDeletionsComeTheLatestFirst() {
		long before = deletions().find(PageRequest.of(0, 1)).getTotalElements();
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			Plain plain = plain("page " + i);
			delete(plain);
			ids.add(bean(PlainRepository.class).findDeletedById(plain.id).orElseThrow().getDeletionId());
		}
		Collections.reverse(ids);
		// as the database orders ids, where all are of one type
		assertThat(SoftDeleteScope
			.includingDeleted(() -> get(() -> em()
				.createQuery("select e.deletionId from Plain e where e.name like 'page %' order by e.deletionId desc",
						UUID.class)
				.getResultList())))
			.isEqualTo(ids);
		for (int page = 0; page < 2; page++) {
			Page<Deletion> found = deletions().find(PageRequest.of(page, 3));
			assertThat(found.getTotalElements()).isEqualTo(before + 7);
			assertThat(found).extracting(Deletion::id).isEqualTo(ids.subList(page * 3, page * 3 + 3));
		}
		List<Deletion> all = deletions().find(Pageable.unpaged()).getContent();
		assertThat(all).hasSize(Math.toIntExact(before + 7));
		assertThat(all.subList(0, 7)).extracting(Deletion::id).isEqualTo(ids);
		assertThat(all.subList(0, 7)).extracting(Deletion::instant)
			.doesNotContainNull()
			.isSortedAccordingTo(Collections.reverseOrder());
		Page<Deletion> beyond = deletions().find(PageRequest.of(1000, 3));
		assertThat(beyond.getContent()).isEmpty();
		assertThat(beyond.getTotalElements()).isEqualTo(before + 7);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> deletions().find(PageRequest.of(0, 3, Sort.by("instant"))));
	}

	@Test
	void countsAreByTheClassThatARowIsOf() {
		Zoo zoo = zoo("count");
		Folder folder = new Folder();
		folder.name = "count folder";
		Report report = new Report();
		report.name = "count report";
		report.folder = folder;
		folder.docs.add(report);
		Leaflet leaflet = new Leaflet();
		leaflet.name = "count leaflet";
		leaflet.report = report;
		report.leaflets.add(leaflet);
		make(folder);
		Instant instant = this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Zoo.class, zoo.id));
			em().remove(em().find(Folder.class, folder.id));
		});
		Deletion deletion = latest();
		assertThat(deletion.counts())
			.isEqualTo(Map.of(Zoo.class, 1L, Zebra.class, 1L, Animal.class, 1L, Film.class, 1L, Medium.class, 1L,
					Stripe.class, 2L, Scene.class, 1L, Folder.class, 1L, Report.class, 1L, Leaflet.class, 1L));
		assertThat(deletion.instant()).isEqualTo(instant);
		assertThat(deletion.actor()).isEqualTo("system");
		assertThat(deletion.id())
			.isEqualTo(bean(ZooRepository.class).findDeletedById(zoo.id).orElseThrow().getDeletionId());
	}

	@Test
	void anIdWithoutATimeTellsTheMillisecondsAndNoActor() {
		Numbered numbered = new Numbered();
		numbered.name = "milliseconds";
		make(numbered);
		Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		delete(numbered);
		Deletion deletion = latest();
		assertThat(deletion.counts()).isEqualTo(Map.of(Numbered.class, 1L));
		// when the id was made, by the system's clock
		assertThat(deletion.instant()).isBetween(start, Instant.now());
		assertThat(deletion.actor()).isNull();
		assertRestores(() -> deletions().restore(deletion.id()), "milliseconds");
	}

	@Test
	void rowsWithoutAnIdAreNotListedButComeBackWithThoseThatTookThemAlong() {
		long before = deletions().find(PageRequest.of(0, 1)).getTotalElements();
		Timed alone = new Timed();
		alone.name = "listed alone";
		Flagged flagged = new Flagged();
		flagged.name = "listed flagged";
		make(alone, flagged);
		delete(alone);
		delete(flagged);
		assertThat(deletions().find(PageRequest.of(0, 1)).getTotalElements()).isEqualTo(before);
		Whole whole = new Whole();
		whole.name = "listed whole";
		Timed timed = new Timed();
		timed.name = "listed timed";
		timed.whole = whole;
		whole.timed.add(timed);
		Numbered numbered = new Numbered();
		numbered.name = "listed numbered";
		numbered.timed = timed;
		timed.numbered.add(numbered);
		Zoned zoned = new Zoned();
		zoned.name = "listed zoned";
		zoned.numbered = numbered;
		numbered.zoned.add(zoned);
		make(whole);
		delete(whole);
		assertThat(deletions().find(PageRequest.of(0, 1)).getTotalElements()).isEqualTo(before + 1);
		Deletion deletion = latest();
		assertThat(deletion.counts()).isEqualTo(Map.of(Whole.class, 1L, Numbered.class, 1L));
		assertThat(deletion.instant()).isEqualTo(this.application.clock().instant());
		assertThat(deletion.actor()).isEqualTo("system");
		assertRestores(() -> assertThat(deletions().restore(deletion.id()).count()).isEqualTo(4), "listed whole",
				"listed timed", "listed numbered", "listed zoned");
		assertThat(deletions().find(PageRequest.of(0, 1)).getTotalElements()).isEqualTo(before);
		bean(TimedRepository.class).restore(alone.id);
	}

	@Test
	void rowsMarkedByHandWithoutAnIdAreNotListed() {
		long before = deletions().find(PageRequest.of(0, 1)).getTotalElements();
		Coded coded = new Coded();
		coded.name = "by hand";
		make(coded);
		this.application.jdbc()
			.update("update coded set deleted_at = ? where id = ?", java.sql.Timestamp.valueOf("2020-01-01 00:00:00"),
					coded.id);
		assertThat(deletions().find(PageRequest.of(0, 1)).getTotalElements()).isEqualTo(before);
		assertThat(deletions().find(Pageable.unpaged())).hasSize(Math.toIntExact(before));
		this.application.jdbc().update("update coded set deleted_at = null where id = ?", coded.id);
	}

	@Test
	void anIdThatIsKeptInAnotherTypeIsListedAmongTheOthers() {
		Coded coded = new Coded();
		coded.name = "coded";
		make(coded);
		Plain plain = plain("coded plain");
		this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Coded.class, coded.id));
			em().remove(em().find(Plain.class, plain.id));
		});
		Deletion both = latest();
		assertThat(both.counts()).isEqualTo(Map.of(Coded.class, 1L, Plain.class, 1L));
		assertRestores(() -> deletions().restore(both.id()), "coded", "coded plain");
		delete(plain);
		delete(coded);
		assertThat(deletions().find(PageRequest.of(0, 2))).extracting(Deletion::counts)
			.containsExactly(Map.of(Coded.class, 1L), Map.of(Plain.class, 1L));
	}

	@Test
	void purgesAndRestoresOfSomeRowsChangeTheCounts() {
		Zoo zoo = zoo("partial");
		Plain first = plain("partial first");
		Plain second = plain("partial second");
		Stripe stripe = ((Zebra) zoo.animals.iterator().next()).stripes.get(0);
		this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Plain.class, first.id));
			em().remove(em().find(Plain.class, second.id));
			em().remove(em().find(Stripe.class, stripe.id));
		});
		UUID id = latest().id();
		bean(PlainRepository.class).restore(first.id);
		assertThat(latest()).isEqualTo(new Deletion(id, this.application.clock().instant(), "system",
				Map.of(Plain.class, 1L, Stripe.class, 1L)));
		bean(PlainRepository.class).purge(second.id);
		assertThat(latest().counts()).isEqualTo(Map.of(Stripe.class, 1L));
		bean(StripeRepository.class).restore(stripe.id);
		assertThat(deletions().find(Pageable.unpaged())).extracting(Deletion::id).doesNotContain(id);
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> deletions().restore(id));
	}

	@Test
	void aDeletionOfRowsThatAreNotConnectedComesBack() {
		Zoo zoo = zoo("apart");
		Plain first = plain("apart first");
		Plain second = plain("apart second");
		Plain other = plain("apart other");
		delete(other);
		this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Plain.class, first.id));
			em().remove(em().find(Zoo.class, zoo.id));
			em().remove(em().find(Plain.class, second.id));
		});
		UUID id = latest().id();
		RestorePreview preview = deletions().preview(id);
		assertThat(preview.conflicts()).isEmpty();
		assertThat(preview.rows().count()).isEqualTo(10);
		List<String> names = new ArrayList<>(List.of(zooNames("apart")));
		names.addAll(List.of("apart first", "apart second"));
		assertRestores(() -> {
			RestoredRows rows = deletions().restore(id);
			assertThat(rows).isEqualTo(preview.rows());
			List<Class<?>> types = new ArrayList<>(rows.idsByType().keySet());
			assertThat(types.indexOf(Zoo.class)).isLessThan(types.indexOf(Zebra.class));
			assertThat(types.indexOf(Zebra.class)).isLessThan(types.indexOf(Stripe.class));
			assertThat(types.indexOf(Film.class)).isLessThan(types.indexOf(Scene.class));
			assertThat(rows.contains(Animal.class, zoo.animals.iterator().next().id)).isTrue();
			assertThat(rows.contains(Plain.class, other.id)).isFalse();
		}, names.toArray(String[]::new));
		Tables before = this.application.tables();
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> deletions().restore(id));
		assertThat(deletions().preview(id).rows().count()).isZero();
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void anUnknownIdFailsAndTheTransactionGoesOn() {
		UUID unknown = UUID.randomUUID();
		assertThat(deletions().preview(unknown).rows().count()).isZero();
		assertThat(deletions().preview(unknown).conflicts()).isEmpty();
		tx(() -> {
			assertThatExceptionOfType(ObjectRetrievalFailureException.class)
				.isThrownBy(() -> deletions().restore(unknown, RestoreOptions.withParents()))
				.withMessageContaining(unknown.toString());
			em().persist(plain("unknown", null));
		});
		assertThat(count("select count(*) from plain where name = 'unknown'")).isEqualTo(1);
	}

	@Test
	void whatIsInTheWayOfOneRowIsInTheWayOfTheDeletion() {
		Plain plain = plain("conflict", "taken");
		Zoo zoo = zoo("conflict zoo");
		make(plain);
		Zebra zebra = (Zebra) zoo.animals.iterator().next();
		Stripe stripe = zebra.stripes.get(1);
		this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Plain.class, plain.id));
			em().remove(em().find(Stripe.class, stripe.id));
		});
		UUID id = latest().id();
		delete(zoo);
		Plain holder = plain("conflict holder", "taken");
		make(holder);
		List<RestoreConflict> conflicts = assertRefuses(() -> deletions().restore(id));
		assertThat(conflicts).containsExactlyInAnyOrder(
				new RestoreConflict(Kind.HELD_KEY, Plain.class, plain.id, Map.of("code", "taken"), Plain.class,
						holder.id),
				new RestoreConflict(Kind.DELETED_PARENT, Stripe.class, stripe.id, Map.of(), Zebra.class, zebra.id));
		assertThat(deletions().preview(id).conflicts()).isEqualTo(conflicts);
		assertThat(assertRefuses(() -> deletions().restore(id, RestoreOptions.withParents()))).singleElement()
			.extracting(RestoreConflict::kind)
			.isEqualTo(Kind.HELD_KEY);
		assertThat(deletions().preview(id, RestoreOptions.withParents()).rows().count()).isEqualTo(9);
		List<String> names = new ArrayList<>(List.of(zooNames("conflict zoo")));
		names.add("conflict");
		this.application.clock().tick();
		tx(() -> {
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> deletions().restore(id));
			em().remove(em().find(Plain.class, holder.id));
		});
		assertRestores(() -> deletions().restore(id, RestoreOptions.withParents()), names.toArray(String[]::new));
	}

	@Test
	void rowsOfADeletionThatWouldHoldOneKeyAreInTheWayOfEachOther() {
		Plain first = plain("each first", "each");
		make(first);
		Plain second = plain("each second", "each");
		this.application.clock().tick();
		tx(() -> {
			em().remove(em().find(Plain.class, first.id));
			em().flush();
			em().persist(second);
			em().flush();
			em().remove(second);
		});
		assertThat(deleted("each ")).containsExactly("each first", "each second");
		assertThat(assertRefuses(() -> deletions().restore(latest().id()))).isNotEmpty()
			.allSatisfy((conflict) -> assertThat(conflict.kind()).isEqualTo(Kind.HELD_KEY));
	}

	@Test
	void aDeletionIsRestoredInTheTransactionThatMadeIt() {
		Zoo zoo = zoo("same");
		Tables before = contents();
		tx(() -> {
			em().remove(em().find(Zoo.class, zoo.id));
			Deletion deletion = latest();
			assertThat(deletion.counts()).hasSize(7);
			assertThat(deletions().restore(deletion.id()).count()).isEqualTo(8);
			assertThat(em().find(Zoo.class, zoo.id).animals).hasSize(2);
		});
		assertThat(contents()).isEqualTo(before);
	}

}
