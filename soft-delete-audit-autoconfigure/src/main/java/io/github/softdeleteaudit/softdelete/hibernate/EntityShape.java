package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/**
 * The shapes of a soft-deletable entity itself for which the promises are not kept.
 */
final class EntityShape {

	private static final String UNSUPPORTED = "This is not supported yet: map the entity otherwise, or remove the"
			+ " marker @SoftDeletable.";

	private final PersistentClass entity;

	private final List<Problem> problems = new ArrayList<>();

	private EntityShape(PersistentClass entity) {
		this.entity = entity;
	}

	static List<Problem> problems(PersistentClass entity) {
		EntityShape shape = new EntityShape(entity);
		shape.checkClashes();
		shape.checkUnsupported();
		return shape.problems;
	}

	private void checkClashes() {
		RootClass root = this.entity.getRootClass();
		if (!SoftDeleteMappingContributor.isSoftDeletable(root)) {
			add("is marked @SoftDeletable, but the root of its hierarchy, %s, is not.".formatted(root.getEntityName()),
					"Mark %s instead: a hierarchy of entities is deleted in the table of its root."
						.formatted(root.getEntityName()));
		}
		else if (this.entity != root) {
			this.problems.addAll(SoftDeleteModelReader.problemsOfSubclass(this.entity));
		}
		if (isMarkedBy("org.hibernate.annotations.Audited")) {
			add("is marked with Hibernate's own @Audited, which records no actor.",
					"Use org.hibernate.envers.Audited instead.");
		}
		else if (root.getSoftDeleteColumn() != null) {
			add("is marked with Hibernate's own @SoftDelete.", "Keep one of the two, @SoftDelete or @SoftDeletable.");
		}
		else if (root.getStateManagementType() != null) {
			add("has its rows managed by Hibernate (%s).".formatted(root.getStateManagementType().getSimpleName()),
					"Remove that annotation, or the marker @SoftDeletable.");
		}
		if (this.entity.getCustomSQLDelete() != null) {
			add("has an @SQLDelete of its own.", "Remove it: deleting the entity marks its row without one.");
		}
		if (this.entity.getCustomSQLUpdate() != null) {
			add("has an @SQLUpdate.", UNSUPPORTED);
		}
	}

	private boolean isMarkedBy(String annotation) {
		for (Class<?> type = this.entity.getMappedClass(); type != null; type = type.getSuperclass()) {
			for (var candidate : type.getDeclaredAnnotations()) {
				if (candidate.annotationType().getName().equals(annotation)) {
					return true;
				}
			}
		}
		return false;
	}

	private void checkUnsupported() {
		if (this.entity.getRootClass().getOptimisticLockStyle().isAllOrDirty()
				&& !this.entity.getJoinClosure().isEmpty()) {
			add("is locked optimistically by its attributes, some of which are in another table: a stale deletion would pass.",
					"Use a @Version attribute instead.");
		}
		if (!this.entity.isMutable()) {
			add("is @Immutable, so that it could be deleted but not restored.",
					"Remove that annotation, or the marker @SoftDeletable.");
		}
		if (this.entity.getTable().isSubselect() || this.entity.getTable().isView()) {
			add("is mapped to a query or a view instead of a table.",
					"Mark the entity of the table itself with @SoftDeletable, and this one not.");
		}
	}

	private void add(String description, String remedy) {
		this.problems.add(new Problem(
				"The soft-deletable entity %s %s".formatted(this.entity.getEntityName(), description), remedy));
	}

}
