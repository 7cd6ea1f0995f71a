package io.github.softdeleteaudit.softdelete.hibernate;

import java.io.Serializable;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLDeleteAll;
import org.hibernate.annotations.SQLSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Associations from or to soft-deletable entities that stop the start.
 */
class RefusedAssociationTests {

	private static final String UNSUPPORTED = "This is not supported yet: map the association otherwise, or remove the"
			+ " marker @SoftDeletable.";

	@Test
	void cascadeToAnEntityThatIsNotSoftDeletable() {
		refused(CascadingToPlain.class, "targets", PlainTarget.class, "would be lost",
				"Mark %s with @SoftDeletable, or remove the cascade.".formatted(PlainTarget.class.getName()));
	}

	@Test
	void cascadeFromAnEntityThatIsNotSoftDeletable() {
		refused(PlainCascading.class, "targets", Target.class, "cascades physical deletes",
				"Mark %s with @SoftDeletable, or remove the cascade.".formatted(PlainCascading.class.getName()));
	}

	@Test
	void orphanRemovalOfAnEntityThatIsNotSoftDeletable() {
		refused(RemovingPlainOrphans.class, "target", PlainTarget.class, "would be lost", "or remove the cascade.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithOrderColumn.class, WithArray.class })
	void indexedCollection(Class<?> type) {
		refused(type, "targets", Target.class, "deleted ones leave gaps", "Use a Set");
	}

	@Test
	void onDeleteActionOfAnEntityThatIsNotSoftDeletable() {
		refused(PlainWithOnDelete.class, "target", Target.class, "which the database never carries out",
				"Mark %s with @SoftDeletable, or remove the action.".formatted(PlainWithOnDelete.class.getName()));
	}

	@Test
	void onDeleteActionToAnEntityThatIsNotSoftDeletable() {
		refused(WithOnDeleteToPlain.class, "target", PlainTarget.class, "physically delete rows",
				"Mark %s with @SoftDeletable, or remove the action.".formatted(PlainTarget.class.getName()));
	}

	@Test
	void onDeleteActionOfACollectionOfWhatIsNotSoftDeletable() {
		refused(WithOnDeleteChildren.class, "targets", PlainTarget.class, "which the database never carries out",
				"Mark %s with @SoftDeletable, or remove the action.".formatted(PlainTarget.class.getName()));
	}

	@Test
	void ownSqlDeleteAll() {
		refused(WithSqlDeleteAll.class, "targets", Target.class, "@SQLDeleteAll of its own", UNSUPPORTED);
	}

	@Test
	void ownSqlDeleteOfACollection() {
		refused(WithSqlDelete.class, "targets", Target.class, "@SQLDelete of its own", "Remove it");
	}

	@Test
	void bagWithIdsThatRemovesOrphans() {
		refused(WithIdBag.class, "targets", Target.class, "would take the row of an orphan",
				"Use a Set or a List without @CollectionId.");
	}

	@Test
	void otherSideOfAOneToOneInAJoinTable() {
		MappedTypes.of(JoinTableParent.class, JoinTableChild.class)
			.areRefused(
					"The association %s.child to %s ".formatted(JoinTableParent.class.getName(),
							JoinTableChild.class.getName()),
					"in a join table", "Remove that side, or use a join column.");
	}

	@Test
	void otherSideOfAOneToOneInAnEmbeddable() {
		MappedTypes.of(EmbeddingParent.class, EmbeddedChild.class)
			.areRefused(
					"The association %s.child to %s ".formatted(EmbeddingParent.class.getName(),
							EmbeddedChild.class.getName()),
					"in an embeddable", "Move that side to the entity, or remove it.");
	}

	@Test
	void onDeleteActionInAnIdentifier() {
		refused(PlainWithOnDeleteInId.class, "target", Target.class, "which the database never carries out",
				"Mark %s with @SoftDeletable, or remove the action.".formatted(PlainWithOnDeleteInId.class.getName()));
	}

	@Test
	void ownSelectOfACollection() {
		refused(WithSqlSelect.class, "targets", Target.class, "@SQLSelect or @HQLSelect of its own", UNSUPPORTED);
	}

	@Test
	void associationInAnEmbeddable() {
		refused(Embedding.class, "targets", Target.class, "deleted ones leave gaps", "Use a Set");
	}

	@Test
	void cascadeFromAnElementCollection() {
		refused(CascadingFromElements.class, "target", Target.class, "from within an element collection",
				"Remove the cascade, or make the element an entity.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithAny.class, PlainWithAny.class, WithEmbeddedAny.class, PlainWithManyToAny.class,
			WithAnyToPlain.class })
	void any(Class<?> type) {
		MappedTypes.of(Target.class, PlainTarget.class, type).areRefused(type.getName(), "is an @Any.", UNSUPPORTED);
	}

	@Test
	void severalProblemsAreReportedTogether() {
		MappedTypes.of(Target.class, WithOrderColumn.class, WithSqlDeleteAll.class)
			.areRefused(WithOrderColumn.class.getName() + ".targets", WithSqlDeleteAll.class.getName() + ".targets",
					"Use a Set, or", UNSUPPORTED);
	}

	@Test
	void neighboursStart() {
		MappedTypes.of(Target.class, PlainTarget.class, Allowed.class, PlainAllowed.class, PlainWithAnyToPlain.class)
			.start();
	}

	private static void refused(Class<?> owner, String attribute, Class<?> target, String description, String remedy) {
		MappedTypes.of(owner, Target.class, PlainTarget.class)
			.areRefused("The association %s.%s to %s ".formatted(owner.getName(), attribute, target.getName()),
					description, remedy);
	}

	@Entity
	static class Target extends SoftDeletableRow {

		String code;

	}

	@Entity
	static class PlainTarget extends PlainRow {

	}

	@Entity
	static class CascadingToPlain extends SoftDeletableRow {

		@ManyToMany(cascade = CascadeType.REMOVE)
		Set<PlainTarget> targets = new HashSet<>();

	}

	@Entity
	static class PlainCascading extends PlainRow {

		@ManyToMany(cascade = CascadeType.ALL)
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class RemovingPlainOrphans extends SoftDeletableRow {

		@OneToOne(orphanRemoval = true)
		PlainTarget target;

	}

	@Entity
	static class PlainWithOnDelete extends PlainRow {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		Target target;

	}

	@Entity
	static class WithOnDeleteToPlain extends SoftDeletableRow {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		PlainTarget target;

	}

	@Entity
	static class WithOnDeleteChildren extends SoftDeletableRow {

		@OneToMany
		@JoinColumn
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<PlainTarget> targets = new HashSet<>();

	}

	@Entity
	static class WithOrderColumn extends PlainRow {

		@ManyToMany
		@OrderColumn
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class WithArray extends SoftDeletableRow {

		@ManyToMany
		@OrderColumn
		Target[] targets = {};

	}

	@Entity
	static class WithSqlDeleteAll extends PlainRow {

		@ManyToMany
		@SQLDeleteAll(sql = "delete from with_sql_delete_all_targets where with_sql_delete_all_id = ?")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class WithSqlDelete extends PlainRow {

		@ManyToMany
		@SQLDelete(sql = "delete from with_sql_delete_targets where with_sql_delete_id = ? and targets_id = ?")
		Set<Target> targets = new HashSet<>();

	}

	@Entity
	static class WithIdBag extends SoftDeletableRow {

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable
		@CollectionId(column = @Column(name = "link_id"), generator = "increment")
		@CollectionIdJdbcTypeCode(Types.BIGINT)
		Collection<Target> targets = new ArrayList<>();

	}

	@Entity
	static class JoinTableParent extends SoftDeletableRow {

		@OneToOne(mappedBy = "parent")
		JoinTableChild child;

	}

	@Entity
	static class JoinTableChild extends SoftDeletableRow {

		@OneToOne
		@JoinTable(name = "child_parent")
		JoinTableParent parent;

	}

	@Entity
	static class EmbeddingParent extends PlainRow {

		@Embedded
		Joint joint;

	}

	@Embeddable
	static class Joint {

		String text;

		@OneToOne(mappedBy = "parent")
		EmbeddedChild child;

	}

	@Entity
	static class EmbeddedChild extends SoftDeletableRow {

		@OneToOne
		EmbeddingParent parent;

	}

	@Entity
	static class PlainWithOnDeleteInId {

		@EmbeddedId
		Id id;

		@Embeddable
		static class Id implements Serializable {

			private static final long serialVersionUID = 1L;

			@ManyToOne
			@OnDelete(action = OnDeleteAction.CASCADE)
			Target target;

			Integer number;

			@Override
			public boolean equals(Object other) {
				return other instanceof Id id && Objects.equals(id.number, this.number);
			}

			@Override
			public int hashCode() {
				return Objects.hashCode(this.number);
			}

		}

	}

	@Embeddable
	static class Part {

		String label;

		@ManyToMany
		@OrderColumn
		List<Target> targets = new ArrayList<>();

	}

	@Entity
	static class Embedding extends SoftDeletableRow {

		@Embedded
		Part part = new Part();

	}

	@Embeddable
	static class CascadingPart {

		String label;

		@ManyToOne(cascade = CascadeType.ALL)
		Target target;

	}

	@Entity
	static class CascadingFromElements extends SoftDeletableRow {

		@ElementCollection
		List<CascadingPart> parts = new ArrayList<>();

	}

	@Entity
	static class WithAny extends SoftDeletableRow {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
		@Column(name = "target_type")
		@JoinColumn(name = "target_id")
		Object target;

	}

	@Entity
	static class PlainWithAny extends PlainRow {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "P", entity = PlainTarget.class)
		@AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
		@Column(name = "target_type")
		@JoinColumn(name = "target_id")
		Object target;

	}

	@Entity
	static class WithAnyToPlain extends SoftDeletableRow {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "P", entity = PlainTarget.class)
		@Column(name = "target_type")
		@JoinColumn(name = "target_id")
		Object target;

	}

	@Embeddable
	static class AnyPart {

		String label;

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
		@Column(name = "target_type")
		@JoinColumn(name = "target_id")
		Object target;

	}

	@Entity
	static class WithEmbeddedAny extends SoftDeletableRow {

		@Embedded
		AnyPart part;

	}

	@Entity
	static class PlainWithManyToAny extends PlainRow {

		@ManyToAny
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
		@Column(name = "target_type")
		@JoinTable(name = "many_to_any", joinColumns = @JoinColumn(name = "owner_id"),
				inverseJoinColumns = @JoinColumn(name = "target_id"))
		Set<Object> targets = new HashSet<>();

	}

	@Entity
	static class PlainWithAnyToPlain extends PlainRow {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "P", entity = PlainTarget.class)
		@Column(name = "target_type")
		@JoinColumn(name = "target_id")
		Object target;

	}

	@Entity
	static class Allowed extends SoftDeletableRow {

		@ManyToMany(cascade = CascadeType.ALL)
		Set<Target> targets = new HashSet<>();

		@ManyToMany
		Set<PlainTarget> plainTargets = new HashSet<>();

		@ManyToMany
		@OrderColumn
		List<PlainTarget> orderedPlainTargets = new ArrayList<>();

		@ManyToOne(cascade = { CascadeType.PERSIST, CascadeType.MERGE })
		PlainTarget plainTarget;

		@OneToOne
		Target target;

	}

	@Entity
	static class PlainAllowed extends PlainRow {

		@ManyToMany(cascade = { CascadeType.PERSIST, CascadeType.MERGE })
		Set<Target> targets = new HashSet<>();

		@ManyToMany
		List<PlainTarget> plainTargets = new ArrayList<>();

		@ManyToOne
		Target target;

	}

	@Entity
	static class WithSqlSelect extends PlainRow {

		@ManyToMany
		@SQLSelect(sql = "select t.* from target t join links l on l.target_id = t.id where l.owner_id = ?")
		Set<Target> targets = new HashSet<>();

	}

}
