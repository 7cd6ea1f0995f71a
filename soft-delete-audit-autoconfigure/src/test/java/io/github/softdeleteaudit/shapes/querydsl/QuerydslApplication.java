package io.github.softdeleteaudit.shapes.querydsl;

import java.util.List;

import com.querydsl.core.types.Predicate;
import com.querydsl.jpa.impl.JPAQueryFactory;
import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import jakarta.persistence.EntityManager;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.querydsl.ListQuerydslPredicateExecutor;
import org.springframework.data.querydsl.QuerydslPredicateExecutor;

/** Repositories that take predicates of Querydsl, and its own queries. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableJpaRepositories(considerNestedRepositories = true)
public class QuerydslApplication {

	@Bean
	JPAQueryFactory queryFactory(EntityManager entityManager) {
		return new JPAQueryFactory(entityManager);
	}

	interface SongRepository extends SoftDeleteRepository<Song, Long>, QuerydslPredicateExecutor<Song> {

	}

	interface SongListRepository extends SoftDeleteRepository<Song, Long>, ListQuerydslPredicateExecutor<Song> {

	}

	/** Sees deleted songs too. */
	interface SongArchive extends JpaRepository<Song, Long>, ListQuerydslPredicateExecutor<Song> {

		@Override
		@IncludingDeleted
		List<Song> findAll(Predicate predicate);

		@Override
		@IncludingDeleted
		Page<Song> findAll(Predicate predicate, Pageable pageable);

		@Override
		@IncludingDeleted
		long count(Predicate predicate);

	}

	interface ComposerRepository extends SoftDeleteRepository<Composer, Long>, QuerydslPredicateExecutor<Composer> {

	}

	interface GenreRepository extends SoftDeleteRepository<Genre, Long> {

	}

}
