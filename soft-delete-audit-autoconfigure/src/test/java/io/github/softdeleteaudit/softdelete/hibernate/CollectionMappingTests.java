package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.softdeleteaudit.test.Tables;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SortNatural;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mappings of collections of and from soft-deletable entities that lose nothing.
 */
class CollectionMappingTests {

	@Test
	void elementsOfEveryKindStay() {
		MappedTypes.of(WithElements.class, Target.class).run((application) -> {
			WithElements owner = new WithElements();
			application.persist(owner.embedded.links.iterator().next());
			application.deleteAndRestore(WithElements.class, application.persist(owner));
			application.run((entityManager) -> {
				WithElements found = entityManager.find(WithElements.class, owner.id);
				assertThat(found.list).containsExactly("b", "a");
				assertThat(found.array).containsExactly("d", "c");
				assertThat(found.map).containsOnly(Map.entry("key", "value"));
				assertThat(found.parts).containsExactlyInAnyOrder(new Pair("1", "2"), new Pair("3", null));
				assertThat(found.sorted).containsExactly("e", "f");
				assertThat(found.embedded.words).containsExactly("word");
				assertThat(found.embedded.links).hasSize(1);
			});
		});
	}

	@Test
	void elementsThatAreLoadedOrChangedAfterTheDeletionStay() {
		MappedTypes.of(WithElements.class, Target.class).run((application) -> {
			WithElements owner = new WithElements();
			application.persist(owner.embedded.links.iterator().next());
			application.persist(owner);
			Tables before = application.unmarkedTables();
			application.run((entityManager) -> {
				WithElements found = entityManager.find(WithElements.class, owner.id);
				found.list.size();
				found.parts.size();
				found.map.size();
				entityManager.remove(found);
				found.parts.clear();
				found.map.put("key", "changed");
				found.embedded.links = new HashSet<>();
			});
			assertThat(application.unmarkedTables()).isEqualTo(before);
		});
	}

	@Test
	void elementsCanBeReadBetweenTheDeletionAndTheFlush() {
		MappedTypes.of(WithElements.class, Target.class).run((application) -> {
			WithElements owner = new WithElements();
			application.persist(owner.embedded.links.iterator().next());
			application.persist(owner);
			application.run((entityManager) -> {
				WithElements found = entityManager.find(WithElements.class, owner.id);
				entityManager.remove(found);
				assertThat(found.map).hasSize(1);
			});
		});
	}

	@Test
	void elementsGoWithAPurge() {
		MappedTypes.of(WithElements.class, Target.class).run((application) -> {
			WithElements owner = new WithElements();
			application.persist(owner.embedded.links.iterator().next());
			application.persist(owner);
			application.remove(WithElements.class, owner.id);
			application.purge(WithElements.class, owner.id);
			assertThat(application.tables().only((table) -> table.contains("with_elements")).rows().values())
				.allMatch(List::isEmpty);
			assertThat(application.count(Target.class)).isOne();
		});
	}

	@Test
	void oneToManyInAJoinTableTakesItsTargetsAlong() {
		MappedTypes.of(WithJoinTable.class, Target.class).run((application) -> {
			WithJoinTable owner = new WithJoinTable();
			Object id = application.persist(owner);
			application.remove(WithJoinTable.class, id);
			assertThat(application.count(Target.class)).isZero();
			application.restore(WithJoinTable.class, id);
			assertThat(application.count(Target.class)).isEqualTo(2);
			application.deleteAndRestore(WithJoinTable.class, id);
		});
	}

	@Test
	void oneToManyInAJoinTableKeepsTheLinkToADeletedTarget() {
		MappedTypes.of(WithJoinTable.class, Target.class).run((application) -> {
			WithJoinTable owner = new WithJoinTable();
			Object id = application.persist(owner);
			Target deleted = owner.targets.iterator().next();
			application.remove(Target.class, deleted.id);
			application.run((entityManager) -> {
				WithJoinTable found = entityManager.find(WithJoinTable.class, id);
				assertThat(found.targets).hasSize(1);
				found.targets.clear();
			});
			application.restore(Target.class, deleted.id);
			application.run((entityManager) -> assertThat(entityManager.find(WithJoinTable.class, id).targets)
				.extracting((target) -> target.id)
				.containsExactly(deleted.id));
		});
	}

	@Test
	void orderedListOfChildrenHidesDeletedOnes() {
		MappedTypes.of(Parent.class, Child.class).run((application) -> {
			Parent parent = new Parent("b", "a", "c");
			Object id = application.persist(parent);
			application.remove(Child.class, parent.children.get(0).id);
			application.run((entityManager) -> {
				Parent found = entityManager.find(Parent.class, id);
				assertThat(found.children).extracting((child) -> child.name).containsExactly("a", "c");
			});
			application.deleteAndRestore(Parent.class, id);
		});
	}

