package io.github.softdeleteaudit.shapes.stateless;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Building;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.BuildingRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Cell;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.CellId;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.CellRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Document;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Line;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.LineId;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.LineRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Place;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.PlaceRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Playlist;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.PlaylistRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Shop;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.StatelessApplication;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Tag;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.TagRepository;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Tower;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Truck;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.Vehicle;
import io.github.softdeleteaudit.shapes.stateless.StatelessModel.VehicleRepository;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises in a stateless session.
 */
abstract class StatelessContract extends ShapeContract {

	private DocumentRepository documents;

	private PlaylistRepository playlists;

	private TagRepository tags;

	private LineRepository lines;

	private CellRepository cells;

	private VehicleRepository vehicles;

	private BuildingRepository buildings;

	private PlaceRepository places;

	private int number;

	StatelessContract(TestDatabase database) {
		super(database, StatelessApplication.class);
	}

	@BeforeAll
	void repositories() {
		this.documents = bean(DocumentRepository.class);
		this.playlists = bean(PlaylistRepository.class);
		this.tags = bean(TagRepository.class);
		this.lines = bean(LineRepository.class);
		this.cells = bean(CellRepository.class);
		this.vehicles = bean(VehicleRepository.class);
		this.buildings = bean(BuildingRepository.class);
		this.places = bean(PlaceRepository.class);
		document("other");
		this.vehicles.save(new Truck("other"));
		this.buildings.save(new Tower("other"));
		this.places.save(new Shop("other"));
		this.places.save(new Place("other"));
		for (int i = 1; i <= 2; i++) {
			this.cells.save(new Cell(new CellId(1, i)));
			this.cells.save(new Cell(new CellId(2, i)));
		}
	}

	private Document document(String name) {
		return get(() -> {
			Document document = new Document(name);
			document.cover = this.documents.save(new Document("cover of " + name));
			document.folder = this.documents.save(new Document("folder of " + name));
			for (int i = 1; i <= 2; i++) {
				document.tags.add(this.tags.save(new Tag(name + i)));
				document.stickers.add(this.tags.save(new Tag("sticker " + name + i)));
				document.owned.add(this.tags.save(new Tag("own " + name + i)));
			}
			int first = ++this.number;
			int second = ++this.number;
			// ids that differ by their order alone
			new Line(document, first, second);
			new Line(document, second, first);
			return this.documents.save(document);
		});
	}

	private SessionFactory factory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	private void stateless(Consumer<StatelessSession> work) {
		factory().inStatelessTransaction(work);
	}

	private <T> T fromStateless(Function<StatelessSession, T> work) {
		return factory().fromStatelessTransaction(work);
	}

	/**
	 * Delete a row alone and restore it.
	 */
	private <T, ID> void deleteAndRestore(SoftDeleteRepository<T, ID> repository, Class<? extends T> type, ID id) {
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		stateless((session) -> session.delete(session.get(type, id)));
		assertThat(unmarkedContents()).as("after the deletion").isEqualTo(unmarked);
		assertThat(contents()).as("marks of the deletion").isNotEqualTo(before);
		assertThat(deleted(contents())).as("deleted rows").isEqualTo(deleted(before) + 1);
		assertThat(repository.findById(id)).isEmpty();
		stateless((session) -> assertThat((Object) session.get(type, id)).isNull());
		tx(() -> repository.restore(id));
		assertThat(contents()).as("after the restore").isEqualTo(before);
		stateless((session) -> assertThat((Object) session.get(type, id)).isNotNull());
	}

	private static long deleted(Tables tables) {
		return tables.rows()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((row) -> row.contains("deleted_at=") && !row.contains("deleted_at=null"))
			.count();
	}

	private void assertStale(Consumer<StatelessSession> work) {
		Tables before = contents();
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(() -> stateless(work));
		assertThat(contents()).isEqualTo(before);
	}

	// --- delete

	@Test
	void aVersionedRowIsDeletedAloneWithItsLinksAndElementsKept() {
		Document document = document("deleted");
		deleteAndRestore(this.documents, Document.class, document.id);
	}

	@Test
	void aRowWithAnIdOfTwoColumnsIsDeleted() {
		Document document = document("composite");
		for (Line line : document.lines) {
			deleteAndRestore(this.lines, Line.class, new LineId(line.number, line.chapter));
		}
		deleteAndRestore(this.cells, Cell.class, new CellId(1, 2));
		deleteAndRestore(this.cells, Cell.class, new CellId(2, 1));
	}

