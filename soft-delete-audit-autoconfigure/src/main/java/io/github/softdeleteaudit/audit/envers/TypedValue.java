package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value that is equal to another one if Hibernate takes them for the same: as its type
 * compares them, of an entity the identifier, of an embeddable all attributes.
 * <p>
 * Relies on the mapping of a basic value being its type.
 */
final class TypedValue {

	private final Type type;

	private final Object value;

	private final SharedSessionContractImplementor session;

	private TypedValue(Type type, Object value, SharedSessionContractImplementor session) {
		this.type = type;
		this.value = value;
		this.session = session;
	}

	/**
	 * Return what is to be compared.
	 * @return an object with an {@code equals} as said above; {@code null} for an
	 * embeddable without a value, too
	 */
	static @Nullable Object of(ModelPart part, @Nullable Object value, SharedSessionContractImplementor session) {
		if (value == null) {
			return null;
		}
		if (part instanceof EntityValuedModelPart association) {
			EntityMappingType target = association.getEntityMappingType();
			return ofId(target, id(target, value, session), session);
		}
		if (part instanceof EmbeddableValuedModelPart embedded) {
			List<@Nullable Object> values = new ArrayList<>();
			embedded.getEmbeddableTypeDescriptor()
				.forEachAttributeMapping((attribute) -> values.add(of(attribute, attribute.getValue(value), session)));
			return values.stream().allMatch(Objects::isNull) ? null : values;
		}
		return (part instanceof BasicValuedModelPart basic && basic.getJdbcMapping() instanceof Type type)
				? new TypedValue(type, value, session) : value;
	}

	/**
	 * Return what is to be compared of an entity.
	 */
	static Object ofId(EntityMappingType type, Object id, SharedSessionContractImplementor session) {
		return new TypedValue(type.getEntityPersister().getIdentifierType(), id, session);
	}

	/**
	 * Return the identifier of an entity, which may be a proxy or a snapshot.
	 */
	static Object id(EntityMappingType type, Object entity, SharedSessionContractImplementor session) {
		LazyInitializer lazy = HibernateProxy.extractLazyInitializer(entity);
		return Objects.requireNonNull((lazy != null) ? lazy.getInternalIdentifier()
				: type.getEntityPersister().getIdentifier(entity, session));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TypedValue that && this.type.isEqual(this.value, that.value, this.session.getFactory());
	}

	@Override
	public int hashCode() {
		return this.type.getHashCode(this.value, this.session.getFactory());
	}

}
