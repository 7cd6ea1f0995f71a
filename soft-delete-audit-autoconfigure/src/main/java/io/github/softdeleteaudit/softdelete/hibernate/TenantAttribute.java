package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
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
	 * @return the name of the attribute; {@code null} if the entity has none, or if the
	 * session is that of a tenant who sees all
	 */
	public static @Nullable String restricted(SharedSessionContractImplementor session, EntityPersister entity) {
		if (session.getLoadQueryInfluencers().getEnabledFilter(TenantIdBinder.FILTER_NAME) == null) {
			return null;
		}
		for (int i = 0; i < entity.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = entity.getAttributeMapping(i);
			if (isOne(attribute)) {
				return attribute.getAttributeName();
			}
		}
		return null;
	}

}
