package io.github.softdeleteaudit.shapes.random;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Asset;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.AssetId;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Book;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Dog;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Leaf;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Machine;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Medium;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Node;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Note;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Novel;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Passport;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Person;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Pet;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Robot;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Sticker;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Tag;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Thing;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Toy;
import org.hibernate.Hibernate;

import org.springframework.util.ReflectionUtils;

/**
 * What the tables of {@link MixedShapesModel} should hold, kept in memory.
 */
final class Memory {

	/** All to-one references, and by which of them a deletion takes along. */
	static final List<Reference> REFERENCES = List.of(new Reference(Pet.class, "person", Person.class, true),
			new Reference(Note.class, "person", Person.class, true),
			new Reference(Passport.class, "person", Person.class, true),
			new Reference(Toy.class, "pet", Pet.class, true), new Reference(Node.class, "parent", Node.class, true),
			new Reference(Leaf.class, "node", Node.class, true), new Reference(Medium.class, "node", Node.class, true),
			new Reference(Medium.class, "author", Person.class, false),
			new Reference(Asset.class, "holder", Person.class, false),
			new Reference(Dog.class, "favourite", Tag.class, false),
			new Reference(Sticker.class, "tag", Tag.class, false));

	/** All collections that have a table of their own. */
	static final List<Elements> ELEMENTS = List.of(
			Elements.of(Person.class, "nicknames", Form.SET, "person_nicknames", "person_id"),
			Elements.of(Person.class, "stops", Form.LIST, "person_stops", "person_id"),
			Elements.of(Person.class, "settings", Form.MAP, "person_settings", "person_id"),
			Elements.of(Pet.class, "tricks", Form.SET, "pet_tricks", "pet_id"),
			Elements.of(Leaf.class, "veins", Form.BAG, "leaf_veins", "leaf_id"),
			Elements.of(Machine.class, "marks", Form.SET, "machine_marks", "machine_"),
			Elements.of(Book.class, "chapters", Form.LIST, "book_chapters", "book_id"),
			new Elements(Person.class, "tags", Form.SET, Tag.class, "person_tags", "person_id", "tag_id"),
			new Elements(Person.class, "bag", Form.BAG, Tag.class, "person_bag", "person_id", "tag_id"),
			new Elements(Person.class, "keyed", Form.MAP, Tag.class, "person_keyed", "person_id", "tag_id"),
			new Elements(Person.class, "machines", Form.SET, Machine.class, "person_machines", "person_id",
					"machines_"),
			new Elements(Robot.class, "skills", Form.SET, Tag.class, "robot_skills", "robot_", "tag_id"));

	/** The attributes that are neither references nor collections. */
	private static final Map<Class<?>, List<String>> ATTRIBUTES = Map.ofEntries(
			Map.entry(Person.class, List.of("name", "address")), Map.entry(Pet.class, List.of("name")),
			Map.entry(Dog.class, List.of("barks")), Map.entry(Toy.class, List.of("name")),
			Map.entry(Note.class, List.of("name")), Map.entry(Passport.class, List.of("name")),
			Map.entry(Tag.class, List.of("name", "code")), Map.entry(Sticker.class, List.of("name")),
			Map.entry(Node.class, List.of("name")), Map.entry(Leaf.class, List.of("name")),
			Map.entry(Asset.class, List.of("name")), Map.entry(Machine.class, List.of("power")),
			Map.entry(Robot.class, List.of("serial")), Map.entry(Medium.class, List.of("name")),
			Map.entry(Book.class, List.of("pages")), Map.entry(Novel.class, List.of("genre")));

	private static final List<Class<?>> ROOTS = List.of(Person.class, Pet.class, Toy.class, Note.class, Passport.class,
			Tag.class, Sticker.class, Node.class, Leaf.class, Asset.class, Medium.class);

	/** The tables that hold the marks. */
	static final List<String> ENTITY_TABLES = List.of("person", "pet", "toy", "note", "passport", "tag", "sticker",
			"node", "leaf", "asset", "medium", "book", "novel");

