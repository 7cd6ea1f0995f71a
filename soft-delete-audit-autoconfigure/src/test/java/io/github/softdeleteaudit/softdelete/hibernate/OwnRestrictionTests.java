package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.SQLRestriction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A restriction that the application itself puts on a soft-deletable entity or a
 * collection stays in force next to ours, inside and outside of a scope.
 */
class OwnRestrictionTests {

	private final MappedTypes types = MappedTypes.of(Parent.class, Child.class, Referring.class);

	private final Parent parent = new Parent();

	private final Child live = child("x", false);

	private final Child secret = child("x", true);

	private final Child deleted = child("x", false);

	private final Child otherwise = child("z", false);

	private final Referring referring = new Referring();

	@Test
	void inAQuery() {
		this.types.run((application) -> {
			save(application);
			assertThat(ids(application.call(OwnRestrictionTests::all))).containsExactlyInAnyOrder(this.live.id,
					this.otherwise.id);
		});
	}

	@Test
	void inAScope() {
		this.types.run((application) -> {
			save(application);
			assertThat(ids(
					application.call((entityManager) -> SoftDeleteScope.includingDeleted(() -> all(entityManager)))))
				.containsExactlyInAnyOrder(this.live.id, this.otherwise.id, this.deleted.id);
			assertThat(ids(application
				.call((entityManager) -> SoftDeleteScope.onlyDeleted(Child.class, () -> all(entityManager)))))
				.containsExactly(this.deleted.id);
		});
	}

	@Test
	void inAFindById() {
		this.types.run((application) -> {
			save(application);
			application.run((entityManager) -> {
				assertThat(entityManager.find(Child.class, this.live.id)).isNotNull();
				assertThat(entityManager.find(Child.class, this.secret.id)).isNull();
				assertThat(entityManager.find(Child.class, this.deleted.id)).isNull();
			});
		});
	}

	@Test
	void inACollection() {
		this.types.run((application) -> {
			save(application);
			application.run((entityManager) -> {
				Parent found = entityManager.find(Parent.class, this.parent.id);
				assertThat(ids(found.children)).containsExactlyInAnyOrder(this.live.id, this.otherwise.id);
			});
			application.run((entityManager) -> {
				Parent found = entityManager
					.createQuery("select p from %s p join fetch p.children".formatted(Parent.class.getName()),
							Parent.class)
					.getSingleResult();
				assertThat(ids(found.children)).containsExactlyInAnyOrder(this.live.id, this.otherwise.id);
			});
			application.run((entityManager) -> assertThat(entityManager
				.createQuery("select size(p.children) from %s p".formatted(Parent.class.getName()), Integer.class)
				.getSingleResult()).isEqualTo(2));
		});
	}

	@Test
	void ofACollection() {
		this.types.run((application) -> {
			save(application);
			application.run((entityManager) -> assertThat(ids(entityManager.find(Parent.class, this.parent.id).xs))
				.containsExactly(this.live.id));
		});
	}

	@Test
	void inLinks() {
		this.types.run((application) -> {
			save(application);
			application
				.run((entityManager) -> assertThat(ids(entityManager.find(Referring.class, this.referring.id).children))
					.containsExactlyInAnyOrder(this.live.id, this.otherwise.id));
		});
	}

	@Test
	void inAReferenceOnlyTheApplicationsOwnHides() {
		this.types.run((application) -> {
			save(application);
			application.run((entityManager) -> {
				Referring found = entityManager
					.createQuery("select r from %s r".formatted(Referring.class.getName()), Referring.class)
					.getSingleResult();
				assertThat(found.child).isNotNull();
				assertThat(found.child.id).isEqualTo(this.deleted.id);
			});
			application.run((entityManager) -> assertThat(entityManager
				.createQuery("select r from %s r join r.secret s".formatted(Referring.class.getName()), Referring.class)
				.getResultList()).isEmpty());
		});
	}

	@Test
	void inADeletionThatCascades() {
		this.types.run((application) -> {
			save(application);
			Tables before = application.tables();
			application.remove(Parent.class, this.parent.id);
			application.restore(Parent.class, this.parent.id);
			assertThat(application.tables()).isEqualTo(before);
		});
	}

	private void save(MappedApplication application) {
		this.referring.child = this.deleted;
		this.referring.secret = this.secret;
		this.referring.children.addAll(Set.of(this.live, this.secret, this.deleted, this.otherwise));
		application.persist(this.parent, this.referring);
		application.remove(Child.class, this.deleted.id);
	}

	private Child child(String name, boolean secret) {
		Child child = new Child();
		child.name = name;
		child.secret = secret;
		child.parent = this.parent;
		this.parent.children.add(child);
		return child;
	}

	private static List<Child> all(EntityManager entityManager) {
		return entityManager.createQuery("select c from %s c".formatted(Child.class.getName()), Child.class)
			.getResultList();
	}

	private static List<Long> ids(Iterable<Child> children) {
		List<Long> ids = new ArrayList<>();
		children.forEach((child) -> ids.add(child.id));
		return ids;
	}

	@Entity
	static class Parent extends SoftDeletableRow {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
		Set<Child> children = new HashSet<>();

		@OneToMany(mappedBy = "parent")
		@SQLRestriction("name = 'x' or name = 'y'")
		List<Child> xs = new ArrayList<>();

	}

	// an "or" that would swallow an unparenthesised "and"
	@Entity
	@SQLRestriction("secret = false or secret is null")
	static class Child extends SoftDeletableRow {

		boolean secret;

		@ManyToOne(fetch = FetchType.LAZY)
		Parent parent;

	}

	@Entity
	static class Referring extends PlainRow {

		@ManyToOne
		Child child;

		@ManyToOne(fetch = FetchType.LAZY)
		Child secret;

		@ManyToMany
		Set<Child> children = new HashSet<>();

	}

}
