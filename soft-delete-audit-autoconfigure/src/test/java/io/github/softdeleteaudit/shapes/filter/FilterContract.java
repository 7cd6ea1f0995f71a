package io.github.softdeleteaudit.shapes.filter;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Asset;
import io.github.softdeleteaudit.shapes.filter.FilterModel.AssetRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Box;
import io.github.softdeleteaudit.shapes.filter.FilterModel.BoxRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Car;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Document;
import io.github.softdeleteaudit.shapes.filter.FilterModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.FilterApplication;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Letter;
import io.github.softdeleteaudit.shapes.filter.FilterModel.LetterRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Measurement;
import io.github.softdeleteaudit.shapes.filter.FilterModel.MeasurementRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Note;
import io.github.softdeleteaudit.shapes.filter.FilterModel.NoteRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Product;
import io.github.softdeleteaudit.shapes.filter.FilterModel.ProductRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Reading;
import io.github.softdeleteaudit.shapes.filter.FilterModel.ReadingRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Sale;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Shop;
import io.github.softdeleteaudit.shapes.filter.FilterModel.ShopRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Folder;
import io.github.softdeleteaudit.shapes.filter.FilterModel.FolderId;
import io.github.softdeleteaudit.shapes.filter.FilterModel.FolderRepository;
import io.github.softdeleteaudit.shapes.filter.FilterModel.Tenant;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.orm.ObjectRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises where rows are restricted otherwise too: all restrictions hold, and a
 * reference is held back by the others alone.
 */
abstract class FilterContract extends ShapeContract {

	private Tenant tenant;

	private DocumentRepository documents;

	private NoteRepository notes;

	private ShopRepository shops;

	private ProductRepository products;

	private LetterRepository letters;

	private BoxRepository boxes;

	private MeasurementRepository measurements;

	FilterContract(TestDatabase database) {
		super(database, FilterApplication.class);
	}

	@BeforeAll
	void repositories() {
		this.tenant = bean(Tenant.class);
		this.documents = bean(DocumentRepository.class);
		this.notes = bean(NoteRepository.class);
		this.shops = bean(ShopRepository.class);
		this.products = bean(ProductRepository.class);
		this.letters = bean(LetterRepository.class);
		this.boxes = bean(BoxRepository.class);
		this.measurements = bean(MeasurementRepository.class);
		this.application.jdbc().execute("alter table shop_offer add shelf varchar(10)");
		this.application.jdbc().execute("alter table box_copy add kind varchar(10)");
		document("first");
		as("two", () -> document("first"));
		measurement("2024", "first");
	}

	@AfterEach
	void becomeTheFirst() {
		this.tenant.become("one");
	}

	private void as(String tenant, Runnable work) {
		this.tenant.become(tenant);
		try {
			work.run();
		}
		finally {
			this.tenant.become("one");
		}
	}

	private Document document(String name) {
		return get(() -> {
			Document document = new Document(name);
			for (String text : List.of("a", "b")) {
				Note note = new Note(document, text);
				note.source = document;
				document.pinned.add(note);
			}
			return this.documents.save(document);
		});
	}

	private void statelessly(Consumer<StatelessSession> work) {
		bean(EntityManagerFactory.class).unwrap(SessionFactory.class).inStatelessTransaction(work);
	}

	// --- tenants

	@Test
	void aTenantReadsItsOwnHistory() {
		Document document = document("secret");
		this.documents.deleteById(document.id);
		this.documents.restore(document.id);
		Instant now = this.application.clock().instant();
		AuditCriteria ofDocuments = AuditCriteria.all().of(Document.class);
		assertThat(this.documents.history(document.id)).hasSize(3);
		assertThat(this.documents.findAsOf(document.id, now)).isPresent();
		assertThat(titles(this.documents.findAllAsOf(now, Pageable.unpaged()))).contains("secret");
		assertThat(trail(AuditCriteria.all())).contains("one").doesNotContain("two");
		assertThat(trail(ofDocuments)).contains("one").doesNotContain("two");
		as("two", () -> {
			assertThat(this.documents.history(document.id)).isEmpty();
			assertThat(this.documents.history(document.id, Pageable.ofSize(1))).isEmpty();
			assertThat(this.documents.findAsOf(document.id, now)).isEmpty();
			assertThat(titles(this.documents.findAllAsOf(now, Pageable.unpaged()))).isNotEmpty()
				.doesNotContain("secret");
			assertThat(this.documents.findAllAsOf(now, Pageable.ofSize(1)).getTotalElements())
				.isEqualTo(this.documents.count());
			assertThat(trail(AuditCriteria.all())).contains("two").doesNotContain("one");
			assertThat(trail(ofDocuments)).contains("two").doesNotContain("one");
		});
	}

