package io.github.softdeleteaudit.shapes.sequence;

import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Badge;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.BadgeRepository;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Counter;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.CounterRepository;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Login;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.LoginRepository;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Player;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.PlayerRepository;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.SequenceApplication;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Team;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.TeamRepository;
import io.github.softdeleteaudit.shapes.sequence.SequenceModel.Ticket;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Deletions of entities to which others in the persistence context refer, and deletions
 * that meet an insert.
 */
abstract class SequenceContract extends ShapeContract {

	private TeamRepository teams;

	private PlayerRepository players;

	private BadgeRepository badges;

	private LoginRepository logins;

	private CounterRepository counters;

	SequenceContract(TestDatabase database) {
		super(database, SequenceApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

	@BeforeAll
	void prepare() {
		this.teams = bean(TeamRepository.class);
		this.players = bean(PlayerRepository.class);
		this.badges = bean(BadgeRepository.class);
		this.logins = bean(LoginRepository.class);
		this.counters = bean(CounterRepository.class);
		// unique among live rows, in a way that all the databases know
		this.application.jdbc()
			.execute("alter table login add live_email varchar(255) generated always as"
					+ " (case when deleted_at is null then email end)"
					+ ((database() == TestDatabase.H2) ? "" : " stored"));
		this.application.jdbc().execute("create unique index login_live_email on login (live_email)");
	}

	/**
	 * A team of two players, each with two badges.
	 */
	private Player player() {
		return get(() -> {
			Team team = new Team("team");
			Player player = new Player(team, "first");
			player.favourite = new Badge("favourite");
			player.badges.add(player.favourite);
			player.badges.add(new Badge("other"));
			new Player(team, "second").badges.addAll(player.badges);
			em().persist(team);
			return player;
		});
	}

	private Team team() {
		return player().team;
	}

	@Test
	void aParentIsDeletedWhileItsChildIsLoadedWithAnEagerReference() {
		Player created = player();
		Tables unmarked = unmarkedContents();
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			assertThat(Hibernate.isInitialized(player.team)).isTrue();
			this.teams.delete(player.team);
		});
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(this.teams.existsDeletedById(created.team.id)).isTrue();
		assertThat(this.players.findById(created.id).orElseThrow().team.name).isEqualTo("team");
	}

