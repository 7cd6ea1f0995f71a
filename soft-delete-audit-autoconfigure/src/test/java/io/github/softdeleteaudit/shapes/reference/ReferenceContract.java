package io.github.softdeleteaudit.shapes.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.Child;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.Parent;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.ReferenceApplication;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.SeveralOwnedChild;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.SeveralOwnedParent;
import io.github.softdeleteaudit.shapes.reference.ReferenceModel.SharedKeyLazilyParent;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One-to-one associations of every kind: the owning side shows its target, live or
 * deleted; the inverse side is a collection of one.
 */
abstract class ReferenceContract extends ShapeContract {

	ReferenceContract(TestDatabase database) {
		super(database, ReferenceApplication.class);
	}

	static List<Class<? extends Parent>> parents() {
		return Stream.of(ReferenceModel.class.getDeclaredClasses())
			.filter((type) -> Parent.class.isAssignableFrom(type) && type != Parent.class)
			.<Class<? extends Parent>>map((type) -> type.asSubclass(Parent.class))
			.sorted((one, other) -> one.getName().compareTo(other.getName()))
			.toList();
	}

	static List<Class<? extends Parent>> several() {
		return parents().stream().filter((type) -> type.getSimpleName().startsWith("Several")).toList();
	}

	static List<Class<? extends Parent>> notCascading() {
		return parents().stream().filter((type) -> type != SeveralOwnedParent.class).toList();
	}

	@ParameterizedTest
	@MethodSource("parents")
	void aDeletedParentKeepsItsRows(Class<? extends Parent> type) {
		Pair pair = pair(type);
		deleteAndRestore(pair.parents(), pair.parent);
	}

	@ParameterizedTest
	@MethodSource("parents")
	void aDeletedChildKeepsItsRows(Class<? extends Parent> type) {
		Pair pair = pair(type);
		deleteAndRestore(pair.children(), pair.child);
		pair.assertInverse("child");
	}

	@ParameterizedTest
	@MethodSource("parents")
	void theInverseSideHidesADeletedChild(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.assertInverse("child");
		pair.children().deleteById(pair.child);
		pair.assertInverse(null);
		pair.children().restore(pair.child);
		pair.assertInverse("child");
	}

	@ParameterizedTest
	@MethodSource("several")
	void theInverseSideShowsTheLiveOneAmongDeletedOnes(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.children().deleteById(pair.child);
		Long second = pair.addChild("second");
		pair.assertInverse("second");
		pair.children().deleteById(second);
		pair.assertInverse(null);
		pair.addChild("third");
		pair.assertInverse("third");
	}

	@ParameterizedTest
	@MethodSource("parents")
	void theInverseSideHidesADeletedChildThatTheSessionKnows(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.children().deleteById(pair.child);
		tx(() -> {
			Child deleted = pair.findDeletedChild();
			assertThat(deleted.name).isEqualTo("child");
			assertThat(pair.inverse(em().find(type, pair.parent))).isNull();
		});
		tx(() -> {
			pair.findDeletedChild();
			assertThat(pair.inverse(em().createQuery("select p from %s p where p.id = :id".formatted(pair.name()), type)
				.setParameter("id", pair.parent)
				.getSingleResult())).isNull();
		});
	}

	@ParameterizedTest
	@MethodSource("several")
	void theInverseSideShowsTheLiveOneThoughTheSessionKnowsADeletedOne(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.children().deleteById(pair.child);
		pair.addChild("second");
		tx(() -> {
			pair.findDeletedChild();
			assertThat(pair.inverse(em().find(type, pair.parent))).isEqualTo("second");
		});
	}

	@ParameterizedTest
	@MethodSource("parents")
	void theInverseSideHidesAChildDeletedInTheSameTransaction(Class<? extends Parent> type) {
		Pair pair = pair(type);
		tx(() -> {
			em().remove(em().find(pair.childType, pair.child));
			em().flush();
			em().detach(em().getReference(type, pair.parent));
			assertThat(pair.inverse(em().find(type, pair.parent))).isNull();
		});
	}