	@Test
	void aTenantThatIsPartOfTheIdReadsItsOwnHistory() {
		FolderRepository folders = bean(FolderRepository.class);
		FolderId id = get(() -> folders.save(new Folder(1L, "of one"))).id();
		as("two", () -> get(() -> folders.save(new Folder(2L, "of two"))));
		folders.deleteById(id);
		folders.restore(id);
		Instant now = this.application.clock().instant();
		assertThat(folders.history(id)).hasSize(3);
		assertThat(folders.findAsOf(id, now)).isPresent();
		assertThat(folders.findAllAsOf(now, Pageable.unpaged())).extracting((folder) -> folder.name)
			.containsExactly("of one");
		assertThat(folderTrail()).containsExactly("of one", "of one", "of one");
		as("two", () -> {
			assertThat(folders.history(id)).isEmpty();
			assertThat(folders.findAsOf(id, now)).isEmpty();
			assertThat(folders.findAllAsOf(now, Pageable.unpaged())).extracting((folder) -> folder.name)
				.containsExactly("of two");
			assertThat(folderTrail()).containsExactly("of two");
		});
	}

	@Test
	void aTenantThatSeesAllReadsTheHistoryOfAll() {
		Document document = document("for root");
		Instant now = this.application.clock().instant();
		as("root", () -> {
			assertThat(this.documents.history(document.id)).hasSize(1);
			assertThat(this.documents.findAsOf(document.id, now)).isPresent();
			assertThat(this.documents.findAllAsOf(now, Pageable.unpaged())).extracting((found) -> found.tenant)
				.contains("one", "two");
			assertThat(trail(AuditCriteria.all())).contains("one", "two");
		});
	}

	private List<String> folderTrail() {
		return bean(AuditTrail.class).find(AuditCriteria.all().of(Folder.class), Pageable.ofSize(10))
			.map((entry) -> ((Folder) entry.entity()).name)
			.getContent();
	}

	private static List<String> titles(Page<Document> documents) {
		return documents.map((document) -> document.name).getContent();
	}

	@Test
	void aTenantsTrailIsNotSoughtAmongTheRevisionsOfOthers() {
		Document document = document("of another");
		for (int i = 0; i < 450; i++) {
			String name = "change " + i;
			tx(() -> this.documents.findById(document.id).orElseThrow().name = name);
		}
		as("two", () -> {
			this.application.statements().clear();
			assertThat(bean(AuditTrail.class).find(AuditCriteria.all(), PageRequest.of(0, 1))).hasSize(1);
			assertThat(this.application.statements().all()).filteredOn((sql) -> sql.contains("revinfo"))
				.hasSizeLessThan(5);
		});
	}

	// the tenants of the documents
	private List<String> trail(AuditCriteria criteria) {
		return bean(AuditTrail.class).find(criteria, PageRequest.of(0, 1000))
			.stream()
			.map(HistoryEntry::entity)
			.filter((entity) -> entity instanceof Document)
			.map((entity) -> ((Document) entity).tenant)
			.toList();
	}

