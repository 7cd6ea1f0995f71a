package io.github.softdeleteaudit.shapes.audited;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Animal;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AnimalRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.AuditedApplication;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Book;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.BookRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Car;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Copy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.CopyRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Cover;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.CoverRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Document;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.DocumentRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Dog;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Field;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Letter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Person;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PersonRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Plot;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotId;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.PlotRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Puppy;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Receipt;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.ReceiptRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.RegisteredLetter;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Slip;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLine;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipLineRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.SlipRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Stop;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Town;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.TownRepository;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Van;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.Vehicle;
import io.github.softdeleteaudit.shapes.audited.AuditedModel.VehicleRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: whatever happened to entities of all shapes, all of them read as they were at
 * each instant, and all ways to read a history agree. Random transactions of fixed seeds,
 * and a record of what was live after each.
 */
abstract class RandomPastContract extends ShapeContract {

	private static final int STEPS = 50;

	private final List<Family<?, ?>> families = new ArrayList<>();

	private final Map<Instant, Map<String, Map<Object, String>>> past = new LinkedHashMap<>();

	private Random random = new Random();

	private int created;

	RandomPastContract(TestDatabase database) {
		super(database, AuditedApplication.class);
	}

	@Test
	void everythingReadsAsItWas() {
		this.families.add(new Family<>(Town.class, bean(TownRepository.class)));
		this.families.add(new Family<>(Receipt.class, bean(ReceiptRepository.class)));
		this.families.add(new Family<>(Person.class, bean(PersonRepository.class)));
		this.families.add(new Family<>(Document.class, bean(DocumentRepository.class)));
		this.families.add(new Family<>(Animal.class, bean(AnimalRepository.class)));
		this.families.add(new Family<>(Vehicle.class, bean(VehicleRepository.class)));
		this.families.add(new Family<>(Slip.class, bean(SlipRepository.class)));
		this.families.add(new Family<>(SlipLine.class, bean(SlipLineRepository.class)));
		this.families.add(new Family<>(Book.class, bean(BookRepository.class)));
		this.families.add(new Family<>(Copy.class, bean(CopyRepository.class)));
		this.families.add(new Family<>(Cover.class, bean(CoverRepository.class)));
		this.families.add(new Family<>(Plot.class, bean(PlotRepository.class)));
		for (long seed = 1; seed <= 3; seed++) {
			this.random = new Random(seed);
			int done = 0;
			for (int step = 0; step < STEPS; step++) {
				done += step() ? 1 : 0;
			}
			assertThat(done).as("transactions of seed %d", seed).isGreaterThan(STEPS / 2);
		}
		assertPast("all");
		assertHistories("all");
	}

	// true if the transaction was committed
	private boolean step() {
		boolean otherNode = chance(5);
		if (otherNode || chance(2)) {
			this.application.clock().tick();
		}
		boolean done = true;
		try {
			tx(() -> {
				for (int i = this.random.nextInt(4); i >= 0; i--) {
					operate();
					if (chance(3)) {
						em().flush();
					}
				}
			});
		}
		catch (RuntimeException ex) {
			// what foreign keys, deleted parents and the like do not allow
			done = false;
		}
		Instant instant = this.application.clock().instant();
		if (done && otherNode) {
			raiseNumber(instant);
		}
		this.past.put(instant, live());
		if (otherNode) {
			this.application.clock().tick();
		}
		return done;
	}

