package io.github.softdeleteaudit.shapes.referred;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.referred.ReferenceReadModel.Child;
import io.github.softdeleteaudit.shapes.referred.ReferenceReadModel.Owner;
import io.github.softdeleteaudit.shapes.referred.ReferenceReadModel.Parent;
import io.github.softdeleteaudit.shapes.referred.ReferenceReadModel.ParentRepository;
import io.github.softdeleteaudit.shapes.referred.ReferenceReadModel.ReferenceReadApplication;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A child shows its deleted parent by every way of loading either, and keeps its foreign
 * key.
 */
abstract class ReferenceReadContract extends ShapeContract {

	ReferenceReadContract(TestDatabase database) {
		super(database, ReferenceReadApplication.class);
	}

	static List<Class<? extends Child>> kinds() {
		return Stream.of(ReferenceReadModel.class.getDeclaredClasses())
			.filter((type) -> Child.class.isAssignableFrom(type) && type != Child.class)
			.<Class<? extends Child>>map((type) -> type.asSubclass(Child.class))
			.sorted((one, other) -> one.getName().compareTo(other.getName()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void childrenShowTheirDeletedParentsAndKeepTheirForeignKeys(Class<? extends Child> kind) {
		Family family = new Family(kind);
		Tables before = contents();
		family.ways().forEach((way, load) -> {
			tx(() -> family.assertShown(way, load.get()));
			for (String name : List.of("edited", "child")) {
				tx(() -> load.get().forEach((child) -> child.name = name));
				List<Child> detached = get(load);
				detached.forEach((child) -> child.name = name + " detached");
				family.save(detached);
			}
			tx(() -> load.get().forEach((child) -> child.name = "child"));
			assertThat(contents()).as(way).isEqualTo(before);
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSessionThatKnowsTheDeletedParentsShowsThem(Class<? extends Child> kind) {
		Family family = new Family(kind);
		family.ways().forEach((way, load) -> tx(() -> {
			bean(ParentRepository.class).findDeleted();
			family.assertShown(way, load.get());
		}));
		family.ways().forEach((way, load) -> tx(() -> {
			family.parents.forEach((parent) -> em().getReference(Parent.class, parent.id));
			family.assertShown(way, load.get());
			assertThat(em().find(Parent.class, family.parents.get(0).id)).as(way).isNull();
		}));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aStatelessSessionShowsDeletedParentsAndKeepsForeignKeys(Class<? extends Child> kind) {
		Family family = new Family(kind);
		Tables before = contents();
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			for (Long id : family.children) {
				Child found = session.get(kind, id);
				session.fetch(found.parent());
				assertThat(((Parent) Hibernate.unproxy(found.parent())).name).startsWith("parent");
				session.update(found);
			}
			List<? extends Child> queried = session
				.createSelectionQuery(
						"select c from %s c join fetch c.parent where c.id in :ids".formatted(kind.getSimpleName()),
						kind)
				.setParameter("ids", family.children)
				.getResultList();
			assertThat(queried).hasSize(3)
				.allSatisfy(
						(child) -> assertThat(((Parent) Hibernate.unproxy(child.parent())).name).startsWith("parent"));
			session.getTransaction().commit();
		}
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void countingSortingAndProjectingDropNone(Class<? extends Child> kind) {
		Family family = new Family(kind);
		SoftDeleteRepository<? extends Child, Long> repository = family.repository();
		assertThat(repository.count()).isEqualTo(repository.findAll().size());
		assertThat(repository.findAllById(family.children)).hasSize(3);
		for (Long id : family.children) {
			assertThat(repository.existsById(id)).isTrue();
			assertThat(repository.findById(id)).isPresent();
		}
		Page<? extends Child> page = repository.findAll(PageRequest.of(0, 1000, Sort.by("parent.name")));
		assertThat(page.getTotalElements()).isEqualTo(repository.count()).isEqualTo(page.getNumberOfElements());
		tx(() -> {
			for (String hql : List.of("select c.parent.name from %s c where c.id in :ids order by c.parent.name",
					"select p.name from %s c join c.parent p where c.id in :ids order by p.name",
					"select p.name from %s c left join c.parent p where c.id in :ids order by p.name")) {
				assertThat(em().createQuery(hql.formatted(kind.getSimpleName()), String.class)
					.setParameter("ids", family.children)
					.getResultList()).containsExactly("parent 0", "parent 1", "parent 2");
			}
		});
	}

	/**
	 * Three children of one owner, two of whose parents are deleted.
	 */
	private final class Family {

		private final Class<? extends Child> kind;

		private final List<Parent> parents = new ArrayList<>();

		private final List<Long> children = new ArrayList<>();

		private final Owner owner;

		Family(Class<? extends Child> kind) {
			this.kind = kind;
			this.owner = (Owner) BeanUtils
				.instantiateClass(ClassUtils.resolveClassName(kind.getName().replaceAll("Child$", "Owner"), null));
			tx(() -> {
				em().persist(this.owner);
				for (int i = 0; i < 3; i++) {
					Parent parent = new Parent();
					parent.code = UUID.randomUUID().toString();
					parent.name = "parent " + i;
					em().persist(parent);
					this.parents.add(parent);
					Child child = BeanUtils.instantiateClass(kind);
					child.name = "child";
					child.refer(parent, this.owner);
					em().persist(child);
					this.children.add(child.id);
				}
			});
			bean(ParentRepository.class).deleteAllById(List.of(this.parents.get(0).id, this.parents.get(2).id));
		}

		@SuppressWarnings("unchecked")
		SoftDeleteRepository<Child, Long> repository() {
			return (SoftDeleteRepository<Child, Long>) bean(
					ClassUtils.resolveClassName(this.kind.getName() + "Repository", null));
		}

		void save(List<Child> detached) {
			repository().saveAll(detached);
		}

		Map<String, Supplier<List<Child>>> ways() {
			Map<String, Supplier<List<Child>>> ways = new LinkedHashMap<>();
			ways.put("find", () -> this.children.stream().<Child>map((id) -> em().find(this.kind, id)).toList());
			for (String hint : List.of("jakarta.persistence.fetchgraph", "jakarta.persistence.loadgraph")) {
				ways.put("find " + hint,
						() -> this.children.stream()
							.<Child>map((id) -> em().find(this.kind, id, Map.of(hint, graph())))
							.toList());
				ways.put("query " + hint,
						() -> List.copyOf(em().createQuery(hql(""), this.kind)
							.setParameter("ids", this.children)
							.setHint(hint, graph())
							.getResultList()));
			}
			for (String join : List.of("", "join fetch c.parent", "left join fetch c.parent", "join c.parent",
					"join fetch c.owner", "join fetch c.owner join fetch c.parent")) {
				ways.put("query " + join, () -> List
					.copyOf(em().createQuery(hql(join), this.kind).setParameter("ids", this.children).getResultList()));
			}
			ways.put("ids", () -> repository().findAllById(this.children));
			for (String collection : List.of("lazily", "bySubselect", "byJoin", "bySelect")) {
				ways.put(collection,
						() -> List.copyOf(em().find(this.owner.getClass(), this.owner.id).children(collection)));
				ways.put("query " + collection, () -> List.copyOf(em()
					.createQuery("select o from %s o where o.id = :id".formatted(this.owner.getClass().getSimpleName()),
							this.owner.getClass())
					.setParameter("id", this.owner.id)
					.getSingleResult()
					.children(collection)));
				ways.put("fetch " + collection,
						() -> List.copyOf(em()
							.createQuery(
									"select o from %s o join fetch o.%s c join fetch c.parent where o.id = :id"
										.formatted(this.owner.getClass().getSimpleName(), collection),
									this.owner.getClass())
							.setParameter("id", this.owner.id)
							.getSingleResult()
							.children(collection)));
			}
			return ways;
		}

		private EntityGraph<?> graph() {
			EntityGraph<?> graph = em().createEntityGraph(this.kind);
			graph.addAttributeNodes("parent");
			return graph;
		}

		private String hql(String join) {
			return "select c from %s c %s where c.id in :ids".formatted(this.kind.getSimpleName(), join);
		}

		void assertShown(String way, List<Child> found) {
			assertThat(found).as(way).hasSize(3);
			assertThat(found.stream().map((child) -> ((Parent) Hibernate.unproxy(child.parent())).name)).as(way)
				.containsExactlyInAnyOrder("parent 0", "parent 1", "parent 2");
		}

	}

}