	private static final List<String> TABLES = Stream
		.concat(ENTITY_TABLES.stream(), Stream.of("person_detail", "machine", "robot"))
		.toList();

	private final Map<Class<?>, TreeMap<Object, Row>> rows = new LinkedHashMap<>();

	Memory() {
		ROOTS.forEach((root) -> this.rows.put(root, new TreeMap<>()));
	}

	Memory copy() {
		Memory copy = new Memory();
		this.rows.forEach((root, byId) -> byId.forEach((id, row) -> copy.rows.get(root).put(id, row.copy())));
		return copy;
	}

	static Class<?> root(Class<?> type) {
		return ROOTS.stream().filter((root) -> root.isAssignableFrom(type)).findFirst().orElseThrow();
	}

	static Object read(Object entity, String attribute) {
		Field field = ReflectionUtils.findField(Hibernate.getClass(entity), attribute);
		return (field != null) ? ReflectionUtils.getField(field, Hibernate.unproxy(entity)) : null;
	}

	static void write(Object entity, String attribute, Object value) {
		ReflectionUtils.setField(
				Objects.requireNonNull(ReflectionUtils.findField(Hibernate.getClass(entity), attribute)), entity,
				value);
	}

	static Object id(Object thing) {
		return ((Thing) Hibernate.unproxy(thing)).id();
	}

	/**
	 * Take in a new entity as it is, which has its id already.
	 */
	Row add(Thing thing) {
		Row row = new Row(thing.getClass(), thing.id());
		ATTRIBUTES.forEach((type, attributes) -> {
			if (type.isInstance(thing)) {
				attributes.forEach((attribute) -> row.values.put(attribute, read(thing, attribute)));
			}
		});
		for (Reference reference : REFERENCES) {
			if (reference.owner.isInstance(thing)) {
				Object target = read(thing, reference.attribute);
				row.values.put(reference.attribute, (target != null) ? id(target) : null);
			}
		}
		for (Elements elements : ELEMENTS) {
			if (elements.owner.isInstance(thing)) {
				row.collections.put(elements.attribute, links(read(thing, elements.attribute)));
			}
		}
		this.rows.get(root(row.type)).put(row.id, row);
		return row;
	}

	/**
	 * What a collection or a map holds.
	 */
	static List<Link> links(Object collection) {
		List<Link> links = new ArrayList<>();
		if (collection instanceof Map<?, ?> map) {
			map.forEach((key, value) -> links.add(new Link(key, element(value))));
		}
		else {
			((Collection<?>) collection).forEach((value) -> links.add(new Link(null, element(value))));
		}
		return links;
	}

	private static Object element(Object value) {
		return (Hibernate.unproxy(value) instanceof Thing thing) ? thing.id() : value;
	}

	Row get(Class<?> type, Object id) {
		return this.rows.get(root(type)).get(id);
	}

	List<Row> all(Class<?> type) {
		return this.rows.get(root(type)).values().stream().filter((row) -> type.isAssignableFrom(row.type)).toList();
	}

	List<Row> live(Class<?> type) {
		return all(type).stream().filter((row) -> row.deletion == null).toList();
	}

	List<Row> deleted(Class<?> type) {
		return all(type).stream().filter((row) -> row.deletion != null).toList();
	}

	List<Row> all() {
		return this.rows.values().stream().flatMap((byId) -> byId.values().stream()).toList();
	}

	void delete(Row row, int deletion) {
		if (row.deletion == null) {
			row.deletion = deletion;
			takenAlong(row).forEach((child) -> delete(child, deletion));
		}
	}

	/**
	 * Delete without cascades, other than those of foreign keys.
	 */
	void deleteAlone(Row row, int deletion) {
		row.deletion = deletion;
		takenAlong(row).filter((child) -> child.type == Leaf.class).forEach((child) -> delete(child, deletion));
	}