	private void operate() {
		switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> create();
			case 3, 4, 5, 6 -> edit(any(anyFamily().type));
			case 7, 8 -> anyFamily().delete();
			case 9 -> anyFamily().restore();
			case 10 -> {
				if (chance(2)) {
					anyFamily().purge();
				}
				else {
					anyFamily().revert();
				}
			}
			default -> statement();
		}
	}

	private void statement() {
		int rest = this.random.nextInt(3);
		em().createQuery(switch (this.random.nextInt(5)) {
			case 0 -> "update Receipt set sum = sum + 1 where mod(sum, 3) = " + rest;
			case 1 -> "update Animal set name = concat(name, 'x') where mod(id, 3) = " + rest;
			case 2 -> "update Document set title = concat(title, 'x') where mod(id, 3) = " + rest;
			case 3 -> "delete from Receipt where mod(sum, 5) = " + rest;
			default -> "delete from Animal where mod(id, 7) = " + rest;
		}).executeUpdate();
	}

	private void create() {
		String name = "n" + this.created++;
		em().persist(switch (this.random.nextInt(16)) {
			case 0, 1 -> new Town(name);
			case 2, 3 -> new Receipt(this.random.nextInt(100));
			case 4, 5 -> new Person(name);
			case 6 -> new Document(name);
			case 7 -> new Letter(name, "to");
			case 8 -> new RegisteredLetter(name, "to", "order");
			case 9 -> chance(2) ? new Animal(name) : new Dog(name, "wow");
			case 10 -> new Puppy(name, "yip", 1);
			case 11 -> chance(2) ? new Car(name, "m", 1) : new Van(name, "m", 2, "c");
			case 12 -> new Slip(name, 1, "t");
			case 13 -> {
				Slip slip = any(Slip.class);
				yield (slip != null) ? new SlipLine(slip, this.created, name) : new Slip(name, 2, "t");
			}
			case 14 -> {
				Book book = any(Book.class);
				yield (book == null || chance(2)) ? new Book(name)
						: chance(2) ? new Copy(book, this.created, name) : new Cover(book, name);
			}
			default -> chance(2) ? new Plot(new PlotId(this.created, 1), name)
					: new Field(new PlotId(1, this.created), name, "rye");
		});
	}

	private void edit(Object any) {
		String value = "v" + this.random.nextInt(1000);
		if (any instanceof Receipt receipt) {
			receipt.sum++;
		}
		else if (any instanceof Slip slip) {
			slip.text = value;
			toggle(slip.marks, "m" + this.random.nextInt(3));
		}
		else if (any instanceof SlipLine line) {
			line.text = value;
		}
		else if (any instanceof Copy copy) {
			copy.text = value;
		}
		else if (any instanceof Cover cover) {
			cover.text = value;
		}
		else if (any instanceof Book book) {
			book.code += "x";
		}
		else if (any instanceof Plot plot) {
			plot.note = chance(2) ? null : value;
		}
		else if (any instanceof Vehicle vehicle) {
			vehicle.model = value;
			toggle(vehicle.stops, new Stop("s" + this.random.nextInt(3), 1));
		}
		else if (any instanceof Document document) {
			edit(document, value);
		}
		else if (any instanceof Animal animal) {
			edit(animal, value);
		}
		else if (any instanceof Person person) {
			edit(person, value);
		}
	}

	private void edit(Document document, String value) {
		if (chance(2)) {
			document.title = value;
		}
		document.cover = chance(2) ? null : value;
		toggle(document.words, "w" + this.random.nextInt(3));
		if (document instanceof Letter letter && chance(2)) {
			letter.reply = chance(3) ? null : any(Document.class);
		}
		if (document instanceof RegisteredLetter letter) {
			toggle(letter.enclosures, any(Document.class));
		}
	}

	private void edit(Animal animal, String value) {
		if (chance(2)) {
			animal.name = value;
		}
		if (!animal.traits.keySet().removeIf((key) -> chance(2))) {
			animal.traits.put("t" + this.random.nextInt(3), value);
		}
		if (animal instanceof Dog dog) {
			dog.licence = chance(3) ? null : value;
			toggle(dog.friends, any(Animal.class));
		}
	}

	private void edit(Person person, String value) {
		switch (this.random.nextInt(5)) {
			case 0 -> person.name = value;
			case 1 -> {
				person.street = chance(2) ? null : value;
				person.size.height++;
			}
			case 2 -> person.story = value;
			case 3 -> person.note = value;
			default -> {
				toggle(person.names, "n" + this.random.nextInt(3));
				toggle(person.stops, new Stop("s" + this.random.nextInt(3), 2));
			}
		}
		if (chance(2)) {
			person.town = chance(4) ? null : any(Town.class);
		}
		if (chance(2)) {
			person.birthPlace = chance(4) ? null : any(Town.class);
		}
		if (chance(2)) {
			person.work = chance(4) ? null : any(Town.class);
		}
		if (chance(2)) {
			toggle(person.visited, any(Town.class));
		}
		Receipt receipt = any(Receipt.class);
		if (receipt != null && isFreeFor(person, receipt)) {
			toggle(person.receipts, receipt);
		}
	}

	// a reference of a receipt can be to a deleted person
	private boolean isFreeFor(Person person, Receipt receipt) {
		return em()
			.createNativeQuery("select person_id from receipt where id = :id and person_id <> :person", Long.class)
			.setParameter("id", receipt.id)
			.setParameter("person", person.id)
			.getResultList()
			.isEmpty();
	}

	private <E> void toggle(Collection<E> collection, E element) {
		if (element != null && !collection.remove(element)) {
			collection.add(element);
		}
	}

	private <T> T any(Class<T> type) {
		return any(em().createQuery("select e from %s e order by e.id".formatted(type.getSimpleName()), type)
			.getResultList());
	}

	private <E> E any(List<E> list) {
		return list.isEmpty() ? null : list.get(this.random.nextInt(list.size()));
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private Family<?, ?> anyFamily() {
		return this.families.get(this.random.nextInt(this.families.size()));
	}

	private Map<String, Map<Object, String>> live() {
		return get(() -> {
			Map<String, Map<Object, String>> live = new TreeMap<>();
			for (Family<?, ?> family : this.families) {
				live.put(family.name(),
						described(em()
							.createQuery("select e from %s e".formatted(family.type.getSimpleName()), family.type)
							.getResultList()));
			}
			return live;
		});
	}

	private Map<Object, String> described(Iterable<?> entities) {
		Map<Object, String> described = new HashMap<>();
		for (Object entity : entities) {
			assertThat(described.put(id(entity), describe(entity))).isNull();
		}
		return described;
	}

	private Object id(Object entity) {
		return em().getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
	}

	private static String describe(Object entity) {
		if (entity instanceof SlipLine line) {
			return line + " of " + describeTarget(line.slip);
		}
		if (entity instanceof Copy copy) {
			return copy + " of " + describeTarget(copy.book);
		}
		if (entity instanceof Cover cover) {
			return cover + " of " + describeTarget(cover.book);
		}
		return entity.toString();
	}

	// the collections of a deleted one are as before its deletion
	private static String describeTarget(@Nullable Object reference) {
		Object target = Hibernate.unproxy(reference);
		return (target instanceof SoftDeletableEntity entity && entity.getDeletedAt() != null)
				? "deleted by " + entity.getDeletedBy() : String.valueOf(target);
	}

	private void assertPast(String seed) {
		this.past.forEach((instant, live) -> tx(() -> {
			for (Family<?, ?> family : this.families) {
				String description = "%s: %s as of %s".formatted(seed, family.name(), instant);
				assertThat(described(family.audited.findAllAsOf(instant, Pageable.unpaged()))).as(description)
					.isEqualTo(live.get(family.name()));
				family.assertEach(description, instant, live.get(family.name()));
			}
		}));
	}

	private void assertHistories(String seed) {
		Map<String, List<String>> trail = new HashMap<>();
		List<HistoryEntry<Object>> entries = new ArrayList<>(
				bean(AuditTrail.class).find(AuditCriteria.all(), Pageable.unpaged(Sort.by("instant"))).getContent());
		entries
			.forEach((entry) -> this.families.stream()
				.filter((family) -> family.type.isAssignableFrom(entry.type()))
				.forEach((family) -> trail
					.computeIfAbsent(family.name() + entry.id().hashCode(), (key) -> new ArrayList<>())
					.add(line(entry))));
		for (Family<?, ?> family : this.families) {
			family.assertHistories(seed, trail);
		}
	}

	private static String line(HistoryEntry<?> entry) {
		return entry.revision() + " " + entry.kind() + " " + entry.changed();
	}

	/**
	 * Give the last revision a number from a higher block, as another node would.
	 */
	private void raiseNumber(Instant instant) {
		JdbcTemplate jdbc = this.application.jdbc();
		List<Long> drawn = jdbc
			.queryForList("select rev from revinfo where revtstmp = (select max(revtstmp) from revinfo)", Long.class);
		if (drawn.size() != 1 || drawn.get(0) > 1_000_000) {
			return;
		}
		long higher = drawn.get(0) + 1_000_000;
		List<String> sql = new ArrayList<>();
		sql.add("insert into revinfo (rev, revtstmp, actor) select %d, revtstmp, actor from revinfo where rev = %d"
			.formatted(higher, drawn.get(0)));
		for (String column : List.of("rev", "revend")) {
			for (String table : tablesWith(column)) {
				if (!table.equalsIgnoreCase("revinfo")) {
					sql.add("update %1$s set %2$s = %3$d where %2$s = %4$d".formatted(table, column, higher,
							drawn.get(0)));
				}
			}
		}
		sql.add("delete from revinfo where rev = " + drawn.get(0));
		this.application.executeWithoutForeignKeys(sql);
	}

	private List<String> tablesWith(String column) {
		return this.application.jdbc().execute((Connection connection) -> {
			boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
			try (ResultSet columns = connection.getMetaData()
				.getColumns(connection.getCatalog(), connection.getSchema(), "%",
						upperCase ? column.toUpperCase(Locale.ROOT) : column)) {
				List<String> tables = new ArrayList<>();
				while (columns.next()) {
					tables.add(columns.getString("TABLE_NAME"));
				}
				return tables;
			}
		});
	}

	private final class Family<T, ID> {

		private final Class<T> type;

		private final SoftDeleteRepository<T, ID> repository;

		private final AuditedRepository<T, ID> audited;

		<R extends SoftDeleteRepository<T, ID> & AuditedRepository<T, ID>> Family(Class<T> type, R repository) {
			this.type = type;
			this.repository = repository;
			this.audited = repository;
		}

		String name() {
			return this.type.getSimpleName();
		}

		@SuppressWarnings("unchecked")
		private ID idOf(T entity) {
			return (ID) id(entity);
		}

		void delete() {
			T any = any(this.type);
			if (any != null) {
				if (chance(2)) {
					this.repository.deleteById(idOf(any));
				}
				else {
					this.repository.deleteAllByIdInBatch(List.of(idOf(any)));
				}
			}
		}

		void restore() {
			T any = any(this.repository.findDeleted());
			if (any != null) {
				this.repository.restore(idOf(any));
			}
		}

		void purge() {
			T any = any(this.repository.findDeleted());
			if (any != null) {
				this.repository.purge(idOf(any));
			}
		}

		void revert() {
			T any = any(this.type);
			if (any == null) {
				return;
			}
			List<HistoryEntry<T>> entries = this.audited.history(idOf(any))
				.stream()
				.filter((entry) -> entry.kind() != HistoryKind.DELETED && entry.kind() != HistoryKind.PURGED)
				.toList();
			if (!entries.isEmpty()) {
				this.audited.revertTo(idOf(any), any(entries).revision());
			}
		}

		@SuppressWarnings("unchecked")
		void assertEach(String description, Instant instant, Map<Object, String> live) {
			live.forEach((id, text) -> assertThat(this.audited.findAsOf((ID) id, instant).map((each) -> describe(each)))
				.as("%s, id %s", description, id)
				.contains(text));
		}

		void assertHistories(String seed, Map<String, List<String>> trail) {
			List<T> all = new ArrayList<>(get(this.repository::findAllIncludingDeleted));
			for (T each : all) {
				ID id = idOf(each);
				List<String> lines = this.audited.history(id).stream().map((entry) -> line(entry)).toList();
				String description = "%s: %s %s".formatted(seed, name(), id);
				assertThat(lines).as(description).isNotEmpty();
				assertThat(pages(id, PageRequest.of(0, 2))).as(description).isEqualTo(lines);
				List<String> newestFirst = pages(id, PageRequest.of(0, 3, Sort.by("instant").descending()));
				Collections.reverse(newestFirst);
				assertThat(newestFirst).as(description).isEqualTo(lines);
				assertThat(trail.get(name() + id.hashCode())).as("%s in the trail", description).isEqualTo(lines);
			}
		}

		private List<String> pages(ID id, PageRequest first) {
			List<String> lines = new ArrayList<>();
			for (PageRequest page = first;; page = page.next()) {
				List<HistoryEntry<T>> entries = this.audited.history(id, page).getContent();
				entries.forEach((entry) -> lines.add(line(entry)));
				if (entries.isEmpty()) {
					return lines;
				}
			}
		}

	}

}
