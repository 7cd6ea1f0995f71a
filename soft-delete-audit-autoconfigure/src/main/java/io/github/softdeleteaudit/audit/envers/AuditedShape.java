package io.github.softdeleteaudit.audit.envers;

import java.beans.PropertyDescriptor;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.AuditConfigurationException;
import org.hibernate.boot.Metadata;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditOverrides;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.UnionSubclass;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The shapes of an audited entity that Envers cannot audit, or not as a whole.
 */
final class AuditedShape {

	private AuditedShape() {
	}

	/**
	 * Say so of what makes Envers stop the start with less to go by.
	 */
	static void check(Metadata metadata) {
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (isAudited(entity)) {
				checkSuperclass(entity);
				checkJoins(entity);
			}
		}
	}

	private static void checkSuperclass(PersistentClass entity) {
		PersistentClass superclass = entity.getSuperclass();
		if (superclass != null && !isAudited(superclass)) {
			throw new AuditConfigurationException(
					"The entity %s is audited, but %s, which it extends, is not.".formatted(entity.getEntityName(),
							superclass.getEntityName()),
					"Mark %s with @Audited; its attributes can be left out with @NotAudited."
						.formatted(superclass.getEntityName()));
		}
	}

	private static void checkJoins(PersistentClass entity) {
		if ((entity instanceof JoinedSubclass || entity instanceof UnionSubclass) && !entity.getJoins().isEmpty()) {
			throw new AuditConfigurationException(
					"The audited entity %s has a table of its own in its hierarchy and another, %s, beside it, which Envers cannot audit."
						.formatted(entity.getEntityName(), entity.getJoins().get(0).getTable().getName()),
					"Map the attributes to the entity's own table, or let %s have the secondary table."
						.formatted(entity.getRootClass().getEntityName()));
		}
	}

	/**
	 * Refuse a secondary table that Envers does not audit, unless that is what the
	 * application asks for.
	 */
	static void checkNotAudited(PersistentClass entity, Join join) {
		List<String> audited = join.getProperties()
			.stream()
			.filter((property) -> isAudited(entity, property))
			.map(Property::getName)
			.toList();
		if (!audited.isEmpty()) {
			throw new AuditConfigurationException(
					"Envers records nothing of the table %s of %s, although %s in it should be audited."
						.formatted(join.getTable().getName(), entity.getEntityName(), String.join(", ", audited)),
					"Mark all the table's attributes with @NotAudited, or none of them.");
		}
	}

	// with the attributes of a mapped superclass alone an entity is not audited
	static boolean isAudited(PersistentClass entity) {
		Class<?> type = (entity.getClassName() != null) ? entity.getMappedClass() : null;
		return type != null && (Stream.of(Audited.class, AuditOverride.class, AuditOverrides.class)
			.anyMatch(type::isAnnotationPresent)
				|| entity.getProperties()
					.stream()
					.flatMap((property) -> members(type, property.getName()).stream())
					.anyMatch((member) -> member.isAnnotationPresent(Audited.class)));
	}

	private static boolean isAudited(PersistentClass entity, Property property) {
		List<AccessibleObject> members = members(entity.getMappedClass(), property.getName());
		return members.stream().noneMatch((member) -> member.isAnnotationPresent(NotAudited.class)) && members.stream()
			.anyMatch((member) -> member.isAnnotationPresent(Audited.class)
					|| ((Member) member).getDeclaringClass().isAnnotationPresent(Audited.class));
	}

	private static List<AccessibleObject> members(Class<?> type, String property) {
		List<AccessibleObject> members = new ArrayList<>();
		Field field = ReflectionUtils.findField(type, property);
		if (field != null) {
			members.add(field);
		}
		PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(type, property);
		if (descriptor != null && descriptor.getReadMethod() != null) {
			members.add(descriptor.getReadMethod());
		}
		return members;
	}

}