	@Test
	void filterOfACollectionIsAnded() {
		MappedTypes.of(Parent.class, Child.class).run((application) -> {
			Parent parent = new Parent("a", "a", "b");
			Object id = application.persist(parent);
			application.remove(Child.class, parent.children.get(0).id);
			application.run((entityManager) -> {
				entityManager.unwrap(Session.class).enableFilter("onlyA");
				assertThat(entityManager.find(Parent.class, id).children).extracting((child) -> child.id)
					.containsExactly(parent.children.get(1).id);
			});
		});
	}

	@Test
	void emptyingLinksKeepsThoseToDeletedTargetsWithGlobalQuoting() {
		MappedTypes.of(WithLinks.class, Target.class)
			.withProperties("spring.jpa.properties.hibernate.globally_quoted_identifiers=true")
			.run((application) -> {
				WithLinks owner = new WithLinks();
				owner.targets.addAll(List.of(new Target(), new Target()));
				owner.targets.forEach(application::persist);
				application.persist(owner);
				Target deleted = owner.targets.iterator().next();
				application.remove(Target.class, deleted.id);
				application
					.run((entityManager) -> entityManager.find(WithLinks.class, owner.id).targets = new HashSet<>());
				application.restore(Target.class, deleted.id);
				application.run((entityManager) -> assertThat(entityManager.find(WithLinks.class, owner.id).targets)
					.extracting((target) -> target.id)
					.containsExactly(deleted.id));
			});
	}

	@Test
	void emptyingLinksKeepsThoseThatTheApplicationsOwnRestrictionHides() {
		MappedTypes.of(WithRestrictedLinks.class, Target.class).run((application) -> {
			WithRestrictedLinks owner = new WithRestrictedLinks();
			Target hidden = new Target();
			Target shown = new Target();
			owner.targets.addAll(List.of(hidden, shown));
			application.persist(hidden, shown, owner);
			// only links to the second target are shown
			assertThat(hidden.id).isOne();
			application.run((entityManager) -> {
				WithRestrictedLinks found = entityManager.find(WithRestrictedLinks.class, owner.id);
				assertThat(found.targets).extracting((target) -> target.id).containsExactly(shown.id);
				found.targets.clear();
			});
			assertThat(application.tables().rows().get("links")).hasSize(1);
		});
	}

	@Entity
	static class Target extends SoftDeletableRow {

	}

	@Embeddable
	record Pair(String one, String two) {
	}

	@Embeddable
	static class Contents {

		@ElementCollection
		Set<String> words = new HashSet<>(Set.of("word"));

		@ManyToMany
		Set<Target> links = new HashSet<>(Set.of(new Target()));

	}

	@Entity
	static class WithElements extends SoftDeletableRow {

		@Embedded
		Contents embedded = new Contents();

		@ElementCollection
		@OrderColumn
		List<String> list = new ArrayList<>(List.of("b", "a"));

		@ElementCollection
		@OrderColumn
		@CollectionTable(name = "with_elements_array")
		@Column(name = "element")
		String[] array = { "d", "c" };

		@ElementCollection
		Map<String, String> map = new HashMap<>(Map.of("key", "value"));

		@ElementCollection
		List<Pair> parts = new ArrayList<>(List.of(new Pair("1", "2"), new Pair("3", null)));

		@ElementCollection
		@SortNatural
		SortedSet<String> sorted = new TreeSet<>(Set.of("f", "e"));

	}

	@Entity
	static class WithJoinTable extends SoftDeletableRow {

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "join_table")
		Set<Target> targets = new LinkedHashSet<>(List.of(new Target(), new Target()));

	}

	@Entity
	@FilterDef(name = "onlyA", defaultCondition = "name = 'a'")
	static class Parent extends SoftDeletableRow {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		@OrderBy("name")
		@Filter(name = "onlyA")
		List<Child> children = new ArrayList<>();

		Parent() {
		}

		Parent(String... names) {
			for (String name : names) {
				Child child = new Child();
				child.name = name;
				child.parent = this;
				this.children.add(child);
			}
		}

	}

	@Entity
	static class Child extends SoftDeletableRow {

		@ManyToOne
		Parent parent;

	}

	@Entity
	static class WithLinks extends SoftDeletableRow {

		@ManyToMany
		Set<Target> targets = new LinkedHashSet<>();

	}

	@Entity
	static class WithRestrictedLinks extends PlainRow {

		@ManyToMany
		@JoinTable(name = "links")
		@SQLJoinTableRestriction("targets_id > 1")
		Set<Target> targets = new LinkedHashSet<>();

	}

}
