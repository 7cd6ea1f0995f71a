package io.github.softdeleteaudit.shapes.querydsl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.querydsl.core.Tuple;
import com.querydsl.core.types.Projections;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.jpa.JPAExpressions;
import com.querydsl.jpa.impl.JPAQuery;
import com.querydsl.jpa.impl.JPAQueryFactory;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.querydsl.QuerydslApplication.ComposerRepository;
import io.github.softdeleteaudit.shapes.querydsl.QuerydslApplication.GenreRepository;
import io.github.softdeleteaudit.shapes.querydsl.QuerydslApplication.SongArchive;
import io.github.softdeleteaudit.shapes.querydsl.QuerydslApplication.SongListRepository;
import io.github.softdeleteaudit.shapes.querydsl.QuerydslApplication.SongRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static com.querydsl.core.types.PathMetadataFactory.forVariable;
import static io.github.softdeleteaudit.shapes.querydsl.QComposer.composer;
import static io.github.softdeleteaudit.shapes.querydsl.QSong.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Querydsl sees live rows only, and deleted ones in a scope: by a repository's predicates
 * and by queries of its own.
 */
abstract class QuerydslContract extends ShapeContract {

	private String prefix;

	private SongRepository songs;

	private Composer live;

	private Composer deleted;

	private Song one;

	private Song two;

	private Song gone;

	QuerydslContract(TestDatabase database) {
		super(database, QuerydslApplication.class);
	}

	/**
	 * Two live songs, the second of a deleted composer, and a deleted one of a live
	 * composer.
	 */
	@BeforeEach
	void begin() {
		this.prefix = UUID.randomUUID().toString().substring(0, 8) + " ";
		this.songs = bean(SongRepository.class);
		this.live = saved(new Composer(this.prefix + "live"));
		this.deleted = saved(new Composer(this.prefix + "deleted"));
		this.one = saved(new Song(this.prefix + "1", this.live));
		this.two = saved(new Song(this.prefix + "2", this.deleted));
		this.gone = saved(new Song(this.prefix + "3", this.live));
		this.songs.deleteById(this.gone.id);
		bean(ComposerRepository.class).deleteById(this.deleted.id);
	}

	// --- predicates of a repository

	@Test
	void aPredicateFindsLiveRowsAndDeletedOnesInAScope() {
		sees("12", "123", "3", () -> sorted(this.songs.findAll(own())));
		sees("21", "321", "3", () -> titles(this.songs.findAll(own(), Sort.by("title").descending())));
		sees("21", "321", "3", () -> titles(this.songs.findAll(own(), song.title.desc())));
		sees("12", "123", "3", () -> titles(bean(SongListRepository.class).findAll(own(), Sort.by("title"))));
		assertThat(this.songs.findAll(song.title.asc())).extracting(Song::getTitle)
			.contains(this.one.title, this.two.title)
			.doesNotContain(this.gone.title);
		sees("", "3", "3", () -> titles(this.songs.findOne(song.title.eq(this.gone.title)).stream().toList()));
		sees("0", "1", "1", () -> String.valueOf(this.songs.count(song.title.eq(this.gone.title))));
		sees("2", "3", "1", () -> String.valueOf(this.songs.count(own())));
		sees("false", "true", "true", () -> String.valueOf(this.songs.exists(song.title.eq(this.gone.title))));
	}

	@Test
	void aPredicateIsPaged() {
		PageRequest second = PageRequest.of(1, 1, Sort.by("title"));
		sees("2 of 2", "2 of 3", " of 1", () -> {
			Page<Song> page = this.songs.findAll(own(), second);
			return titles(page) + " of " + page.getTotalElements();
		});
	}

