package io.github.softdeleteaudit.shapes.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.bulk.BulkModel.Item;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ItemRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.MappedChild;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Parent;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ParentRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: whatever another transaction does at the same time as a statement that
 * deletes many rows, what is live in the tables is so by its history, and each deleted
 * row has the stamp of the one that has deleted it.
 */
abstract class BulkRaceContract extends RaceContract {

	private static final List<Work> ITEM_WORKS = List.of(work("delete all", (test) -> test.execute("delete from Item")),
			work("delete some", (test) -> test.execute("delete from Item i where i.amount < 10")),
			work("delete by another table", (test) -> test.execute("delete from Item i where i.text = 'text of 2'")),
			work("delete by a sub-query", (test) -> test
				.execute("delete from Item i where i.id in (select o.id from Item o where o.amount between 5 and 25)")),
			work("delete one", (test) -> test.em().remove(test.find("2"))),
			work("delete one of the first",
					(test) -> test.bean(ItemRepository.class).deleteAll(List.of(test.find("1"), test.find("2")))),
			work("restore one", (test) -> test.bean(ItemRepository.class).restore(test.gone)),
			work("restore and delete all", (test) -> {
				test.bean(ItemRepository.class).restore(test.gone);
				test.execute("delete from Item");
			}), work("purge one", (test) -> test.bean(ItemRepository.class).purge(test.gone)),
			work("update many",
					(test) -> test.execute("update Item i set i.amount = i.amount + 1 where i.amount < 30")),
			work("update one", (test) -> test.find("2").amount = 6));

	private static final List<Work> PARENT_WORKS = List.of(
			work("delete all", (test) -> test.execute("delete from Parent")),
			work("delete one", (test) -> test.em().remove(test.em().find(Parent.class, test.parent))),
			work("delete children", (test) -> test.execute("delete from MappedChild c where c.name like '%0'")),
			work("delete one child", (test) -> test.em().remove(test.child("p0"))), work("add a child", (test) -> {
				MappedChild child = BulkModel.named(new MappedChild(), "late");
				child.parent = test.em().getReference(Parent.class, test.parent);
				test.em().persist(child);
			}), work("restore", (test) -> test.bean(ParentRepository.class).restore(test.goneParent)));

	private Long gone;

	private Long parent;

	private Long goneParent;

	BulkRaceContract(TestDatabase database) {
		super(database);
	}

	private static Work work(String name, Consumer<BulkRaceContract> work) {
		return new Work(name, work);
	}

	static Stream<Arguments> itemWorks() {
		return pairs(ITEM_WORKS);
	}

	static Stream<Arguments> parentWorks() {
		return pairs(PARENT_WORKS);
	}

	private static Stream<Arguments> pairs(List<Work> works) {
		return works.stream()
			.flatMap((first) -> works.stream()
				.filter((second) -> first.isBulkDelete() || second.isBulkDelete())
				.map((second) -> Arguments.of(first, second)));
	}

	private Item find(String name) {
		List<Item> found = em().createQuery("select i from Item i where i.name = :name", Item.class)
			.setParameter("name", name)
			.getResultList();
		return found.isEmpty() ? new Item(name, 0, null) : found.get(0);
	}

	private MappedChild child(String name) {
		return em().createQuery("select c from MappedChild c where c.name = :name", MappedChild.class)
			.setParameter("name", name)
			.getSingleResult();
	}

	@ParameterizedTest
	@MethodSource("itemWorks")
	void historyAgreesWithTheTables(Work first, Work second) throws Exception {
		createItems();
		race(() -> first.work.accept(this), () -> second.work.accept(this));
		assertStamped("item");
		assertThat(this.application.jdbc()
			.queryForList(
					"select a.id from item_aud a where a.revtype = 2 and a.id <> ? group by a.id having count(*) > 1",
					this.gone))
			.as("deleted twice")
			.isEmpty();
	}

	private void createItems() {
		items();
		this.gone = get(() -> {
			Item item = new Item("gone", 5, null);
			em().persist(item);
			return item.id;
		});
		this.application.clock().tick();
		bulk("delete from Item i where i.name = 'gone'");
		this.application.clock().tick();
	}

	@ParameterizedTest
	@MethodSource("parentWorks")
	void cascadesAgreeWithTheTables(Work first, Work second) throws Exception {
		this.parent = saved(new Parent("p")).id;
		this.goneParent = saved(new Parent("gone")).id;
		this.application.clock().tick();
		bulk("delete from Parent p where p.name = 'gone'");
		this.application.clock().tick();
		race(() -> first.work.accept(this), () -> second.work.accept(this));
		assertStamped("parent");
		assertStamped("mapped_child");
	}

	@Test
	void twoAtRandom() throws ExecutionException, InterruptedException {
		Random random = new Random(7);
		for (int round = 0; round < 25; round++) {
			clear();
			createItems();
			List<Runnable> works = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				Work work = ITEM_WORKS.get(random.nextInt(ITEM_WORKS.size()));
				this.application.clock().tick();
				works.add(() -> work.work.accept(this));
			}
			atOnce(works);
			assertStamped("item");
			auditAgreesWithTheTables();
		}
	}

	private record Work(String name, Consumer<BulkRaceContract> work) {

		boolean isBulkDelete() {
			return this.name.startsWith("delete") && !this.name.startsWith("delete one");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
