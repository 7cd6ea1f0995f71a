package io.github.softdeleteaudit.shapes.sequence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Parents and children that are loaded with each other.
 */
public final class SequenceModel {

	private SequenceModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class SequenceApplication {

	}

	public interface TeamRepository extends SoftDeleteRepository<Team, Long> {

	}

	public interface PlayerRepository extends SoftDeleteRepository<Player, Long> {

	}

	public interface BadgeRepository extends SoftDeleteRepository<Badge, Long> {

	}

	public interface LoginRepository extends SoftDeleteRepository<Login, Long> {

	}

	public interface CounterRepository extends SoftDeleteRepository<Counter, Long> {

	}

	/** Cascades {@code PERSIST} to its players, but no deletion. */
	@Entity(name = "Team")
	public static class Team extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "team", cascade = { CascadeType.PERSIST, CascadeType.MERGE })
		public List<Player> players = new ArrayList<>();

		protected Team() {
		}

		public Team(String name) {
			this.name = name;
		}

	}

	/** Refers to its team, eagerly, and cascades {@code PERSIST} to its badges. */
	@Entity(name = "Player")
	public static class Player extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne(optional = false)
		public Team team;

		@ManyToOne(cascade = CascadeType.PERSIST)
		public Badge favourite;

		@ManyToMany(cascade = CascadeType.PERSIST)
		public Set<Badge> badges = new LinkedHashSet<>();

		protected Player() {
		}

		public Player(Team team, String name) {
			this.team = team;
			this.name = name;
			team.players.add(this);
		}

	}

	/** Without a version. */
	@Entity(name = "Badge")
	public static class Badge extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Badge() {
		}

		public Badge(String name) {
			this.name = name;
		}

	}

	/** Not soft-deletable, and refers to what is. */
	@Entity(name = "Ticket")
	public static class Ticket {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(cascade = CascadeType.PERSIST)
		public Team team;

		protected Ticket() {
		}

		public Ticket(Team team) {
			this.team = team;
		}

	}

	/** Has a key that is unique among live rows. */
	@Entity(name = "Login")
	public static class Login extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String email;

		protected Login() {
		}

		public Login(String email) {
			this.email = email;
		}

	}

	/** Has a key that is unique among all rows, and an id of the database's. */
	@Entity(name = "Counter")
	public static class Counter extends SoftDeletableEntity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		@Column(unique = true)
		public String code;

		protected Counter() {
		}

		public Counter(String code) {
			this.code = code;
		}

	}

}