	@Test
	void aFluentQueryByAPredicateDoesTheSame() {
		sees("12", "123", "3", () -> titles(this.songs.findBy(own(), (query) -> query.sortBy(byTitle()).all())));
		sees("1", "1", "3",
				() -> titles(this.songs.findBy(own(), (query) -> query.sortBy(byTitle()).first().stream().toList())));
		sees("2", "3", "1", () -> String.valueOf(this.songs.<Song, Long>findBy(own(), (query) -> query.count())));
		sees("12", "123", "3", () -> this.songs.findBy(own(), (query) -> {
			try (Stream<Song> stream = query.sortBy(byTitle()).stream()) {
				return titles(stream.toList());
			}
		}));
		sees("1 of 2", "1 of 3", "3 of 1", () -> {
			Page<Song> page = this.songs.findBy(own(), (query) -> query.sortBy(byTitle()).page(PageRequest.of(0, 1)));
			return titles(page) + " of " + page.getTotalElements();
		});
		sees("12", "123", "3", () -> {
			List<Song> found = new ArrayList<>();
			Window<Song> window = this.songs.findBy(own(),
					(query) -> query.sortBy(byTitle()).limit(1).scroll(ScrollPosition.keyset()));
			while (true) {
				window.forEach(found::add);
				if (!window.hasNext()) {
					return titles(found);
				}
				ScrollPosition next = window.positionAt(window.size() - 1);
				window = this.songs.findBy(own(), (query) -> query.sortBy(byTitle()).limit(1).scroll(next));
			}
		});
		sees("12", "123", "3",
				() -> this.songs.findBy(own(), (query) -> query.as(Titled.class).sortBy(byTitle()).all())
					.stream()
					.map((titled) -> titled.getTitle().substring(this.prefix.length()))
					.reduce("", String::concat));
		sees("12", "123", "3",
				() -> titles(this.songs.findBy(own(), (query) -> query.project("composer").sortBy(byTitle()).all())));
		sees("false", "true", "true", () -> String
			.valueOf(this.songs.<Song, Boolean>findBy(song.title.eq(this.gone.title), (query) -> query.exists())));
	}

	@Test
	void aPredicateOnAReferenceDropsNone() {
		assertThat(titles(this.songs.findAll(own().and(song.composer.name.endsWith("deleted"))))).isEqualTo("2");
		assertThat(titles(this.songs.findAll(own(), song.composer.name.asc()))).isEqualTo("21");
		assertThat(titles(this.songs.findAll(own(), PageRequest.of(0, 5, Sort.by("composer.name"))))).isEqualTo("21");
		assertThat(titles(this.songs.findAll(own(), Sort.by("composer.name").descending()))).isEqualTo("12");
		assertThat(titles(this.songs.findAll(song.composer.id.eq(this.deleted.id)))).isEqualTo("2");
	}