	@Test
	void aTenantDeletesAndRestoresItsOwn() {
		Document document = document("own");
		deleteAndRestore(this.documents, document.id);
		assertThat(this.documents.history(document.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED, HistoryKind.DELETED,
					HistoryKind.RESTORED);
		assertThat(this.documents.history(document.id))
			.allSatisfy((entry) -> assertThat(entry.entity().tenant).isEqualTo("one"));
	}

	@Test
	void aTenantDoesNotDeleteAnothersRows() {
		Document document = document("not deleted");
		Tables before = contents();
		as("two", () -> {
			this.documents.deleteById(document.id);
			this.documents.delete(document);
			this.documents.deleteAll(List.of(document));
			this.documents.deleteAllById(List.of(document.id));
			this.documents.deleteAllByIdInBatch(List.of(document.id));
			this.documents.deleteAllInBatch(List.of(document));
			assertThat(this.documents.deleteByName("not deleted")).isZero();
			assertThatException()
				.isThrownBy(() -> tx(() -> em().remove(em().getReference(Document.class, document.id))));
		});
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aTenantThatDeletesAllDeletesItsOwnAlone() {
		document("all");
		as("three", () -> {
			document("first");
			document("second");
		});
		Tables before = contents();
		as("three", () -> {
			this.documents.deleteAll();
			assertThat(this.documents.countDeleted()).isEqualTo(2);
			this.documents.findDeleted().forEach((deleted) -> this.documents.restore(deleted.id));
			assertThat(contents()).isEqualTo(before);
			this.documents.deleteAllInBatch();
			assertThat(this.documents.countDeleted()).isEqualTo(2);
		});
		assertThat(this.documents.countDeleted()).isZero();
		as("three", () -> this.documents.findDeleted().forEach((deleted) -> this.documents.restore(deleted.id)));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aTenantNeitherSeesNorRestoresNorPurgesAnothersDeletedRows() {
		Document document = document("deleted");
		this.documents.deleteById(document.id);
		Tables before = contents();
		as("two", () -> {
			assertThat(this.documents.findDeleted()).isEmpty();
			assertThat(this.documents.findDeletedById(document.id)).isEmpty();
			assertThat(this.documents.existsDeletedById(document.id)).isFalse();
			assertThat(this.documents.countDeleted()).isZero();
			SoftDeleteScope.includingDeleted(() -> {
				assertThat(this.documents.findAll()).hasSize(1);
				assertThat(this.documents.findById(document.id)).isEmpty();
				return null;
			});
			assertThatExceptionOfType(ObjectRetrievalFailureException.class)
				.isThrownBy(() -> this.documents.restore(document.id));
			assertThatExceptionOfType(ObjectRetrievalFailureException.class)
				.isThrownBy(() -> this.documents.purge(document.id));
		});
		assertThat(contents()).isEqualTo(before);
		this.documents.restore(document.id);
		Document other = document("live");
		as("two", () -> assertThatExceptionOfType(ObjectRetrievalFailureException.class)
			.isThrownBy(() -> this.documents.purge(other.id)));
	}

	@Test
	void aTenantPurgesItsOwn() {
		Tables before = contents();
		Document document = document("purged");
		this.documents.deleteById(document.id);
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.documents.purge(document.id));
		this.documents.restore(document.id);
		tx(() -> this.notes.findAllById(document.notes.stream().map((note) -> note.id).toList())
			.forEach((note) -> note.source = null));
		this.documents.deleteById(document.id);
		document.notes.forEach((note) -> this.notes.purge(note.id));
		this.documents.purge(document.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aTenantsReferenceToADeletedRowIsLoadedAndKept() {
		Document source = document("source");
		Document document = document("refers");
		Note note = document.notes.iterator().next();
		tx(() -> this.notes.findById(note.id).orElseThrow().source = this.documents.findById(source.id).orElseThrow());
		this.documents.deleteById(source.id);
		Tables before = contents();
		tx(() -> {
			Note found = this.notes.findById(note.id).orElseThrow();
			assertThat(found.source.name).isEqualTo("source");
			found.text = "edited";
		});
		tx(() -> this.notes.findById(note.id).orElseThrow().text = note.text);
		assertThat(contents()).isEqualTo(before);
		for (String fetch : List.of("", "join fetch n.source", "left join fetch n.source join fetch n.document")) {
			tx(() -> assertThat(em().createQuery("from Note n %s where n.id = :id".formatted(fetch), Note.class)
				.setParameter("id", note.id)
				.getSingleResult().source.getName()).as(fetch).isEqualTo("source"));
		}
		statelessly((session) -> assertThat(session.get(Note.class, note.id).source.getName()).isEqualTo("source"));
		this.documents.restore(source.id);
		this.documents.deleteById(document.id);
		tx(() -> {
			SoftDeleteScope.includingDeleted(() -> {
				assertThat(this.notes.findById(note.id).orElseThrow().document.getName()).isEqualTo("refers");
				return null;
			});
		});
		this.documents.restore(document.id);
	}

	@Test
	void aTenantsCollectionsShowLiveRowsAndKeepTheOtherLinks() {
		Document document = document("collections");
		Note deleted = document.pinned.get(0);
		this.notes.deleteById(deleted.id);
		tx(() -> {
			Document found = this.documents.findById(document.id).orElseThrow();
			assertThat(found.notes).hasSize(1);
			assertThat(found.pinned).hasSize(1);
			found.pinned.clear();
		});
		this.notes.restore(deleted.id);
		tx(() -> assertThat(this.documents.findById(document.id).orElseThrow().pinned).hasSize(1));
	}

	@Test
	void aTenantsJoinedRowsAreDeletedRestoredAndPurgedByItAlone() {
		AssetRepository assets = bean(AssetRepository.class);
		Asset asset = assets.save(new Car("one's"));
		as("two", () -> assets.save(new Car("two's")));
		deleteAndRestore(assets, asset.id);
		Tables before = contents();
		as("two", () -> assets.deleteById(asset.id));
		assertThat(contents()).isEqualTo(before);
		assets.deleteById(asset.id);
		as("two", () -> assertThatExceptionOfType(ObjectRetrievalFailureException.class)
			.isThrownBy(() -> assets.restore(asset.id)));
		assets.purge(asset.id);
		as("two", () -> assertThat(assets.count()).isOne());
	}

	@Test
	void aTenantsStaleDeleteFails() {
		Document document = document("stale");
		tx(() -> this.documents.findById(document.id).orElseThrow().name = "edited");
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.documents.delete(document));
		assertThat(contents()).isEqualTo(before);
	}

	// --- filters

	private void in(String region, Runnable work) {
		tx(() -> {
			em().unwrap(Session.class).enableFilter("region").setParameter("region", region);
			work.run();
		});
	}

	private Shop shop(String name) {
		return get(() -> {
			Shop shop = new Shop(name);
			for (String region : List.of("north", "south")) {
				for (String part : List.of(" 1", " 2")) {
					Product product = new Product(region, name + part);
					product.shop = shop;
					shop.products.add(product);
					shop.offers.add(product);
					shop.eitherLinked.add(product);
					shop.eitherLinked.add(product);
				}
			}
			return this.shops.save(shop);
		});
	}

	private static Product product(Shop shop, String region) {
		return shop.products.stream().filter((product) -> product.region.equals(region)).findFirst().orElseThrow();
	}

	private List<Product> productsWithAnOrInTheFilter(Shop shop, String condition) {
		em().unwrap(Session.class).enableFilter("either").setParameter("region", "north");
		return em().createQuery("select p from Product p %s".formatted(condition), Product.class)
			.getResultList()
			.stream()
			.filter((product) -> product.name.startsWith(shop.name))
			.toList();
	}

	private <T> List<T> all(Class<T> type, Shop shop) {
		return em().createQuery("select e from %s e where e.shop.id = :shop".formatted(type.getName()), type)
			.setParameter("shop", shop.id)
			.getResultList();
	}

	@Test
	void aFilterNarrowsTheLiveRowsAndTheDeletedOnes() {
		Shop shop = shop("narrows");
		this.products.deleteById(product(shop, "north").id);
		this.products.deleteById(product(shop, "south").id);
		tx(() -> assertThat(all(Product.class, shop)).hasSize(2));
		in("north", () -> {
			assertThat(all(Product.class, shop)).hasSize(1).allMatch((product) -> product.region.equals("north"));
			assertThat(SoftDeleteScope.onlyDeleted(Product.class, () -> all(Product.class, shop))).hasSize(1)
				.allMatch((product) -> product.region.equals("north"));
			assertThat(SoftDeleteScope.includingDeleted(() -> all(Product.class, shop))).hasSize(2);
			assertThat(this.products.findById(product(shop, "north").id)).isEmpty();
			assertThat(this.products.findDeletedById(product(shop, "north").id)).isPresent();
			assertThat(this.products.findDeletedById(product(shop, "south").id)).isEmpty();
		});
	}

	@Test
	void aFilterNarrowsCollectionsOfLiveRows() {
		Shop shop = shop("collections");
		this.products.deleteById(product(shop, "north").id);
		this.application.jdbc()
			.update("update shop_offer set shelf = 'low' where offers_id in (select id from product where region = 'south')");
		tx(() -> assertThat(this.shops.findById(shop.id).orElseThrow().offers).hasSize(3));
		in("north", () -> {
			Shop found = this.shops.findById(shop.id).orElseThrow();
			assertThat(found.products).hasSize(1);
			assertThat(found.offers).hasSize(1);
		});
		tx(() -> {
			em().unwrap(Session.class).enableFilter("shelf").setParameter("shelf", "low");
			assertThat(this.shops.findById(shop.id).orElseThrow().offers).hasSize(1);
		});
	}

	@Test
	void aReferenceToADeletedRowThatTheFilterLetsThroughIsLoadedAndKept() {
		Shop shop = shop("reference");
		Product product = product(shop, "north");
		Sale sale = get(() -> {
			Sale created = new Sale(em().find(Product.class, product.id));
			em().persist(created);
			return created;
		});
		this.products.deleteById(product.id);
		Tables before = contents();
		in("north", () -> {
			Sale found = em().find(Sale.class, sale.id);
			assertThat(found.eager.name).isEqualTo(product.name);
			assertThat(found.lazy.getName()).isEqualTo(product.name);
			found.text = "edited";
		});
		in("north", () -> em().find(Sale.class, sale.id).text = null);
		assertThat(contents()).isEqualTo(before);
		for (String fetch : List.of("", "join fetch s.eager", "left join fetch s.lazy", "join s.eager e")) {
			in("north", () -> {
				Sale found = em().createQuery("select s from Sale s %s where s.id = :id".formatted(fetch), Sale.class)
					.setParameter("id", sale.id)
					.getSingleResult();
				assertThat(found.eager.getName()).as(fetch).isEqualTo(product.name);
				assertThat(found.lazy.getName()).as(fetch).isEqualTo(product.name);
			});
		}
		in("north",
				() -> assertThat(
						em().createQuery("select s.id from Sale s order by s.lazy.name", Long.class).getResultList())
					.contains(sale.id));
	}

	@Test
	void anOrInAFilterLetsNoDeletedRowIn() {
		Shop shop = shop("or");
		this.products.deleteById(product(shop, "north").id);
		tx(() -> {
			assertThat(productsWithAnOrInTheFilter(shop, "")).hasSize(1);
			assertThat(productsWithAnOrInTheFilter(shop, "where p.region = 'west'")).isEmpty();
		});
		tx(() -> {
			em().unwrap(Session.class).enableFilter("either").setParameter("region", "north");
			Shop found = this.shops.findById(shop.id).orElseThrow();
			assertThat(found.either).hasSize(1);
			assertThat(found.eitherLinked).hasSize(1);
		});
	}

	@Test
	void aRowIsDeletedAndRestoredUnderAFilter() {
		Shop shop = shop("under a filter");
		Product product = product(shop, "north");
		Tables before = contents();
		in("north", () -> this.products.deleteById(product.id));
		in("south", () -> assertThat(this.products.findById(product(shop, "south").id)).isPresent());
		in("north", () -> this.products.restore(product.id));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aRestoreUnderAFilterBringsBackAllThatTheDeletionTookAlong() {
		Shop shop = shop("all of it");
		Tables before = contents();
		this.shops.deleteById(shop.id);
		in("north", () -> {
			this.shops.restore(shop.id);
			assertThat(em().unwrap(Session.class).getEnabledFilter("region")).isNotNull();
			assertThat(all(Product.class, shop)).hasSize(2);
		});
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aPurgeUnderAFilterFindsWhatStillRefers() {
		Shop shop = shop("still referenced");
		shop.products.stream().filter((product) -> product.region.equals("north")).forEach((product) -> {
			this.products.deleteById(product.id);
			this.products.purge(product.id);
		});
		this.shops.deleteById(shop.id);
		Tables before = contents();
		assertThatExceptionOfType(StillReferencedException.class)
			.isThrownBy(() -> in("north", () -> this.shops.purge(shop.id)))
			.withMessageContaining("2")
			.withNoCause();
		assertThat(contents()).isEqualTo(before);
	}

	// --- the application's own restrictions

	private Box box(String name) {
		return get(() -> {
			Box box = new Box(name);
			for (String letter : List.of("a", "b", "c", "d")) {
				Letter created = new Letter(box, letter);
				box.copies.add(created);
				if (letter.equals("b")) {
					created.secret = "yes";
				}
			}
			this.boxes.save(box);
			box.first = box.letters.iterator().next();
			return box;
		});
	}

	private static Letter letter(Box box, String name) {
		return box.letters.stream().filter((letter) -> letter.name.equals(name)).findFirst().orElseThrow();
	}

	private static Set<String> names(Iterable<Letter> letters) {
		Set<String> names = new LinkedHashSet<>();
		letters.forEach((letter) -> names.add(letter.name));
		return names;
	}

	private Set<String> names(Supplier<Iterable<Letter>> query) {
		return get(() -> names(query.get()));
	}

	private Box found(Box box) {
		return this.boxes.findById(box.id).orElseThrow();
	}

	@Test
	void aRestrictionOfTheApplicationsOwnIsAndedInEveryRead() {
		Box box = box("own");
		Letter deleted = letter(box, "a");
		this.letters.deleteById(deleted.id);
		Supplier<Iterable<Letter>> query = () -> em()
			.createQuery("select l from Letter l where l.box.id = :box", Letter.class)
			.setParameter("box", box.id)
			.getResultList();
		assertThat(names(query)).containsExactlyInAnyOrder("c", "d");
		assertThat(SoftDeleteScope.includingDeleted(() -> names(query))).containsExactlyInAnyOrder("a", "c", "d");
		assertThat(SoftDeleteScope.onlyDeleted(Letter.class, () -> names(query))).containsExactlyInAnyOrder("a");
		assertThat(this.letters.findById(letter(box, "b").id)).isEmpty();
		assertThat(this.letters.findAllById(box.letters.stream().map((letter) -> letter.id).toList())).hasSize(2);
		assertThat(names(() -> found(box).letters)).containsExactlyInAnyOrder("c", "d");
		assertThat(names(() -> found(box).abs)).isEmpty();
		assertThat(names(() -> found(box).copies)).isEmpty();
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(names(() -> found(box).letters)).containsExactlyInAnyOrder("a", "c", "d");
			assertThat(names(() -> found(box).abs)).containsExactlyInAnyOrder("a");
			assertThat(names(() -> found(box).copies)).containsExactlyInAnyOrder("a");
			return null;
		});
		assertThat(names(() -> em().createQuery("select l from Box b join b.letters l where b.id = :box", Letter.class)
			.setParameter("box", box.id)
			.getResultList())).containsExactlyInAnyOrder("c", "d");
		assertThat(this.letters.existsDeletedById(deleted.id)).isTrue();
	}

	@Test
	void aReferenceIsHeldBackByTheApplicationsOwnRestrictionAlone() {
		Box box = box("reference");
		this.letters.deleteById(box.first.id);
		Tables before = contents();
		tx(() -> {
			assertThat(found(box).first.getName()).isEqualTo("a");
			found(box).name = "edited";
		});
		tx(() -> found(box).name = "reference");
		assertThat(contents()).isEqualTo(before);
		tx(() -> assertThat(
				em().createQuery("select b from Box b join b.first f where b.id = :id and f.name = 'a'", Box.class)
					.setParameter("id", box.id)
					.getResultList())
			.hasSize(1));
		this.application.jdbc().update("update letter set secret = 'yes' where id = ?", box.first.id);
		tx(() -> assertThat(em().createQuery("select b from Box b join b.first f where b.id = :id", Box.class)
			.setParameter("id", box.id)
			.getResultList()).isEmpty());
	}

	@Test
	void aRestrictedRowIsDeletedAndRestoredWithItsChildren() {
		Box box = box("restored");
		deleteAndRestore(this.letters, letter(box, "c").id);
		deleteAndRestore(this.boxes, box.id);
	}

	@Test
	void emptyingARestrictedCollectionKeepsTheLinksThatItDoesNotShow() {
		Box box = box("emptied");
		this.application.jdbc().update("update box_copy set kind = 'hidden' where copies_id = ?", letter(box, "c").id);
		this.letters.deleteById(letter(box, "a").id);
		tx(() -> {
			assertThat(found(box).copies).isEmpty();
			found(box).copies.add(this.letters.findById(letter(box, "d").id).orElseThrow());
			found(box).copies.clear();
		});
		Integer hidden = this.application.jdbc()
			.queryForObject("select count(*) from box_copy where box_id = ? and kind = 'hidden'", Integer.class,
					box.id);
		assertThat(hidden).isOne();
		this.letters.restore(letter(box, "a").id);
		assertThat(names(() -> found(box).copies)).containsExactly("a");
	}

	@Test
	void aPurgeTakesTheLinksThatARestrictionHides() {
		Box box = box("purged");
		this.application.jdbc().update("update box_copy set kind = 'hidden' where copies_id = ?", letter(box, "c").id);
		Letter letter = letter(box, "c");
		this.letters.deleteById(letter.id);
		this.letters.purge(letter.id);
		Integer links = this.application.jdbc()
			.queryForObject("select count(*) from box_copy where box_id = ?", Integer.class, box.id);
		assertThat(links).isEqualTo(3);
	}

	// --- partitions

	private Measurement measurement(String year, String value) {
		return get(() -> {
			Measurement measurement = new Measurement(year, value);
			new Reading(measurement, "1");
			new Reading(measurement, "2");
			return this.measurements.save(measurement);
		});
	}

	@Test
	void aPartitionedRowIsDeletedAndRestored() {
		Measurement measurement = measurement("2025", "deleted");
		measurement("2024", "other");
		this.application.statements().clear();
		deleteAndRestore(this.measurements, measurement.id, () -> this.measurements.deleteById(measurement.id));
		assertThat(this.application.statements().startingWith("update measurement")).hasSize(2)
			.first()
			.asString()
			.contains(" and taken_in=? ");
		deleteAndRestore(this.measurements, measurement.id);
		deleteAndRestore(this.measurements, measurement.id,
				() -> em().remove(em().getReference(Measurement.class, measurement.id)));
	}

	@Test
	void aPartitionedRowIsUpdated() {
		Measurement measurement = measurement("2025", "updated");
		tx(() -> this.measurements.findById(measurement.id).orElseThrow().value = "new");
		tx(() -> assertThat(this.measurements.findById(measurement.id).orElseThrow().value).isEqualTo("new"));
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.measurements.delete(measurement));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aPartitionedRowIsDeletedInAStatelessSession() {
		Measurement measurement = measurement("2025", "stateless");
		ReadingRepository readings = bean(ReadingRepository.class);
		Reading reading = measurement.readings.iterator().next();
		deleteAndRestore(readings, reading.id,
				() -> statelessly((session) -> session.delete(session.get(Reading.class, reading.id))));
		deleteAndRestore(this.measurements, measurement.id,
				() -> statelessly((session) -> session.delete(session.get(Measurement.class, measurement.id))));
	}

	@Test
	void aPartitionedRowThatMovedIsDeleted() {
		Measurement measurement = measurement("2025", "moved");
		tx(() -> {
			Measurement found = this.measurements.findById(measurement.id).orElseThrow();
			found.year = "2026";
			this.measurements.delete(found);
		});
		Measurement deleted = this.measurements.findDeletedById(measurement.id).orElseThrow();
		assertThat(deleted.year).isEqualTo("2026");
		this.measurements.restore(measurement.id);
	}

	@Test
	void aPartitionedRowIsPurged() {
		Tables before = contents();
		Measurement measurement = measurement("2025", "purged");
		this.measurements.deleteById(measurement.id);
		ReadingRepository readings = bean(ReadingRepository.class);
		measurement.readings.forEach((reading) -> readings.purge(reading.id));
		this.measurements.purge(measurement.id);
		assertThat(contents()).isEqualTo(before);
	}

}
