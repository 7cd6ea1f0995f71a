package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.type.AssociationType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The associations through which the deletion of an entity takes others along.
 * <p>
 * Relies on the cascade styles that Hibernate keeps by property and by part of an
 * embedded one.
 */
public final class Cascades {

	private Cascades() {
	}

	/**
	 * Return the associations of an entity that cascade its deletion to soft-deletable
	 * entities.
	 * @param persister the entity's persister
	 * @return the associations
	 */
	public static List<Cascade> ofDelete(EntityPersister persister) {
		List<Cascade> cascades = new ArrayList<>();
		collect(persister, "", persister.getPropertyNames(), persister.getPropertyTypes(),
				persister.getPropertyCascadeStyles(), cascades);
		if (persister instanceof SoftDeletePersister softDeletePersister) {
			for (OnDeleteCascade cascade : softDeletePersister.softDeleteBehavior().onDeleteCascades()) {
				if (persister.getFactory()
					.getMappingMetamodel()
					.getEntityDescriptor(cascade.entityName()) instanceof SoftDeletePersister target) {
					cascades.add(new Cascade(cascade.from(), target, null, true, cascade.reference()));
				}
			}
		}
		return cascades;
	}

	/**
	 * Return the associations of an entity and its subclasses that cascade a deletion to
	 * soft-deletable entities, each of them once.
	 * @param root the persister of the entity
	 * @return the associations
	 */
	static List<Cascade> ofDeleteInHierarchy(EntityPersister root) {
		Map<String, Cascade> cascades = new LinkedHashMap<>();
		for (String name : root.getSubclassEntityNames()) {
			EntityPersister persister = root.getFactory().getMappingMetamodel().getEntityDescriptor(name);
			for (Cascade cascade : ofDelete(persister)) {
				String from = declaring(persister, root, cascade);
				cascades.putIfAbsent(from, new Cascade(from, cascade.target(), cascade.attribute(), cascade.toChild(),
						cascade.reference()));
			}
		}
		return List.copyOf(cascades.values());
	}

	// the association from the class that declares it, if that is of this hierarchy
	private static String declaring(EntityPersister persister, EntityPersister root, Cascade cascade) {
		EntityPersister declaring = persister;
		while (cascade.attribute() != null && declaring != root && declaring.getSuperMappingType() != null
				&& declaring.getSuperMappingType().findAttributeMapping(cascade.attribute()) != null) {
			declaring = declaring.getSuperMappingType().getEntityPersister();
		}
		return cascade.from().replace(persister.getEntityName() + " o", declaring.getEntityName() + " o");
	}

	private static void collect(EntityPersister persister, String prefix, String[] names, Type[] types,
			CascadeStyle[] styles, List<Cascade> cascades) {
		for (int i = 0; i < names.length; i++) {
			String path = prefix + names[i];
			if (types[i] instanceof ComponentType component) {
				CascadeStyle[] componentStyles = new CascadeStyle[component.getSubtypes().length];
				for (int j = 0; j < componentStyles.length; j++) {
					componentStyles[j] = component.getCascadeStyle(j);
				}
				collect(persister, path + ".", component.getPropertyNames(), component.getSubtypes(), componentStyles,
						cascades);
			}
			else if (styles[i].doCascade(CascadingActions.REMOVE) || styles[i].hasOrphanDelete()) {
				EntityPersister target = target(persister, types[i]);
				if (target instanceof SoftDeletePersister softDeletePersister) {
					cascades.add(new Cascade("%s o join o.%s e".formatted(persister.getEntityName(), path),
							softDeletePersister, path.split("\\.")[0], isToChild(types[i]),
							reference(persister, path, types[i])));
				}
			}
		}
	}

	private static boolean isToChild(Type type) {
		return type instanceof CollectionType || type instanceof AssociationType association
				&& association.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT;
	}

	private static @Nullable String reference(EntityPersister persister, String path, Type type) {
		if (type instanceof CollectionType collectionType) {
			return persister.getFactory()
				.getMappingMetamodel()
				.getCollectionDescriptor(collectionType.getRole())
				.getMappedByProperty();
		}
		return (isToChild(type) && persister.findByPath(path) instanceof ToOneAttributeMapping toOne)
				? toOne.getReferencedPropertyName() : null;
	}

	/**
	 * Return the associations through which the deletion of others takes an entity along.
	 * @param target the persister of the entity
	 * @return the associations, by the persister of the entity that is deleted first
	 */
	public static Map<SoftDeletePersister, List<Cascade>> ofDeleteTo(SoftDeletePersister target) {
		Map<SoftDeletePersister, List<Cascade>> cascades = new LinkedHashMap<>();
		target.getFactory().getMappingMetamodel().forEachEntityDescriptor((owner) -> {
			if (owner instanceof SoftDeletePersister persister && owner.getRootEntityDescriptor() == owner) {
				List<Cascade> leading = ofDeleteInHierarchy(owner).stream()
					.filter((cascade) -> cascade.target().getMappedClass().isAssignableFrom(target.getMappedClass())
							|| target.getMappedClass().isAssignableFrom(cascade.target().getMappedClass()))
					.toList();
				if (!leading.isEmpty()) {
					cascades.put(persister, leading);
				}
			}
		});
		return cascades;
	}

	private static EntityPersister target(EntityPersister persister, Type type) {
		var metamodel = persister.getFactory().getMappingMetamodel();
		if (type instanceof CollectionType collectionType) {
			return metamodel.getCollectionDescriptor(collectionType.getRole()).getElementPersister();
		}
		return metamodel.findEntityDescriptor(type.getReturnedClass());
	}

	/**
	 * One association.
	 *
	 * @param from the entity and the one at the other end joined in HQL, as {@code o} and
	 * {@code e}
	 * @param target the persister of the entity at the other end
	 * @param attribute the attribute that cascades, if it is one of the entity's
	 * @param toChild whether the entity is the parent of the other one, which does not
	 * hold the reference itself
	 * @param reference the other one's attribute that refers to its parent, if it has one
	 */
	public record Cascade(String from, SoftDeletePersister target, @Nullable String attribute, boolean toChild,
			@Nullable String reference) {
	}

}