	/**
	 * Bring back a row and what the same deletion took along, so far as it can be told.
	 * @return the parents that are in the way
	 */
	Set<Row> restore(Row row, boolean withParents) {
		Set<Row> restored = new LinkedHashSet<>(Set.of(row));
		Set<Row> inTheWay = new LinkedHashSet<>();
		for (Deque<Row> next = new ArrayDeque<>(restored); !next.isEmpty();) {
			Row each = next.remove();
			Stream.concat(takenAlong(each), parents(each))
				.filter((other) -> isSameDeletion(each, other) && restored.add(other))
				.forEach(next::add);
			if (next.isEmpty()) {
				inTheWay.clear();
				restored.stream()
					.flatMap(this::parents)
					.filter((parent) -> parent.deletion != null && !restored.contains(parent))
					.forEach(inTheWay::add);
				if (withParents) {
					restored.addAll(inTheWay);
					next.addAll(inTheWay);
				}
			}
		}
		if (inTheWay.isEmpty()) {
			restored.forEach((each) -> each.deletion = null);
		}
		return inTheWay;
	}

	private static boolean isSameDeletion(Row one, Row other) {
		return one.type != Toy.class && other.type != Toy.class && Objects.equals(one.deletion, other.deletion);
	}

	private Stream<Row> parents(Row row) {
		return REFERENCES.stream()
			.filter((reference) -> reference.takesAlong && reference.owner.isAssignableFrom(row.type)
					&& row.values.get(reference.attribute) != null)
			.map((reference) -> get(reference.target, row.values.get(reference.attribute)));
	}

	Stream<Row> takenAlong(Row row) {
		return references(row, Reference::takesAlong);
	}

	private Stream<Row> references(Row row, Function<Reference, Boolean> which) {
		return REFERENCES.stream()
			.filter((reference) -> which.apply(reference) && reference.target.isAssignableFrom(row.type))
			.flatMap((reference) -> all(reference.owner).stream()
				.filter((from) -> row.id.equals(from.values.get(reference.attribute))));
	}

	boolean isReferenced(Row row) {
		return references(row, (reference) -> true).findAny().isPresent();
	}

	void purge(Row row) {
		this.rows.get(root(row.type)).remove(row.id);
		for (Elements elements : ELEMENTS) {
			if (elements.target != null && elements.target.isAssignableFrom(row.type)) {
				all(elements.owner).forEach((owner) -> owner.collections.get(elements.attribute)
					.removeIf((link) -> link.element.equals(row.id)));
			}
		}
	}

	boolean isHidden(Elements elements, Link link) {
		return elements.target != null && get(elements.target, link.element).deletion != null;
	}

	/**
	 * The elements of a collection that its owner shows.
	 */
	List<Link> visible(Row row, Elements elements) {
		return row.collections.get(elements.attribute).stream().filter((link) -> !isHidden(elements, link)).toList();
	}

	/**
	 * All rows of all tables, each as a text of its columns and values.
	 */
	Map<String, List<String>> tables() {
		Map<String, List<String>> tables = new TreeMap<>();
		TABLES.forEach((table) -> tables.put(table, new ArrayList<>()));
		ELEMENTS.forEach((elements) -> tables.put(elements.table, new ArrayList<>()));
		for (Row row : all()) {
			addRow(row, tables);
			for (Elements elements : ELEMENTS) {
				if (elements.owner.isAssignableFrom(row.type)) {
					addElements(row, elements, tables.get(elements.table));
				}
			}
		}
		tables.values().forEach((lines) -> lines.sort(null));
		return tables;
	}

	private void addRow(Row row, Map<String, List<String>> tables) {
		Map<String, Object> columns = new TreeMap<>();
		id(columns, "", row.id);
		if (root(row.type) == Pet.class) {
			columns.put("dtype", row.type.getSimpleName());
			columns.put("barks", row.values.get("barks"));
			columns.put("favourite_id", row.values.get("favourite"));
		}
		else if (root(row.type) == Asset.class) {
			addPart(row, Machine.class, "machine", "power", tables);
			addPart(row, Robot.class, "robot", "serial", tables);
		}
		else if (row.type == Person.class && row.values.get("address") != null) {
			addPart(row, Person.class, "person_detail", "address", tables);
		}
		row.values.forEach((attribute, value) -> {
			Reference reference = REFERENCES.stream()
				.filter((candidate) -> candidate.attribute.equals(attribute)
						&& candidate.owner.isAssignableFrom(row.type))
				.findFirst()
				.orElse(null);
			if (reference == null) {
				columns.put(attribute, value);
			}
			else if (reference.owner == Sticker.class) {
				columns.put("tag_code", (value != null) ? get(Tag.class, value).values.get("code") : null);
			}
			else {
				columns.put(attribute + "_id", value);
			}
		});
		columns.keySet().removeAll(List.of("address", "power", "serial"));
		marks(row, columns);
		tables.get(table(row)).add(columns.toString());
	}

