package io.github.softdeleteaudit.softdelete.unusual;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Album;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.AlbumRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Atlas;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.AtlasRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Box;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.BoxRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Catalog;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Clocked;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.ClockedRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Employee;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.EmployeeRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Entry;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Folder;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Item;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.ItemRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Keyed;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.KeyedRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Label;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.LabelRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.LogRow;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Node;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.NodeRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Note;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Owner;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.OwnerRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Page;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Pair;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Part;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Piece;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.PlainRow;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.PlainRowRepository;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.UnusualApplication;
import io.github.softdeleteaudit.softdelete.unusual.UnusualModel.Sticker;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises where mappings and sequences of calls are out of the ordinary.
 */
abstract class UnusualSequencesContract extends ShapeContract {

	private OwnerRepository owners;

	private ItemRepository items;

	private LabelRepository labels;

	UnusualSequencesContract(TestDatabase database) {
		super(database, UnusualApplication.class);
	}

	// Hibernate asserts that an entity with a row id is in no batch, but lets it be in
	// one
	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=0" };
	}

	@BeforeAll
	void prepare() {
		this.owners = bean(OwnerRepository.class);
		this.items = bean(ItemRepository.class);
		this.labels = bean(LabelRepository.class);
		this.application.jdbc().execute("alter table owner_kinds add kind varchar(10)");
	}

	private Label label(String name) {
		return this.labels.save(new Label(name));
	}

	private Owner owner(String name) {
		return get(() -> {
			Owner owner = new Owner(name);
			owner.labels.add(this.labels.save(new Label(name + " 1")));
			owner.labels.add(this.labels.save(new Label(name + " 2")));
			owner.words.add("a");
			owner.words.add("b");
			owner.bag.add("x");
			owner.bag.add("x");
			for (String itemName : new String[] { "first", "second" }) {
				Item item = new Item(owner, itemName);
				item.marks.add("m1");
				item.marks.add("m2");
				new Part(item, "p1");
				new Part(item, "p2");
			}
			return this.owners.save(owner);
		});
	}

	private Tables unmarked() {
		return this.application.contentsWithout(
				Set.of("version", "deleted_at", "deleted_by", "deletion_id", "deleted", "gone_at", "changed"));
	}

	private Owner find(Owner owner) {
		return em().find(Owner.class, owner.id);
	}

	// --- data loss

	@Test
	void emptyingACollectionKeepsTheLinksThatItsOwnJoinTableRestrictionHides() {
		Label shown = label("shown");
		Label hidden = label("hidden");
		Owner owner = get(() -> {
			Owner created = new Owner("join table restriction");
			created.kinds.add(shown);
			created.kinds.add(hidden);
			return this.owners.save(created);
		});
		this.application.jdbc().update("update owner_kinds set kind = 'hidden' where kinds_id = ?", hidden.id);
		tx(() -> {
			assertThat(find(owner).kinds).hasSize(1);
			find(owner).kinds.clear();
		});
		assertThat(count("select count(*) from owner_kinds where owner_id = ?", owner.id)).isOne();
	}

	@Test
	void aChangedRowKeepsItsReferenceToWhatIsDeletedInTheSameTransaction() {
		Label label = label("update");
		LogRow row = saved(new LogRow("update", label));
		tx(() -> {
			LogRow found = em().find(LogRow.class, row.id);
			found.text = "changed";
			this.labels.delete(em().find(Label.class, label.id));
		});
		assertThat(count("select count(*) from log_row where label_id = ? and text = 'changed'", label.id)).isOne();
	}

	@Test
	void aChangedRowWhoseReferenceIsInitialisedKeepsItWhenTheTargetIsDeleted() {
		Label label = label("update initialised");
		LogRow row = saved(new LogRow("update", label));
		tx(() -> {
			LogRow found = em().find(LogRow.class, row.id);
			found.text = "changed";
			Hibernate.initialize(found.label);
			this.labels.delete(found.label);
			em().flush();
			found.text = "changed again";
		});
		assertThat(count("select count(*) from log_row where label_id = ? and text = 'changed again'", label.id))
			.isOne();
	}

	@Test
	void aFlushInsideAScopeKeepsTheLinksThatTheCollectionDidNotShow() {
		Owner owner = owner("flush in scope");
		this.labels.delete(owner.labels.iterator().next());
		tx(() -> {
			find(owner).labels.clear();
			SoftDeleteScope.includingDeleted(() -> this.owners.count());
		});
		assertThat(count("select count(*) from owner_labels where owners_id = ?", owner.id)).isOne();
	}

	@Test
	void aPlainOwnerWithALinkToADeletedRowCanBeDeleted() {
		Label label = label("plain owner");
		Folder folder = new Folder();
		folder.labels.add(label);
		saved(folder);
		this.labels.delete(label);
		tx(() -> em().remove(em().find(Folder.class, folder.id)));
		assertThat(count("select count(*) from folder_labels where folder_id = ?", folder.id)).isZero();
	}

	@Test
	void aStatelessDeleteKeepsLinksAndElements() {
		Owner owner = owner("stateless");
		Tables before = unmarked();
		try (StatelessSession session = sessionFactory().openStatelessSession()) {
			session.beginTransaction();
			session.delete(session.get(Owner.class, owner.id));
			session.getTransaction().commit();
		}
		assertThat(unmarked()).isEqualTo(before);
		assertThat(this.owners.existsById(owner.id)).isFalse();
	}

	@Test
	void aStatelessGetSeesLiveRowsOnly() {
		Label label = label("stateless get");
		this.labels.delete(label);
		try (StatelessSession session = sessionFactory().openStatelessSession()) {
			assertThat(session.get(Label.class, label.id)).isNull();
			assertThat(session.getMultiple(Label.class, List.of(label.id))).containsOnlyNulls();
		}
	}

	@Test
	void aStatelessUpsertDoesNotResurrect() {
		Label label = label("stateless upsert");
		Label stale = this.labels.findById(label.id).orElseThrow();
		this.labels.delete(label);
		Tables before = contents();
		try (StatelessSession session = sessionFactory().openStatelessSession()) {
			session.beginTransaction();
			try {
				session.upsert(stale);
				session.getTransaction().commit();
			}
			catch (RuntimeException ex) {
				session.getTransaction().rollback();
			}
		}
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void anEntityDeletedBeforeItsFirstFlushKeepsItsElements() {
		Long id = get(() -> {
			Owner owner = new Owner("short-lived");
			owner.words.add("a");
			owner.labels.add(this.labels.save(new Label("short-lived")));
			em().persist(owner);
			em().remove(owner);
			return owner.id;
		});
		assertThat(count("select count(*) from owner where id = ? and deleted_at is not null", id)).isOne();
		assertThat(count("select count(*) from owner_words where owner_id = ?", id)).isOne();
		assertThat(count("select count(*) from owner_labels where owners_id = ?", id)).isOne();
	}

	// --- restore

	@Test
	void aTreeIsDeletedAndRestoredAsAWhole() {
		NodeRepository nodes = bean(NodeRepository.class);
		Node root = new Node(null, "root");
		Node left = new Node(root, "left");
		new Node(left, "left left");
		new Node(left, "left right");
		new Node(root, "right");
		saved(root);
		Tables before = contents();
		nodes.deleteById(root.id);
		assertThat(nodes.findAll()).extracting((node) -> node.id).doesNotContain(root.id, left.id);
		nodes.restore(root.id);
		assertThat(contents()).isEqualTo(before);
		Node found = nodes.findById(root.id).orElseThrow();
		assertThat(found.children).hasSize(2);
	}

	@Test
	void associationsInAnEmbeddableAreKeptAndRestored() {
		BoxRepository boxes = bean(BoxRepository.class);
		Box box = new Box();
		box.content.main = label("main");
		box.content.labels.add(box.content.main);
		box.content.bits.add("bit");
		box.content.pieces.add(new Piece());
		box.content.pieces.add(new Piece());
		saved(box);
		Tables before = contents();
		Tables contents = unmarked();
		boxes.deleteById(box.id);
		assertThat(unmarked()).isEqualTo(contents);
		assertThat(count("select count(*) from piece where deleted_at is not null")).isEqualTo(2);
		boxes.restore(box.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aReferenceInAnEmbeddableIsKeptWhenItsTargetIsDeletedInTheSameTransaction() {
		for (int order = 0; order < 4; order++) {
			int variant = order;
			Box box = new Box();
			box.content.main = label("main");
			saved(box);
			try {
				tx(() -> {
					Box found = em().find(Box.class, box.id);
					Label label = em().find(Label.class, box.content.main.id);
					if ((variant & 2) != 0) {
						Hibernate.initialize(found.content.main);
					}
					if ((variant & 1) == 0) {
						em().remove(label);
						em().remove(found);
					}
					else {
						em().remove(found);
						em().remove(label);
					}
				});
			}
			catch (RuntimeException ex) {
			}
			assertThat(count("select count(*) from box where id = ? and main_id is not null", box.id)).as("%s", order)
				.isOne();
		}
	}

	@Test
	void aReferenceIsKeptWhenItsTargetIsDeletedInTheSameTransaction() {
		for (int order = 0; order < 2; order++) {
			int variant = order;
			Note note = new Note();
			note.label = label("main");
			saved(note);
			try {
				tx(() -> {
					Note found = em().find(Note.class, note.id);
					Label label = em().find(Label.class, note.label.id);
					if ((variant & 1) == 0) {
						em().remove(label);
						em().remove(found);
					}
					else {
						em().remove(found);
						em().remove(label);
					}
				});
			}
			catch (RuntimeException ex) {
			}
			assertThat(count("select count(*) from note where id = ? and label_id is not null", note.id))
				.as("%s", order)
				.isOne();
		}
	}

	@Test
	void deletingAllOfAKindThatRefersToItselfKeepsTheReferences() {
		EmployeeRepository employees = bean(EmployeeRepository.class);
		Employee boss = saved(new Employee(null));
		Employee worker = saved(new Employee(boss));
		saved(new Employee(worker));
		Tables before = contents();
		employees.deleteAll();
		assertThat(count("select count(*) from employee where manager_id is not null")).isEqualTo(2);
		for (Employee deleted : employees.findDeleted()) {
			employees.restore(deleted.id);
		}
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aRowThatNeedsItsReferenceIsDeletedAfterTheTargetInTheSameTransaction() {
		Label label = label("needed");
		Sticker sticker = new Sticker();
		sticker.label = label;
		saved(sticker);
		tx(() -> {
			em().remove(em().find(Label.class, label.id));
			em().remove(em().find(Sticker.class, sticker.id));
		});
		assertThat(count("select count(*) from sticker where id = ? and deleted_at is not null and label_id = ?",
				sticker.id, label.id))
			.isOne();
	}

	@Test
	void theChangesOfAnOrphanAreNotWritten() {
		Owner owner = owner("dirty orphan");
		Tables contents = unmarked();
		tx(() -> {
			Item item = find(owner).items.iterator().next();
			find(owner).items.remove(item);
			item.owner = null;
			item.name = "changed";
			item.marks.clear();
		});
		assertThat(unmarked()).isEqualTo(contents);
		assertThat(count("select count(*) from item where owner_id = ? and deleted_at is null", owner.id)).isOne();
	}

	@Test
	void aStatelessDeleteOfAnInstanceWithInitialisedCollectionsKeepsLinksAndElements() {
		Owner owner = owner("stateless initialised");
		Tables before = unmarked();
		try (StatelessSession session = sessionFactory().openStatelessSession()) {
			session.beginTransaction();
			session.delete(this.owners.findById(owner.id).map((found) -> owner).orElseThrow());
			session.getTransaction().commit();
		}
		assertThat(unmarked()).isEqualTo(before);
		assertThat(this.owners.existsById(owner.id)).isFalse();
	}

	@Test
	void aDetachedOwnerWithALinkToARowThatWasDeletedSinceCanBeSaved() {
		Owner owner = owner("detached link");
		Owner detached = get(() -> {
			Owner found = find(owner);
			Hibernate.initialize(found.labels);
			Hibernate.initialize(found.kinds);
			Hibernate.initialize(found.words);
			Hibernate.initialize(found.bag);
			Hibernate.initialize(found.items);
			return found;
		});
		this.labels.deleteById(detached.labels.iterator().next().getId());
		Tables before = unmarked();
		detached.name = "saved";
		this.owners.save(detached);
		assertThat(unmarked().only((table) -> table.equals("owner_labels")))
			.isEqualTo(before.only((table) -> table.equals("owner_labels")));
	}

	@Test
	void elementsOfADeletedOwnerThatWasLoadedInABatchAreNotLostWhenOneIsAdded() {
		List<Page> pages = new ArrayList<>();
		List<Album> made = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Album album = new Album();
			album.photos.add("p1");
			album.photos.add("p2");
			made.add(saved(album));
			Page page = new Page();
			page.album = album;
			pages.add(saved(page));
		}
		bean(AlbumRepository.class).deleteAll(made);
		// which fails as stale, as any change of what is deleted does
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			List<Album> albums = new ArrayList<>();
			for (Page page : em().createQuery("select p from Page p where p.id in :ids", Page.class)
				.setParameter("ids", pages.stream().map((page) -> page.id).toList())
				.getResultList()) {
				albums.add((Album) Hibernate.unproxy(page.album));
			}
			albums.get(0).photos.add("p3");
			albums.get(0).photos.size();
			albums.get(0).photos.add("p4");
		}));
		assertThat(count("select count(*) from album_photos where album_id = ? and photos in ('p1', 'p2')",
				made.get(0).id))
			.isEqualTo(2);
	}

	@Test
	void aRowChangedInAReadOnlyTransactionIsNot() {
		Owner owner = owner("read-only transaction");
		tx(() -> {
			Owner found = find(owner);
			em().unwrap(Session.class).setReadOnly(found, true);
			found.name = "changed";
			em().remove(found);
		});
		assertThat(count("select count(*) from owner where id = ? and deleted_at is not null", owner.id)).isOne();
		assertThat(count("select count(*) from owner_words where owner_id = ?", owner.id)).isEqualTo(2);
	}

	@Test
	void aDeleteWithCommitOrManualFlushModeKeepsAll() {
		Owner owner = owner("flush mode");
		Tables before = unmarked();
		tx(() -> {
			em().unwrap(Session.class).setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			Owner found = find(owner);
			found.words.clear();
			em().remove(found);
			em().flush();
		});
		assertThat(unmarked()).isEqualTo(before);
		assertThat(this.owners.existsById(owner.id)).isFalse();
	}

	@Test
	void aDetachedOrClearedRemovalDeletesNothingOrTheRow() {
		Owner owner = owner("clear after remove");
		Tables before = unmarked();
		tx(() -> {
			em().remove(find(owner));
			em().clear();
		});
		assertThat(this.owners.existsById(owner.id)).isTrue();
		tx(() -> {
			Owner found = find(owner);
			em().remove(found);
			em().flush();
			em().clear();
		});
		assertThat(unmarked()).isEqualTo(before);
	}

	@Test
	void manyChildrenAreRestored() {
		Owner owner = get(() -> {
			Owner created = new Owner("many");
			for (int i = 0; i < 1300; i++) {
				new Item(created, "item " + i).marks.add("m");
			}
			return this.owners.save(created);
		});
		Tables before = contents();
		this.owners.deleteById(owner.id);
		this.owners.restore(owner.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aRestoredInstanceShowsItsCollectionsEvenIfTheyWereReadBefore() {
		Owner owner = owner("collections read before");
		this.owners.deleteById(owner.id);
		tx(() -> {
			Owner deleted = this.owners.findDeletedById(owner.id).orElseThrow();
			assertThat(deleted.items).isEmpty();
			Owner restored = this.owners.restore(owner.id);
			assertThat(restored.items).hasSize(2);
		});
	}

	@Test
	void aSecondDeletionInTheTransactionOfARestoreCanBeRestored() {
		Owner owner = owner("again");
		Tables before = contents();
		this.owners.deleteById(owner.id);
		tx(() -> {
			Owner restored = this.owners.restore(owner.id);
			this.owners.delete(restored);
			em().flush();
			this.owners.restore(owner.id);
			this.owners.deleteById(owner.id);
		});
		assertThat(count("select count(*) from item where owner_id = ? and deleted_at is not null", owner.id))
			.isEqualTo(2);
		this.owners.restore(owner.id);
		assertThat(count("select count(*) from item where owner_id = ? and deleted_at is null", owner.id)).isEqualTo(2);
		assertThat(before).isNotNull();
	}

	// --- un-scheduled deletes

	@Test
	void removeAndPersistOfOneInstanceLeavesItLiveWithAllThatItHas() {
		Owner owner = owner("remove and persist");
		Tables before = contents();
		tx(() -> {
			Owner found = find(owner);
			found.words.size();
			em().remove(found);
			em().persist(found);
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(this.owners.existsById(owner.id)).isTrue();
	}

	@Test
	void anOrphanCanMoveToAnotherParent() {
		Owner from = owner("from");
		Owner to = owner("to");
		Long moved = get(() -> {
			Owner source = find(from);
			Owner target = find(to);
			Item item = source.items.iterator().next();
			item.marks.size();
			source.items.remove(item);
			target.items.add(item);
			item.owner = target;
			return item.id;
		});
		assertThat(count("select count(*) from item where id = ? and deleted_at is null", moved)).isOne();
		assertThat(count("select count(*) from item_marks where item_id = ?", moved)).isEqualTo(2);
	}

	@Test
	void deletingAChildThatItsLoadedParentStillHoldsEitherDeletesItOrNot() {
		Owner owner = owner("still held");
		Tables contents = unmarked();
		tx(() -> {
			Owner found = find(owner);
			Item item = found.items.iterator().next();
			this.items.delete(item);
		});
		assertThat(unmarked()).isEqualTo(contents);
	}

	@Test
	void theCollectionsOfARemovedInstanceCanStillBeRead() {
		Owner owner = owner("read after remove");
		tx(() -> {
			Owner found = find(owner);
			this.owners.delete(found);
			assertThat(found.words).hasSize(2);
			assertThat(found.labels).hasSize(2);
		});
	}

	@Test
	void aRemovedInstanceCannotBePersistedAgainAfterTheFlush() {
		Owner owner = owner("remove flush persist");
		Tables contents = unmarked();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> tx(() -> {
			Owner found = find(owner);
			em().remove(found);
			em().flush();
			em().persist(found);
		}));
		assertThat(unmarked()).isEqualTo(contents);
	}

	// --- versions

	@Test
	void aVersionThatIsATimeIsTheSameInTheRowAndInMemory() {
		Clocked clocked = new Clocked();
		saved(clocked);
		Clocked removed = get(() -> {
			Clocked found = em().find(Clocked.class, clocked.id);
			em().remove(found);
			em().flush();
			return found;
		});
		Clocked row = bean(ClockedRepository.class).findDeletedById(clocked.id).orElseThrow();
		assertThat(row.changed).isEqualTo(removed.changed);
	}

	@Test
	void aRowWithAVersionThatIsATimeIsRestored() {
		Clocked clocked = new Clocked();
		saved(clocked);
		ClockedRepository repository = bean(ClockedRepository.class);
		repository.deleteById(clocked.id);
		assertThat(repository.restore(clocked.id).changed).isAfter(clocked.changed);
	}

	@Test
	void aRowWithARowIdIsDeleted() {
		PlainRowRepository repository = bean(PlainRowRepository.class);
		PlainRow row = new PlainRow();
		saved(row);
		repository.deleteById(row.id);
		assertThat(repository.existsDeletedById(row.id)).isTrue();
	}

	@Test
	void aRowWithARowIdIsDeletedInTheTransactionThatMadeIt() {
		PlainRowRepository repository = bean(PlainRowRepository.class);
		PlainRow row = get(() -> {
			PlainRow created = new PlainRow();
			em().persist(created);
			em().flush();
			em().remove(created);
			return created;
		});
		assertThat(repository.existsDeletedById(row.id)).isTrue();
	}

	// --- reads

	@Test
	void isEmptyElementsAndInverseSidesSeeLiveRowsOnly() {
		Owner owner = owner("empty");
		for (Label label : owner.labels) {
			this.labels.delete(label);
		}
		this.items.deleteAll(get(() -> List.copyOf(find(owner).items)));
		assertThat(this.owners.findByLabelsIsEmpty()).extracting((o) -> o.id).contains(owner.id);
		tx(() -> {
			assertThat(em().createQuery("select o.id from Owner o where o.labels is empty and o.id = :id", Object.class)
				.setParameter("id", owner.id)
				.getResultList()).hasSize(1);
			assertThat(em().createQuery("select o.id from Owner o where o.items is empty and o.id = :id", Object.class)
				.setParameter("id", owner.id)
				.getResultList()).hasSize(1);
			assertThat(em()
				.createQuery("select o.id from Owner o where exists elements(o.labels) and o.id = :id", Object.class)
				.setParameter("id", owner.id)
				.getResultList()).isEmpty();
			assertThat(em().createQuery("select l.id from Owner o join o.labels l where o.id = :id", Object.class)
				.setParameter("id", owner.id)
				.getResultList()).isEmpty();
			assertThat(em().createQuery("select l.id from Label l join l.owners o where o.id = :id", Object.class)
				.setParameter("id", owner.id)
				.getResultList()).isEmpty();
		});
	}

	@Test
	void findMultipleSeesLiveRowsOnly() {
		Label live = label("multiple live");
		Label deleted = label("multiple deleted");
		this.labels.delete(deleted);
		LogRow row = saved(new LogRow("x", deleted));
		tx(() -> {
			Session session = em().unwrap(Session.class);
			assertThat(session.findMultiple(Label.class, List.of(live.id, deleted.id))).filteredOn((l) -> l != null)
				.extracting((l) -> l.getId())
				.containsExactly(live.id);
			Hibernate.initialize(em().find(LogRow.class, row.id).label);
			assertThat(session.findMultiple(Label.class, List.of(live.id, deleted.id))).filteredOn((l) -> l != null)
				.extracting((l) -> l.getId())
				.containsExactly(live.id);
			assertThat(session.findMultiple(Label.class, List.of(live.id, deleted.id),
					org.hibernate.SessionCheckMode.ENABLED))
				.filteredOn((l) -> l != null)
				.extracting((l) -> l.getId())
				.containsExactly(live.id);
			assertThat(em().find(Label.class, deleted.id)).isNull();
			assertThat(em().find(Label.class, deleted.id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)).isNull();
			assertThat(this.labels.findAllById(List.of(live.id, deleted.id))).hasSize(1);
		});
	}

	@Test
	void aStreamOpenedInAScopeIsReadInIt() {
		Label deleted = label("stream");
		this.labels.delete(deleted);
		tx(() -> {
			Function<String, Stream<Label>> open = (name) -> SoftDeleteScope.onlyDeleted(Label.class,
					() -> em().createQuery("select l from Label l where l.name = :name", Label.class)
						.setParameter("name", name)
						.getResultStream());
			try (Stream<Label> stream = open.apply("stream")) {
				assertThat(stream).hasSize(1);
			}
		});
	}

	@Test
	void aMapWithADeletedKeyKeepsItsEntry() {
		Label label = label("key");
		Label other = label("other key");
		Atlas atlas = new Atlas();
		atlas.texts.put(label, "text");
		atlas.texts.put(other, "other");
		saved(atlas);
		this.labels.delete(label);
		tx(() -> {
			Atlas found = em().find(Atlas.class, atlas.id);
			assertThat(found.texts).hasSize(2);
		});
	}

	@Test
	void anElementWithAReferenceToADeletedRowIsShownAndKept() {
		Label label = label("element");
		Catalog catalog = new Catalog();
		Entry entry = new Entry();
		entry.text = "text";
		entry.label = label;
		catalog.entries.add(entry);
		saved(catalog);
		this.labels.delete(label);
		tx(() -> {
			Catalog found = em().find(Catalog.class, catalog.id);
			assertThat(found.entries).hasSize(1);
			assertThat(found.entries.iterator().next().label.getName()).isEqualTo("element");
			Entry added = new Entry();
			added.text = "added";
			found.entries.add(added);
		});
		assertThat(count("select count(*) from catalog_entries where label_id = ?", label.id)).isOne();
	}

	@Test
	void aDetachedChildIsSavedThoughItsParentIsDeletedAndMergesCascadeToIt() {
		Label label = label("merge");
		Note note = new Note();
		note.label = label;
		saved(note);
		this.labels.delete(label);
		Note detached = get(() -> {
			Note found = em().find(Note.class, note.id);
			Hibernate.initialize(found.label);
			return found;
		});
		detached.text = "edited";
		tx(() -> em().merge(detached));
		assertThat(
				count("select count(*) from note where id = ? and label_id = ? and text = 'edited'", note.id, label.id))
			.isOne();
	}

	@Test
	void aDeletedEntityThatIsMergedStaysAsItIs() {
		Label label = label("merge deleted");
		this.labels.delete(label);
		Label detached = this.labels.findDeletedById(label.id).orElseThrow();
		detached.name = "changed";
		Tables before = this.application.tables();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.labels.save(detached));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> tx(() -> {
			this.labels.findDeletedById(label.id).orElseThrow();
			this.labels.save(detached);
		}));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// --- purge

	@Test
	void aPurgeIsRefusedWhileAnElementOfACollectionRefersToTheRow() {
		Label label = label("purge element");
		Catalog catalog = new Catalog();
		Entry entry = new Entry();
		entry.text = "purge";
		entry.label = label;
		catalog.entries.add(entry);
		saved(catalog);
		this.labels.delete(label);
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.labels.purge(label.id));
	}

	@Test
	void aPurgeIsRefusedWhileAnIdentifierRefersToTheRow() {
		KeyedRepository repository = bean(KeyedRepository.class);
		Keyed keyed = saved(new Keyed());
		Pair pair = new Pair();
		pair.number = 1;
		tx(() -> {
			pair.label = em().find(Keyed.class, keyed.id);
			em().persist(pair);
		});
		repository.delete(keyed);
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> repository.purge(keyed.id));
	}

	@Test
	void aPurgedRowIsNotBroughtBackByAnInstanceInThePersistenceContext() {
		Owner owner = get(() -> this.owners.save(new Owner("purge in context")));
		tx(() -> {
			Owner found = find(owner);
			found.words.add("new");
			this.owners.delete(found);
			em().flush();
			this.owners.purge(owner.id);
		});
		assertThat(count("select count(*) from owner where id = ?", owner.id)).isZero();
	}

	@Test
	void aPurgeOfATreeNodeThatRefersToItselfByALinkOnlyWorks() {
		AtlasRepository atlases = bean(AtlasRepository.class);
		Atlas atlas = new Atlas();
		saved(atlas);
		atlases.deleteById(atlas.id);
		atlases.purge(atlas.id);
		assertThat(count("select count(*) from atlas where id = ?", atlas.id)).isZero();
	}

	@Test
	void replacedAndQueuedCollectionsSurviveADelete() {
		Owner owner = owner("replaced");
		tx(() -> {
			Owner found = find(owner);
			found.labels = new LinkedHashSet<>();
			found.words = new LinkedHashSet<>(Set.of("new"));
			this.owners.delete(found);
			this.owners.count();
		});
		Tables deleted = unmarked();
		this.owners.restore(owner.id);
		assertThat(unmarked()).isEqualTo(deleted);
		assertThat(count("select count(*) from owner_words where owner_id = ?", owner.id)).isPositive();
	}

	private SessionFactory sessionFactory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

}
