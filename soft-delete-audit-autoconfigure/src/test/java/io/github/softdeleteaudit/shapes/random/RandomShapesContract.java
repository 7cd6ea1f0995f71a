package io.github.softdeleteaudit.shapes.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.random.Memory.Elements;
import io.github.softdeleteaudit.shapes.random.Memory.Link;
import io.github.softdeleteaudit.shapes.random.Memory.Reference;
import io.github.softdeleteaudit.shapes.random.Memory.Row;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Asset;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.AssetRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Book;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.BookRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Dog;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.DogRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Leaf;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.LeafRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Machine;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.MachineRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Medium;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.MediumRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.MixedShapesApplication;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.NamedRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Node;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.NodeRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Note;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.NoteRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Novel;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.NovelRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Passport;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.PassportRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Person;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.PersonRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Pet;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.PetRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Robot;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.RobotRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Sticker;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.StickerRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Tag;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.TagRepository;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Thing;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.Toy;
import io.github.softdeleteaudit.shapes.random.MixedShapesModel.ToyRepository;
import io.github.softdeleteaudit.softdelete.IdentifierOfDeletedRowException;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.RandomRun;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Random operations, several in a transaction, committed and rolled back, on entities
 * mapped in all ways, against a model in memory: after each transaction the rows of all
 * tables, and what queries, finds, collections and references show, agree with it. The
 * seed and the last transactions are in the message of a failure; set {@code test.seed}
 * to run it again, and {@code test.steps} for more or fewer operations.
 */
abstract class RandomShapesContract extends ShapeContract {

	private static final Logger logger = LoggerFactory.getLogger(RandomShapesContract.class);

	/** Whether the entities are audited, and their histories are checked. */
	private static final boolean AUDITED = Boolean.getBoolean("test.audited");

	private static final int TRACE = 12;

	// of a hierarchy
	private static final int MOST_ROWS = 9;

	private final long seed;

	private final Random random;

	private final int steps;

	private final Map<Class<?>, NamedRepository<Thing, Object>> repositories = new LinkedHashMap<>();

	private final Deque<String> trace = new ArrayDeque<>();

	private final List<StatelessSession> openSessions = new ArrayList<>();

	private final List<String> done = new ArrayList<>();

	/** The transactions that made the marks which are in the tables. */
	private final Map<String, Integer> marks = new HashMap<>();

	/** The kind of the latest revision of each row, by its table and id. */
	private final Map<String, Integer> revisions = new HashMap<>();

	private long latestRevision = -1;

	private Memory memory = new Memory();

	private int transaction;

	private int step;

	private int names;

	RandomShapesContract(TestDatabase database, int steps) {
		super(database, MixedShapesApplication.class);
		RandomRun run = RandomRun.of(steps);
		this.seed = run.seed();
		this.steps = run.steps();
		this.random = new Random(this.seed);
	}

	@Override
	protected String[] properties() {
		return new String[] { "soft-delete-audit.audit.enabled=" + AUDITED };
	}

	@Test
	void tablesAndReadsAgreeWithAModelInMemory() {
		logger.info("{} with -Dtest.seed={} -Dtest.steps={}", database(), this.seed, this.steps);
		findRepositories();
		while (this.step < this.steps) {
			this.application.clock().tick();
			this.transaction++;
			this.done.clear();
			Memory before = this.memory.copy();
			try {
				if (this.random.nextInt(15) == 0) {
					this.step++;
					this.done.add(overlappingTransactions());
				}
				else {
					transaction();
				}
			}
			catch (RolledBack ex) {
				this.memory = before;
				this.done.add("rolled back");
			}
			catch (RuntimeException | AssertionError ex) {
				throw new AssertionError(message(), ex);
			}
			finally {
				closeSessions();
			}
			try {
				checkTables();
				checkReads();
				if (AUDITED) {
					checkHistory();
				}
			}
			catch (RuntimeException | AssertionError ex) {
				throw new AssertionError(message() + "\n" + ex.getMessage(), ex);
			}
			this.trace.add(this.transaction + ": " + this.done);
			if (this.trace.size() > TRACE) {
				this.trace.remove();
			}
		}
	}

	private String message() {
		return "-Dtest.seed=%d -Dtest.steps=%d%n%s%n%d: %s".formatted(this.seed, this.step,
				String.join("\n", this.trace), this.transaction, this.done);
	}

