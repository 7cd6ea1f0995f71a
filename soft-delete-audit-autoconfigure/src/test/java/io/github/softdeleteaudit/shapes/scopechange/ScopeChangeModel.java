package io.github.softdeleteaudit.shapes.scopechange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Machines with their parts, which go along with them, and with tools that are linked.
 */
public final class ScopeChangeModel {

	private ScopeChangeModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ScopeChangeApplication {

	}

	@Entity(name = "Machine")
	@Audited
	public static class Machine extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "machine", cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Part> parts = new ArrayList<>();

		@ManyToMany
		@BatchSize(size = 10)
		public Set<Tool> tools = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> notes = new LinkedHashSet<>();

		protected Machine() {
		}

		public Machine(String name, String... parts) {
			this.name = name;
			for (String part : parts) {
				this.parts.add(new Part(part, this));
			}
		}

		public Long getId() {
			return this.id;
		}

	}

	@Entity(name = "Part")
	@Audited
	public static class Part extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Machine machine;

		protected Part() {
		}

		public Part(String name, Machine machine) {
			this.name = name;
			this.machine = machine;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Tool")
	@Audited
	public static class Tool extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Tool() {
		}

		public Tool(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Sticker")
	public static class Sticker extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Machine machine;

		protected Sticker() {
		}

		public Sticker(Machine machine) {
			this.machine = machine;
		}

	}

	public interface StickerRepository extends SoftDeleteRepository<Sticker, Long> {

	}

	public interface MachineRepository extends SoftDeleteRepository<Machine, Long>, AuditedRepository<Machine, Long> {

	}

	public interface PartRepository extends SoftDeleteRepository<Part, Long>, AuditedRepository<Part, Long> {

		@Modifying
		@Query("update Part p set p.name = :name where p.id = :id")
		int rename(Long id, String name);

	}

	public interface ToolRepository extends SoftDeleteRepository<Tool, Long> {

	}

}
