package io.github.softdeleteaudit.shapes.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Genre;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.GenreRepository;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.House;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.HouseRepository;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Novel;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.NovelRepository;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Poem;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Reader;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.ReadingApplication;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Titled;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.TitledOfHouse;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Titles;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.Work;
import io.github.softdeleteaudit.shapes.reading.ReadingModel.WorkRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.OrderingMode;
import org.hibernate.RemovalsMode;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.Order;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaCrossJoin;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The same live rows by the rarer ways of reading.
 */
// ways to load that Hibernate still has
@SuppressWarnings({ "deprecation", "removal" })
abstract class LiveReadingContract extends ShapeContract {

	private String prefix;

	private WorkRepository works;

	private House house;

	private House deletedHouse;

	private Genre genre;

	private Genre deletedGenre;

	private Work novel;

	private Work deleted;

	private Work poem;

	/** Of the deleted house. */
	private Work orphan;

	private Reader reader;

	LiveReadingContract(TestDatabase database) {
		super(database, ReadingApplication.class);
	}

	@BeforeEach
	void begin() {
		this.prefix = UUID.randomUUID().toString().substring(0, 8) + " ";
		this.works = bean(WorkRepository.class);
		this.house = saved(new House(this.prefix + "house"));
		this.deletedHouse = saved(new House(this.prefix + "deleted house"));
		this.genre = saved(new Genre(this.prefix + "genre"));
		this.deletedGenre = saved(new Genre(this.prefix + "a deleted genre"));
		this.novel = work(new Novel(), "a", this.house);
		this.deleted = work(new Novel(), "b", this.house);
		this.poem = work(new Poem(), "c", this.house);
		this.orphan = work(new Novel(), "d", this.deletedHouse);
		this.reader = new Reader(this.prefix);
		this.reader.read.addAll(Set.of(this.novel, this.deleted, this.poem));
		this.reader.shelf.putAll(Map.of("1", this.deleted, "2", this.novel, "3", this.deleted));
		saved(this.reader);
		this.works.deleteById(this.deleted.id);
		bean(HouseRepository.class).delete(this.deletedHouse);
		bean(GenreRepository.class).delete(this.deletedGenre);
	}

	private Work work(Work work, String title, House of) {
		work.title = this.prefix + title;
		work.code = this.prefix + title;
		work.house = of;
		work.genres.addAll(Set.of(this.genre, this.deletedGenre));
		int number = title.charAt(0) - 'a';
		work.remarks.add("remark " + title);
		work.scores.addAll(List.of(number, 10 * number));
		work.translations.put("key " + title, "value " + title);
		return saved(work);
	}

	// --- several by their ids

	@ParameterizedTest
	@EnumSource
	void severalIdsFindLiveOnes(Known known) {
		List<Long> ids = List.of(this.deleted.id, this.novel.id, this.poem.id, this.deleted.id);
		for (SessionCheckMode check : SessionCheckMode.values()) {
			for (RemovalsMode removals : known.removals()) {
				tx(() -> {
					known.become(this);
					assertThat(session().findMultiple(Work.class, ids, check, removals, OrderingMode.ORDERED))
						.as("%s %s", check, removals)
						.extracting((work) -> (work != null) ? work.id : null)
						.containsExactly(null, this.novel.id, this.poem.id, null);
				});
				if (!known.isSeenBy(check)) {
					continue;
				}
				tx(() -> {
					known.become(this);
					assertLive(session().findMultiple(Work.class, ids, check, removals, OrderingMode.UNORDERED));
				});
				tx(() -> {
					known.become(this);
					assertLive(session().findMultiple(graph(), ids, check, removals, OrderingMode.UNORDERED));
				});
			}
		}
		for (boolean checked : List.of(true, false)) {
			for (boolean ordered : List.of(true, false)) {
				if (!ordered && !known.isSeenBy(checked ? SessionCheckMode.ENABLED : SessionCheckMode.DISABLED)) {
					continue;
				}
				tx(() -> {
					known.become(this);
					assertLive(session().byMultipleIds(Work.class)
						.enableSessionCheck(checked)
						.enableOrderedReturn(ordered)
						.multiLoad(ids));
				});
				tx(() -> {
					known.become(this);
					assertLive(session().byMultipleIds(Work.class)
						.enableSessionCheck(checked)
						.enableOrderedReturn(ordered)
						.enableReturnOfDeletedEntities(known != Known.REMOVED)
						.withBatchSize(1)
						.with(graph(), GraphSemantic.FETCH)
						.multiLoad(ids));
				});
			}
		}
		tx(() -> {
			known.become(this);
			assertLive(this.works.findAllById(ids));
		});
		tx(() -> {
			known.become(this);
			assertLive(session().findMultiple(Work.class, ids, SessionCheckMode.ENABLED, RemovalsMode.EXCLUDE,
					OrderingMode.UNORDERED));
		});
	}