	@Test
	void aJoinedRowIsDeleted() {
		Vehicle vehicle = this.vehicles.save(new Vehicle("vehicle"));
		Vehicle truck = this.vehicles.save(new Truck("truck"));
		Building building = this.buildings.save(new Building("building"));
		Building tower = this.buildings.save(new Tower("tower"));
		deleteAndRestore(this.vehicles, Vehicle.class, vehicle.id);
		deleteAndRestore(this.vehicles, Truck.class, truck.id);
		deleteAndRestore(this.vehicles, Vehicle.class, truck.id);
		deleteAndRestore(this.buildings, Building.class, building.id);
		deleteAndRestore(this.buildings, Tower.class, tower.id);
		deleteAndRestore(this.buildings, Building.class, tower.id);
	}

	@Test
	void aRowOfATablePerClassIsDeleted() {
		Place place = this.places.save(new Place("place"));
		Place shop = this.places.save(new Shop("shop"));
		deleteAndRestore(this.places, Place.class, place.id);
		deleteAndRestore(this.places, Shop.class, shop.id);
		deleteAndRestore(this.places, Place.class, shop.id);
	}

	@Test
	void manyAreDeletedAsOneDeletion() {
		Document first = document("many 1");
		Document second = document("many 2");
		Tables before = contents();
		stateless((session) -> session
			.deleteMultiple(List.of(session.get(Document.class, first.id), session.get(Document.class, second.id))));
		assertThat(deleted(contents())).isEqualTo(deleted(before) + 2);
		assertThat(this.documents.findDeletedById(first.id).orElseThrow().getDeletionId())
			.isEqualTo(this.documents.findDeletedById(second.id).orElseThrow().getDeletionId());
		this.documents.restore(first.id);
		this.documents.restore(second.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void theInstanceCarriesTheDeletion() {
		Document document = document("instance");
		Document deleted = fromStateless((session) -> {
			Document found = session.get(Document.class, document.id);
			session.delete(found);
			return found;
		});
		assertThat(deleted.getDeletedAt()).isEqualTo(this.application.clock().instant());
		assertThat(deleted.getDeletedBy()).isEqualTo("system");
		assertThat(deleted.version).isEqualTo(document.version + 1);
		Tables before = contents();
		stateless((session) -> session.delete(deleted));
		assertThat(contents()).isEqualTo(before);
		this.documents.restore(document.id);
	}

	@Test
	void aStaleDeleteFails() {
		Document document = document("stale delete");
		tx(() -> this.documents.findById(document.id).orElseThrow().name = "edited");
		assertStale((session) -> session.delete(document));
		Document other = document("stale delete of many");
		assertStale((session) -> session.deleteMultiple(List.of(session.get(Document.class, other.id), document)));
	}

	@Test
	void aDeleteOfARowThatWasDeletedMeanwhileFails() {
		Vehicle truck = this.vehicles.save(new Truck("deleted meanwhile"));
		Vehicle read = fromStateless((session) -> session.get(Truck.class, truck.id));
		this.vehicles.deleteById(truck.id);
		assertStale((session) -> session.delete(read));
		this.vehicles.restore(truck.id);
	}

	@Test
	void aDeleteByAQueryIsSoft() {
		this.vehicles.save(new Truck("deleted by a query"));
		for (String query : List.of("delete from Document", "delete from Line", "delete from Cell", "delete from Truck",
				"delete from Vehicle", "delete from Shop", "delete from Place")) {
			Tables unmarked = unmarkedContents();
			stateless((session) -> session.createMutationQuery(query).executeUpdate());
			assertThat(unmarkedContents()).as(query).isEqualTo(unmarked);
			assertThat((long) fromStateless(
					(session) -> session.createSelectionQuery(query.replace("delete", "select count(*)"), Long.class)
						.getSingleResult()))
				.as(query)
				.isZero();
		}
	}

	@Test
	void aNativeDeleteIsRefused() {
		Tables before = contents();
		assertThatExceptionOfType(PhysicalDeleteException.class).isThrownBy(
				() -> stateless((session) -> session.createNativeMutationQuery("delete from truck").executeUpdate()));
		assertThat(contents()).isEqualTo(before);
	}

	// --- insert and upsert

	@Test
	void aNewRowIsLive() {
		Document copy = new Document("copy");
		Cell cell = new Cell(new CellId(7, 8));
		for (SoftDeletableEntity entity : List.of(copy, cell)) {
			ReflectionTestUtils.setField(entity, "deletedAt", this.application.clock().instant());
			ReflectionTestUtils.setField(entity, "deletedBy", "somebody");
		}
		stateless((session) -> {
			session.insert(copy);
			session.insertMultiple(List.of(cell, new Cell(new CellId(8, 7))));
		});
		assertThat(this.documents.findById(copy.id).orElseThrow().getDeletedBy()).isNull();
		assertThat(this.cells.findById(new CellId(7, 8)).orElseThrow().getDeletedBy()).isNull();
		assertThat(this.cells.existsById(new CellId(8, 7))).isTrue();
		assertThat(factory().getPersistenceUnitUtil().getIdentifier(copy)).isEqualTo(copy.id);
		stateless((session) -> assertThat(session.getIdentifier(copy)).isEqualTo(copy.id));
	}

	@Test
	void anUpsertIsRefused() {
		Vehicle truck = this.vehicles.save(new Truck("upsert"));
		Cell cell = new Cell(new CellId(1, 1));
		this.vehicles.deleteById(truck.id);
		Tables before = contents();
		for (Object entity : List.of(truck, cell, document("upsert"))) {
			Tables each = contents();
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> stateless((session) -> session.upsert(entity)));
			assertThat(contents()).isEqualTo(each);
		}
		assertThat(deleted(contents())).isEqualTo(deleted(before));
		this.vehicles.restore(truck.id);
	}

	// --- update

	@Test
	void anUpdateKeepsWhatItDoesNotShow() {
		Document document = document("update");
		Tag hidden = document.tags.iterator().next();
		Tag owned = document.owned.iterator().next();
		this.tags.deleteById(hidden.id);
		this.tags.deleteById(owned.id);
		Tables before = contents();
		stateless((session) -> {
			Document found = session.get(Document.class, document.id);
			found.name = "edited";
			session.update(found);
		});
		stateless((session) -> {
			Document found = session.get(Document.class, document.id);
			session.fetch(found.tags);
			session.fetch(found.owned);
			session.fetch(found.words);
			assertThat(found.tags).hasSize(1);
			assertThat(found.owned).hasSize(1);
			found.name = "update";
			session.update(found);
		});
		assertThat(contents()).isEqualTo(before);
		this.tags.restore(hidden.id);
		this.tags.restore(owned.id);
		tx(() -> {
			assertThat(this.documents.findById(document.id).orElseThrow().tags).hasSize(2);
			assertThat(this.documents.findById(document.id).orElseThrow().owned).hasSize(2);
		});
	}

	@Test
	void anUpdateLinksNothingTwiceThatWasDeletedSince() {
		Document document = document("deleted since");
		Document read = fromStateless((session) -> {
			Document found = session.get(Document.class, document.id);
			session.fetch(found.tags);
			session.fetch(found.stickers);
			session.fetch(found.owned);
			return found;
		});
		Tag tag = document.tags.iterator().next();
		Tag sticker = document.stickers.get(0);
		this.tags.deleteById(tag.id);
		this.tags.deleteById(sticker.id);
		Tables before = contents().only((table) -> table.startsWith("document_"));
		stateless((session) -> session.update(read));
		assertThat(contents().only((table) -> table.startsWith("document_"))).isEqualTo(before);
		this.tags.restore(tag.id);
		this.tags.restore(sticker.id);
		tx(() -> {
			assertThat(this.documents.findById(document.id).orElseThrow().tags).hasSize(2);
			assertThat(this.documents.findById(document.id).orElseThrow().stickers).hasSize(2);
		});
	}

	@Test
	void aStaleUpdateOfADeletedRowWithNothingButElementsFails() {
		Playlist playlist = this.playlists.save(new Playlist());
		Playlist read = fromStateless((session) -> {
			Playlist found = session.get(Playlist.class, playlist.id);
			session.fetch(found.songs);
			return found;
		});
		stateless((session) -> session.update(read));
		this.playlists.deleteById(playlist.id);
		read.songs.add("c");
		assertStale((session) -> session.update(read));
	}

	@Test
	void aStaleUpdateOfADeletedRowFails() {
		Document document = document("stale update");
		Tag tag = this.tags.save(new Tag("stale update"));
		Vehicle truck = this.vehicles.save(new Truck("stale update"));
		Building tower = this.buildings.save(new Tower("stale update"));
		Place shop = this.places.save(new Shop("stale update"));
		Line line = document.lines.iterator().next();
		Object[] read = fromStateless((session) -> new Object[] { session.get(Document.class, document.id),
				session.get(Tag.class, tag.id), session.get(Truck.class, truck.id), session.get(Tower.class, tower.id),
				session.get(Shop.class, shop.id), session.get(Line.class, new LineId(line.number, line.chapter)) });
		this.documents.deleteById(document.id);
		this.tags.deleteById(tag.id);
		this.vehicles.deleteById(truck.id);
		this.buildings.deleteById(tower.id);
		this.places.deleteById(shop.id);
		for (Object entity : read) {
			assertStale((session) -> session.update(entity));
			assertStale((session) -> session.updateMultiple(List.of(entity)));
		}
	}

	@Test
	void anUpdateDoesNotWriteADeletion() {
		Tag tag = this.tags.save(new Tag("no deletion"));
		Tables before = contents();
		ReflectionTestUtils.setField(tag, "deletedAt", this.application.clock().instant());
		ReflectionTestUtils.setField(tag, "deletedBy", "somebody");
		stateless((session) -> session.update(tag));
		assertThat(contents()).isEqualTo(before);
	}

	// --- reading

	@Test
	void aDeletedRowIsNotFound() {
		Document document = document("not found");
		Document live = document("found");
		this.documents.deleteById(document.id);
		stateless((session) -> {
			assertThat(session.get(Document.class, document.id)).isNull();
			assertThat(session.get(Document.class, document.id, LockMode.PESSIMISTIC_WRITE)).isNull();
			assertThat(session.getMultiple(Document.class, List.of(document.id, live.id))).hasSize(2)
				.element(0)
				.isNull();
			assertThat(session.createSelectionQuery("from Document where id = :id", Document.class)
				.setParameter("id", document.id)
				.getResultList()).isEmpty();
			SoftDeleteScope.includingDeleted(() -> {
				assertThat(session.createSelectionQuery("from Document where id = :id", Document.class)
					.setParameter("id", document.id)
					.getResultList()).hasSize(1);
				assertThat(session.get(Document.class, document.id)).isNotNull();
				return null;
			});
		});
		this.documents.restore(document.id);
	}

	@Test
	void aReferenceToADeletedRowIsLoadedAndKept() {
		Document document = document("reference");
		this.documents.deleteById(document.cover.id);
		this.documents.deleteById(document.folder.id);
		Tables before = contents();
		stateless((session) -> {
			Document found = session.get(Document.class, document.id);
			assertThat(found.cover.name).isEqualTo("cover of reference");
			session.fetch(found.folder);
			assertThat(found.folder.getName()).isEqualTo("folder of reference");
			session.update(found);
		});
		stateless((session) -> {
			Document found = session
				.createSelectionQuery("from Document d join fetch d.cover join fetch d.folder where d.id = :id",
						Document.class)
				.setParameter("id", document.id)
				.getSingleResult();
			assertThat(found.cover.name).isEqualTo("cover of reference");
			assertThat(found.folder.getName()).isEqualTo("folder of reference");
			session.update(found);
		});
		stateless((session) -> {
			Document found = session.createSelectionQuery("from Document d where d.id = :id", Document.class)
				.setParameter("id", document.id)
				.getSingleResult();
			assertThat(found.cover.name).isEqualTo("cover of reference");
			session.update(found);
		});
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aFetchedCollectionShowsLiveRowsOnly() {
		Document document = document("fetch");
		Line line = document.lines.iterator().next();
		this.lines.deleteById(new LineId(line.number, line.chapter));
		this.tags.deleteById(document.tags.iterator().next().id);
		stateless((session) -> {
			Document found = session.get(Document.class, document.id);
			session.fetch(found.lines);
			session.fetch(found.tags);
			assertThat(found.lines).hasSize(1);
			assertThat(found.tags).hasSize(1);
		});
		stateless((session) -> assertThat(
				session.createSelectionQuery("from Document d left join fetch d.lines where d.id = :id", Document.class)
					.setParameter("id", document.id)
					.getSingleResult().lines)
			.hasSize(1));
	}

	@Test
	void aRefreshedInstanceShowsItsDeletion() {
		Tag tag = this.tags.save(new Tag("refresh"));
		Tag read = fromStateless((session) -> session.get(Tag.class, tag.id));
		this.tags.deleteById(tag.id);
		try {
			stateless((session) -> session.refresh(read));
			assertThat(read.getDeletedAt()).isNotNull();
		}
		finally {
			this.tags.restore(tag.id);
		}
	}

	@Test
	void aProxyIsDeletedOrRefused() {
		Document document = document("proxy");
		Tables before = contents();
		assertThatException().isThrownBy(() -> stateless((session) -> {
			Document found = session.get(Document.class, document.id);
			session.delete(found.folder);
			throw new IllegalStateException("deleted");
		}));
		assertThat(contents()).isEqualTo(before);
	}

}
