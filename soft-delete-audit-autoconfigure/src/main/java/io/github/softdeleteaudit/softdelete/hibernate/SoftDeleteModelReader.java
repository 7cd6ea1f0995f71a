package io.github.softdeleteaudit.softdelete.hibernate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel.IndicatorType;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Reads from an entity's attributes what is known of it as a soft-deletable one.
 */
final class SoftDeleteModelReader {

	private static final Map<Class<?>, IndicatorType> TIMES = Map.of(Instant.class, IndicatorType.INSTANT,
			OffsetDateTime.class, IndicatorType.OFFSET_DATE_TIME, LocalDateTime.class, IndicatorType.LOCAL_DATE_TIME);

	private static final List<Class<? extends Annotation>> MARKS = List.of(DeletedAt.class, Deleted.class,
			DeletedBy.class, DeletionId.class);

	private static final String OWN_ATTRIBUTE = "Mark the field or the getter of a basic attribute of the entity"
			+ " itself.";

	private static final String MARK_THE_CLASS = "Mark the entity or a mapped superclass of it with @SoftDeletable, or"
			+ " remove the mark.";

	private final PersistentClass entity;

	private final Dialect dialect;

	private final List<Problem> problems;

	private SoftDeleteModelReader(PersistentClass entity, Dialect dialect, List<Problem> problems) {
		this.entity = entity;
		this.dialect = dialect;
		this.problems = problems;
	}

	/**
	 * Read the model of an entity.
	 * @param entity the entity's mapping
	 * @param dialect the database's dialect
	 * @param zone the zone of times that are kept without one
	 * @param problems takes what stands in the way
	 * @return the model, or {@code null} after a problem
	 */
	static @Nullable SoftDeleteModel read(PersistentClass entity, Dialect dialect, ZoneId zone,
			List<Problem> problems) {
		return new SoftDeleteModelReader(entity, dialect, problems).read(zone);
	}

	/**
	 * Return what marks a subclass carries beside those of the root of its hierarchy,
	 * whose marks alone count.
	 * @param subclass the subclass's mapping
	 * @return the problems, if any
	 */
	static List<Problem> problemsOfSubclass(PersistentClass subclass) {
		List<Problem> problems = new ArrayList<>();
		Class<?> root = subclass.getRootClass().getMappedClass();
		for (Class<? extends Annotation> annotation : MARKS) {
			Map<String, Class<?>> marked = markedMembers(subclass.getMappedClass(), annotation);
			marked.keySet().removeAll(markedMembers(root, annotation).keySet());
			if (!marked.isEmpty()) {
				problems.add(new Problem(
						"The soft-deletable entity %s has an attribute marked @%s, which its root %s has not."
							.formatted(subclass.getEntityName(), annotation.getSimpleName(), root.getName()),
						"Move it to %s: a hierarchy of entities is deleted in the table of its root."
							.formatted(root.getSimpleName())));
			}
		}
		return problems;
	}

	/**
	 * Return what suggests that an entity without the marker was meant to have it.
	 * @param entity the entity's mapping
	 * @return the problems, if any
	 */
	static List<Problem> problemsWithoutMarker(PersistentClass entity) {
		List<Problem> problems = new ArrayList<>();
		for (Class<? extends Annotation> annotation : MARKS) {
			if (!markedMembers(entity.getMappedClass(), annotation).isEmpty()) {
				problems.add(new Problem("The entity %s has an attribute marked @%s, but is not marked @SoftDeletable."
					.formatted(entity.getEntityName(), annotation.getSimpleName()), MARK_THE_CLASS));
			}
		}
		if (AnnotationUtils.findAnnotation(entity.getMappedClass(), SoftDeletable.class) != null) {
			problems.add(new Problem(
					"The entity %s is marked @SoftDeletable by an interface.".formatted(entity.getEntityName()),
					MARK_THE_CLASS));
		}
		return problems;
	}