	@ParameterizedTest
	@MethodSource("parents")
	void aParentInTheSessionNoLongerShowsAChildThatWasDeletedThere(Class<? extends Parent> type) {
		Pair known = pair(type);
		assertLetsGo(known, () -> {
			Parent parent = em().find(type, known.parent);
			em().remove(parent.child());
			return parent;
		});
		assertLetsGo(known, () -> {
			Parent parent = created(type);
			em().remove(parent.child());
			return parent;
		});
		Pair readLater = pair(type);
		assertLetsGo(readLater, () -> {
			em().remove(em().find(readLater.childType, readLater.child));
			return em().find(type, readLater.parent);
		});
	}

	private void assertLetsGo(Pair pair, Supplier<Parent> deletingItsChild) {
		tx(() -> {
			Parent parent = (Parent) Hibernate.unproxy(deletingItsChild.get());
			parent.name = "edited";
			em().flush();
			Tables deleted = contents();
			assertThat(parent.child()).isNull();
			assertThat(Hibernate.unproxy(pair.findFetching(parent.id))).isSameAs(parent);
			assertThat(parent.child()).isNull();
			em().flush();
			assertThat(contents()).isEqualTo(deleted);
		});
	}

	@ParameterizedTest
	@MethodSource("notCascading")
	void theOwningSideShowsADeletedParent(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.parents().deleteById(pair.parent);
		Tables deleted = contents();
		pair.assertOwning("parent");
		assertThat(contents()).isEqualTo(deleted);
		pair.editChildren("edited");
		pair.editChildren("child");
		assertThat(contents()).isEqualTo(deleted);
		pair.assertOwning("parent");
	}

	@ParameterizedTest
	@MethodSource("parents")
	void savingTheParentKeepsItsDeletedChild(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.children().deleteById(pair.child);
		Tables before = contents();
		for (String name : List.of("edited", "parent")) {
			tx(() -> em().find(type, pair.parent).name = name);
			Parent detached = get(() -> em().find(type, pair.parent));
			detached.name = name;
			pair.save(detached);
		}
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("notCascading")
	void bothAreDeletedInOneTransactionAndRestored(Class<? extends Parent> type) {
		for (boolean childFirst : new boolean[] { false, true }) {
			Pair pair = pair(type);
			Tables before = contents();
			Tables unmarked = unmarkedContents();
			tx(() -> {
				Parent parent = em().find(type, pair.parent);
				Child child = em().find(pair.childType, pair.child);
				em().remove(childFirst ? child : parent);
				em().remove(childFirst ? parent : child);
			});
			assertThat(unmarkedContents()).isEqualTo(unmarked);
			pair.parents().restore(pair.parent);
			pair.assertInverse(null);
			pair.children().restore(pair.child);
			assertThat(contents()).isEqualTo(before);
			pair.assertInverse("child");
		}
	}

	@ParameterizedTest
	@MethodSource("notCascading")
	void aParentIsPurgedOnlyWhenNoChildRefersToIt(Class<? extends Parent> type) {
		Pair pair = pair(type);
		pair.parents().deleteById(pair.parent);
		pair.children().deleteById(pair.child);
		Tables deleted = contents();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> pair.parents().purge(pair.parent));
		assertThat(contents()).isEqualTo(deleted);
		pair.children().purge(pair.child);
		pair.parents().purge(pair.parent);
		assertThat(pair.parents().existsDeletedById(pair.parent)).isFalse();
	}

	@Test
	void anInverseSideTakesItsChildAlong() {
		Pair pair = pair(SeveralOwnedParent.class);
		pair.children().deleteById(pair.child);
		Long second = pair.addChild("second");
		deleteAndRestore(pair.parents(), pair.parent);
		pair.parents().deleteById(pair.parent);
		assertThat(pair.children().existsDeletedById(second)).isTrue();
		pair.parents().restore(pair.parent);
		pair.assertInverse("second");
		assertThat(pair.children().existsDeletedById(pair.child)).isTrue();
	}

