package io.github.softdeleteaudit.shapes.ondelete;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Basket;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.BasketRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Cascaded;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Cell;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.CellRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Embedding;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Hidden;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Inverse;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Keyed;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Leaf;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.LeafRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Even;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.EvenRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Line;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Node;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.NodeRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Nulled;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.OnDeleteApplication;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Single;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Owned;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Owner;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.OwnerRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Plain;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.PlainRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Odd;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Root;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.RootRepository;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Row;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Same;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.SubRoot;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.SubRootLeaf;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the database would delete along with a row is deleted along with it, and comes
 * back with it.
 */
abstract class OnDeleteContract extends ShapeContract {

	private RootRepository roots;

	private OwnerRepository owners;

	OnDeleteContract(TestDatabase database) {
		super(database, OnDeleteApplication.class);
	}

	@BeforeEach
	void repositories() {
		this.roots = bean(RootRepository.class);
		this.owners = bean(OwnerRepository.class);
	}

	@Test
	void rowsOfEveryKindGoAndComeBackWithTheirRoot() {
		root("other", new Root());
		Root root = root("all", new Root());
		Map<String, Long> live = live();
		deleteAndRestore(this.roots, root.id);
		assertThat(live()).isEqualTo(live);
		this.roots.deleteById(root.id);
		// two leaves, each with two cells, and one of each other kind
		assertThat(fewer(live)).containsEntry("Root", 1L)
			.containsEntry("Leaf", 2L)
			.containsEntry("Cell", 4L)
			.containsEntry("Embedding", 1L)
			.containsEntry("Single", 1L)
			.containsEntry("Same", 1L)
			.containsEntry("Keyed", 1L)
			.containsEntry("Nulled", 0L)
			.containsEntry("SubRootLeaf", 0L);
	}

	@Test
	void rowsGoWithASubclassOfTheirRoot() {
		root("other", new SubRoot());
		Root root = root("sub", new SubRoot());
		Map<String, Long> live = live();
		deleteAndRestore(this.roots, root.id);
		this.roots.deleteById(root.id);
		assertThat(fewer(live)).containsEntry("Leaf", 2L).containsEntry("Cell", 4L).containsEntry("SubRootLeaf", 1L);
	}

	@Test
	void rowsGoByEveryWayToDelete() {
		List<Consumer<Root>> ways = List.of(this.roots::delete, (root) -> this.roots.deleteById(root.id),
				(root) -> this.roots.deleteAll(List.of(root)), (root) -> this.roots.deleteAllById(List.of(root.id)),
				(root) -> this.roots.deleteAllInBatch(List.of(root)),
				(root) -> this.roots.deleteAllByIdInBatch(List.of(root.id)),
				(root) -> tx(() -> this.roots.deleteByName(root.name)),
				(root) -> tx(() -> em().remove(em().getReference(Root.class, root.id))), this::deleteStatelessly);
		root("other", new Root());
		for (int i = 0; i < ways.size(); i++) {
			Consumer<Root> way = ways.get(i);
			Root root = root("way " + i, new Root());
			Map<String, Long> live = live();
			Tables unmarked = unmarkedContents();
			Tables before = contents();
			this.application.clock().tick();
			way.accept(root);
			assertThat(unmarkedContents()).as("way %s", i).isEqualTo(unmarked);
			assertThat(fewer(live)).as("way %s", i)
				.containsEntry("Root", 1L)
				.containsEntry("Leaf", 2L)
				.containsEntry("Cell", 4L)
				.containsEntry("Keyed", 1L);
			this.roots.restore(root.id);
			assertThat(contents()).as("way %s", i).isEqualTo(before);
		}
	}

	@Test
	void whatWasDeletedBeforeStaysDeletedAfterTheRestore() {
		Root root = root("before", new Root());
		Leaf leaf = leaves(root).get(0);
		bean(LeafRepository.class).delete(leaf);
		Tables before = contents();
		this.application.clock().tick();
		deleteAndRestore(this.roots, root.id);
		assertThat(contents()).isEqualTo(before);
		assertThat(bean(LeafRepository.class).existsDeletedById(leaf.id)).isTrue();
	}

