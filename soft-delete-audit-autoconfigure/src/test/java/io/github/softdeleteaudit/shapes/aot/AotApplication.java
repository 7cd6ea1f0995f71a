package io.github.softdeleteaudit.shapes.aot;

import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.Transactional;

/** Leaves of a tree. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
public class AotApplication {

	@Entity(name = "Leaf")
	@Audited
	@LiveUnique(attributes = "name")
	public static class Leaf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Leaf() {
		}

		public Leaf(String name) {
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	public interface LeafRepository extends SoftDeleteRepository<Leaf, Long>, AuditedRepository<Leaf, Long> {

		List<Leaf> findByNameStartingWithOrderByName(String name);

		@IncludingDeleted
		List<Leaf> findAnyByNameStartingWithOrderByName(String name);

		@Query("select l from Leaf l where l.name like concat(:name, '%') order by l.name")
		List<Leaf> byQuery(String name);

		@IncludingDeleted(Leaf.class)
		@Query("select l from Leaf l where l.name like concat(:name, '%') order by l.name")
		List<Leaf> anyByQuery(String name);

		@IncludingDeleted
		Page<Leaf> findPageByNameStartingWith(String name, Pageable pageable);

		@IncludingDeleted
		long countAnyByNameStartingWith(String name);

		@IncludingDeleted
		Optional<Leaf> findAnyByName(String name);

		long countByNameStartingWith(String name);

		boolean existsByName(String name);

		@Transactional
		long deleteByName(String name);

	}

}
