package io.github.softdeleteaudit.audit.envers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.mapper.CompositeMapperBuilder;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an entity or an embeddable that are audited, without identifier and
 * version.
 * <p>
 * Relies on Envers naming what it audits as the attributes are named, and on its mapper
 * of an embedded object telling the parts.
 */
final class AuditedAttributes {

	private final ManagedMappingType type;

	/** By attribute. What is embedded has a mapper of its parts, all else has none. */
	private final Map<String, @Nullable CompositeMapperBuilder> mappers = new HashMap<>();

	private AuditedAttributes(ManagedMappingType type, CompositeMapperBuilder mapper) {
		this.type = type;
		mapper.getProperties().forEach((property, propertyMapper) -> {
			if (!property.isSynthetic() && property.getBeanName() != null) {
				this.mappers.put(property.getBeanName(),
						(propertyMapper instanceof CompositeMapperBuilder composite) ? composite : null);
			}
		});
	}

	static AuditedAttributes of(EntityPersister persister, SharedSessionContractImplementor session) {
		AuditedAttributes attributes = new AuditedAttributes(persister,
				session.getFactory()
					.getServiceRegistry()
					.requireService(EnversService.class)
					.getEntitiesConfigurations()
					.get(persister.getEntityName())
					.getPropertyMapper());
		if (persister.getVersionMapping() != null) {
			attributes.mappers.remove(persister.getVersionMapping().getVersionAttribute().getAttributeName());
		}
		return attributes;
	}

	void forEach(Consumer<AttributeMapping> consumer) {
		this.type.forEachAttributeMapping((attribute) -> {
			if (this.mappers.containsKey(attribute.getAttributeName())) {
				consumer.accept(attribute);
			}
		});
	}

	/**
	 * Return the audited attributes of an embedded object.
	 * @return the attributes, or {@code null} if the attribute is audited as a whole
	 */
	@Nullable AuditedAttributes embedded(AttributeMapping attribute) {
		CompositeMapperBuilder mapper = this.mappers.get(attribute.getAttributeName());
		return (mapper != null && attribute.isEmbeddedAttributeMapping())
				? new AuditedAttributes(attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor(), mapper)
				: null;
	}

}