	@Test
	void aPredicateOnACollectionSeesItsLiveElements() {
		QSong any = composer.songs.any();
		ComposerRepository composers = bean(ComposerRepository.class);
		assertThat(composers.exists(any.title.eq(this.one.title))).isTrue();
		assertThat(composers.exists(any.title.eq(this.gone.title))).isFalse();
		assertThat(composers.exists(composer.id.eq(this.live.id).and(composer.songs.size().eq(1)))).isTrue();
		Song all = saved(new Song(this.prefix + "only", this.live));
		this.songs.deleteById(this.one.id);
		this.songs.deleteById(all.id);
		assertThat(composers.exists(composer.id.eq(this.live.id).and(composer.songs.isEmpty()))).isTrue();
		assertThat(composers.exists(composer.id.eq(this.live.id).and(composer.songs.isNotEmpty()))).isFalse();
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(composers.exists(any.title.eq(this.gone.title))).isTrue();
			assertThat(composers.exists(composer.id.eq(this.live.id).and(composer.songs.size().eq(3)))).isTrue();
		});
	}

	@Test
	void anAnnotatedMethodThatTakesAPredicateSeesDeletedRows() {
		SongArchive archive = bean(SongArchive.class);
		assertThat(sorted(archive.findAll(own()))).isEqualTo("123");
		assertThat(archive.count(own())).isEqualTo(3);
		Page<Song> page = archive.findAll(own(), PageRequest.of(1, 2, byTitle()));
		assertThat(titles(page)).isEqualTo("3");
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(archive.exists(song.title.eq(this.gone.title))).isFalse();
	}

	@Test
	void theRepositoryDeletesAndRestoresWhatAPredicateFinds() {
		Song found = this.songs.findOne(song.title.eq(this.one.title)).orElseThrow();
		deleteAndRestore(this.songs, found.id);
		Tables before = contents();
		tx(() -> this.songs.deleteAllInBatch(this.songs.findAll(own())));
		assertThat(this.songs.exists(own())).isFalse();
		tx(() -> List.of(this.one, this.two).forEach((song) -> this.songs.restore(song.id)));
		assertThat(contents()).isEqualTo(before);
		deleteAndRestore(bean(SongListRepository.class), found.id);
	}

	@Test
	void aPredicateDoesNotFindWhatIsDeletedInTheSameTransaction() {
		tx(() -> {
			this.songs.deleteById(this.one.id);
			assertThat(sorted(this.songs.findAll(own()))).isEqualTo("2");
			this.songs.restore(this.one.id);
			assertThat(sorted(this.songs.findAll(own()))).isEqualTo("12");
		});
	}

	// --- queries of its own

	@Test
	void aQuerySelectsLiveRowsAndDeletedOnesInAScope() {
		sees("12", "123", "3", () -> titles(query().fetch()));
		sees("1", "1", "3", () -> titles(List.of(query().fetchFirst())));
		sees("2", "3", "1", () -> String.valueOf(factory().select(song.count()).from(song).where(own()).fetchOne()));
		sees("2", "3", "1", () -> {
			try (Stream<Song> stream = query().stream()) {
				return String.valueOf(stream.count());
			}
		});
		sees("false", "true", "true", () -> String
			.valueOf(factory().selectOne().from(song).where(song.title.eq(this.gone.title)).fetchFirst() != null));
		sees("2", "23", "", () -> titles(query().offset(1).limit(2).fetch()));
	}

	@Test
	void projectionsHoldWhatIsSeen() {
		sees("1-live 2-deleted", "1-live 2-deleted 3-live", "3-live", () -> {
			List<Tuple> tuples = factory().select(song.title, song.composer.name)
				.from(song)
				.where(own())
				.orderBy(song.title.asc())
				.fetch();
			return tuples.stream()
				.map((tuple) -> (tuple.get(song.title) + "-" + tuple.get(song.composer.name)).replace(this.prefix, ""))
				.reduce((left, right) -> left + " " + right)
				.orElse("");
		});
		sees("12", "123", "3",
				() -> factory().select(Projections.constructor(Title.class, song.title))
					.from(song)
					.where(own())
					.orderBy(song.title.asc())
					.fetch()
					.stream()
					.map((title) -> title.title().substring(this.prefix.length()))
					.reduce("", String::concat));
		sees("11", "21", "1", () -> {
			List<Tuple> tuples = factory().select(song.composer.name, song.count())
				.from(song)
				.where(own())
				.groupBy(song.composer.name)
				.orderBy(song.composer.name.desc())
				.fetch();
			return tuples.stream().map((tuple) -> tuple.get(song.count()).toString()).reduce("", String::concat);
		});
	}

	@Test
	void aFetchJoinOfAReferenceDropsNone() {
		tx(() -> assertThat(query().leftJoin(song.composer, composer).fetchJoin().fetch()).hasSize(2)
			.allSatisfy((found) -> assertThat(Hibernate.isInitialized(found.composer)).isTrue())
			.extracting((found) -> found.composer.id)
			.containsExactly(this.live.id, this.deleted.id));
		tx(() -> assertThat(query().join(song.composer, composer).fetchJoin().fetch()).hasSize(2));
	}

	@Test
	void aFetchJoinOfACollectionShowsItsLiveElements() {
		tx(() -> assertThat(sorted(composerWithSongs().songs)).isEqualTo("1"));
		assertThat(sorted(SoftDeleteScope.includingDeleted(() -> get(this::composerWithSongs)).songs)).isEqualTo("13");
		assertThat(sorted(SoftDeleteScope.onlyDeleted(Song.class, () -> get(this::composerWithSongs)).songs))
			.isEqualTo("1");
	}

	@Test
	void aFetchJoinOfLinksShowsLiveElements() {
		Genre kept = saved(new Genre("kept"));
		Genre removed = saved(new Genre("removed"));
		tx(() -> this.songs.findById(this.one.id).orElseThrow().genres.addAll(Set.of(kept, removed)));
		bean(GenreRepository.class).deleteById(removed.id);
		tx(() -> assertThat(songWithGenres().genres).extracting((genre) -> genre.name).containsExactly("kept"));
		tx(() -> assertThat(SoftDeleteScope.includingDeleted(Genre.class, this::songWithGenres).genres).hasSize(2));
	}

	@Test
	void aSubqueryIsOfLiveRows() {
		QSong other = new QSong(forVariable("other"));
		BooleanExpression hasComposer = JPAExpressions.selectOne()
			.from(composer)
			.where(composer.id.eq(song.composer.id))
			.exists();
		assertThat(titles(query().where(hasComposer).fetch())).isEqualTo("1");
		assertThat(titles(this.songs.findAll(own().and(hasComposer)))).isEqualTo("1");
		assertThat(titles(SoftDeleteScope.includingDeleted(Composer.class, () -> query().where(hasComposer).fetch())))
			.isEqualTo("12");
		assertThat(titles(SoftDeleteScope.onlyDeleted(Composer.class, () -> query().where(hasComposer).fetch())))
			.isEqualTo("2");
		assertThat(titles(query()
			.where(song.title
				.eq(JPAExpressions.select(other.title.max()).from(other).where(other.title.startsWith(this.prefix))))
			.fetch())).isEqualTo("2");
		assertThat(titles(query()
			.where(song.id.in(JPAExpressions.select(other.id).from(other).where(other.title.eq(this.gone.title))))
			.fetch())).isEmpty();
		assertThat(titles(SoftDeleteScope.onlyDeleted(Song.class, () -> query().where(hasComposer).fetch())))
			.isEqualTo("3");
	}

	@Test
	void aJoinOfAnEntityShowsLiveRowsOfIt() {
		assertThat(titles(query().join(composer).on(composer.id.eq(song.composer.id)).fetch())).isEqualTo("1");
		assertThat(titles(
				query().leftJoin(composer).on(composer.id.eq(song.composer.id)).where(composer.isNull()).fetch()))
			.isEqualTo("2");
		assertThat(titles(
				factory().selectFrom(song).from(composer).where(own(), composer.id.eq(song.composer.id)).fetch()))
			.isEqualTo("1");
	}

	@Test
	void aPathWithoutAQueryTypeDoesAsWell() {
		PathBuilder<Song> path = new PathBuilder<>(Song.class, "s");
		sees("12", "123", "3",
				() -> titles(factory().selectFrom(path)
					.where(path.getString("title").startsWith(this.prefix))
					.orderBy(path.getString("title").asc())
					.fetch()));
	}

	@Test
	void deletedRowsAreReadOnlyAfterAScope() {
		tx(() -> {
			Song found = SoftDeleteScope.onlyDeleted(Song.class, () -> query().fetchFirst());
			found.title = "changed";
			assertThat(this.songs.findById(found.id)).isEmpty();
			assertThat(titles(query().fetch())).isEqualTo("12");
		});
		assertThat(count("select count(*) from song where id = ? and title = ?", this.gone.id, this.gone.title))
			.isOne();
	}

	@Test
	void anUpdateReachesLiveRowsOnly() {
		long changed = get(() -> factory().update(song).where(own()).set(song.title, this.prefix + "new").execute());
		assertThat(changed).isEqualTo(2);
		assertThat(count("select count(*) from song where title = ?", this.gone.title)).isOne();
	}

	@Test
	void anUpdateThatDeletesIsRefused() {
		Tables before = contents();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(
				() -> tx(() -> factory().update(song).where(own()).set(song.deletedAt, Instant.now()).execute()));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aDeleteMarksLiveRows() {
		Tables unmarked = unmarkedContents();
		List<Object> deleted = this.application.jdbc()
			.queryForList("select deletion_id from song where deletion_id is not null order by id", Object.class);
		assertThat((long) get(() -> factory().delete(song).where(own()).execute())).isPositive();
		assertThat(
				(long) get(() -> SoftDeleteScope.includingDeleted(() -> factory().delete(song).where(own()).execute())))
			.isZero();
		assertThat(get(() -> query().fetch())).isEmpty();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(this.application.jdbc()
			.queryForList("select deletion_id from song where deletion_id is not null order by id", Object.class))
			.containsAll(deleted);
	}

	// --- helpers

	/**
	 * Assert what a query shows outside of any scope, with deleted rows of all entities,
	 * and with deleted songs only.
	 */
	private void sees(String live, String all, String deleted, Supplier<String> query) {
		List<String> seen = new ArrayList<>();
		// again outside, as plans are cached
		for (int i = 0; i < 2; i++) {
			seen.add(get(query));
			seen.add(SoftDeleteScope.includingDeleted(() -> get(query)));
			seen.add(SoftDeleteScope.onlyDeleted(Song.class, () -> get(query)));
		}
		List<String> expected = new ArrayList<>(List.of(live, all, deleted));
		expected.addAll(List.of(live, all, deleted));
		assertThat(seen).isEqualTo(expected);
	}

	private BooleanExpression own() {
		return song.title.startsWith(this.prefix);
	}

	private static Sort byTitle() {
		return Sort.by("title");
	}

	private JPAQueryFactory factory() {
		return bean(JPAQueryFactory.class);
	}

	private JPAQuery<Song> query() {
		return factory().selectFrom(song).where(own()).orderBy(song.title.asc());
	}

	private Composer composerWithSongs() {
		return factory().selectFrom(composer)
			.leftJoin(composer.songs, song)
			.fetchJoin()
			.where(composer.id.eq(this.live.id))
			.fetchOne();
	}

	private Song songWithGenres() {
		return factory().selectFrom(song).leftJoin(song.genres).fetchJoin().where(song.id.eq(this.one.id)).fetchOne();
	}

	private String titles(Iterable<Song> found) {
		StringBuilder titles = new StringBuilder();
		found.forEach((song) -> titles.append(song.title.substring(this.prefix.length())));
		return titles.toString();
	}

	private String sorted(Iterable<Song> found) {
		return titles(found).chars()
			.sorted()
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	public interface Titled {

		String getTitle();

	}

	public record Title(String title) {
	}

}
