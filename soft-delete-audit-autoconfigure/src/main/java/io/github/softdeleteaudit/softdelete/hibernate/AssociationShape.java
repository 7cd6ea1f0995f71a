package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadeStyles;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of associations from or to soft-deletable entities for which the promises
 * are not kept.
 */
final class AssociationShape {

	private static final String UNSUPPORTED = "This is not supported yet: map the association otherwise, or remove"
			+ " the marker @SoftDeletable.";

	private final InFlightMetadataCollector metadata;

	private final Predicate<PersistentClass> softDeletable;

	private final Function<PersistentClass, @Nullable SoftDeleteModel> models;

	private final List<Problem> problems = new ArrayList<>();

	AssociationShape(InFlightMetadataCollector metadata, Predicate<PersistentClass> softDeletable,
			Function<PersistentClass, @Nullable SoftDeleteModel> models) {
		this.metadata = metadata;
		this.softDeletable = softDeletable;
		this.models = models;
	}

	List<Problem> problems() {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			forEachProperty(entity.getPropertyClosure(), (property) -> check(entity, property));
			for (Property property : entity.getPropertyClosure()) {
				if (property.getValue() instanceof Component component) {
					forEachProperty(component.getProperties(), (part) -> checkPart(entity, part));
				}
			}
			if (entity.getIdentifier() instanceof Component identifier) {
				forEachProperty(identifier.getProperties(), (property) -> check(entity, property));
			}
		}
		return this.problems;
	}

	private static void forEachProperty(List<Property> properties, Consumer<Property> action) {
		for (Property property : properties) {
			if (property.getValue() instanceof Component component) {
				forEachProperty(component.getProperties(), action);
			}
			else {
				action.accept(property);
			}
		}
	}

	private void check(PersistentClass owner, Property property) {
		if (property.getValue() instanceof Any any) {
			checkAny(owner, property, any);
		}
		else if (property.getValue() instanceof Collection collection && collection.getElement() instanceof Any any) {
			checkAny(owner, property, any);
		}
		else if (property.getValue() instanceof Collection collection
				&& collection.getElement() instanceof Component element) {
			forEachProperty(element.getProperties(), (part) -> checkElement(owner, part));
		}
		else {
			checkAssociation(owner, property);
		}
	}

	// a join to a target of any type is restricted like a query
	private void checkAny(PersistentClass owner, Property property, Any any) {
		Map<?, String> targets = any.getMetaValues();
		boolean toSoftDeletable = targets == null || targets.isEmpty()
				|| targets.values()
					.stream()
					.map(this.metadata::getEntityBinding)
					.anyMatch((target) -> target != null && this.softDeletable.test(target));
		if (toSoftDeletable || this.softDeletable.test(owner)) {
			this.problems.add(new Problem("The association %s.%s from or to soft-deletable entities is an @Any."
				.formatted(owner.getEntityName(), property.getName()), UNSUPPORTED));
		}
	}

	private void checkPart(PersistentClass owner, Property part) {
		PersistentClass target = target(part.getValue());
		if (target != null && this.softDeletable.test(target) && part.getValue() instanceof OneToOne oneToOne
				&& oneToOne.getMappedByProperty() != null) {
			add(owner, part, target,
					"is the other side of a one-to-one association in an embeddable, where it shows a deleted one too.",
					"Move that side to the entity, or remove it.");
		}
	}

	private void checkElement(PersistentClass owner, Property part) {
		checkAssociation(owner, part);
		PersistentClass target = target(part.getValue());
		if (target != null && this.softDeletable.test(owner) && this.softDeletable.test(target)
				&& cascadesRemove(part)) {
			add(owner, part, target, "cascades deletes from within an element collection.",
					"Remove the cascade, or make the element an entity.");
		}
	}

	private void checkAssociation(PersistentClass owner, Property property) {
		PersistentClass target = target(property.getValue());
		if (target == null || !this.softDeletable.test(owner) && !this.softDeletable.test(target)) {
			return;
		}
		checkCascade(owner, property, target);
		if (cascadesRemove(property)) {
			checkPrecision(owner, property, target);
		}
		if (this.softDeletable.test(target)
				&& owner.getJoins().stream().anyMatch((join) -> join.isInverse() && join.containsProperty(property))) {
			add(owner, property, target,
					"is the other side of a one-to-one association in a join table, which shows a deleted one too.",
					"Remove that side, or use a join column.");
		}
		if (property.getValue() instanceof Collection collection) {
			checkCollection(owner, property, collection, target);
		}
		else if (property.getValue() instanceof ToOne toOne && toOne.isCascadeDeleteEnabled()) {
			checkOnDelete(owner, property, target, owner);
		}
	}

	private void checkCascade(PersistentClass owner, Property property, PersistentClass target) {
		boolean ownerKept = this.softDeletable.test(owner);
		boolean targetKept = this.softDeletable.test(target);
		if (ownerKept != targetKept && cascadesRemove(property)) {
			if (ownerKept) {
				add(owner, property, target,
						"cascades deletes to an entity that is not soft-deletable, so that its rows would be lost.",
						"Mark %s with @SoftDeletable, or remove the cascade.".formatted(target.getEntityName()));
			}
			else {
				add(owner, property, target,
						"cascades physical deletes to a soft-deletable entity, whose rows stay and still refer to it.",
						"Mark %s with @SoftDeletable, or remove the cascade.".formatted(owner.getEntityName()));
			}
		}
	}

	// without a deletion id a restore finds what was taken along by the exact time
	private void checkPrecision(PersistentClass owner, Property property, PersistentClass target) {
		SoftDeleteModel ownerModel = this.models.apply(owner);
		SoftDeleteModel targetModel = this.models.apply(target);
		if (ownerModel != null && targetModel != null
				&& (ownerModel.deletionId() == null || targetModel.deletionId() == null)
				&& ownerModel.indicatorType().isTime() && targetModel.indicatorType().isTime()
				&& !Objects.equals(precision(owner, ownerModel), precision(target, targetModel))) {
			add(owner, property, target,
					"takes deletes along, but the two keep the time of a deletion in different"
							+ " precision, by which a restore would tell what belongs together.",
					"Give both a @DeletionId, or their columns the same precision.");
		}
	}

	private static @Nullable Integer precision(PersistentClass entity, SoftDeleteModel model) {
		return entity.getProperty(model.indicator()).getColumns().get(0).getTemporalPrecision();
	}

	private static boolean cascadesRemove(Property property) {
		String cascade = property.getCascade();
		if (cascade == null) {
			return false;
		}
		StringTokenizer tokens = new StringTokenizer(cascade, ", ");
		while (tokens.hasMoreTokens()) {
			CascadeStyle style = CascadeStyles.getCascadeStyle(tokens.nextToken());
			if (style.doCascade(CascadingActions.REMOVE) || style.hasOrphanDelete()) {
				return true;
			}
		}
		return false;
	}

	private void checkCollection(PersistentClass owner, Property property, Collection collection,
			PersistentClass target) {
		if (collection.isOneToMany() && collection.getKey().isCascadeDeleteEnabled()) {
			checkOnDelete(owner, property, target, target);
		}
		if (!this.softDeletable.test(target)) {
			return;
		}
		if (collection instanceof org.hibernate.mapping.List) {
			add(owner, property, target, "keeps an index of its elements, in which deleted ones leave gaps.",
					"Use a Set, or a List without @OrderColumn (@OrderBy does not need one).");
		}
		if (collection instanceof IdentifierCollection && collection.hasOrphanDelete()) {
			add(owner, property, target,
					"removes orphans and is a bag with ids, in which another element would take the row of an orphan.",
					"Use a Set or a List without @CollectionId.");
		}
		if (collection.getLoaderName() != null) {
			add(owner, property, target, "is read by an @SQLSelect or @HQLSelect of its own.", UNSUPPORTED);
		}
		if (collection.getCustomSQLDeleteAll() != null) {
			add(owner, property, target, "has an @SQLDeleteAll of its own.", UNSUPPORTED);
		}
		if (collection.getCustomSQLDelete() != null) {
			add(owner, property, target, "has an @SQLDelete of its own.",
					"Remove it: it would take the links to deleted rows.");
		}
	}

	private void checkOnDelete(PersistentClass owner, Property property, PersistentClass target,
			PersistentClass referring) {
		checkPrecision(owner, property, target);
		PersistentClass referred = (referring == target) ? owner : target;
		if (!this.softDeletable.test(referring)) {
			add(owner, property, target,
					"has an @OnDelete action, which the database never carries out: the row of a deleted one stays.",
					"Mark %s with @SoftDeletable, or remove the action.".formatted(referring.getEntityName()));
		}
		else if (!this.softDeletable.test(referred)) {
			add(owner, property, target,
					"has an @OnDelete action, by which the database would physically delete rows of a soft-deletable entity.",
					"Mark %s with @SoftDeletable, or remove the action.".formatted(referred.getEntityName()));
		}
	}

	private @Nullable PersistentClass target(Value value) {
		if (value instanceof Collection collection) {
			return SoftDeleteMappingContributor.target(collection, this.metadata);
		}
		return (value instanceof ToOne toOne) ? this.metadata.getEntityBinding(toOne.getReferencedEntityName()) : null;
	}

	private void add(PersistentClass owner, Property property, PersistentClass target, String description,
			String remedy) {
		this.problems.add(new Problem("The association %s.%s to %s %s".formatted(owner.getEntityName(),
				property.getName(), target.getEntityName(), description), remedy));
	}

}
