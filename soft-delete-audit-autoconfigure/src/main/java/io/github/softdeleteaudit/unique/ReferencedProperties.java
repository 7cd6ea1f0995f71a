package io.github.softdeleteaudit.unique;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that associations refer to instead of the primary key, with a foreign
 * key or without one.
 */
final class ReferencedProperties {

	private ReferencedProperties() {
	}

	static Stream<Property> of(Metadata metadata) {
		Stream<Value> attributes = metadata.getEntityBindings()
			.stream()
			.flatMap((entity) -> Stream.concat(values(entity.getProperties()), values(entity.getIdentifier())));
		Stream<Value> parts = metadata.getCollectionBindings()
			.stream()
			.flatMap((collection) -> Stream.concat(values(collection.getElement()),
					(collection instanceof IndexedCollection indexed) ? values(indexed.getIndex()) : Stream.empty()));
		Stream<Property> ofToOnes = Stream.concat(attributes, parts)
			// the other side of a one-to-one names the attribute that refers to it
			.filter((value) -> value instanceof ToOne && !(value instanceof OneToOne))
			.map(ToOne.class::cast)
			.filter((toOne) -> toOne.getReferencedPropertyName() != null)
			.map((toOne) -> metadata.getEntityBinding(toOne.getReferencedEntityName())
				.getReferencedProperty(toOne.getReferencedPropertyName()));
		Stream<Property> ofCollections = metadata.getCollectionBindings()
			.stream()
			.map(ReferencedProperties::ofOwner)
			.filter(Objects::nonNull);
		return Stream.concat(ofToOnes, ofCollections);
	}

	private static @Nullable Property ofOwner(Collection collection) {
		String name = collection.getReferencedPropertyName();
		return (name != null) ? collection.getOwner().getReferencedProperty(name) : null;
	}

	private static Stream<Value> values(List<Property> properties) {
		return properties.stream().flatMap((property) -> values(property.getValue()));
	}

	private static Stream<Value> values(@Nullable Value value) {
		return (value instanceof Component component) ? values(component.getProperties()) : Stream.ofNullable(value);
	}

}
