package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * The attribute that names the tenant of an entity. For the starter's own packages.
 * <p>
 * Relies on Hibernate generating its value by {@link TenantIdGeneration}.
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

}