	@ParameterizedTest
	@EnumSource
	void severalNaturalIdsFindLiveOnes(Known known) {
		List<String> codes = List.of(this.deleted.code, this.novel.code, this.poem.code);
		for (SessionCheckMode check : SessionCheckMode.values()) {
			for (RemovalsMode removals : known.removals()) {
				tx(() -> {
					known.become(this);
					assertThat(session().findMultiple(Work.class, codes, KeyType.NATURAL, check, removals,
							OrderingMode.ORDERED))
						.as("%s %s", check, removals)
						.extracting((work) -> (work != null) ? work.id : null)
						.containsExactly(null, this.novel.id, this.poem.id);
				});
				tx(() -> {
					known.become(this);
					assertLive(session().findMultiple(Work.class, codes, KeyType.NATURAL, check, removals,
							OrderingMode.UNORDERED));
				});
			}
		}
		for (boolean ordered : List.of(true, false)) {
			tx(() -> {
				known.become(this);
				assertLive(session().byMultipleNaturalId(Work.class)
					.enableOrderedReturn(ordered)
					.multiLoad(codes.toArray()));
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void oneIdFindsTheLiveOne(Known known) {
		Map<String, Supplier<Object>> ways = new LinkedHashMap<>();
		Long id = this.deleted.id;
		ways.put("find", () -> em().find(Work.class, id));
		ways.put("find a subclass", () -> em().find(Novel.class, id));
		ways.put("find with a lock", () -> em().find(Work.class, id, LockModeType.PESSIMISTIC_WRITE));
		ways.put("find with an optimistic lock", () -> em().find(Work.class, id, LockModeType.OPTIMISTIC));
		ways.put("find read-only", () -> em().find(Work.class, id, org.hibernate.ReadOnlyMode.READ_ONLY));
		ways.put("find by graph", () -> em().find(graph(), id));
		for (String hint : List.of("jakarta.persistence.fetchgraph", "jakarta.persistence.loadgraph")) {
			ways.put("find with " + hint, () -> em().find(Work.class, id, Map.of(hint, graph())));
		}
		ways.put("by id", () -> session().byId(Work.class).load(id));
		ways.put("by id optional", () -> session().byId(Work.class).loadOptional(id).orElse(null));
		ways.put("by id with a graph", () -> session().byId(Work.class).with(graph(), GraphSemantic.LOAD).load(id));
		ways.put("get", () -> session().get(Work.class, id));
		ways.put("get with a lock", () -> session().get(Work.class, id, LockMode.PESSIMISTIC_WRITE));
		ways.put("natural id", () -> session().bySimpleNaturalId(Work.class).load(this.deleted.code));
		ways.put("natural id optional",
				() -> session().bySimpleNaturalId(Work.class).loadOptional(this.deleted.code).orElse(null));
		if (known != Known.REMOVED) {
			ways.put("reference by natural id",
					() -> session().bySimpleNaturalId(Work.class).getReference(this.deleted.code));
		}
		ways.put("by natural id", () -> session().byNaturalId(Work.class).using("code", this.deleted.code).load());
		ways.put("find natural", () -> em().find(Work.class, this.deleted.code, KeyType.NATURAL));
		ways.put("repository", () -> this.works.findById(id).orElse(null));
		ways.put("example", () -> this.works.findOne(Example.of(probe(this.deleted.title), exactly())).orElse(null));
		ways.put("specification",
				() -> this.works.findOne((root, query, builder) -> builder.equal(root.get("id"), id)).orElse(null));
		ways.forEach((way, read) -> tx(() -> {
			known.become(this);
			assertThat(read.get()).as(way).isNull();
		}));
		tx(() -> {
			known.become(this);
			assertThat(this.works.existsById(id)).isFalse();
			assertThat(this.works.exists(Example.of(probe(this.deleted.title), exactly()))).isFalse();
			assertThat(em().find(Work.class, this.novel.code, KeyType.NATURAL).id).isEqualTo(this.novel.id);
		});
	}

	@Test
	void aReferenceByIdShowsADeletedOneAndDoesNotMakeItFound() {
		tx(() -> {
			Work reference = em().getReference(Work.class, this.deleted.id);
			assertThat(reference.getTitle()).isEqualTo(this.deleted.title);
			assertThat(reference.getHouse().getName()).isEqualTo(this.house.name);
			assertThat(em().find(Work.class, this.deleted.id)).isNull();
			assertLive(session().findMultiple(Work.class, List.of(this.deleted.id, this.novel.id, this.poem.id)));
			assertThat(this.works.getReferenceById(this.deleted.id).getTitle()).isEqualTo(this.deleted.title);
			assertThat(this.works.existsById(this.deleted.id)).isFalse();
			assertThat(titles("select w.title from Work w where w = :work", reference)).isEmpty();
		});
		tx(() -> {
			Hibernate.initialize(session().byId(Work.class).getReference(this.deleted.id));
			assertThat(em().find(Work.class, this.deleted.id)).isNull();
		});
	}

	@Test
	void severalIdsInAScopeFindWhatItShows() {
		List<Long> ids = List.of(this.deleted.id, this.novel.id);
		for (FindOption check : SessionCheckMode.values()) {
			for (Known known : List.of(Known.NOT, Known.FOUND)) {
				tx(() -> {
					known.become(this);
					assertThat(SoftDeleteScope.includingDeleted(() -> session().findMultiple(Work.class, ids, check)))
						.extracting((work) -> work.id)
						.containsExactlyElementsOf(ids);
				});
				tx(() -> {
					known.become(this);
					assertThat(SoftDeleteScope.onlyDeleted(Work.class,
							() -> session().findMultiple(Work.class, ids, check)))
						.extracting((work) -> (work != null) ? work.id : null)
						.contains(this.deleted.id);
				});
			}
		}
	}

	@Test
	void oneIdInAScopeFindsWhatItShows() {
		for (boolean known : List.of(false, true)) {
			tx(() -> {
				if (known) {
					this.works.findAllIncludingDeleted(own(), org.springframework.data.domain.Pageable.unpaged());
				}
				SoftDeleteScope.onlyDeleted(Work.class, () -> {
					assertThat(em().find(Work.class, this.deleted.id)).isNotNull();
					assertThat(this.works.findById(this.deleted.id)).isPresent();
					assertThat(this.works.existsById(this.deleted.id)).isTrue();
					assertThat(this.works.existsById(this.novel.id)).isFalse();
				});
			});
		}
	}

	@Test
	void aStatelessSessionFindsLiveOnes() {
		List<Long> ids = List.of(this.deleted.id, this.novel.id, this.poem.id);
		stateless((session) -> {
			assertLive(session.getMultiple(Work.class, ids));
			assertLive(session.getMultiple(Work.class, ids, LockMode.READ));
			for (GraphSemantic semantic : GraphSemantic.values()) {
				EntityGraph<Work> graph = session.createEntityGraph(Work.class);
				graph.addAttributeNodes("house", "genres");
				assertLive(session.getMultiple(graph, semantic, ids));
				assertThat(session.get(graph, semantic, this.deleted.id)).isNull();
				assertThat(session.get(graph, semantic, this.novel.id).genres).hasSize(1);
			}
			assertThat(session.get(Work.class, this.deleted.id, LockMode.PESSIMISTIC_WRITE)).isNull();
			assertThat(session.get(Novel.class, this.deleted.id)).isNull();
			Work found = session.get(Work.class, this.orphan.id);
			session.fetch(found.house);
			assertThat(found.house.getName()).isEqualTo(this.deletedHouse.name);
			session.fetch(found.genres);
			assertThat(found.genres).hasSize(1);
			session.fetch(found.remarks);
			assertThat(found.remarks).hasSize(1);
			House of = session.get(House.class, this.house.id);
			session.fetch(of.works);
			session.fetch(of.byCode);
			assertThat(of.works).hasSize(2);
			assertThat(of.byCode).containsOnlyKeys(this.novel.code, this.poem.code);
			Reader some = session.get(Reader.class, this.reader.id);
			session.fetch(some.read);
			session.fetch(some.shelf);
			assertThat(some.read).hasSize(2);
			assertThat(some.shelf).containsOnlyKeys("2");
		});
	}

	@Test
	void aStatelessDeleteOfAReaderTakesTheLinksThatDoNotShow() {
		bean(EntityManagerFactory.class).unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
			Reader found = session.get(Reader.class, this.reader.id);
			session.fetch(found.read);
			session.fetch(found.shelf);
			session.delete(found);
		});
		assertThat(count("select count(*) from reader where id = ?", this.reader.id)).isZero();
		assertThat(count("select count(*) from reader_read where reader_id = ?", this.reader.id)).isZero();
		assertThat(count("select count(*) from reader_shelf where reader_id = ?", this.reader.id)).isZero();
	}

	// --- queries

	@Test
	void queriesOfEveryShapeFindLiveOnes() {
		Map<String, List<String>> queries = new LinkedHashMap<>();
		List<String> all = List.of("a", "c", "d");
		String like = " where w.title like :prefix";
		queries.put("select w.title from Work w" + like, all);
		queries.put("select new map(w.title as title, w.id as id) from Work w" + like, all);
		queries.put("select new list(w.title, w.id) from Work w" + like, all);
		queries.put("select new " + Titles.class.getName() + "(w.title) from Work w" + like, all);
		queries.put("select distinct w.title from Work w join w.genres g" + like, all);
		queries.put("select w.title from Work w" + like + " and treat(w as Novel).pages = 0", List.of("a", "d"));
		queries.put("select w.title from Work w" + like + " and type(w) = Novel", List.of("a", "d"));
		queries.put("select w.title from Work w" + like + " and type(w) in (Poem, Novel)", all);
		queries.put("select w.title from Novel w" + like, List.of("a", "d"));
		queries.put("select w.title from House h join treat(h.works as Novel) w" + like, List.of("a"));
		queries.put("select w.title from House h join h.works w" + like, List.of("a", "c"));
		queries.put("select w.title from House h join h.byCode w" + like, List.of("a", "c"));
		queries.put("select key(w) from House h join h.byCode w where h.name like :prefix", List.of("a", "c"));
		queries.put("select value(w).title from House h join h.byCode w where h.name like :prefix", List.of("a", "c"));
		queries.put("select w.title from Reader r join r.read w" + like, List.of("a", "c"));
		queries.put("select w.title from Reader r join r.shelf w" + like, List.of("a"));
		queries.put("select w.title from Reader r left join r.read w" + like, List.of("a", "c"));
		queries.put("select w.title from House h join Work w on w.house = h" + like, List.of("a", "c"));
		queries.put("select w.title from House h, Work w" + like + " and w.house = h", List.of("a", "c"));
		queries.put("select w.title from House h cross join Work w" + like + " and w.house = h", List.of("a", "c"));
		queries.put("select w.title from House h join h.works v cross join Work w" + like + " and w = v",
				List.of("a", "c"));
		queries.put(
				"select w.title from Work w" + like
						+ " and exists (select 1 from Reader r cross join House h where h = w.house)",
				List.of("a", "c"));
		queries.put("select w.title from Work w" + like + " and exists (select 1 from House h where w.house = h)",
				List.of("a", "c"));
		queries.put("select w.title from Work w" + like
				+ " and exists (select 1 from w.genres g where g.name like '%a d%')", List.of());
		queries.put("select w.title from Work w" + like + " and w.id in (select v.id from Work v)", all);
		queries.put("select w.title from Work w" + like
				+ " and w.title >= all (select v.title from Work v where v.title like :prefix)", List.of("d"));
		queries.put("select w.title from Work w" + like + " and w.house in (select h from House h)", List.of("a", "c"));
		queries.put("select w.title from Work w" + like + " and w.house not in (select h from House h)", List.of("d"));
		queries.put(
				"select w.title from Work w" + like + " and (select count(v) from Work v where v.house = w.house) = 2",
				List.of("a", "c"));
		queries.put("select w.title from Work w" + like + " union all select w.title from Work w" + like
				+ " and w.title like '%b'", all);
		queries.put("select w.title from Work w" + like + " except select h.name from House h", all);
		queries.put(
				"select w.title from Work w" + like + " intersect select w.title from Work w where w.title like '%c'",
				List.of("c"));
		queries.put("with f as (select w.title as t, w.house.id as h from Work w" + like
				+ ") select f.t from f f join House h on h.id = f.h", List.of("a", "c"));
		queries.put(
				"with f as (select w.title as t from Work w" + like
						+ " union all select h.name as t from House h where h.name like :prefix) select f.t from f f",
				List.of("a", "c", "d", "house"));
		queries.put(
				"select f.t from (select w.title as t, w.id as i from Work w" + like + ") f join Work v on v.id = f.i",
				all);
		queries.put("select w.title from Work w" + like + " and w.house.name like '%house'", all);
		queries.put("select w.title from Work w left join w.house h on h.name like '%x'" + like, all);
		queries.put("select r from Work w join w.remarks r" + like, all);
		queries.put("select elements(w.remarks) from Work w" + like, all);
		queries.put("select key(t) from Work w join w.translations t" + like, all);
		queries.put("select value(t) from Work w join w.translations t" + like, all);
		queries.put("select w.title from Work w" + like + " and 10 in elements(w.scores)", List.of());
		queries.put("select w.title from Work w" + like + " and maxelement(w.scores) >= 10", List.of("c", "d"));
		queries.put("select w.title from Work w" + like + " and w.scores[1] = 20", List.of("c"));
		queries.put("select w.title from Work w" + like + " and w.translations['key c'] = 'value c'", List.of("c"));
		queries.put("select w.title from Work w" + like + " and size(w.remarks) = 1 and size(w.scores) = 2", all);
		queries.forEach((hql, expected) -> tx(() -> {
			var query = em().createQuery(hql, Object.class);
			query.setParameter("prefix", this.prefix + "%");
			assertThat(query.getResultList().stream().map(this::last)).as(hql)
				.containsExactlyInAnyOrderElementsOf(expected);
		}));
	}

	// which show deleted rows, or leave live ones out
	@ParameterizedTest
	@ValueSource(strings = { "House h %s join Work w on w.house = h", "House h %s join h.works w",
			"House h %s join h.byCode w", "House h %s join treat(h.works as Novel) w", "Reader r %s join r.read w",
			"Reader r %s join r.shelf w", "Reader r %s join r.favourite w", "Reader r %s join Work w on true = true",
			"Work w %s join Reader r on r.favourite = w", "Work w %s join w.remarks r", "Work w %s join w.house h",
			"Work w join w.house h %s join h.works v", "Reader r cross join Work w %s join Reader s on s.favourite = w",
			"Reader r join Reader s on s.id = r.id %s join s.read w" })
	void rightAndFullJoinsWithSoftDeletableEntitiesAreRefused(String from) {
		for (String type : List.of("right", "full")) {
			String hql = "select 1 from " + from.formatted(type);
			tx(() -> assertThatIllegalArgumentException().as(hql)
				.isThrownBy(() -> em().createQuery(hql, Integer.class).getResultList())
				.withMessageContaining("A " + type)
				.withMessageContaining("join with the soft-deletable entity"));
			String inSubquery = "select 1 from Reader x where exists (%s)".formatted(hql);
			tx(() -> assertThatIllegalArgumentException().as(inSubquery)
				.isThrownBy(() -> em().createQuery(inSubquery, Integer.class).getResultList()));
		}
	}

	@Test
	void rightJoinsWithOtherEntitiesAreAsEver() {
		for (String from : List.of("Reader s right join Reader r on s.id = r.id",
				"Reader s join s.read w right join Reader r on s.id = r.id",
				"Reader s left join s.favourite f right join Reader r on s.id = r.id")) {
			tx(() -> assertThat(
					em().createQuery("select distinct r.id from %s where r.id = :id".formatted(from), Long.class)
						.setParameter("id", this.reader.id)
						.getResultList())
				.as(from)
				.hasSize(1));
		}
	}

	private String last(Object found) {
		Object value = (found instanceof Map<?, ?> map) ? map.get("title") : (found instanceof List<?> list)
				? list.get(0) : (found instanceof Titles titles) ? titles.title() : found;
		String text = value.toString();
		return text.substring(text.lastIndexOf(' ') + 1);
	}

	@Test
	void aLateralSubqueryFindsLiveOnes() {
		if (database() == TestDatabase.MARIADB) {
			return;
		}
		tx(() -> assertThat(em()
			.createQuery("select f.t from House h join lateral (select w.title as t from Work w where w.house = h"
					+ " order by w.title desc limit 2) f where h.name like :prefix", String.class)
			.setParameter("prefix", this.prefix + "%")
			.getResultList()).containsExactlyInAnyOrder(this.prefix + "a", this.prefix + "c"));
	}

	@Test
	void aCrossJoinFindsWhatAScopeShows() {
		Supplier<List<String>> query = () -> em()
			.createQuery("select w.title from House h cross join Work w where h.id = :id and w.house = h"
					+ " order by w.title", String.class)
			.setParameter("id", this.house.id)
			.getResultStream()
			.map(this::last)
			.toList();
		tx(() -> {
			assertThat(query.get()).containsExactly("a", "c");
			assertThat(SoftDeleteScope.includingDeleted(query)).containsExactly("a", "b", "c");
			assertThat(SoftDeleteScope.onlyDeleted(Work.class, query)).containsExactly("b");
			assertThat(query.get()).containsExactly("a", "c");
			HibernateCriteriaBuilder builder = session().getCriteriaBuilder();
			JpaCriteriaQuery<Long> criteria = builder.createQuery(Long.class);
			JpaRoot<House> root = criteria.from(House.class);
			JpaCrossJoin<Work> crossed = root.crossJoin(Work.class);
			criteria.select(builder.count(crossed))
				.where(builder.equal(crossed.get("house"), root), builder.equal(root.get("id"), this.house.id));
			assertThat(em().createQuery(criteria).getSingleResult()).isEqualTo(2);
		});
	}

	@Test
	void outerJoinsKeepWhatHasNoLiveOne() {
		for (String join : List.of("left join Work w on w.house = h and w.title like '%b'",
				"left join h.works w on w.title like '%b'", "left join h.byCode w on key(w) like '%b'")) {
			tx(() -> assertThat(em()
				.createQuery("select h.name, w.title from House h " + join + " where h.id = :id", Object[].class)
				.setParameter("id", this.house.id)
				.getResultList()).as(join).singleElement().satisfies((row) -> assertThat(row[1]).isNull()));
		}
		tx(() -> assertThat(em()
			.createQuery("select r.name, w.title from Reader r left join r.shelf w on key(w) in ('1', '3')"
					+ " where r.id = :id", Object[].class)
			.setParameter("id", this.reader.id)
			.getResultList()).allSatisfy((row) -> assertThat(row[1]).isNull()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "size(h.works) = 2", "size(h.byCode) = 2", "h.works is not empty", "h.byCode is not empty",
			":live member of h.works", ":deleted not member of h.works", ":live member of h.byCode",
			":deleted not member of h.byCode", ":live in elements(h.byCode)", ":deleted not in elements(h.byCode)",
			"exists elements(h.byCode)", "(select count(w) from h.byCode w) = 2",
			"(select count(*) from h.works w where w.title like '%b') = 0",
			"(select max(w.title) from h.works w) like '%c'", "(select min(key(w)) from h.byCode w) like '%a'",
			"maxindex(h.byCode) like '%c'", "minindex(h.byCode) like '%a'", ":deletedCode not in indices(h.byCode)",
			":liveCode in indices(h.byCode)", "h.byCode[:liveCode].title like '%a'",
			"not exists (select 1 from h.works w where w.id = :deletedId)",
			"'%b' not in (select w.title from h.works w)" })
	void conditionsOnACollectionOfAHouse(String condition) {
		assertHolds("House h", this.house.id, "h", condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { "size(r.read) = 2", "size(r.shelf) = 1", "r.read is not empty", "r.shelf is not empty",
			":live member of r.read", ":deleted not member of r.read", ":live member of r.shelf",
			":deleted not member of r.shelf", ":live in elements(r.shelf)", ":deleted not in elements(r.shelf)",
			"exists elements(r.read)", "exists elements(r.shelf)", "(select count(w) from r.shelf w) = 1",
			"(select count(*) from r.read w where w.title like '%b') = 0",
			"(select max(w.title) from r.read w) like '%c'", "maxindex(r.shelf) = '2'", "minindex(r.shelf) = '2'",
			"'1' not in indices(r.shelf)", "'2' in indices(r.shelf)", "(select key(w) from r.shelf w) = '2'" })
	void conditionsOnACollectionOfAReader(String condition) {
		assertHolds("Reader r", this.reader.id, "r", condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { "size(w.genres) = 1", "w.genres is not empty",
			"(select min(g.name) from w.genres g) like '% genre'", "(select count(g) from w.genres g) = 1",
			"size(w.remarks) = 1", "maxindex(w.scores) = 1", "minindex(w.scores) = 0", "1 in indices(w.scores)",
			"minelement(w.remarks) = 'remark a'", "'remark a' member of w.remarks",
			"'key a' in indices(w.translations)", "w.remarks is not empty", "'value a' in elements(w.translations)" })
	void conditionsOnACollectionOfAWork(String condition) {
		assertHolds("Work w", this.novel.id, "w", condition);
	}

	private void assertHolds(String from, Long id, String alias, String condition) {
		Map<String, Supplier<Object>> parameters = Map.of("live", () -> em().getReference(Work.class, this.novel.id),
				"deleted", () -> em().getReference(Work.class, this.deleted.id), "liveCode", () -> this.novel.code,
				"deletedCode", () -> this.deleted.code, "deletedId", () -> this.deleted.id);
		tx(() -> {
			var query = em()
				.createQuery("select %s.id from %s where %s.id = :id and %s".formatted(alias, from, alias, condition),
						Long.class)
				.setParameter("id", id);
			query.getParameters()
				.stream()
				.filter((parameter) -> parameters.containsKey(parameter.getName()))
				.forEach((parameter) -> query.setParameter(parameter.getName(),
						parameters.get(parameter.getName()).get()));
			assertThat(query.getResultList()).as(condition).hasSize(1);
		});
	}

	@Test
	void criteriaOfEveryShapeFindLiveOnes() {
		tx(() -> {
			CriteriaBuilder builder = em().getCriteriaBuilder();
			CriteriaQuery<Long> count = builder.createQuery(Long.class);
			Root<Work> counted = count.from(Work.class);
			count.select(builder.count(counted)).where(like(builder, counted));
			assertThat(em().createQuery(count).getSingleResult()).isEqualTo(3);
			CriteriaQuery<Tuple> tuples = builder.createTupleQuery();
			Root<Work> root = tuples.from(Work.class);
			tuples.multiselect(root.get("title"), root.get("house").get("name")).where(like(builder, root));
			assertThat(em().createQuery(tuples).getResultList()).hasSize(3);
			CriteriaQuery<House> houses = builder.createQuery(House.class);
			Root<House> owner = houses.from(House.class);
			Subquery<Long> subquery = houses.subquery(Long.class);
			Root<House> correlated = subquery.correlate(owner);
			subquery.select(builder.literal(1L))
				.where(builder.like(correlated.<House, Work>join("works").get("title"), "%b"));
			assertThat(em().createQuery(houses.where(builder.exists(subquery))).getResultList()).isEmpty();
			CriteriaQuery<House> sized = builder.createQuery(House.class);
			Root<House> of = sized.from(House.class);
			sized.where(builder.equal(of.get("id"), this.house.id),
					builder.equal(builder.size(of.<Set<Work>>get("works")), 2), builder.isNotEmpty(of.get("works")),
					builder.isNotMember(em().getReference(Work.class, this.deleted.id), of.<Set<Work>>get("works")));
			assertThat(em().createQuery(sized).getResultList()).hasSize(1);
			CriteriaQuery<Work> treated = builder.createQuery(Work.class);
			Root<Work> work = treated.from(Work.class);
			treated.where(like(builder, work), builder.equal(builder.treat(work, Novel.class).get("pages"), 0));
			assertThat(em().createQuery(treated).getResultList()).hasSize(2);
		});
	}

	private jakarta.persistence.criteria.Predicate like(CriteriaBuilder builder, Root<Work> root) {
		return builder.like(root.get("title"), this.prefix + "%");
	}

	@Test
	void queriesOfHibernatesOwnFindLiveOnes() {
		String hql = "from Work w where w.title like :prefix order by w.title";
		tx(() -> {
			var query = session().createSelectionQuery(hql, Work.class).setParameter("prefix", this.prefix + "%");
			assertThat(query.getResultCount()).isEqualTo(3);
			assertThat(query.setPage(org.hibernate.query.Page.page(2, 0)).getResultList()).hasSize(2);
			assertThat(query.setPage(org.hibernate.query.Page.page(2, 1)).getResultList()).hasSize(1);
		});
		tx(() -> {
			List<String> found = new ArrayList<>();
			KeyedPage<Work> page = org.hibernate.query.Page.first(2).keyedBy(Order.asc(Work.class, "title"));
			while (page != null) {
				KeyedResultList<Work> results = session()
					.createSelectionQuery("from Work w where w.title like :prefix", Work.class)
					.setParameter("prefix", this.prefix + "%")
					.getKeyedResultList(page);
				results.getResultList().forEach((work) -> found.add(last(work.title)));
				page = results.isLastPage() ? null : results.getNextPage();
			}
			assertThat(found).containsExactly("a", "c", "d");
		});
		tx(() -> assertThat(SelectionSpecification.create(Work.class)
			.restrict(Restriction.startsWith(attribute("title"), this.prefix))
			.sort(Order.asc(Work.class, "title"))
			.createQuery(em())
			.getResultList()).hasSize(3));
		stateless((session) -> {
			var query = session.createSelectionQuery(hql, Work.class).setParameter("prefix", this.prefix + "%");
			assertThat(query.getResultList()).hasSize(3);
			assertThat(query.getResultCount()).isEqualTo(3);
			try (Stream<Work> stream = query.getResultStream()) {
				assertThat(stream).hasSize(3);
			}
		});
		tx(() -> assertThat(session()
			.createSelectionQuery("select w from Work w left join fetch w.genres where w.title like :prefix",
					Work.class)
			.setParameter("prefix", this.prefix + "%")
			.setEntityGraph(graph(), GraphSemantic.FETCH)
			.getResultList()).hasSize(3).allSatisfy((work) -> assertThat(work.genres).hasSize(1)));
	}

	@SuppressWarnings("unchecked")
	private jakarta.persistence.metamodel.SingularAttribute<Work, String> attribute(String name) {
		return (jakarta.persistence.metamodel.SingularAttribute<Work, String>) em().getMetamodel()
			.entity(Work.class)
			.getSingularAttribute(name);
	}

	@Test
	void nativeQueriesAreNotRestricted() {
		tx(() -> assertThat(em().createNamedQuery("Genre.natively", Genre.class)
			.setParameter("name", this.prefix + "%")
			.getResultList()).hasSize(2));
		assertThat(this.works.natively(this.prefix)).hasSize(4);
	}

	// --- repositories

	@Test
	void methodsOfARepositoryFindLiveOnes() {
		Map<String, Supplier<Iterable<?>>> ways = new LinkedHashMap<>();
		ways.put("streamable", () -> this.works.findStreamableByTitleStartingWith(this.prefix).toList());
		ways.put("limit", () -> this.works.findByTitleStartingWith(this.prefix, Sort.by("title"), Limit.of(5)));
		ways.put("first", () -> this.works.findFirst3ByTitleStartingWith(this.prefix));
		ways.put("distinct", () -> this.works.findDistinctByGenresNameStartingWith(this.prefix + "genre"));
		ways.put("through a reference", () -> this.works.findByHouseNameStartingWith(this.prefix));
		ways.put("nested projection", () -> {
			List<TitledOfHouse> found = this.works.findOfHouseByTitleStartingWith(this.prefix);
			assertThat(found).extracting((titled) -> titled.getHouse().getName())
				.contains(this.house.name, this.deletedHouse.name);
			return found;
		});
		ways.put("projected stream", () -> {
			try (Stream<Titled> stream = this.works.streamByTitleStartingWith(this.prefix)) {
				return stream.toList();
			}
		});
		ways.put("selected", () -> this.works.selected(this.prefix));
		ways.put("constructed", () -> this.works.constructed(this.prefix));
		ways.put("slices", () -> {
			Slice<Work> first = this.works.findSliceByTitleStartingWith(this.prefix,
					PageRequest.of(0, 2, Sort.by("title")));
			assertThat(first.hasNext()).isTrue();
			Slice<Work> second = this.works.findSliceByTitleStartingWith(this.prefix, first.nextPageable());
			assertThat(second.hasNext()).isFalse();
			return Stream.of(first, second).flatMap((slice) -> slice.getContent().stream()).toList();
		});
		ways.forEach((way, read) -> tx(() -> assertThat(read.get()).as(way).hasSize(3)));
		assertThat(bean(NovelRepository.class).findByTitleStartingWith(this.prefix)).hasSize(2);
		assertThat(this.works.findDistinctByGenresNameStartingWith(this.prefix + "a deleted")).isEmpty();
	}

	@Test
	void fluentQueriesFindLiveOnes() {
		Example<Work> example = Example.of(probe(this.prefix),
				exactly().withStringMatcher(ExampleMatcher.StringMatcher.STARTING));
		Map<String, List<?>> found = new LinkedHashMap<>();
		tx(() -> {
			found.put("all", this.works.findBy(own(), (query) -> query.all()));
			found.put("interface", this.works.findBy(own(), (query) -> query.as(Titled.class).all()));
			found.put("record", this.works.findBy(own(), (query) -> query.as(Titles.class).all()));
			found.put("stream", this.works.findBy(own(), (query) -> query.as(Titled.class).stream().toList()));
			found.put("limit", this.works.findBy(own(), (query) -> query.limit(4).all()));
			found.put("project", this.works.findBy(own(), (query) -> query.project("house", "genres").all()));
			found.put("page", this.works.findBy(own(), (query) -> query.page(PageRequest.of(0, 4, Sort.by("title"))))
				.getContent());
			found.put("slice", this.works.findBy(own(), (query) -> query.slice(PageRequest.of(0, 4, Sort.by("title"))))
				.getContent());
			found.put("example", this.works.findBy(example, (query) -> query.all()));
			found.put("example as", this.works.findBy(example, (query) -> query.as(Titled.class).all()));
			found.put("example stream", this.works.findBy(example, (query) -> query.stream().toList()));
		});
		found.forEach((way, works) -> assertThat(works).as(way).hasSize(3));
		tx(() -> {
			Page<Work> page = this.works.findBy(own(), (query) -> query.page(PageRequest.of(0, 2, Sort.by("title"))));
			assertThat(page.getTotalElements()).isEqualTo(3);
			assertThat(this.works.<Work, Long>findBy(own(), (query) -> query.count())).isEqualTo(3);
			assertThat(this.works.<Work, Long>findBy(example, (query) -> query.count())).isEqualTo(3);
			Specification<Work> gone = (root, query, builder) -> builder.equal(root.get("id"), this.deleted.id);
			assertThat(this.works.<Work, Boolean>findBy(gone, (query) -> query.exists())).isFalse();
			assertThat(this.works.<Work, Optional<Work>>findBy(gone, (query) -> query.first())).isEmpty();
			assertThat(this.works.<Work, Optional<Work>>findBy(gone, (query) -> query.one())).isEmpty();
			assertThat(this.works.<Work, Boolean>findBy(Example.of(probe(this.deleted.title), exactly()),
					(query) -> query.exists()))
				.isFalse();
		});
	}

	private Specification<Work> own() {
		return (root, query, builder) -> builder.like(root.get("title"), this.prefix + "%");
	}

	private static Work probe(String title) {
		Work probe = new Work();
		probe.title = title;
		return probe;
	}

	private static ExampleMatcher exactly() {
		return ExampleMatcher.matching().withIgnorePaths("version");
	}

	private EntityGraph<Work> graph() {
		EntityGraph<Work> graph = em().createEntityGraph(Work.class);
		graph.addAttributeNodes("house", "genres");
		return graph;
	}

	private List<String> titles(String hql, Work work) {
		return em().createQuery(hql, String.class).setParameter("work", work).getResultList();
	}

	private void assertLive(List<Work> found) {
		assertThat(found).filteredOn(Objects::nonNull)
			.extracting((work) -> work.id)
			.containsExactlyInAnyOrder(this.novel.id, this.poem.id);
	}

	private Session session() {
		return em().unwrap(Session.class);
	}

	private void stateless(Consumer<StatelessSession> work) {
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			work.accept(session);
		}
	}

	/**
	 * What the session knows of the deleted one.
	 */
	enum Known {

		NOT {
			@Override
			void become(LiveReadingContract contract) {
			}
		},

		FOUND {
			@Override
			void become(LiveReadingContract contract) {
				contract.works.findAllIncludingDeleted();
			}
		},

		REFERRED {
			@Override
			void become(LiveReadingContract contract) {
				contract.em().getReference(Work.class, contract.deleted.id);
			}
		},

		SHOWN {
			@Override
			void become(LiveReadingContract contract) {
				Hibernate.initialize(contract.em().getReference(Work.class, contract.deleted.id));
			}
		},

		REMOVED {
			@Override
			void become(LiveReadingContract contract) {
				contract.works.restore(contract.deleted.id);
				contract.works.deleteById(contract.deleted.id);
			}
		},

		REMOVED_AND_FLUSHED {
			@Override
			void become(LiveReadingContract contract) {
				contract.works.restore(contract.deleted.id);
				contract.works.deleteById(contract.deleted.id);
				contract.works.flush();
			}
		};

		abstract void become(LiveReadingContract contract);

		// where Hibernate does not look at the session, it finds what is yet to be
		// removed
		boolean isSeenBy(SessionCheckMode check) {
			return this != REMOVED || check == SessionCheckMode.ENABLED;
		}

		// which it also includes on request
		List<RemovalsMode> removals() {
			return (this == REMOVED) ? List.of(RemovalsMode.REPLACE)
					: List.of(RemovalsMode.REPLACE, RemovalsMode.INCLUDE);
		}

	}

}