	@Test
	void aChildChangedInTheSameTransactionKeepsItsReference() {
		Player created = player();
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			this.teams.delete(player.team);
			player.name = "changed";
			assertThat(this.players.count()).isPositive();
			player.name = "changed again";
		});
		assertThat(this.teams.existsDeletedById(created.team.id)).isTrue();
		assertThat(get(() -> this.players.findById(created.id).orElseThrow())).satisfies((player) -> {
			assertThat(player.name).isEqualTo("changed again");
			assertThat(player.team.id).isEqualTo(created.team.id);
		});
	}

	@Test
	void aDeletedEntityCanStillBeReferredToByANewOne() {
		Player created = player();
		tx(() -> {
			Team team = this.teams.findById(created.team.id).orElseThrow();
			this.teams.delete(team);
			em().persist(new Ticket(team));
		});
		assertThat(this.teams.existsDeletedById(created.team.id)).isTrue();
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from ticket where team_id = ?", Integer.class, created.team.id))
			.isEqualTo(1);
	}

	@Test
	void aReferenceThatCascadesPersistDoesNotTakeTheDeletionBack() {
		Player created = player();
		Tables unmarked = unmarkedContents();
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			this.badges.delete(player.favourite);
		});
		assertThat(this.badges.existsDeletedById(created.favourite.id)).isTrue();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(get(() -> this.players.findById(created.id).orElseThrow().favourite.name)).isEqualTo("favourite");
	}

	@Test
	void aReferenceOfAnEntityThatIsNotSoftDeletableDoesNotTakeTheDeletionBack() {
		Team created = team();
		tx(() -> em().persist(new Ticket(em().find(Team.class, created.id))));
		Tables unmarked = unmarkedContents();
		tx(() -> {
			Ticket ticket = em().createQuery("from Ticket t where t.team.id = :id", Ticket.class)
				.setParameter("id", created.id)
				.getSingleResult();
			em().remove(ticket.team);
		});
		assertThat(this.teams.existsDeletedById(created.id)).isTrue();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
	}

	@Test
	void aChildIsDeletedThoughItsLoadedParentCascadesPersist() {
		Player created = player();
		Tables unmarked = unmarkedContents();
		tx(() -> {
			Team team = this.teams.findById(created.team.id).orElseThrow();
			this.players.delete(team.players.get(0));
		});
		assertThat(this.players.existsDeletedById(created.id)).isTrue();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
	}

	@Test
	void aChildStaysDeletedThroughFurtherFlushesWithItsLoadedParent() {
		Player created = player();
		tx(() -> {
			Team team = this.teams.findById(created.team.id).orElseThrow();
			this.players.delete(team.players.get(0));
			em().flush();
			team.name = "changed";
			em().flush();
			assertThat(this.teams.count()).isPositive();
			new Player(team, "third");
		});
		assertThat(this.players.existsDeletedById(created.id)).isTrue();
		assertThat(get(() -> this.teams.findById(created.team.id).orElseThrow().players.stream()
			.map((player) -> player.name)
			.toList())).containsExactlyInAnyOrder("second", "third");
		tx(() -> this.players.restore(created.id));
		assertThat(get(() -> this.teams.findById(created.team.id).orElseThrow().players.size())).isEqualTo(3);
	}

	@Test
	void anElementOfALoadedCollectionIsDeletedWithItsLinks() {
		Player created = player();
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			player.badges.forEach(this.badges::delete);
		});
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		tx(() -> this.players.findById(created.id).orElseThrow().badges
			.forEach((badge) -> assertThat(badge).as("live badge").isNull()));
		created.badges.forEach((badge) -> tx(() -> this.badges.restore(badge.id)));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void anElementDeletedAndALinkAddedInOneTransactionLoseNoLink() {
		Player created = player();
		Tables unmarked = unmarkedContents();
		Badge third = get(() -> this.badges.save(new Badge("third")));
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			this.badges.delete(player.badges.iterator().next());
			player.badges.add(this.badges.findById(third.id).orElseThrow());
		});
		assertThat(this.badges.countDeleted()).isPositive();
		tx(() -> this.badges.findDeleted().forEach((badge) -> this.badges.restore(badge.id)));
		assertThat(get(() -> this.players.findById(created.id).orElseThrow().badges.size())).isEqualTo(3);
		tx(() -> {
			Player player = this.players.findById(created.id).orElseThrow();
			player.badges.removeIf((badge) -> badge.name.equals("third"));
		});
		this.application.jdbc().update("delete from badge where id = ?", third.id);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
	}

	@Test
	void aParentAndItsChildLoadedWithEachOtherAreDeletedInEitherOrder() {
		for (boolean parentFirst : new boolean[] { true, false }) {
			Player created = player();
			Tables unmarked = unmarkedContents();
			tx(() -> {
				Player player = this.players.findById(created.id).orElseThrow();
				List<Runnable> deletions = List.of(() -> this.teams.delete(player.team),
						() -> this.players.delete(player));
				deletions.get(parentFirst ? 0 : 1).run();
				deletions.get(parentFirst ? 1 : 0).run();
			});
			assertThat(unmarkedContents()).isEqualTo(unmarked);
			assertThat(this.teams.existsDeletedById(created.team.id)).isTrue();
			assertThat(this.players.existsDeletedById(created.id)).isTrue();
		}
	}

	@Test
	void aDeletionIsTakenBackByPersistingTheInstanceBeforeTheFlush() {
		Player created = player();
		Tables before = this.application.tables();
		tx(() -> {
			Team team = this.teams.findById(created.team.id).orElseThrow();
			em().remove(team);
			em().persist(team);
			Player player = this.players.findById(created.id).orElseThrow();
			em().remove(player);
			em().persist(player);
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void anInstanceDeletedBeforeIsNotPersistedAgainButToBeRestored() {
		Player created = player();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> tx(() -> {
			Team team = this.teams.findById(created.team.id).orElseThrow();
			this.teams.delete(team);
			em().flush();
			em().persist(team);
		})).withMessageContaining("Team").withMessageContaining("restore");
		assertThat(this.teams.existsById(created.team.id)).as("nothing is done by halves").isTrue();
	}

	@Test
	void aKeyThatIsUniqueAmongLiveRowsCanBeDeletedAndInsertedInOneTransaction() {
		tx(this.logins::deleteAll);
		long deleted = this.logins.countDeleted();
		Login first = get(() -> this.logins.save(new Login("ann@example.org")));
		for (boolean deleteFirst : new boolean[] { true, false }) {
			Login[] next = new Login[1];
			Long holder = this.logins.findAll().get(0).id;
			tx(() -> {
				if (deleteFirst) {
					this.logins.deleteById(holder);
				}
				next[0] = this.logins.save(new Login("ann@example.org"));
				if (!deleteFirst) {
					this.logins.deleteById(holder);
				}
			});
			assertThat(this.logins.findAll()).extracting((login) -> login.id).containsExactly(next[0].id);
		}
		assertThat(this.logins.findDeleted()).extracting((login) -> login.id)
			.contains(first.id)
			.hasSize((int) deleted + 2);
	}

	@Test
	void aKeyCanPassFromADeletedRowToAnUpdatedOne() {
		tx(this.logins::deleteAll);
		Login[] created = get(() -> new Login[] { this.logins.save(new Login("bob@example.org")),
				this.logins.save(new Login("old@example.org")) });
		tx(() -> {
			this.logins.findById(created[1].id).orElseThrow().email = "bob@example.org";
			this.logins.deleteById(created[0].id);
		});
		assertThat(this.logins.findById(created[1].id).orElseThrow().email).isEqualTo("bob@example.org");
	}

	@Test
	void aKeyThatIsUniqueAmongAllRowsStaysWithTheDeletedOneAndTheErrorSaysWhatToDo() {
		Counter created = get(() -> this.counters.save(new Counter("one")));
		Tables before = contents();
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> tx(() -> {
			this.counters.deleteById(created.id);
			this.counters.save(new Counter("one"));
		})).withMessageContaining("restore").withMessageContaining("live");
		assertThat(contents()).isEqualTo(before);
		tx(() -> this.counters.deleteById(created.id));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.counters.save(new Counter("one")))
			.withMessageContaining("restore");
	}

	@Test
	void theErrorOfAJdbcBatchSaysWhatToDoToo() {
		Login created = get(() -> this.logins.save(new Login("batch@example.org")));
		Tables before = contents();
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> tx(() -> this.logins.saveAll(List.of(new Login("first@example.org"), new Login(created.email)))))
			.withMessageContaining("Login cannot be inserted")
			.withMessageContaining("restore");
		assertThat(contents()).isEqualTo(before);
	}

}
