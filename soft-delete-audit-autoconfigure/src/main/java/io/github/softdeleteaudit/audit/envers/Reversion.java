package io.github.softdeleteaudit.audit.envers;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.softdeleteaudit.audit.RevertConflict;
import io.github.softdeleteaudit.audit.RevertConflict.Kind;
import io.github.softdeleteaudit.audit.RevertConflictException;
import io.github.softdeleteaudit.audit.envers.CollectionContents.Element;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.SelectedId;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.unique.HeldKey;
import io.github.softdeleteaudit.unique.LiveKeyHolders;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.ManagedType;
import org.hibernate.Hibernate;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * Makes a live entity as a snapshot of it. What is to be written is found out first, and
 * with it all that is in the way.
 */
final class Reversion {

	private static final List<String> GENERATED = List.of("org.springframework.data.annotation.LastModifiedDate",
			"org.springframework.data.annotation.LastModifiedBy");

	private final SessionImplementor session;

	private final AuditRows rows;

	private final Object entity;

	private final EntityPersister persister;

	private final Object id;

	private final RevisionDetails revision;

	private final List<RevertConflict> conflicts = new ArrayList<>();

	private final List<Runnable> changes = new ArrayList<>();

	private final Plan plan;

	/**
	 * Find out what is to be done. Nothing is changed.
	 * @param entity the live entity, managed and no proxy
	 * @param snapshot how it is to be
	 */
	Reversion(SessionImplementor session, AuditRows rows, Object entity, Object id, Object snapshot,
			RevisionDetails revision) {
		this.session = session;
		this.rows = rows;
		this.entity = entity;
		this.persister = session.getEntityPersister(null, entity);
		this.id = id;
		this.revision = revision;
		this.plan = plan(this.persister, AuditedAttributes.of(this.persister, session), entity, snapshot, "");
		addHeldKeys();
	}

	/**
	 * Find the live entity.
	 * @throws RevertConflictException if it is deleted or purged
	 */
	static <T> T live(SessionImplementor session, Class<T> type, Object id) {
		T entity = session.find(type, id);
		if (entity == null) {
			EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
			Class<?> deleted = deletedType(session, persister, id);
			throw new RevertConflictException(List.of(new RevertConflict((deleted != null) ? Kind.DELETED : Kind.PURGED,
					(deleted != null) ? deleted : type, id, List.of(), null, null)));
		}
		return entity;
	}

	/**
	 * Return what is in the way.
	 */
	List<RevertConflict> conflicts() {
		return this.conflicts;
	}

	/**
	 * Change the entity. Nothing is flushed.
	 */
	void apply() {
		if ((this.plan.isChanged() || !this.changes.isEmpty()) && this.session.isReadOnly(this.entity)) {
			this.session.setReadOnly(this.entity, false);
		}
		for (AttributeMapping attribute : this.plan.changed) {
			attribute.setValue(this.entity, this.plan.values[attribute.getStateArrayPosition()]);
			// an enhanced class keeps a list, where this goes past its setters
			ManagedTypeHelper.processIfSelfDirtinessTracker(this.entity,
					(tracker) -> tracker.$$_hibernate_trackChange(attribute.getAttributeName()));
		}
		this.changes.forEach(Runnable::run);
	}

	private Plan plan(ManagedMappingType type, AuditedAttributes attributes, @Nullable Object live,
			@Nullable Object past, String container) {
		Plan planned = new Plan(type, live);
		attributes.forEach((attribute) -> {
			String path = container + attribute.getAttributeName();
			if (isLeftAlone(attribute, path)) {
				return;
			}
			Object now = planned.values[attribute.getStateArrayPosition()];
			Object then = (past != null) ? attribute.getValue(past) : null;
			AuditedAttributes embedded = attributes.embedded(attribute);
			if (embedded != null) {
				if (now != null || then != null) {
					EmbeddableMappingType embeddable = attribute.asEmbeddedAttributeMapping()
						.getEmbeddableTypeDescriptor();
					Plan parts = plan(embeddable, embedded, now, then, path + ".");
					if (parts.isChanged()) {
						planned.change(attribute, parts.embeddable(embeddable, then == null));
					}
				}
			}
			else if (attribute instanceof PluralAttributeMapping collection) {
				plan(collection, now, then, path, planned);
			}
			else if (!Objects.equals(compared(attribute, now), compared(attribute, then))) {
				plan(attribute, then, path, planned);
			}
		});
		return planned;
	}

	private boolean isLeftAlone(AttributeMapping attribute, String path) {
		SoftDeleteModel model = (this.persister instanceof SoftDeletePersister softDelete)
				? softDelete.softDeleteModel() : null;
		if (model != null && (path.equals(model.indicator()) || path.equals(model.deletedBy())
				|| path.equals(model.deletionId()))) {
			return true;
		}
		if (attribute instanceof PluralAttributeMapping collection) {
			return collection.getCollectionDescriptor().isInverse();
		}
		return isGenerated(attribute) || attribute instanceof ToOneAttributeMapping toOne
				&& toOne.getSideNature() == ForeignKeyDescriptor.Nature.TARGET;
	}