	@Test
	void anInverseSideRemovesAnOrphanThatComesBack() {
		Pair pair = pair(SeveralOwnedParent.class);
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		tx(() -> em().find(SeveralOwnedParent.class, pair.parent).child = null);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(contents()).isNotEqualTo(before);
		pair.assertInverse(null);
		pair.children().restore(pair.child);
		assertThat(contents()).isEqualTo(before);
		pair.assertInverse("child");
		tx(() -> {
			SeveralOwnedParent parent = em().find(SeveralOwnedParent.class, pair.parent);
			SeveralOwnedChild replacement = (SeveralOwnedChild) parent.refer();
			replacement.name = "replacement";
		});
		pair.assertInverse("replacement");
		assertThat(pair.children().existsDeletedById(pair.child)).isTrue();
	}

	private Pair pair(Class<? extends Parent> type) {
		new Pair(type);
		Pair pair = new Pair(type);
		this.application.clock().tick();
		return pair;
	}

	private Parent created(Class<? extends Parent> type) {
		Parent parent = BeanUtils.instantiateClass(type);
		parent.code = UUID.randomUUID().toString();
		parent.name = "parent";
		Child child = parent.refer();
		child.name = "child";
		em().persist(parent);
		em().persist(child);
		em().flush();
		return parent;
	}

	@SuppressWarnings("unchecked")
	private <T> SoftDeleteRepository<T, Long> repository(Class<T> type) {
		String name = ReferenceModel.class.getName() + "$" + type.getSimpleName() + "Repository";
		return (SoftDeleteRepository<T, Long>) bean(ClassUtils.resolveClassName(name, null));
	}

	private <T> EntityGraph<T> graph(Class<T> type, String attribute) {
		EntityGraph<T> graph = em().createEntityGraph(type);
		graph.addAttributeNodes(attribute);
		return graph;
	}

	/**
	 * A parent and its child.
	 */
	private final class Pair {

		private final Class<? extends Parent> type;

		private final Class<? extends Child> childType;

		private final Long parent;

		private final Long child;

		Pair(Class<? extends Parent> type) {
			this.type = type;
			Parent created = BeanUtils.instantiateClass(type);
			created.code = UUID.randomUUID().toString();
			created.name = "parent";
			Child referring = created.refer();
			referring.name = "child";
			this.childType = referring.getClass();
			tx(() -> {
				em().persist(created);
				em().persist(referring);
			});
			this.parent = created.id;
			this.child = referring.id();
		}

		Parent findFetching(Long id) {
			return em()
				.createQuery("select p from %s p left join fetch p.child where p.id = :id".formatted(name()), this.type)
				.setParameter("id", id)
				.getSingleResult();
		}

		Long addChild(String name) {
			return get(() -> {
				Child added = em().find(this.type, this.parent).refer();
				added.name = name;
				em().persist(added);
				return added;
			}).id();
		}

		String name() {
			return this.type.getSimpleName();
		}

		SoftDeleteRepository<? extends Parent, Long> parents() {
			return repository(this.type);
		}

		SoftDeleteRepository<? extends Child, Long> children() {
			return repository(this.childType);
		}

		@SuppressWarnings("unchecked")
		void save(Parent detached) {
			((SoftDeleteRepository<Parent, Long>) parents()).save(detached);
		}

		Child findDeletedChild() {
			return children().findDeletedById(this.child).orElseThrow();
		}

		String inverse(Parent found) {
			assertThat(found).isNotNull();
			Hibernate.initialize(found.child());
			return (found.child() != null) ? ((Child) Hibernate.unproxy(found.child())).name : null;
		}