	@SuppressWarnings("unchecked")
	private void findRepositories() {
		Map.<Class<?>, Class<?>>ofEntries(Map.entry(Person.class, PersonRepository.class),
				Map.entry(Pet.class, PetRepository.class), Map.entry(Dog.class, DogRepository.class),
				Map.entry(Toy.class, ToyRepository.class), Map.entry(Note.class, NoteRepository.class),
				Map.entry(Passport.class, PassportRepository.class), Map.entry(Tag.class, TagRepository.class),
				Map.entry(Sticker.class, StickerRepository.class), Map.entry(Node.class, NodeRepository.class),
				Map.entry(Leaf.class, LeafRepository.class), Map.entry(Asset.class, AssetRepository.class),
				Map.entry(Machine.class, MachineRepository.class), Map.entry(Robot.class, RobotRepository.class),
				Map.entry(Medium.class, MediumRepository.class), Map.entry(Book.class, BookRepository.class),
				Map.entry(Novel.class, NovelRepository.class))
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey((a, b) -> a.getName().compareTo(b.getName())))
			.forEach((entry) -> this.repositories.put(entry.getKey(),
					(NamedRepository<Thing, Object>) bean(entry.getValue())));
	}

	private void transaction() {
		boolean rollback = oneIn(8);
		int operations = 1 + this.random.nextInt(7);
		tx(() -> {
			for (int i = 0; i < operations; i++) {
				this.step++;
				int index = this.done.size();
				this.done.add("?");
				this.done.set(index, operation());
				switch (this.random.nextInt(5)) {
					case 0 -> flush();
					case 1, 2 -> clear();
					default -> {
					}
				}
			}
			if (rollback) {
				throw new RolledBack();
			}
		});
	}

	private void closeSessions() {
		this.openSessions.forEach(StatelessSession::close);
		this.openSessions.clear();
	}

	private void flush() {
		this.done.add("flush");
		em().flush();
	}

	private void clear() {
		this.done.add("clear");
		em().flush();
		em().clear();
	}

	private String operation() {
		for (int i = 0; i < 20; i++) {
			String operation = switch (this.random.nextInt(26)) {
				case 0, 1, 2, 3, 4 -> create();
				case 5, 6 -> change();
				case 7, 8, 9, 10 -> changeCollection();
				case 11, 12 -> refer();
				case 13, 14, 15 -> delete();
				case 16 -> removeFromParent();
				case 17, 18, 19, 20 -> restore();
				case 21 -> purge();
				case 22 -> removeAndPersist();
				case 23 -> changeByQuery();
				case 24 -> deleteStateless();
				default -> read();
			};
			if (operation != null) {
				return operation;
			}
		}
		return "-";
	}

	// --- creating

	private String create() {
		Class<?> type = any(List.copyOf(this.repositories.keySet()));
		if (this.memory.all(Memory.root(type)).size() >= MOST_ROWS) {
			return null;
		}
		Thing thing = (Thing) BeanUtils.instantiateClass(type);
		thing.rename(name());
		if (!connect(thing)) {
			return null;
		}
		em().persist(thing);
		Row row = this.memory.add(thing);
		if (thing instanceof Note) {
			Row person = any(this.memory.live(Person.class));
			((Person) find(person)).notes.add((Note) thing);
			row.values.put("person", person.id);
			return "create " + row + " of " + person;
		}
		if (oneIn(8)) {
			repository(row).delete(thing);
			this.memory.delete(row, this.transaction);
			return "create and delete " + describe(row);
		}
		return "create " + describe(row);
	}

	// false without a parent that it needs
	private boolean connect(Thing thing) {
		if (thing instanceof Person person) {
			person.address = oneIn(2) ? name() : null;
			person.nicknames.addAll(Set.of("a", "b"));
			person.stops.addAll(List.of("x", "y", "x"));
			person.settings.putAll(Map.of("k1", "v", "k2", "v"));
			for (Row tag : this.memory.live(Tag.class)) {
				if (oneIn(2)) {
					person.tags.add((Tag) find(tag));
					person.bag.add((Tag) find(tag));
					person.keyed.put("k" + this.random.nextInt(4), (Tag) find(tag));
				}
			}
		}
		else if (thing instanceof Pet pet) {
			pet.person = (Person) findAny(Person.class);
			pet.tricks.addAll(Set.of("sit", "roll"));
			if (pet.person == null) {
				return false;
			}
			pet.person.pets.add(pet);
		}
		else if (thing instanceof Toy toy) {
			toy.pet = (Pet) findAny(Pet.class);
			if (toy.pet == null) {
				return false;
			}
			toy.pet.toys.add(toy);
		}
		else if (thing instanceof Note) {
			return !this.memory.live(Person.class).isEmpty();
		}
		else if (thing instanceof Passport passport) {
			passport.person = (Person) find(this.memory.live(Person.class)
				.stream()
				.filter((person) -> this.memory.all(Passport.class)
					.stream()
					.noneMatch((other) -> person.id.equals(other.values.get("person"))))
				.toList());
			if (passport.person == null) {
				return false;
			}
			passport.person.passport = passport;
		}
		else if (thing instanceof Tag tag) {
			tag.code = "code" + this.names++;
		}
		else if (thing instanceof Sticker sticker) {
			sticker.tag = (Tag) findAny(Tag.class);
		}
		else if (thing instanceof Node node && !oneIn(3)) {
			node.parent = (Node) findAny(Node.class);
			if (node.parent != null) {
				node.parent.children.add(node);
			}
		}
		else if (thing instanceof Leaf leaf) {
			leaf.node = (Node) findAny(Node.class);
			leaf.veins.addAll(List.of("v", "v", "w"));
			return leaf.node != null;
		}
		else if (thing instanceof Asset asset) {
			asset.zone = 1 + this.random.nextInt(3);
			asset.number = 1 + this.random.nextInt(5);
			asset.holder = (Person) findAny(Person.class);
			if (asset instanceof Machine machine) {
				machine.power = this.random.nextInt(10);
				machine.marks.addAll(Set.of("m", "n"));
			}
			return this.memory.get(Asset.class, asset.id()) == null;
		}
		else if (thing instanceof Medium medium) {
			medium.author = (Person) findAny(Person.class);
			medium.node = (Node) findAny(Node.class);
			if (medium.node != null) {
				medium.node.media.add(medium);
			}
			if (medium instanceof Book book) {
				book.chapters.addAll(List.of("1", "2", "3"));
			}
		}
		return true;
	}

	// --- changing

	private String change() {
		Row row = anyRow(this.memory::live);
		if (row == null) {
			return null;
		}
		Thing thing = find(row);
		List<String> attributes = new ArrayList<>(row.values.keySet());
		attributes.removeIf((attribute) -> attribute.equals("code")
				|| Memory.REFERENCES.stream().anyMatch((reference) -> reference.attribute().equals(attribute)));
		String attribute = any(attributes);
		Object value = switch (attribute) {
			case "barks", "power", "pages" -> this.random.nextInt(100);
			case "name" -> name();
			default -> oneIn(3) ? null : name();
		};
		Memory.write(thing, attribute, value);
		row.values.put(attribute, value);
		return "set " + row + "." + attribute + " to " + value;
	}

	private static List<String> attributes(Row row) {
		return row.values.keySet()
			.stream()
			.filter((attribute) -> !attribute.equals("code")
					&& Memory.REFERENCES.stream().noneMatch((reference) -> reference.attribute().equals(attribute)))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private String changeCollection() {
		Elements elements = any(Memory.ELEMENTS);
		Row row = any(this.memory.live(elements.owner()));
		if (row == null) {
			return null;
		}
		Thing owner = find(row);
		List<Link> links = row.collections.get(elements.attribute());
		String done = switch (this.random.nextInt(5)) {
			case 0, 1 -> add(owner, row, elements, links);
			case 2 -> remove(owner, row, elements, links);
			case 3 -> {
				if (Memory.read(owner, elements.attribute()) instanceof Map<?, ?> map) {
					map.clear();
				}
				else {
					((Collection<Object>) Memory.read(owner, elements.attribute())).clear();
				}
				links.removeIf((link) -> !this.memory.isHidden(elements, link));
				yield "clear";
			}
			default -> replace(owner, row, elements, links);
		};
		return (done != null) ? done + " " + row + "." + elements.attribute() : null;
	}

	@SuppressWarnings("unchecked")
	private String add(Thing owner, Row row, Elements elements, List<Link> links) {
		Object id = element(elements);
		if (id == null) {
			return null;
		}
		Object element = (elements.target() != null) ? find(this.memory.get(elements.target(), id)) : id;
		switch (elements.form()) {
			case SET -> {
				Set<Object> set = (Set<Object>) Memory.read(owner, elements.attribute());
				if (set.stream().noneMatch((present) -> same(present, id))) {
					set.add(element);
				}
				if (links.stream().noneMatch((link) -> link.element().equals(id))) {
					links.add(new Link(null, id));
				}
			}
			case BAG -> {
				((List<Object>) Memory.read(owner, elements.attribute())).add(element);
				links.add(new Link(null, id));
			}
			case LIST -> {
				int index = this.random.nextInt(links.size() + 1);
				((List<Object>) Memory.read(owner, elements.attribute())).add(index, element);
				links.add(index, new Link(null, id));
			}
			case MAP -> {
				String key = "k" + this.random.nextInt(6);
				if (isHiddenKey(elements, links, key)) {
					return null;
				}
				((Map<Object, Object>) Memory.read(owner, elements.attribute())).put(key, element);
				links.removeIf((link) -> link.key().equals(key));
				links.add(new Link(key, id));
			}
		}
		return "add " + id + " to";
	}

	// the row of a deleted target keeps its key
	private boolean isHiddenKey(Elements elements, List<Link> links, Object key) {
		return links.stream().anyMatch((link) -> link.key().equals(key) && this.memory.isHidden(elements, link));
	}

	private Object element(Elements elements) {
		if (elements.target() == null) {
			return "e" + this.random.nextInt(6);
		}
		Row target = any(this.memory.live(elements.target()));
		return (target != null) ? target.id : null;
	}

	private String remove(Thing owner, Row row, Elements elements, List<Link> links) {
		Link link = any(this.memory.visible(row, elements));
		if (link == null) {
			return null;
		}
		Object value = Memory.read(owner, elements.attribute());
		if (value instanceof Map<?, ?> map) {
			map.remove(link.key());
			links.remove(link);
		}
		else if (value instanceof List<?> list) {
			int index = Memory.links(list).indexOf(link);
			list.remove(index);
			links.remove(link);
		}
		else {
			assertThat(((Set<?>) value).removeIf((element) -> same(element, link.element()))).isTrue();
			links.remove(link);
		}
		return "remove " + link.element() + " from";
	}

	private static boolean same(Object element, Object id) {
		return (Hibernate.unproxy(element) instanceof Thing thing) ? thing.id().equals(id) : element.equals(id);
	}

	@SuppressWarnings("unchecked")
	private String replace(Thing owner, Row row, Elements elements, List<Link> links) {
		Object old = Memory.read(owner, elements.attribute());
		boolean copied = oneIn(2);
		if (copied) {
			Memory.write(owner, elements.attribute(), switch (elements.form()) {
				case SET -> new HashSet<>((Collection<Object>) old);
				case BAG, LIST -> new ArrayList<>((Collection<Object>) old);
				case MAP -> new HashMap<>((Map<Object, Object>) old);
			});
		}
		else {
			Memory.write(owner, elements.attribute(), switch (elements.form()) {
				case SET -> new HashSet<>();
				case BAG, LIST -> new ArrayList<>();
				case MAP -> new HashMap<>();
			});
			links.removeIf((link) -> !this.memory.isHidden(elements, link));
		}
		String added = add(owner, row, elements, links);
		return (copied ? "replace by a copy and " : "replace and ") + ((added != null) ? added : "leave");
	}

	private String refer() {
		Reference reference = any(Memory.REFERENCES.stream()
			.filter((candidate) -> !candidate.takesAlong() || candidate.owner() == Medium.class)
			.toList());
		Row row = any(this.memory.live(reference.owner()));
		if (row == null) {
			return null;
		}
		Thing thing = find(row);
		Row target = switch (this.random.nextInt(5)) {
			case 0 -> null;
			case 1 -> any(this.memory.deleted(reference.target()));
			default -> any(this.memory.live(reference.target()));
		};
		Row before = this.memory.get(reference.target(),
				Objects.requireNonNullElse(row.values.get(reference.attribute()), -1L));
		if (reference.attribute().equals("node") && before != null && before.deletion == null) {
			((Node) find(before)).media.removeIf((medium) -> same(medium, row.id));
		}
		if (reference.attribute().equals("node") && target != null && target.deletion == null) {
			((Node) find(target)).media.add((Medium) thing);
		}
		if (target != null && target.deletion != null) {
			// there is no reference to what is being removed
			flush();
		}
		Memory.write(thing, reference.attribute(),
				(target != null) ? Hibernate.unproxy(em().getReference(target.type, target.id)) : null);
		row.values.put(reference.attribute(), (target != null) ? target.id : null);
		return "refer from " + row + "." + reference.attribute() + " to " + target
				+ ((target != null && target.deletion != null) ? " (deleted)" : "");
	}

	private String changeByQuery() {
		Class<?> type = any(List.copyOf(this.repositories.keySet()));
		clear();
		String from = any(this.memory.live(type).stream().map((row) -> (String) row.values.get("name")).toList());
		if (from == null) {
			return null;
		}
		String to = name();
		int changed = em().createQuery("update " + type.getSimpleName() + " e set e.name = :to where e.name = :from")
			.setParameter("to", to)
			.setParameter("from", from)
			.executeUpdate();
		List<Row> rows = this.memory.live(type).stream().filter((row) -> from.equals(row.values.get("name"))).toList();
		assertThat(changed).as("updated by query").isEqualTo(rows.size());
		rows.forEach((row) -> row.values.put("name", to));
		return "rename all " + type.getSimpleName() + " " + from + " to " + to;
	}

	// --- deleting

	private String delete() {
		Class<?> type = any(List.copyOf(this.repositories.keySet()));
		Row row = any(this.memory.live(type));
		if (row == null) {
			return null;
		}
		NamedRepository<Thing, Object> repository = repository(row);
		String renamed = "";
		if (oneIn(4)) {
			String name = name();
			find(row).rename(name);
			row.values.put("name", name);
			renamed = " renamed to " + name;
		}
		String by;
		List<Row> rows = new ArrayList<>(List.of(row));
		switch (this.random.nextInt(13)) {
			case 0 -> {
				by = "repository";
				repository.delete(find(row));
			}
			case 1, 2 -> {
				by = "id";
				repository.deleteById(row.id);
			}
			case 3 -> {
				by = "remove";
				em().remove(find(row));
			}
			case 4 -> {
				by = "remove of a reference";
				em().remove(em().getReference(row.type, row.id));
			}
			case 5 -> {
				by = "ids";
				rows.add(any(this.memory.all(row.type)));
				repository.deleteAllById(ids(rows));
			}
			case 6 -> {
				by = "all of them";
				rows.add(any(this.memory.live(row.type)));
				repository.deleteAll(rows.stream().map(this::find).toList());
			}
			case 7 -> {
				by = "ids in batch";
				rows.add(any(this.memory.all(row.type)));
				repository.deleteAllByIdInBatch(ids(rows));
			}
			case 8 -> {
				by = "them in batch";
				rows.add(any(this.memory.live(row.type)));
				repository.deleteAllInBatch(rows.stream().map(this::find).toList());
			}
			case 9 -> {
				if (!Set.of(Toy.class, Note.class, Sticker.class, Leaf.class).contains(type)) {
					return null;
				}
				by = "all in batch";
				rows.addAll(this.memory.live(type));
				repository.deleteAllInBatch();
			}
			case 10 -> {
				clear();
				Thing detached = find(row);
				em().clear();
				by = "detached";
				repository.delete(detached);
			}
			default -> {
				by = "name";
				Class<?> deleted = this.repositories.entrySet()
					.stream()
					.filter((entry) -> entry.getValue() == repository)
					.map(Map.Entry::getKey)
					.findFirst()
					.orElseThrow();
				String name = (String) row.values.get("name");
				rows.addAll(this.memory.live(deleted)
					.stream()
					.filter((other) -> name.equals(other.values.get("name")))
					.toList());
				repository.deleteByName(name);
			}
		}
		if (by.endsWith("in batch")) {
			// as after any statement for many rows
			clear();
		}
		rows.forEach((deleted) -> this.memory.delete(deleted, this.transaction));
		return "delete " + rows.stream().distinct().toList() + " by " + by + renamed;
	}

	private static Set<Object> ids(List<Row> rows) {
		return rows.stream().map((row) -> row.id).collect(Collectors.toSet());
	}

	private String removeFromParent() {
		Reference reference = any(Memory.REFERENCES.stream()
			.filter((candidate) -> Set.of(Pet.class, Toy.class, Note.class).contains(candidate.owner())
					|| candidate.attribute().equals("parent"))
			.toList());
		Row row = any(this.memory.live(reference.owner())
			.stream()
			.filter((child) -> child.values.get(reference.attribute()) != null
					&& this.memory.get(reference.target(), child.values.get(reference.attribute())).deletion == null)
			.toList());
		if (row == null) {
			return null;
		}
		Row parent = this.memory.get(reference.target(), row.values.get(reference.attribute()));
		// what the database does not know yet is no orphan
		flush();
		String children = switch (reference.attribute()) {
			case "person" -> (reference.owner() == Pet.class) ? "pets" : "notes";
			case "pet" -> "toys";
			default -> "children";
		};
		Collection<?> collection = (Collection<?>) Memory.read(find(parent), children);
		boolean all = oneIn(3);
		boolean nulled = !all && reference.owner() != Note.class && oneIn(2);
		if (nulled) {
			Memory.write(find(row), reference.attribute(), null);
		}
		if (all) {
			collection.clear();
		}
		else {
			collection.removeIf((child) -> same(child, row.id));
		}
		this.memory.live(reference.owner())
			.stream()
			.filter((child) -> all && parent.id.equals(child.values.get(reference.attribute())) || child == row)
			.forEach((child) -> {
				// without orphan removal the link goes
				if (reference.owner() == Note.class) {
					child.values.put("person", null);
				}
				else {
					this.memory.delete(child, this.transaction);
				}
			});
		return (all ? "clear " : "remove " + row + " from ") + parent + "." + children
				+ (nulled ? " and null its reference" : "");
	}

	private String removeAndPersist() {
		Row row = any(this.memory.live(any(List.of(Person.class, Node.class, Pet.class, Asset.class, Medium.class))));
		if (row == null) {
			return null;
		}
		Thing thing = find(row);
		em().remove(thing);
		em().persist(thing);
		return "remove and persist " + row;
	}

	private String deleteStateless() {
		Row row = anyRow(this.memory::live);
		if (row == null) {
			return null;
		}
		clear();
		StatelessSession session = em().unwrap(Session.class).statelessWithOptions().connection().open();
		// Envers writes by it when the transaction ends
		this.openSessions.add(session);
		session.delete(session.get(row.type, row.id));
		this.memory.deleteAlone(row, this.transaction);
		return "delete stateless " + row;
	}

	// --- restoring and purging

	private String restore() {
		Row row = anyRow(this.memory::deleted);
		if (row == null) {
			return null;
		}
		NamedRepository<Thing, Object> repository = repository(row);
		boolean found = oneIn(3);
		if (found) {
			assertThat(repository.findDeletedById(row.id)).as("deleted " + row).isPresent();
		}
		boolean withParents = oneIn(3);
		RestoreOptions options = withParents ? RestoreOptions.withParents() : RestoreOptions.defaults();
		String description = (found ? "find and " : "") + "restore " + describe(row);
		Set<Row> inTheWay = this.memory.restore(row, withParents);
		if (!inTheWay.isEmpty()) {
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> repository.restore(row.id))
				.satisfies((ex) -> assertThat(ex.getConflicts())
					.extracting((conflict) -> Memory.root(conflict.obstacleType()) + " " + conflict.obstacleId())
					.hasSameElementsAs(
							inTheWay.stream().map((parent) -> Memory.root(parent.type) + " " + parent.id).toList()));
			clear();
			return description + " below " + inTheWay;
		}
		Thing restored = repository.restore(row.id, options);
		assertThat(restored.id()).isEqualTo(row.id);
		assertThat(em().contains(restored)).isTrue();
		clear();
		return description + (withParents ? " with parents" : "");
	}

	private String purge() {
		Row row = anyRow(this.memory::deleted);
		if (row == null) {
			return null;
		}
		if (this.memory.isReferenced(row)) {
			if (oneIn(3)) {
				this.done.add("purge " + row + ", which is referred to");
				assertThatExceptionOfType(StillReferencedException.class)
					.isThrownBy(() -> repository(row).purge(row.id));
				throw new RolledBack();
			}
			return null;
		}
		repository(row).purge(row.id);
		this.memory.purge(row);
		clear();
		return "purge " + row;
	}

	// --- reading in between

	private String read() {
		Class<?> type = any(List.copyOf(this.repositories.keySet()));
		NamedRepository<Thing, Object> repository = this.repositories.get(type);
		List<Row> live = this.memory.live(type);
		List<Row> deleted = this.memory.deleted(type);
		assertThat(ids(repository.findAll())).as("found " + type).isEqualTo(ids(live));
		assertThat(repository.count()).as("count of " + type).isEqualTo(live.size());
		Row row = any(this.memory.all(type));
		if (row != null) {
			boolean isLive = row.deletion == null;
			assertThat(repository.findById(row.id).isPresent()).as("find of " + row).isEqualTo(isLive);
			assertThat(em().find(row.type, row.id) != null).as("find of " + row).isEqualTo(isLive);
			assertThat(repository.existsById(row.id)).as("existence of " + row).isEqualTo(isLive);
			assertThat(repository.existsDeletedById(row.id)).as("deleted existence of " + row).isEqualTo(!isLive);
			assertThat(repository.findAllById(ids(this.memory.all(type)))).as("found by ids " + type)
				.hasSize(live.size());
			String name = (String) row.values.get("name");
			assertThat(repository.countByName(name)).as("count of " + name + " of " + type)
				.isEqualTo(live.stream().filter((other) -> name.equals(other.values.get("name"))).count());
		}
		if (oneIn(2)) {
			assertThat(ids(repository.findDeleted())).as("deleted " + type).isEqualTo(ids(deleted));
			// what was found with them is read-only
			clear();
		}
		return "read " + type.getSimpleName();
	}

	private static Set<Object> ids(Collection<Thing> things) {
		assertThat(things).doesNotHaveDuplicates();
		return things.stream().map(Memory::id).collect(Collectors.toSet());
	}

	// --- two transactions at a time

	private String overlappingTransactions() {
		Row row = anyRow(this.memory::live);
		if (row == null) {
			return "no row";
		}
		boolean versioned = ReflectionUtils.findField(row.type, "version") != null;
		boolean deleted = !versioned || oneIn(2);
		String name = "o" + this.names++;
		Runnable other = () -> this.application.inNewTransaction(() -> {
			if (deleted) {
				repository(row).deleteById(row.id);
			}
			else {
				find(row).rename(name);
			}
		});
		int way = this.random.nextInt(5);
		this.done.add(row + " is " + (deleted ? "deleted" : "renamed") + " meanwhile, way " + way);
		String done = switch (way) {
			case 0 -> {
				assertStale(() -> tx(() -> {
					Thing thing = find(row);
					other.run();
					changeAnything(row, thing);
				}));
				yield "changed";
			}
			case 1 -> {
				assertStale(() -> tx(() -> {
					Thing thing = find(row);
					other.run();
					em().remove(thing);
				}));
				yield "removed";
			}
			case 2 -> {
				Thing detached = get(() -> find(row));
				other.run();
				changeAnything(row, detached);
				assertStale(() -> repository(row).save(detached));
				yield "changed while detached, and saved";
			}
			case 3 -> {
				Thing detached = get(() -> find(row));
				other.run();
				if (deleted) {
					repository(row).delete(detached);
				}
				else {
					assertStale(() -> repository(row).delete(detached));
				}
				yield "deleted while detached";
			}
			default -> {
				assertStale(() -> {
					try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
						.openStatelessSession()) {
						session.beginTransaction();
						Object thing = session.get(row.type, row.id);
						other.run();
						session.delete(thing);
						session.getTransaction().commit();
					}
				});
				yield "deleted by a stateless session";
			}
		};
		if (deleted) {
			this.memory.delete(row, this.transaction);
		}
		else {
			row.values.put("name", name);
		}
		return "when stale " + done;
	}

	// to what no other step sets, since the same value would be no change
	private void changeAnything(Row row, Thing thing) {
		String attribute = any(attributes(row));
		Memory.write(thing, attribute, Set.of("barks", "power", "pages").contains(attribute)
				? (Object) (1000 + this.names++) : "s" + this.names++);
	}

	// a detached instance with an assigned id may as well be a new one
	private static void assertStale(ThrowingCallable attempt) {
		assertThatThrownBy(attempt).isInstanceOfAny(ConcurrencyFailureException.class, OptimisticLockException.class,
				StaleStateException.class, IdentifierOfDeletedRowException.class);
	}

	// --- checking

	private void checkTables() {
		Map<String, List<String>> expected = this.memory.tables();
		Map<String, List<String>> actual = new TreeMap<>();
		for (String table : expected.keySet()) {
			actual.put(table, this.application.jdbc().query("select * from " + table, (row, index) -> {
				Map<String, Object> columns = new TreeMap<>();
				for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
					String column = row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
					if (!column.equals("version")) {
						columns.put(column, value(column, row.getObject(i)));
					}
				}
				return columns.toString();
			}).stream().sorted().toList());
		}
		for (String table : expected.keySet()) {
			assertThat(actual.get(table)).as("table " + table).isEqualTo(expected.get(table));
		}
	}

	private Object value(String column, Object value) {
		if (column.equals("deleted")) {
			return Boolean.TRUE.equals(value);
		}
		if (value != null && (column.equals("deleted_at") || column.equals("deletion_id"))) {
			Integer transaction = this.marks.get(column + value);
			if (transaction == null) {
				assertThat(this.marks.entrySet()).as("marks of one deletion: " + column + " of another than " + value)
					.noneMatch((mark) -> mark.getKey().startsWith(column) && mark.getValue() == this.transaction);
				transaction = this.transaction;
				this.marks.put(column + value, transaction);
			}
			return transaction;
		}
		return value;
	}

	// live in its table, if and only if its latest revision is not a deletion
	private void checkHistory() {
		long before = this.latestRevision;
		for (String table : Memory.ENTITY_TABLES) {
			String id = table.equals("asset") ? "concat(zone, '/', number)" : "id";
			this.application.jdbc()
				.query("select %s, rev, revtype, name from %s_aud where rev > %d order by rev".formatted(id, table,
						before), (row) -> {
							this.latestRevision = Math.max(this.latestRevision, row.getLong(2));
							this.revisions.put(table + " " + row.getString(1), row.getInt(3));
							assertThat(row.getString(4)).as("name in revision of " + table + " " + row.getString(1))
								.isNotNull();
						});
		}
		Map<String, Integer> latest = new HashMap<>(this.revisions);
		for (Row row : this.memory.all()) {
			Integer type = latest.remove(Memory.table(row) + " " + row.id);
			assertThat(type).as("latest revision of " + row).isNotNull();
			assertThat(type == 2).as("latest revision of " + row + " is a deletion").isEqualTo(row.deletion != null);
		}
		assertThat(latest.values()).as("latest revisions of purged rows").allMatch((type) -> type == 2);
	}

	private void checkReads() {
		tx(this::read);
		for (int i = 0; i < 2; i++) {
			Row row = anyRow(this.memory::live);
			if (row != null) {
				tx(() -> check(row, find(row)));
			}
		}
		Row deleted = anyRow(this.memory::deleted);
		if (deleted != null) {
			tx(() -> check(deleted, repository(deleted).findDeletedById(deleted.id).orElseThrow()));
		}
		tx(this::checkQueries);
	}

	private void check(Row row, Thing thing) {
		assertThat(Hibernate.getClass(thing)).as("class of " + row).isEqualTo(row.type);
		row.values.forEach((attribute, value) -> {
			Reference reference = Memory.REFERENCES.stream()
				.filter((candidate) -> candidate.attribute().equals(attribute)
						&& candidate.owner().isAssignableFrom(row.type))
				.findFirst()
				.orElse(null);
			if (reference == null) {
				assertThat(Memory.read(thing, attribute)).as(row + "." + attribute).isEqualTo(value);
			}
			else if (reference.owner() != Note.class) {
				Object target = Memory.read(thing, attribute);
				assertThat((target != null) ? ((Thing) target).name() : null).as(row + "." + attribute)
					.isEqualTo((value != null) ? this.memory.get(reference.target(), value).values.get("name") : null);
			}
		});
		for (Elements elements : Memory.ELEMENTS) {
			if (elements.owner().isAssignableFrom(row.type)) {
				List<Link> shown = Memory.links(Memory.read(thing, elements.attribute()));
				List<Link> expected = this.memory.visible(row, elements);
				if (elements.form() == Memory.Form.LIST) {
					assertThat(shown).as(row + "." + elements.attribute()).isEqualTo(expected);
				}
				else {
					assertThat(shown).as(row + "." + elements.attribute())
						.containsExactlyInAnyOrderElementsOf(expected);
				}
			}
		}
		if (thing instanceof Person person) {
			checkChildren(row, person.pets, Pet.class);
			checkChildren(row, person.notes, Note.class);
			if (row.deletion == null)
				checkChildren(row, (person.passport != null) ? List.of(person.passport) : List.of(), Passport.class);
		}
		else if (thing instanceof Pet pet) {
			checkChildren(row, pet.toys, Toy.class);
		}
		else if (thing instanceof Node node) {
			checkChildren(row, node.children, Node.class);
			checkChildren(row, node.media, Medium.class);
		}
		else if (thing instanceof Tag tag) {
			assertThat(tag.people.stream().map(Memory::id).collect(Collectors.toSet())).as("people of " + row)
				.isEqualTo(ids(this.memory.live(Person.class)
					.stream()
					.filter((person) -> person.collections.get("tags").contains(new Link(null, row.id)))
					.toList()));
		}
	}

	private void checkChildren(Row row, Collection<? extends Thing> children, Class<?> type) {
		assertThat(children.stream().map(Memory::id).toList()).as(type.getSimpleName() + " of " + row)
			.containsExactlyInAnyOrderElementsOf(ids(this.memory.takenAlong(row)
				.filter((child) -> child.deletion == null && type.isAssignableFrom(child.type))
				.toList()));
	}

	private void checkQueries() {
		Elements links = any(Memory.ELEMENTS.stream()
			.filter((elements) -> elements.owner() == Person.class && elements.target() != null)
			.toList());
		switch (this.random.nextInt(7)) {
			case 0 -> checkSizes(links);
			case 1 -> checkMembers(links);
			case 2 -> checkJoin(links);
			case 3 -> checkFetch(links);
			case 4 ->
				assertThat(em().createQuery("select m from Medium m left join m.author a order by a.name", Medium.class)
					.getResultList()).as("media by author").hasSize(this.memory.live(Medium.class).size());
			case 5 ->
				assertThat(em().createQuery("select s.id from Sticker s join s.tag t", Long.class).getResultList())
					.as("stickers of tags")
					.containsExactlyInAnyOrderElementsOf(this.memory.live(Sticker.class)
						.stream()
						.filter((row) -> row.values.get("tag") != null)
						.map((row) -> (Long) row.id)
						.toList());
			default ->
				assertThat(em().createQuery("select a from Asset a join fetch a.holder h", Asset.class).getResultList())
					.as("assets of holders")
					.hasSize((int) this.memory.live(Asset.class)
						.stream()
						.filter((row) -> row.values.get("holder") != null)
						.count());
		}
	}

	private void checkSizes(Elements links) {
		Map<Object, Object> sizes = new HashMap<>();
		em().createQuery("select p.id, size(p.%s) from Person p".formatted(links.attribute()), Object[].class)
			.getResultList()
			.forEach((found) -> sizes.put(found[0], found[1]));
		assertThat(sizes).as("size of " + links.attribute())
			.isEqualTo(this.memory.live(Person.class)
				.stream()
				.collect(Collectors.toMap((row) -> row.id, (row) -> this.memory.visible(row, links).size())));
	}

	private void checkMembers(Elements links) {
		String query = "select count(*) from Person p, %s t where t member of p.%s"
			.formatted(links.target().getSimpleName(), links.attribute());
		assertThat(em().createQuery(query, Long.class).getSingleResult()).as("members of " + links.attribute())
			.isEqualTo(this.memory.live(Person.class)
				.stream()
				.mapToLong((row) -> this.memory.visible(row, links).stream().map(Link::element).distinct().count())
				.sum());
	}

	private void checkJoin(Elements links) {
		String query = "select count(*) from Person p join p." + links.attribute();
		assertThat(em().createQuery(query, Long.class).getSingleResult()).as("joined " + links.attribute())
			.isEqualTo(this.memory.live(Person.class)
				.stream()
				.mapToLong((row) -> this.memory.visible(row, links).size())
				.sum());
	}

	private void checkFetch(Elements links) {
		String query = "select p from Person p left join fetch p." + links.attribute();
		for (Person person : em().createQuery(query, Person.class).getResultList()) {
			assertThat(Memory.links(Memory.read(person, links.attribute()))).as("fetched " + links.attribute())
				.containsExactlyInAnyOrderElementsOf(
						this.memory.visible(this.memory.get(Person.class, Memory.id(person)), links));
		}
	}

	// --- choosing

	private boolean oneIn(int n) {
		return this.random.nextInt(n) == 0;
	}

	private String name() {
		return "n" + this.random.nextInt(20);
	}

	private <T> T any(List<T> candidates) {
		return candidates.isEmpty() ? null : candidates.get(this.random.nextInt(candidates.size()));
	}

	private Row anyRow(Function<Class<?>, List<Row>> rows) {
		return any(rows.apply(any(List.copyOf(this.repositories.keySet()))));
	}

	private Thing findAny(Class<?> type) {
		return find(this.memory.live(type));
	}

	private Thing find(List<Row> rows) {
		Row row = any(rows);
		return (row != null) ? find(row) : null;
	}

	private Thing find(Row row) {
		Object found = switch (this.random.nextInt(4)) {
			case 0 -> em().find(row.type, row.id);
			case 1 -> em().find(Memory.root(row.type), row.id);
			case 2 -> repository(row).findById(row.id).orElse(null);
			default -> em().getReference(row.type, row.id);
		};
		assertThat(found).as("found " + row).isNotNull();
		return (Thing) Hibernate.unproxy(found);
	}

	// one of its class or of a superclass
	private NamedRepository<Thing, Object> repository(Row row) {
		return this.repositories
			.get(any(this.repositories.keySet().stream().filter((type) -> type.isAssignableFrom(row.type)).toList()));
	}

	private String describe(Row row) {
		String references = Memory.REFERENCES.stream()
			.filter((reference) -> reference.owner().isAssignableFrom(row.type)
					&& row.values.get(reference.attribute()) != null)
			.map((reference) -> reference.attribute() + " " + row.values.get(reference.attribute()))
			.collect(Collectors.joining(", "));
		return row + (references.isEmpty() ? "" : " (" + references + ")");
	}

	private static final class RolledBack extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