	@Test
	void aRowThatWentAlongIsRestoredWithAllThatWent() {
		Root root = root("along", new Root());
		Leaf leaf = leaves(root).get(0);
		Tables before = contents();
		this.roots.delete(root);
		bean(LeafRepository.class).restore(leaf.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aRowDeletedBeforeItsRootIsRestoredWithIt() {
		Root root = root("before its root", new Root());
		Leaf leaf = leaves(root).get(0);
		Tables before = contents();
		bean(LeafRepository.class).delete(leaf);
		this.application.clock().tick();
		this.roots.delete(root);
		Tables deleted = contents();
		assertThatExceptionOfType(RestoreConflictException.class)
			.isThrownBy(() -> bean(LeafRepository.class).restore(leaf.id));
		assertThat(contents()).isEqualTo(deleted);
		bean(LeafRepository.class).restore(leaf.id, RestoreOptions.withParents());
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void rowsThatAreLoadedOrChangedGoAlongWithTheirChanges() {
		Root root = root("loaded", new Root());
		tx(() -> {
			Root found = em().find(Root.class, root.id);
			Leaf leaf = leaves(root).get(0);
			leaf.name = "changed";
			leaf.words.add("c");
			this.roots.delete(found);
			assertThat(em().contains(leaf)).isFalse();
		});
		assertThat(count("select count(l) from Leaf l where l.root.id = :id", root.id)).isZero();
		this.roots.restore(root.id);
		assertThat(leaves(root)).extracting((leaf) -> leaf.name).contains("changed");
		assertThat(count("select count(w) from Leaf l join l.words w where l.root.id = :id", root.id)).isEqualTo(5);
	}

	@Test
	void rowsThatAreNewGoAlong() {
		Root root = root("new", new Root());
		Long id = get(() -> {
			Leaf leaf = new Leaf();
			leaf.root = em().find(Root.class, root.id);
			em().persist(leaf);
			em().remove(leaf.root);
			return leaf.id;
		});
		assertThat(bean(LeafRepository.class).existsDeletedById(id)).isTrue();
		this.roots.restore(root.id);
		assertThat(bean(LeafRepository.class).existsById(id)).isTrue();
	}

	@Test
	void aRowThatIsDeletedItselfInTheSameTransactionComesBackOnce() {
		Root root = root("both", new Root());
		Tables before = contents();
		tx(() -> {
			Leaf leaf = leaves(root).get(0);
			em().remove(leaf);
			em().remove(em().find(Root.class, root.id));
		});
		assertThat(count("select count(l) from Leaf l where l.root.id = :id", root.id)).isZero();
		this.roots.restore(root.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void childrenInCollectionsOfEveryKindGoAndComeBack() {
		owner("other");
		Owner owner = owner("owner");
		Map<String, Long> live = live();
		deleteAndRestore(this.owners, owner.id);
		deleteAndRestore(this.owners, owner.id, () -> {
			Owner found = em().find(Owner.class, owner.id);
			Hibernate.initialize(found.plain);
			Hibernate.initialize(found.cascaded);
			Hibernate.initialize(found.inverse);
			Hibernate.initialize(found.owned);
			em().remove(found);
		});
		assertThat(live()).isEqualTo(live);
		this.owners.deleteById(owner.id);
		assertThat(fewer(live)).containsEntry("Owner", 1L)
			.containsEntry("Plain", 2L)
			.containsEntry("Cascaded", 2L)
			.containsEntry("Inverse", 2L)
			.containsEntry("Owned", 2L);
	}

	@Test
	void childrenInCollectionsGoStatelessly() {
		Owner owner = owner("stateless");
		Tables before = contents();
		Map<String, Long> live = live();
		deleteStatelessly(owner);
		assertThat(fewer(live)).containsEntry("Plain", 2L).containsEntry("Inverse", 2L).containsEntry("Owned", 2L);
		this.owners.restore(owner.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aTreeGoesAndComesBackAsAWhole() {
		NodeRepository nodes = bean(NodeRepository.class);
		List<Node> made = new ArrayList<>();
		tx(() -> {
			for (int i = 0; i < 15; i++) {
				Node node = new Node();
				node.name = "node " + i;
				node.parent = (i > 0) ? made.get((i - 1) / 2) : null;
				em().persist(node);
				made.add(node);
			}
		});
		long live = nodes.count();
		deleteAndRestore(nodes, made.get(0).id);
		deleteAndRestore(nodes, made.get(1).id);
		nodes.deleteById(made.get(1).id);
		assertThat(nodes.count()).isEqualTo(live - 7);
		this.application.clock().tick();
		nodes.deleteById(made.get(0).id);
		assertThat(nodes.count()).isEqualTo(live - 15);
		nodes.restore(made.get(0).id);
		assertThat(nodes.count()).isEqualTo(live - 7);
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> nodes.purge(made.get(1).id));
		nodes.restore(made.get(1).id);
		assertThat(nodes.count()).isEqualTo(live);
	}

	@Test
	void aCircleGoesAndComesBack() {
		Even even = new Even();
		tx(() -> {
			em().persist(even);
			Odd odd = new Odd();
			odd.even = even;
			em().persist(odd);
			even.odd = odd;
			Even self = new Even();
			self.odd = odd;
			em().persist(self);
		});
		long odds = live().get("Odd");
		deleteAndRestore(bean(EvenRepository.class), even.id);
		bean(EvenRepository.class).deleteById(even.id);
		assertThat(live()).containsEntry("Odd", odds - 1);
		bean(EvenRepository.class).restore(even.id);
		Tables before = contents();
		deleteStatelessly(even);
		assertThat(live()).containsEntry("Odd", odds - 1);
		bean(EvenRepository.class).restore(even.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aPurgeTakesNothingAlong() {
		Root root = root("purge", new Root());
		this.roots.delete(root);
		Tables deleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.roots.purge(root.id));
		assertThat(contents()).isEqualTo(deleted);
		Owner owner = owner("purge");
		this.owners.delete(owner);
		Tables ownerDeleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.owners.purge(owner.id));
		assertThat(contents()).isEqualTo(ownerDeleted);
	}

	@Test
	void aPurgeFindsWhatARestrictionHides() {
		Root root = saved(new Root());
		Hidden hidden = new Hidden();
		hidden.root = root;
		saved(hidden);
		this.roots.delete(root);
		Tables deleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.roots.purge(root.id))
			.satisfies((ex) -> assertThat(ex.getReference()).isEqualToIgnoringCase("hidden (root_id)"))
			.satisfies((ex) -> assertThat(ex.getCount()).isOne());
		assertThat(contents()).isEqualTo(deleted);
	}

	@Test
	void aPurgeFindsElementsOfWhatARestrictionHides() {
		Root root = saved(new Root());
		Basket basket = new Basket();
		Line line = new Line();
		line.root = root;
		basket.lines.add(line);
		saved(basket);
		this.roots.delete(root);
		Tables deleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.roots.purge(root.id))
			.satisfies((ex) -> assertThat(ex.getReference()).isEqualToIgnoringCase("basket_lines (root_id)"));
		assertThat(contents()).isEqualTo(deleted);
	}

	@Test
	void aPurgeFindsElementsOfItsOwnKindAndRemovesThoseOfTheRowItself() {
		Basket basket = new Basket();
		basket.approved = true;
		saved(basket);
		tx(() -> em().find(Basket.class, basket.id).lines.add(lineTo(basket)));
		Basket hidden = new Basket();
		hidden.lines.add(lineTo(basket));
		saved(hidden);
		BasketRepository baskets = bean(BasketRepository.class);
		baskets.deleteById(basket.id);
		Tables deleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> baskets.purge(basket.id))
			.satisfies((ex) -> assertThat(ex.getCount()).isOne())
			.satisfies((ex) -> assertThat(ex.getReference()).isEqualToIgnoringCase("basket_lines (other_id)"));
		assertThat(contents()).isEqualTo(deleted);
		this.application.jdbc().update("delete from basket_lines where basket_id = ?", hidden.id);
		baskets.purge(basket.id);
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from basket_lines where basket_id = ?", Long.class, basket.id)).isZero();
	}

	private static Line lineTo(Basket other) {
		Line line = new Line();
		line.other = other;
		return line;
	}

	@Test
	void linksThatAnEntityReadsAreRemovedByAPurgeToo() {
		Root root = saved(new Root());
		Leaf leaf = new Leaf();
		leaf.links.add(root);
		saved(leaf);
		this.roots.delete(root);
		this.roots.purge(root.id);
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from leaf_links where leaf_id = ?", Long.class, leaf.id)).isZero();
	}

	@Test
	void aPurgeFindsWhatOthersHaveCommittedMeanwhile() {
		Root root = saved(new Root());
		this.roots.delete(root);
		List<Tables> committed = new ArrayList<>();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> tx(() -> {
			this.roots.countDeleted();
			meanwhile(() -> em().persist(leafOf(root.id)));
			committed.add(contents());
			this.roots.purge(root.id);
		})).satisfies((ex) -> assertThat(ex.getCount()).isOne());
		assertThat(contents()).isEqualTo(committed.get(0));
	}

	@Test
	void aRowThatRefersToItselfIsPurged() {
		Tables before = contents();
		Node node = new Node();
		node.parent = node;
		saved(node);
		bean(NodeRepository.class).deleteById(node.id);
		bean(NodeRepository.class).purge(node.id);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aPurgeDetachesNothingButItsRow() {
		Leaf leaf = saved(new Leaf());
		Cell cell = new Cell();
		cell.leaf = leaf;
		saved(cell);
		bean(CellRepository.class).deleteById(cell.id);
		tx(() -> {
			Leaf managed = em().find(Leaf.class, leaf.id);
			Cell deleted = bean(CellRepository.class).findDeletedById(cell.id).orElseThrow();
			bean(CellRepository.class).purge(cell.id);
			managed.name = "changed after the purge";
			managed.words.add("c");
			assertThat(em().contains(deleted)).isFalse();
		});
		tx(() -> {
			Leaf changed = em().find(Leaf.class, leaf.id);
			assertThat(changed.name).isEqualTo("changed after the purge");
			assertThat(changed.words).containsExactlyInAnyOrder("a", "b", "c");
		});
	}

	private Leaf leafOf(Long rootId) {
		Leaf leaf = new Leaf();
		leaf.root = em().getReference(Root.class, rootId);
		return leaf;
	}

	@Test
	void aRowIsPurgedAfterThoseThatReferToIt() {
		Root root = root("purge all", new Root());
		List<Long> leaves = get(() -> leaves(root).stream().map((leaf) -> leaf.id).toList());
		List<Long> cells = get(() -> em().createQuery("select c.id from Cell c where c.leaf.root.id = :id", Long.class)
			.setParameter("id", root.id)
			.getResultList());
		bean(LeafRepository.class).deleteAllById(leaves);
		cells.forEach(bean(CellRepository.class)::purge);
		leaves.forEach(bean(LeafRepository.class)::purge);
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from leaf_words where leaf_id = ?", Long.class, leaves.get(0))).isZero();
		assertThat(this.roots.existsById(root.id)).isTrue();
	}

	@Test
	void aRollbackLeavesAllLive() {
		Root root = root("rollback", new Root());
		Tables before = contents();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> tx(() -> {
			this.roots.delete(em().find(Root.class, root.id));
			em().flush();
			throw new IllegalStateException();
		}));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aDeletionThatIsTakenBackTakesNothingAlong() {
		Root root = root("taken back", new Root());
		Leaf leaf = leaves(root).get(0);
		Tables before = contents();
		for (boolean asReference : new boolean[] { true, false }) {
			tx(() -> {
				Leaf known = asReference ? em().getReference(Leaf.class, leaf.id) : em().find(Leaf.class, leaf.id);
				Root found = em().find(Root.class, root.id);
				em().remove(found);
				em().persist(found);
				assertThat(em().contains(known)).isTrue();
			});
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void aChildThatMovesAwayStaysLive() {
		Owner from = owner("from");
		Owner to = owner("to");
		Long moved = get(() -> {
			Plain plain = em().find(Owner.class, from.id).plain.iterator().next();
			plain.owner = em().find(Owner.class, to.id);
			em().remove(em().find(Owner.class, from.id));
			return plain.id;
		});
		assertThat(bean(PlainRepository.class).existsById(moved)).isTrue();
	}

	private void deleteStatelessly(Row row) {
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			session.delete(session.get(row.getClass(), row.id));
			session.getTransaction().commit();
		}
	}

	private List<Leaf> leaves(Root root) {
		return get(() -> em().createQuery("select l from Leaf l where l.root.id = :id order by l.id", Leaf.class)
			.setParameter("id", root.id)
			.getResultList());
	}

	private long count(String hql, Long id) {
		return get(() -> em().createQuery(hql, Long.class).setParameter("id", id).getSingleResult());
	}

	private Map<String, Long> live() {
		Map<String, Long> live = new TreeMap<>();
		tx(() -> em().getMetamodel()
			.getEntities()
			.forEach((entity) -> live.put(entity.getName(),
					em().createQuery("select count(*) from " + entity.getName(), Long.class).getSingleResult())));
		return live;
	}

	private Map<String, Long> fewer(Map<String, Long> before) {
		Map<String, Long> fewer = live();
		fewer.replaceAll((name, count) -> before.get(name) - count);
		return fewer;
	}

	private Root root(String name, Root root) {
		tx(() -> {
			root.name = name;
			em().persist(root);
			for (int i = 0; i < 2; i++) {
				Leaf leaf = new Leaf();
				leaf.root = root;
				leaf.links.add(root);
				em().persist(leaf);
				for (int j = 0; j < 2; j++) {
					Cell cell = new Cell();
					cell.leaf = leaf;
					em().persist(cell);
				}
			}
			Embedding embedding = new Embedding();
			embedding.part.root = root;
			em().persist(embedding);
			Single single = new Single();
			single.root = root;
			em().persist(single);
			Same same = new Same();
			same.root = root;
			em().persist(same);
			Keyed keyed = new Keyed();
			keyed.id.root = root;
			keyed.id.number = 7;
			em().persist(keyed);
			Nulled nulled = new Nulled();
			nulled.root = root;
			em().persist(nulled);
			if (root instanceof SubRoot subRoot) {
				SubRootLeaf leaf = new SubRootLeaf();
				leaf.root = subRoot;
				em().persist(leaf);
			}
		});
		this.application.clock().tick();
		return root;
	}

	private Owner owner(String name) {
		Owner owner = new Owner();
		owner.name = name;
		tx(() -> {
			em().persist(owner);
			for (int i = 0; i < 2; i++) {
				Plain plain = new Plain();
				plain.owner = owner;
				owner.plain.add(plain);
				em().persist(plain);
				Cascaded cascaded = new Cascaded();
				cascaded.owner = owner;
				owner.cascaded.add(cascaded);
				Inverse inverse = new Inverse();
				inverse.owner = owner;
				owner.inverse.add(inverse);
				Owned owned = new Owned();
				em().persist(owned);
				owner.owned.add(owned);
			}
		});
		this.application.clock().tick();
		return owner;
	}

}