	/**
	 * The table that holds the mark of a row.
	 */
	static String table(Row row) {
		Class<?> type = Medium.class.isAssignableFrom(row.type) ? row.type : root(row.type);
		return type.getSimpleName().toLowerCase(Locale.ROOT);
	}

	private static void addPart(Row row, Class<?> type, String table, String attribute,
			Map<String, List<String>> tables) {
		if (type.isAssignableFrom(row.type)) {
			Map<String, Object> columns = new TreeMap<>();
			id(columns, "", row.id);
			columns.put(attribute, row.values.get(attribute));
			tables.get(table).add(columns.toString());
		}
	}

	private static void marks(Row row, Map<String, Object> columns) {
		if (row.type == Toy.class || row.type == Sticker.class) {
			columns.put("deleted", row.deletion != null);
			return;
		}
		columns.put("deleted_at", row.deletion);
		if (row.type != Note.class) {
			columns.put("deletion_id", row.deletion);
			if (root(row.type) != Pet.class) {
				columns.put("deleted_by", (row.deletion != null) ? "system" : null);
			}
		}
	}

	private static void addElements(Row row, Elements elements, List<String> lines) {
		int index = 0;
		for (Link link : row.collections.get(elements.attribute)) {
			Map<String, Object> columns = new TreeMap<>();
			id(columns, elements.ownerColumn, row.id);
			id(columns, elements.elementColumn, link.element);
			switch (elements.form) {
				case LIST -> columns.put(elements.attribute + "_order", index++);
				case MAP -> columns.put(elements.attribute + "_key", link.key);
				case SET, BAG -> {
				}
			}
			lines.add(columns.toString());
		}
	}

	private static void id(Map<String, Object> columns, String column, Object id) {
		if (id instanceof AssetId assetId) {
			columns.put(column + "zone", assetId.zone);
			columns.put(column + "number", assetId.number);
		}
		else {
			columns.put(column.isEmpty() ? "id" : column, id);
		}
	}

	/**
	 * A to-one reference.
	 */
	record Reference(Class<?> owner, String attribute, Class<?> target, boolean takesAlong) {
	}

	/**
	 * A collection that has a table of its own.
	 */
	record Elements(Class<?> owner, String attribute, Form form, Class<?> target, String table, String ownerColumn,
			String elementColumn) {

		static Elements of(Class<?> owner, String attribute, Form form, String table, String ownerColumn) {
			return new Elements(owner, attribute, form, null, table, ownerColumn, attribute);
		}

	}

	enum Form {

		SET, BAG, LIST, MAP

	}

	/**
	 * An element of a collection: a value, or the id of what is linked to.
	 */
	record Link(Object key, Object element) {
	}

	/**
	 * A row, with its parts in other tables.
	 */
	static final class Row {

		final Class<?> type;

		final Object id;

		/** The number of the transaction that deleted it. */
		Integer deletion;

		final Map<String, Object> values = new TreeMap<>();

		final Map<String, List<Link>> collections = new TreeMap<>();

		Row(Class<?> type, Object id) {
			this.type = type;
			this.id = id;
		}

		Row copy() {
			Row copy = new Row(this.type, this.id);
			copy.deletion = this.deletion;
			copy.values.putAll(this.values);
			this.collections.forEach((attribute, links) -> copy.collections.put(attribute, new ArrayList<>(links)));
			return copy;
		}

		@Override
		public String toString() {
			return this.type.getSimpleName() + " " + this.id;
		}

	}

}