		void assertInverse(String expected) {
			Map<String, Supplier<Parent>> ways = new LinkedHashMap<>();
			ways.put("find", () -> em().find(this.type, this.parent));
			ways.put("graph", () -> em().find(this.type, this.parent,
					Map.of("jakarta.persistence.fetchgraph", graph(this.type, "child"))));
			ways.put("load graph", () -> em().find(this.type, this.parent,
					Map.of("jakarta.persistence.loadgraph", graph(this.type, "child"))));
			ways.put("query", () -> query("select p from %s p where p.id = :id"));
			ways.put("left join fetch", () -> query("select p from %s p left join fetch p.child where p.id = :id"));
			ways.put("left join", () -> query("select p from %s p left join p.child c where p.id = :id"));
			ways.put("reference", () -> (Parent) Hibernate.unproxy(em().getReference(this.type, this.parent)));
			ways.put("refresh", () -> {
				Parent found = em().find(this.type, this.parent);
				em().refresh(found);
				return found;
			});
			ways.put("graph of a query",
					() -> this.type
						.cast(em().createQuery("select p from %s p where p.id = :id".formatted(name()), this.type)
							.setParameter("id", this.parent)
							.setHint("jakarta.persistence.fetchgraph", graph(this.type, "child"))
							.getSingleResult()));
			ways.put("child", () -> {
				List<? extends Child> found = em()
					.createQuery("select c from %s c where c.parent.id = :id".formatted(this.childType.getSimpleName()),
							this.childType)
					.setParameter("id", this.parent)
					.getResultList();
				return found.isEmpty() ? em().find(this.type, this.parent)
						: (Parent) Hibernate.unproxy(found.get(0).parent());
			});
			ways.forEach((way, load) -> tx(() -> assertThat(inverse(load.get())).as(way).isEqualTo(expected)));
			try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
				.openStatelessSession()) {
				Parent found = session.get(this.type, this.parent);
				assertThat(found).isNotNull();
				// which tells of no load that could be seen to
				if (this.type != SharedKeyLazilyParent.class) {
					assertThat(inverse(found)).as("stateless").isEqualTo(expected);
				}
			}
			tx(() -> {
				assertThat(ids("select p.id from %s p where p.id = :id and p.child is null"))
					.hasSize((expected != null) ? 0 : 1);
				assertThat(ids("select p.id from %s p join p.child c where p.id = :id"))
					.hasSize((expected != null) ? 1 : 0);
				assertThat(ids("select p.id from %s p where p.id = :id and p.child.name = 'child'"))
					.hasSize("child".equals(expected) ? 1 : 0);
			});
		}

		private Parent query(String hql) {
			return em().createQuery(hql.formatted(name()), this.type).setParameter("id", this.parent).getSingleResult();
		}

		private List<Long> ids(String hql) {
			return em().createQuery(hql.formatted(name()), Long.class).setParameter("id", this.parent).getResultList();
		}

		void assertOwning(String expected) {
			String entity = this.childType.getSimpleName();
			Map<String, Supplier<Child>> ways = new LinkedHashMap<>();
			ways.put("find", () -> em().find(this.childType, this.child));
			ways.put("graph", () -> em().find(this.childType, this.child,
					Map.of("jakarta.persistence.fetchgraph", graph(this.childType, "parent"))));
			for (String from : List.of("", "join fetch c.parent ", "left join fetch c.parent ", "join c.parent ")) {
				ways.put("query " + from, () -> em()
					.createQuery("select c from %s c %swhere c.id = :id".formatted(entity, from), this.childType)
					.setParameter("id", this.child)
					.getSingleResult());
			}
			ways.forEach((way, load) -> tx(() -> {
				Child found = load.get();
				assertThat(found.parent()).as(way).isNotNull();
				assertThat(((Parent) Hibernate.unproxy(found.parent())).name).as(way).isEqualTo(expected);
			}));
			try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
				.openStatelessSession()) {
				Child found = session.get(this.childType, this.child);
				assertThat(found.parent()).isNotNull();
			}
		}

		void editChildren(String name) {
			tx(() -> em().find(this.childType, this.child).name = name);
		}

	}

}
