package io.github.softdeleteaudit.shapes.inheritance;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

import org.springframework.beans.BeanUtils;

/**
 * Hierarchies of entities of the same shape, each kept in another way.
 */
enum Hierarchy {

	SINGLE_TABLE(SingleTable.class),

	JOINED_TABLES(JoinedTables.class),

	TYPED_TABLES(TypedTables.class),

	CLASS_TABLES(ClassTables.class),

	LEAF_TABLES(LeafTables.class);

	static final List<String> LEVELS = List.of("Base", "Side", "Middle", "Leaf");

	private final Class<?> model;

	Hierarchy(Class<?> model) {
		this.model = model;
	}

	Class<?> type(String name) {
		return nested(name);
	}

	String entity(String name) {
		return this.model.getSimpleName() + name;
	}

	Thing create(String type) {
		return (Thing) BeanUtils.instantiateClass(type(type));
	}

	@SuppressWarnings("unchecked")
	Class<? extends SoftDeleteRepository<Thing, Long>> repository(String type) {
		return (Class<? extends SoftDeleteRepository<Thing, Long>>) nested(type + "Repository");
	}

	Stream<String> concreteLevels() {
		return LEVELS.stream().filter((level) -> !Modifier.isAbstract(type(level).getModifiers()));
	}

	private Class<?> nested(String name) {
		return Stream.of(this.model.getDeclaredClasses())
			.filter((type) -> type.getSimpleName().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