	// by Hibernate, or by Spring Data's listener
	private static boolean isGenerated(AttributeMapping attribute) {
		Generator generator = attribute.getGenerator();
		if (generator != null && generator.generatesOnUpdate()) {
			return true;
		}
		return attribute.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
				&& GENERATED.stream().anyMatch(MergedAnnotations.from(member)::isPresent);
	}

	private void plan(AttributeMapping attribute, @Nullable Object then, String path, Plan planned) {
		if (!attribute.getAttributeMetadata().isUpdatable() || !this.persister.isMutable()) {
			// of what is not insertable either, another attribute writes the columns
			if (attribute.getAttributeMetadata().isInsertable()) {
				conflict(Kind.NOT_UPDATABLE, path, null, null);
			}
		}
		else if (then == null && isRequired(attribute, path)) {
			conflict(Kind.REQUIRED, path, null, null);
		}
		else {
			planned.change(attribute, live(attribute, then, path));
		}
	}

	// the columns of a reference in a table of its own are never null
	private boolean isRequired(AttributeMapping attribute, String path) {
		return path.contains(".") ? !attribute.getAttributeMetadata().isNullable()
				: !this.persister.getPropertyNullability()[attribute.getStateArrayPosition()];
	}

	private @Nullable Object compared(ModelPart part, @Nullable Object value) {
		return TypedValue.of(part, value, this.session);
	}

	/**
	 * Return what is to be written for a value of the snapshot: a copy, with references
	 * to live entities.
	 */
	private @Nullable Object live(ModelPart part, @Nullable Object value, String path) {
		if (value == null) {
			return null;
		}
		if (part instanceof EntityValuedModelPart association) {
			return target(association.getEntityMappingType(), value, path);
		}
		if (part instanceof EmbeddableValuedModelPart embedded) {
			EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
			Plan parts = new Plan(type, value);
			type.forEachAttributeMapping((attribute) -> parts.change(attribute,
					live(attribute, attribute.getValue(value), path + "." + attribute.getAttributeName())));
			return parts.embeddable(type, false);
		}
		return (part instanceof BasicValuedModelPart basic && basic.getJdbcMapping() instanceof Type type)
				? type.deepCopy(value, this.session.getFactory()) : value;
	}

	private @Nullable Object target(EntityMappingType type, Object snapshot, String path) {
		Object targetId = TypedValue.id(type, snapshot, this.session);
		Object found = this.session.find(type.getMappedJavaType().getJavaTypeClass(), targetId);
		if (found == null) {
			Class<?> deleted = deletedType(this.session, type.getEntityPersister(), targetId);
			conflict((deleted != null) ? Kind.DELETED_TARGET : Kind.MISSING_TARGET, path,
					(deleted != null) ? deleted : type.getEntityPersister().getMappedClass(), targetId);
		}
		return found;
	}

	/**
	 * Find the class of a row, be it live or deleted.
	 * @return the class, or {@code null} if there is no such row
	 */
	static @Nullable Class<?> deletedType(SessionImplementor session, EntityPersister persister, Object id) {
		SelectionQuery<Class<?>> query = cast(session.createSelectionQuery(
				"select type(e) from %s e where id(e) = :id".formatted(persister.getEntityName()), Class.class));
		query.setParameter("id", id);
		return SoftDeleteScope.includingDeleted(query::getSingleResultOrNull);
	}

	@SuppressWarnings("unchecked")
	private static SelectionQuery<Class<?>> cast(SelectionQuery<?> query) {
		return (SelectionQuery<Class<?>>) query;
	}