	private @Nullable SoftDeleteModel read(ZoneId zone) {
		int problemsBefore = this.problems.size();
		Attribute deletedAt = attribute(DeletedAt.class);
		Attribute deleted = attribute(Deleted.class);
		Attribute deletedBy = attribute(DeletedBy.class, String.class);
		Attribute deletionId = attribute(DeletionId.class, UUID.class);
		checkEmbedded(this.entity.getPropertyClosure());
		if (deletedAt != null && !TIMES.containsKey(deletedAt.type)) {
			problem("has @DeletedAt on the attribute '%s' of type %s.".formatted(deletedAt.name(),
					deletedAt.type.getName()), "Make it an Instant, an OffsetDateTime or a LocalDateTime.");
		}
		if (deleted != null && deleted.type != boolean.class && deleted.type != Boolean.class) {
			problem("has @Deleted on the attribute '%s' of type %s.".formatted(deleted.name(), deleted.type.getName()),
					"Make it a Boolean or a boolean.");
		}
		if (deletedAt != null && this.problems.size() == problemsBefore && deletedAt.columnValue(null) != null) {
			problem("has @DeletedAt on the attribute '%s', whose converter writes a value for null, so that no row"
				.formatted(deletedAt.name()) + " would be live.", "Let the converter write null for null.");
		}
		if (deletedAt != null && deleted != null) {
			problem("has both a @DeletedAt and a @Deleted attribute.",
					"Keep one of the two: it alone tells a deleted row from a live one.");
		}
		Attribute indicator = (deletedAt != null) ? deletedAt : deleted;
		if (indicator == null) {
			if (this.problems.size() == problemsBefore) {
				problem("has no attribute that tells a deleted row from a live one.",
						"Extend %s, or mark an attribute with @DeletedAt or @Deleted."
							.formatted(SoftDeletableEntity.class.getSimpleName()));
			}
			return null;
		}
		if (this.problems.size() > problemsBefore) {
			return null;
		}
		return new SoftDeleteModel(this.entity.getEntityName(), this.entity.getMappedClass(), indicator.name(),
				TIMES.getOrDefault(indicator.type, IndicatorType.BOOLEAN),
				(deletedBy != null) ? deletedBy.name() : null, (deletionId != null) ? deletionId.name() : null,
				this.entity.isVersioned(), indicator.property.getColumns().get(0).getQuotedName(this.dialect),
				(deletedAt != null) ? null : falseLiteral(indicator), this.entity.getWhere(), zone);
	}

	@SuppressWarnings("unchecked")
	private @Nullable String falseLiteral(Attribute indicator) {
		Object value = indicator.columnValue(Boolean.FALSE);
		JdbcLiteralFormatter<Object> formatter = indicator.resolution().getJdbcMapping().getJdbcLiteralFormatter();
		return (value != null) ? formatter.toJdbcLiteral(value, this.dialect, null) : null;
	}

	// a deletion is bound as a whole, to columns of the entity itself
	private void checkEmbedded(List<Property> properties) {
		for (Property property : properties) {
			if (property.getValue() instanceof Component component && component.getComponentClassName() != null
					&& !isHibernatesOwn(component)) {
				for (Class<? extends Annotation> annotation : MARKS) {
					markedMembers(component.getComponentClass(), annotation).keySet()
						.forEach(
								(member) -> problem(
										"has @%s on '%s', which is not a persistent basic attribute of it."
											.formatted(annotation.getSimpleName(), property.getName() + "." + member),
										OWN_ATTRIBUTE));
				}
				checkEmbedded(component.getProperties());
			}
		}
	}

	// for an id class with an id class in it, the entity itself
	private boolean isHibernatesOwn(Component component) {
		return component.getComponentClass().isAssignableFrom(this.entity.getMappedClass());
	}

