package io.github.softdeleteaudit.softdelete.hibernate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JoinFormula;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mappings of a reference from an entity that is not soft-deletable to one that is: it
 * shows its target when that is deleted, whichever way it is read, and nothing that is
 * written loses it.
 */
class ReferenceMappingTests {

	static List<Supplier<Owner>> owners() {
		return List.of(Eager::new, Lazy::new, BySelect::new, OneToOneOwner::new, InJoinTable::new, LazyInJoinTable::new,
				ByFormula::new, NotFoundIgnored::new, NotFoundIgnoredLazy::new, NotFoundRefused::new);
	}

	@ParameterizedTest
	@MethodSource("owners")
	void showsADeletedTarget(Supplier<Owner> owners) {
		Owner owner = owners.get();
		Class<? extends Owner> type = owner.getClass();
		MappedTypes.of(Target.class, type).run((application) -> {
			Target target = new Target();
			target.name = "target";
			application.persist(target);
			owner.refer(target);
			Object id = application.persist(owner);
			application.remove(Target.class, target.id);
			Tables deleted = application.tables();
			application.run((entityManager) -> {
				Owner found = entityManager.find(type, id);
				assertThat(name(found)).as("by find").isEqualTo("target");
				found.name = "changed";
			});
			application.run((entityManager) -> {
				Owner found = entityManager.createQuery("select o from %s o".formatted(type.getName()), type)
					.getSingleResult();
				assertThat(name(found)).as("by query").isEqualTo("target");
				found.name = null;
			});
			assertThat(application.tables()).as("after an update").isEqualTo(deleted);
			for (String query : List.of("left join fetch o.target", "join fetch o.target", "order by o.target.name",
					"where o.target.name = 'target'", "where o.target.id = " + target.id,
					"where o.target is not null")) {
				List<? extends Owner> found = application.call((entityManager) -> {
					List<? extends Owner> result = entityManager
						.createQuery("select o from %s o %s".formatted(type.getName(), query), type)
						.getResultList();
					result.forEach((each) -> Hibernate.initialize(each.target()));
					return result;
				});
				assertThat(found).as(query).extracting(ReferenceMappingTests::name).containsExactly("target");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("owners")
	void keepsItsTargetFromBeingPurged(Supplier<Owner> owners) {
		Owner owner = owners.get();
		MappedTypes.of(Target.class, owner.getClass()).run((application) -> {
			Target target = new Target();
			application.persist(target);
			owner.refer(target);
			application.persist(owner);
			application.remove(Target.class, target.id);
			Tables deleted = application.tables();
			assertThatExceptionOfType(StillReferencedException.class)
				.isThrownBy(() -> application.purge(Target.class, target.id));
			assertThat(application.tables()).isEqualTo(deleted);
		});
	}

	@Test
	void inAnEmbeddedAttributeShowsADeletedTarget() {
		MappedTypes.of(Target.class, Embedding.class).run((application) -> {
			Embedding owner = new Embedding();
			owner.part.target = new Target();
			application.persist(owner.part.target);
			Object id = application.persist(owner);
			application.remove(Target.class, owner.part.target.id);
			application
				.run((entityManager) -> assertThat(entityManager.find(Embedding.class, id).part.target).isNotNull());
			assertThatExceptionOfType(StillReferencedException.class)
				.isThrownBy(() -> application.purge(Target.class, owner.part.target.id));
		});
	}

	@Test
	void inAnElementCollectionShowsADeletedTarget() {
		MappedTypes.of(Target.class, WithElements.class).run((application) -> {
			WithElements owner = withElement(application);
			Tables deleted = application.tables();
			application.run((entityManager) -> {
				WithElements found = entityManager.find(WithElements.class, owner.id);
				assertThat(found.elements).singleElement().extracting((element) -> element.target).isNotNull();
				found.elements.add(new Part());
			});
			application.run((entityManager) -> entityManager.find(WithElements.class, owner.id).elements
				.removeIf((element) -> element.target == null));
			assertThat(application.tables()).isEqualTo(deleted);
			application.run((entityManager) -> assertThat(entityManager
				.createQuery("select o from %s o join fetch o.elements e join fetch e.target"
					.formatted(WithElements.class.getName()), WithElements.class)
				.getSingleResult().elements).hasSize(1));
		});
	}

	@Test
	void inAnElementCollectionKeepsItsTargetFromBeingPurged() {
		MappedTypes.of(Target.class, WithElements.class).run((application) -> {
			WithElements owner = withElement(application);
			assertThatExceptionOfType(StillReferencedException.class)
				.isThrownBy(() -> application.purge(Target.class, owner.elements.get(0).target.id));
		});
	}

	@Test
	void asTheKeyOfAMapShowsADeletedTarget() {
		MappedTypes.of(Target.class, WithMap.class).run((application) -> {
			Target target = new Target();
			Target other = new Target();
			WithMap owner = new WithMap();
			owner.map.put(target, "value");
			application.persist(owner, target, other);
			application.remove(Target.class, target.id);
			Tables deleted = application.tables();
			application.run((entityManager) -> {
				WithMap found = entityManager.find(WithMap.class, owner.id);
				assertThat(found.map.keySet()).singleElement().isNotNull();
				found.map.put(entityManager.find(Target.class, other.id), "other");
			});
			application.run((entityManager) -> entityManager.find(WithMap.class, owner.id).map
				.remove(entityManager.find(Target.class, other.id)));
			assertThat(application.tables()).isEqualTo(deleted);
		});
	}

	@Test
	void asTheKeyOfAMapOfLinksShowsADeletedTarget() {
		MappedTypes.of(Target.class, Linked.class, WithLinkMap.class).run((application) -> {
			Target target = new Target();
			Linked linked = new Linked();
			WithLinkMap owner = new WithLinkMap();
			owner.map.put(target, linked);
			application.persist(owner, target, linked);
			application.remove(Target.class, target.id);
			Tables deleted = application.tables();
			application.run((entityManager) -> {
				WithLinkMap found = entityManager.find(WithLinkMap.class, owner.id);
				assertThat(found.map.keySet()).singleElement().isNotNull();
				found.map.put(found.map.keySet().iterator().next(), found.map.values().iterator().next());
			});
			application.run(
					(entityManager) -> assertThat(entityManager
						.createQuery("select o from %s o join fetch o.map".formatted(WithLinkMap.class.getName()),
								WithLinkMap.class)
						.getSingleResult().map.keySet()).singleElement().isNotNull());
			assertThat(application.tables()).isEqualTo(deleted);
		});
	}

	@Test
	void doesNotLetALoadByIdsFindADeletedTarget() {
		MappedTypes.of(Target.class, Eager.class).run((application) -> {
			Eager owner = new Eager();
			owner.target = new Target();
			application.persist(owner.target);
			application.persist(owner);
			application.remove(Target.class, owner.target.id);
			application.run((entityManager) -> {
				assertThat(entityManager.find(Eager.class, owner.id).target).isNotNull();
				assertThat(entityManager.find(Target.class, owner.target.id)).isNull();
				assertThat(entityManager.unwrap(Session.class).findMultiple(Target.class, List.of(owner.target.id)))
					.containsOnlyNulls();
			});
		});
	}

	@Test
	void asPartOfAnIdentifierShowsADeletedTarget() {
		MappedTypes.of(Target.class, WithKey.class).run((application) -> {
			WithKey.Key key = withKey(application);
			application.run((entityManager) -> assertThat(entityManager.find(WithKey.class, key).target).isNotNull());
			application.run((entityManager) -> assertThat(
					entityManager.createQuery("select o from %s o".formatted(WithKey.class.getName()), WithKey.class)
						.getSingleResult().target)
				.isNotNull());
		});
	}

	@Test
	void asPartOfAnIdentifierKeepsItsTargetFromBeingPurged() {
		MappedTypes.of(Target.class, WithKey.class).run((application) -> {
			WithKey.Key key = withKey(application);
			assertThatExceptionOfType(StillReferencedException.class)
				.isThrownBy(() -> application.purge(Target.class, key.target));
		});
	}

	@Test
	void asPartOfAnIdentifierDoesNotKeepOthersFromBeingPurged() {
		MappedTypes.of(Target.class, WithKey.class).run((application) -> {
			Target unreferenced = new Target();
			application.persist(unreferenced);
			application.remove(Target.class, unreferenced.id);
			application.purge(Target.class, unreferenced.id);
		});
	}

	@Test
	void asTheWholeIdentifierShowsADeletedTarget() {
		MappedTypes.of(Target.class, WithSharedId.class).run((application) -> {
			WithSharedId owner = new WithSharedId();
			owner.target = new Target();
			application.persist(owner.target);
			Object id = application.persist(owner);
			application.remove(Target.class, id);
			application
				.run((entityManager) -> assertThat(entityManager.find(WithSharedId.class, id).target).isNotNull());
			assertThatExceptionOfType(StillReferencedException.class)
				.isThrownBy(() -> application.purge(Target.class, id));
		});
	}

	private static WithElements withElement(MappedApplication application) {
		WithElements owner = new WithElements();
		Part element = new Part();
		element.target = new Target();
		owner.elements.add(element);
		application.persist(element.target);
		application.persist(owner);
		application.remove(Target.class, element.target.id);
		return owner;
	}

	private static WithKey.Key withKey(MappedApplication application) {
		WithKey owner = new WithKey();
		owner.target = new Target();
		owner.number = 1;
		application.persist(owner.target);
		application.persist(owner);
		application.remove(Target.class, owner.target.id);
		return new WithKey.Key(owner.target.id, 1);
	}

	private static String name(Owner owner) {
		return ((Target) Hibernate.unproxy(owner.target())).name;
	}

	@Entity
	static class Target extends SoftDeletableRow {

	}

	@MappedSuperclass
	abstract static class Owner extends PlainRow {

		abstract void refer(Target target);

		abstract Target target();

	}

	@Entity
	static class Eager extends Owner {

		@ManyToOne
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class Lazy extends Owner {

		@ManyToOne(fetch = FetchType.LAZY)
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class BySelect extends Owner {

		@ManyToOne
		@Fetch(FetchMode.SELECT)
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class OneToOneOwner extends Owner {

		@OneToOne
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class InJoinTable extends Owner {

		@ManyToOne
		@JoinTable(name = "owner_target")
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class LazyInJoinTable extends Owner {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "owner_target")
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class ByFormula extends Owner {

		Long targetId;

		@ManyToOne
		@JoinFormula("target_id")
		Target target;

		@Override
		void refer(Target target) {
			this.targetId = target.id;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class NotFoundIgnored extends Owner {

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class NotFoundIgnoredLazy extends Owner {

		@ManyToOne(fetch = FetchType.LAZY)
		@NotFound(action = NotFoundAction.IGNORE)
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Entity
	static class NotFoundRefused extends Owner {

		@ManyToOne
		@NotFound(action = NotFoundAction.EXCEPTION)
		Target target;

		@Override
		void refer(Target target) {
			this.target = target;
		}

		@Override
		Target target() {
			return this.target;
		}

	}

	@Embeddable
	static class Part {

		String label = "-";

		@ManyToOne
		Target target;

	}

	@Entity
	static class Embedding extends PlainRow {

		@Embedded
		Part part = new Part();

	}

	@Entity
	static class WithElements extends PlainRow {

		@ElementCollection
		List<Part> elements = new ArrayList<>();

	}

	@Entity
	static class WithMap extends PlainRow {

		@ElementCollection
		Map<Target, String> map = new HashMap<>();

	}

	@Entity
	@IdClass(WithKey.Key.class)
	static class WithKey {

		@Id
		@ManyToOne
		Target target;

		@Id
		Integer number;

		record Key(Long target, Integer number) implements Serializable {
		}

	}

	@Entity
	static class WithSharedId {

		@Id
		Long id;

		@MapsId
		@OneToOne
		Target target;

	}

	@Entity
	static class Linked extends PlainRow {

	}

	@Entity
	static class WithLinkMap extends PlainRow {

		@ManyToMany
		@MapKeyJoinColumn(name = "key_id")
		Map<Target, Linked> map = new HashMap<>();

	}

}
