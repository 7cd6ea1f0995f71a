package io.github.softdeleteaudit.shapes.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.util.Streamable;

/**
 * Works of a house, by kinds.
 */
public final class ReadingModel {

	private ReadingModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ReadingApplication {

	}

	@Entity(name = "House")
	public static class House extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(mappedBy = "house")
		public Set<Work> works = new LinkedHashSet<>();

		@OneToMany(mappedBy = "house")
		@MapKey(name = "code")
		public Map<String, Work> byCode = new HashMap<>();

		protected House() {
		}

		public House(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Work")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Work extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@NaturalId
		@Column(length = 50)
		public String code;

		public String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable House house;

		@ManyToMany
		public Set<Genre> genres = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> remarks = new LinkedHashSet<>();

		@ElementCollection
		@OrderColumn
		public List<Integer> scores = new ArrayList<>();

		@ElementCollection
		public Map<String, String> translations = new HashMap<>();

		public Long getId() {
			return this.id;
		}

		public String getTitle() {
			return this.title;
		}

		public House getHouse() {
			return this.house;
		}

	}

	@Entity(name = "Novel")
	public static class Novel extends Work {

		public int pages;

	}

	@Entity(name = "Poem")
	public static class Poem extends Work {

		public int verses;

	}

	@NamedNativeQuery(name = "Genre.natively", query = "select * from genre where name like :name",
			resultClass = Genre.class)
	@Entity(name = "Genre")
	public static class Genre extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Genre() {
		}

		public Genre(String name) {
			this.name = name;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Reader")
	public static class Reader {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToMany
		public Set<Work> read = new LinkedHashSet<>();

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Work favourite;

		@ManyToMany
		public Map<String, Work> shelf = new HashMap<>();

		protected Reader() {
		}

		public Reader(String name) {
			this.name = name;
		}

	}

	public record Titles(String title) {

	}

	public interface Titled {

		String getTitle();

	}

	public interface TitledOfHouse {

		String getTitle();

		Named getHouse();

	}

	public interface Named {

		String getName();

	}

	public interface HouseRepository extends SoftDeleteRepository<House, Long> {

	}

	public interface GenreRepository extends SoftDeleteRepository<Genre, Long> {

	}

	public interface WorkRepository extends SoftDeleteRepository<Work, Long>, JpaSpecificationExecutor<Work> {

		Slice<Work> findSliceByTitleStartingWith(String title, Pageable pageable);

		Streamable<Work> findStreamableByTitleStartingWith(String title);

		List<Work> findByTitleStartingWith(String title, Sort sort, Limit limit);

		List<Work> findFirst3ByTitleStartingWith(String title);

		List<Work> findDistinctByGenresNameStartingWith(String name);

		List<Work> findByHouseNameStartingWith(String name);

		List<TitledOfHouse> findOfHouseByTitleStartingWith(String title);

		Stream<Titled> streamByTitleStartingWith(String title);

		@Query("select w.title as title from Work w where w.title like concat(:title, '%')")
		List<Titled> selected(String title);

		@Query("select new io.github.softdeleteaudit.shapes.reading.ReadingModel$Titles(w.title) from Work w"
				+ " where w.title like concat(:title, '%')")
		List<Titles> constructed(String title);

		@NativeQuery("select title from work where title like concat(:title, '%')")
		List<String> natively(String title);

	}

	public interface NovelRepository extends SoftDeleteRepository<Novel, Long> {

		List<Novel> findByTitleStartingWith(String title);

	}

}