	private void plan(PluralAttributeMapping collection, @Nullable Object now, @Nullable Object then, String path,
			Plan planned) {
		CollectionContents live = CollectionContents.of(collection, now, this.session);
		CollectionContents past = CollectionContents.of(collection, then, this.session);
		if (live.isSame(past)) {
			return;
		}
		boolean ordered = CollectionContents.isOrdered(collection);
		UnseenElements unseen = new UnseenElements(this.session, this.rows, collection, this.id, this.revision);
		if (ordered && unseen.areOlder()) {
			// in which order they were is not known
			return;
		}
		List<Element> removed = live.without(past).stream().filter((element) -> !unseen.include(element)).toList();
		List<Element> missing = new ArrayList<>(past.without(live));
		CollectionPersister descriptor = collection.getCollectionDescriptor();
		if (collection.getElementDescriptor() instanceof EntityValuedModelPart target) {
			EntityMappingType type = target.getEntityMappingType();
			if (descriptor.hasOrphanDelete()) {
				values(removed).forEach((orphan) -> conflict(Kind.ORPHAN, path, Hibernate.getClass(orphan),
						TypedValue.id(type, orphan, this.session)));
			}
			if (!missing.isEmpty()) {
				Map<List<@Nullable Object>, Object> hidden = hidden(collection, live, path);
				missing.removeIf((element) -> hidden.containsKey(element.compared()));
				addKeysOfDeleted(type, missing, hidden, path);
				addOtherOwners(descriptor.getOwnerEntityPersister(), type, missing, path);
			}
		}
		List<Element> kept = live.elements().stream().filter((element) -> !unseen.included(element)).toList();
		// where an element was not seen, the snapshot has a gap
		List<Element> seen = past.elements()
			.stream()
			.filter((element) -> element.value() != null || kept.size() == live.elements().size())
			.toList();
		if (removed.isEmpty() && missing.isEmpty() && (!ordered || compared(kept).equals(compared(seen)))) {
			return;
		}
		if (!descriptor.isMutable()) {
			conflict(Kind.NOT_UPDATABLE, path, null, null);
			return;
		}
		if (ordered) {
			Map<Object, Object> present = new HashMap<>();
			live.elements().forEach((element) -> present.put(element.compared(), element.value()));
			List<@Nullable Object> elements = new ArrayList<>();
			seen.forEach(
					(element) -> elements.add(present.containsKey(element.compared()) ? present.get(element.compared())
							: live(collection.getElementDescriptor(), element.value(), path)));
			for (int i = 0; i < live.elements().size(); i++) {
				Element element = live.elements().get(i);
				if (unseen.included(element)) {
					elements.add(Math.min(i, elements.size()), element.value());
				}
			}
			write(collection, now, planned, (written) -> {
				List<@Nullable Object> list = list(written);
				list.clear();
				list.addAll(elements);
			});
			return;
		}
		List<Element> added = missing.stream()
			.map((element) -> new Element(
					CollectionContents.hasKeys(collection) ? live(collection.getIndexDescriptor(), element.key(), path)
							: element.key(),
					live(collection.getElementDescriptor(), element.value(), path), element.compared()))
			.toList();
		write(collection, now, planned, (written) -> {
			remove(collection, written, removed);
			add(written, added);
		});
	}

	// of an embedded object that is null there is no collection yet
	private void write(PluralAttributeMapping collection, @Nullable Object now, Plan planned, Consumer<Object> change) {
		if (now == null || now.getClass().isArray()) {
			CollectionPersister descriptor = collection.getCollectionDescriptor();
			Object written = descriptor.getCollectionSemantics().instantiateRaw(0, descriptor);
			change.accept(written);
			planned.change(collection, written);
		}
		else {
			this.changes.add(() -> change.accept(now));
		}
	}

