package io.github.softdeleteaudit.softdelete.hibernate;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;

import org.hibernate.annotations.TenantId;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The attribute that names the tenant of an entity. For the starter's own packages.
 * <p>
 * Relies on Hibernate generating its value by {@link TenantIdGeneration}, and on the
 * filter of the tenant being enabled in each session that is restricted.
 */
public final class TenantAttribute {

	private TenantAttribute() {
	}

	/**
	 * Return whether an attribute is one.
	 * @param attribute the attribute, if there is one
	 * @return whether a new entity gets its value when it is persisted
	 */
	public static boolean isOne(@Nullable AttributeMapping attribute) {
		return attribute != null && attribute.getGenerator() instanceof TenantIdGeneration;
	}

	/**
	 * Find the attribute to whose value a session is restricted.
	 * @param session the session
	 * @param entity the entity
	 * @return the attribute, which may be part of the id; {@code null} if the entity has
	 * none, or if the session is that of a tenant who sees all
	 */
	public static @Nullable AttributeMapping restricted(SharedSessionContractImplementor session,
			EntityPersister entity) {
		if (session.getLoadQueryInfluencers().getEnabledFilter(TenantIdBinder.FILTER_NAME) == null) {
			return null;
		}
		for (int i = 0; i < entity.getNumberOfAttributeMappings(); i++) {
			if (isOne(entity.getAttributeMapping(i))) {
				return entity.getAttributeMapping(i);
			}
		}
		return (entity.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping id)
				? marked(id.getVirtualIdEmbeddable()) : null;
	}

	// what generates it cannot be asked of an attribute of an id
	private static @Nullable AttributeMapping marked(EmbeddableMappingType id) {
		for (int i = 0; i < id.getNumberOfAttributeMappings(); i++) {
			Member member = id.getAttributeMapping(i).getPropertyAccess().getGetter().getMember();
			if (member instanceof AnnotatedElement element && element.isAnnotationPresent(TenantId.class)) {
				return id.getAttributeMapping(i);
			}
		}
		return null;
	}

}