	private @Nullable Attribute attribute(Class<? extends Annotation> annotation, Class<?> type) {
		Attribute attribute = attribute(annotation);
		if (attribute != null && attribute.type != type) {
			problem("has @%s on the attribute '%s' of type %s.".formatted(annotation.getSimpleName(), attribute.name(),
					attribute.type.getName()), "Make it a %s.".formatted(type.getSimpleName()));
		}
		return attribute;
	}

	private @Nullable Attribute attribute(Class<? extends Annotation> annotation) {
		Map<String, Class<?>> marked = markedMembers(this.entity.getMappedClass(), annotation);
		if (marked.isEmpty()) {
			return null;
		}
		if (marked.size() > 1) {
			problem("has more than one attribute marked @%s: %s.".formatted(annotation.getSimpleName(),
					String.join(", ", marked.keySet())), "Keep one of them.");
			return null;
		}
		Map.Entry<String, Class<?>> member = marked.entrySet().iterator().next();
		if (member.getValue() == OffsetDateTime.class && this.entity.hasProperty(member.getKey())
				&& this.entity.getProperty(member.getKey()).getValue() instanceof Component) {
			problem("has @%s on '%s', whose time zone has a column of its own.".formatted(annotation.getSimpleName(),
					member.getKey()), "Annotate it with @TimeZoneStorage(NORMALIZE_UTC).");
			return null;
		}
		if (!this.entity.hasProperty(member.getKey())
				|| !(this.entity.getProperty(member.getKey()).getValue() instanceof BasicValue value)
				|| value.hasFormula()) {
			problem("has @%s on '%s', which is not a persistent basic attribute of it."
				.formatted(annotation.getSimpleName(), member.getKey()), OWN_ATTRIBUTE);
			return null;
		}
		if (value.getTable() != this.entity.getTable()) {
			problem("has @%s on '%s', which is not kept in the entity's own table."
				.formatted(annotation.getSimpleName(), member.getKey()), "Move it to the primary table of the entity.");
			return null;
		}
		Column column = value.getColumns().get(0);
		if (column.hasCustomRead() || column.getCustomWrite() != null) {
			problem("has @%s on '%s', which has a @ColumnTransformer.".formatted(annotation.getSimpleName(),
					member.getKey()), "Use an AttributeConverter instead.");
			return null;
		}
		return new Attribute(this.entity.getProperty(member.getKey()), member.getValue());
	}

	private static Map<String, Class<?>> markedMembers(Class<?> owner, Class<? extends Annotation> annotation) {
		Map<String, Class<?>> marked = new LinkedHashMap<>();
		for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (isMarked(field, annotation)) {
					marked.put(field.getName(), field.getType());
				}
			}
			for (Method method : type.getDeclaredMethods()) {
				if (!method.isBridge() && isMarked(method, annotation)) {
					var descriptor = BeanUtils.findPropertyForMethod(method, type);
					marked.put((descriptor != null) ? descriptor.getName() : method.getName(), method.getReturnType());
				}
			}
		}
		return marked;
	}

	private static boolean isMarked(AnnotatedElement member, Class<? extends Annotation> annotation) {
		return member.isAnnotationPresent(annotation);
	}

	private void problem(String description, String remedy) {
		this.problems.add(new Problem(
				"The soft-deletable entity %s %s".formatted(this.entity.getEntityName(), description), remedy));
	}

	private record Attribute(Property property, Class<?> type) {

		String name() {
			return this.property.getName();
		}

		@SuppressWarnings("unchecked")
		BasicValue.Resolution<Object> resolution() {
			return (BasicValue.Resolution<Object>) ((BasicValue) this.property.getValue()).resolve();
		}

		@SuppressWarnings("unchecked")
		@Nullable Object columnValue(@Nullable Object value) {
			BasicValueConverter<Object, ?> converter = (BasicValueConverter<Object, ?>) resolution()
				.getValueConverter();
			return (converter != null) ? converter.toRelationalValue(value) : value;
		}

	}

}