	private void remove(PluralAttributeMapping collection, Object written, List<Element> removed) {
		List<List<@Nullable Object>> left = new ArrayList<>(compared(removed));
		if (written instanceof Map<?, ?> map) {
			List<@Nullable Object> keys = new ArrayList<>();
			CollectionContents.of(collection, map, this.session).elements().forEach((element) -> {
				if (left.remove(element.compared())) {
					keys.add(element.key());
				}
			});
			keys.forEach(map::remove);
			return;
		}
		for (Iterator<?> elements = ((Collection<?>) written).iterator(); elements.hasNext();) {
			if (left.remove(Arrays.asList(null, compared(collection.getElementDescriptor(), elements.next())))) {
				elements.remove();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static void add(Object written, List<Element> added) {
		if (written instanceof Map<?, ?> map) {
			added.forEach(
					(element) -> ((Map<@Nullable Object, @Nullable Object>) map).put(element.key(), element.value()));
		}
		else {
			added.forEach((element) -> ((Collection<@Nullable Object>) written).add(element.value()));
		}
	}

	@SuppressWarnings("unchecked")
	private static List<@Nullable Object> list(Object written) {
		return (List<@Nullable Object>) written;
	}

	private static List<List<@Nullable Object>> compared(List<Element> elements) {
		return elements.stream().map(Element::compared).toList();
	}

	// a hidden entry of a map has the key to itself
	private void addKeysOfDeleted(EntityMappingType type, List<Element> missing,
			Map<List<@Nullable Object>, Object> hidden, String path) {
		hidden.forEach((link, targetId) -> {
			if (link.get(0) != null
					&& missing.stream().anyMatch((element) -> link.get(0).equals(element.compared().get(0)))) {
				conflict(Kind.HELD_KEY, path, deletedType(this.session, type.getEntityPersister(), targetId), targetId);
			}
		});
	}

	/**
	 * Find the links that the live collection does not show.
	 * @return the identifiers of their targets, by what tells the links from others
	 */
	private Map<List<@Nullable Object>, Object> hidden(PluralAttributeMapping collection, CollectionContents live,
			String path) {
		EntityValuedModelPart element = (EntityValuedModelPart) collection.getElementDescriptor();
		if (!(element.getEntityMappingType().getEntityPersister() instanceof SoftDeletePersister target)) {
			return Map.of();
		}
		boolean keyed = CollectionContents.hasKeys(collection);
		SelectionQuery<Object[]> query = this.session.createSelectionQuery(
				"select %s, %s from %s o join o.%s e where id(o) = :id".formatted(SelectedId.of(target, "e"),
						keyed ? "key(e)" : "1", this.persister.getEntityName(), path),
				Object[].class);
		query.setParameter("id", this.id);
		Map<List<@Nullable Object>, Object> links = new HashMap<>();
		for (Object[] row : SoftDeleteScope.includingDeleted(query::getResultList)) {
			Object targetId = SelectedId.value(target, row[0], this.session);
			links.put(Arrays.asList(keyed ? compared(collection.getIndexDescriptor(), row[1]) : null,
					TypedValue.ofId(target, targetId, this.session)), targetId);
		}
		live.elements().forEach((shown) -> links.remove(shown.compared()));
		return links;
	}

	private void addOtherOwners(EntityPersister owner, EntityMappingType type, List<Element> missing, String path) {
		if (!isOneToMany(path)) {
			return;
		}
		for (Object element : values(missing)) {
			Object targetId = TypedValue.id(type, element, this.session);
			SelectionQuery<Object[]> query = this.session
				.createSelectionQuery("select %s, type(o) from %s o join o.%s e where id(e) = :id"
					.formatted(SelectedId.of(owner, "o"), owner.getEntityName(), path), Object[].class);
			query.setParameter("id", targetId);
			for (Object[] row : SoftDeleteScope.includingDeleted(query::getResultList)) {
				Object ownerId = SelectedId.value(owner, row[0], this.session);
				if (!owner.getIdentifierType().isEqual(ownerId, this.id, this.session.getFactory())) {
					conflict(Kind.OTHER_OWNER, path, (Class<?>) row[1], ownerId);
				}
			}
		}
	}

	// a list may have gaps
	private static List<Object> values(List<Element> elements) {
		return elements.stream().map(Element::value).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
	}

	private boolean isOneToMany(String path) {
		ManagedType<?> type = this.session.getFactory().getMetamodel().entity(this.persister.getMappedClass());
		String[] names = path.split("\\.");
		for (int i = 0; i < names.length - 1; i++) {
			type = (ManagedType<?>) type.getSingularAttribute(names[i]).getType();
		}
		return type.getAttribute(names[names.length - 1])
			.getPersistentAttributeType() == PersistentAttributeType.ONE_TO_MANY;
	}

	private void addHeldKeys() {
		LiveUniqueKeys keys = LiveUniqueKeys.find(this.session.getFactory()
			.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings());
		if (keys == null || !this.plan.isChanged() || !this.conflicts.isEmpty()) {
			return;
		}
		Object candidate = this.persister.instantiate(this.id, this.session);
		this.persister.setValues(candidate, this.plan.values);
		for (HeldKey held : new LiveKeyHolders<>(this.session, this.persister.getMappedClass(), keys).held(candidate)) {
			this.conflicts.add(new RevertConflict(Kind.HELD_KEY, this.persister.getMappedClass(), this.id,
					List.copyOf(held.values().keySet()), held.holderType(), held.holderId()));
		}
	}

	private void conflict(Kind kind, String path, @Nullable Class<?> obstacleType, @Nullable Object obstacleId) {
		this.conflicts.add(new RevertConflict(kind, this.persister.getMappedClass(), this.id, List.of(path),
				obstacleType, obstacleId));
	}

	/**
	 * The values that an object is to have.
	 */
	private static final class Plan {

		private final @Nullable Object[] values;

		private final List<AttributeMapping> changed = new ArrayList<>();

		/**
		 * Plan to leave everything as it is.
		 */
		Plan(ManagedMappingType type, @Nullable Object live) {
			this.values = (live != null) ? type.getValues(live) : new Object[type.getNumberOfAttributeMappings()];
		}

		void change(AttributeMapping attribute, @Nullable Object value) {
			this.values[attribute.getStateArrayPosition()] = value;
			this.changed.add(attribute);
		}

		boolean isChanged() {
			return !this.changed.isEmpty();
		}

		/**
		 * Return a new object with the values: the old one may be immutable.
		 */
		@Nullable Object embeddable(EmbeddableMappingType type, boolean absent) {
			if (absent && Arrays.stream(this.values).allMatch(Objects::isNull)) {
				return null;
			}
			return type.getRepresentationStrategy().getInstantiator().instantiate(() -> this.values);
		}

	}

}
