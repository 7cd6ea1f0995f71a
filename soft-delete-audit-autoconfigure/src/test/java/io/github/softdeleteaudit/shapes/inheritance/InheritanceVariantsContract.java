package io.github.softdeleteaudit.shapes.inheritance;

import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.inheritance.Variants.FlaggedHolder;
import io.github.softdeleteaudit.shapes.inheritance.Variants.FlaggedLeaf;
import io.github.softdeleteaudit.shapes.inheritance.Variants.FlaggedLeafRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.FlaggedRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.LooseLeaf;
import io.github.softdeleteaudit.shapes.inheritance.Variants.LooseRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedClassLeaf;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedClassRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedHolder;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedLeaf;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedLeafRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.RestrictedRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.Timed;
import io.github.softdeleteaudit.shapes.inheritance.Variants.TimedHolder;
import io.github.softdeleteaudit.shapes.inheritance.Variants.TimedHolderRepository;
import io.github.softdeleteaudit.shapes.inheritance.Variants.TimedLeaf;
import io.github.softdeleteaudit.shapes.inheritance.Variants.TimedRepository;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises for hierarchies with fewer columns of a deletion, and with restrictions
 * and excluded attributes.
 */
abstract class InheritanceVariantsContract extends ShapeContract {

	InheritanceVariantsContract(TestDatabase database) {
		super(database, InheritanceApplication.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

	// --- a boolean and no version

	@Test
	void aLeafWithABooleanInItsRootIsDeletedAndRestored() {
		flagged("other");
		FlaggedLeaf leaf = flagged("leaf");
		deleteAndRestore(bean(FlaggedRepository.class), leaf.id);
		deleteAndRestore(bean(FlaggedLeafRepository.class), leaf.id);
		deleteAndRestore(bean(FlaggedLeafRepository.class), leaf.id,
				() -> em().remove(em().find(FlaggedLeaf.class, leaf.id)));
	}

	@Test
	void aStaleUpdateOfASubclassTableFailsWithoutAVersion() {
		FlaggedLeaf leaf = flagged("stale");
		for (Runnable change : List.<Runnable>of(() -> em().find(FlaggedLeaf.class, leaf.id).leaf = "changed",
				() -> em().find(FlaggedLeaf.class, leaf.id).middle = "changed",
				() -> em().find(FlaggedLeaf.class, leaf.id).more = "changed",
				() -> em().find(FlaggedLeaf.class, leaf.id).more = null)) {
			Tables before = contents();
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
				em().find(FlaggedLeaf.class, leaf.id);
				this.application.inNewTransaction(() -> bean(FlaggedRepository.class).deleteById(leaf.id));
				change.run();
			}));
			assertThat(bean(FlaggedRepository.class).existsDeletedById(leaf.id)).isTrue();
			bean(FlaggedRepository.class).restore(leaf.id);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void anUpdateOfASubclassTableWithoutAVersionIsWritten() {
		FlaggedLeaf leaf = flagged("live");
		FlaggedLeaf other = flagged("live");
		tx(() -> {
			FlaggedLeaf found = em().find(FlaggedLeaf.class, leaf.id);
			FlaggedLeaf foundToo = em().find(FlaggedLeaf.class, other.id);
			found.leaf = "changed";
			foundToo.middle = "changed";
		});
		tx(() -> em().find(FlaggedLeaf.class, leaf.id).more = null);
		assertThat(count("select count(*) from flagged_leaf where leaf = 'changed' and middle_id = ?", leaf.id))
			.isOne();
		assertThat(count("select count(*) from flagged_middle where middle = 'changed' and id = ?", other.id)).isOne();
		assertThat(count("select count(*) from flagged_leaf_more where middle_id = ?", leaf.id)).isZero();
		assertThat(count("select count(*) from flagged_leaf_more where middle_id = ?", other.id)).isOne();
	}

	@Test
	void aStatelessUpdateOfADeletedRowFailsWithoutAVersion() {
		FlaggedLeaf leaf = flagged("stateless");
		SessionFactory sessionFactory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		FlaggedLeaf stale = sessionFactory
			.fromStatelessTransaction((session) -> session.get(FlaggedLeaf.class, leaf.id));
		bean(FlaggedRepository.class).deleteById(leaf.id);
		Tables before = contents();
		stale.leaf = "stale";
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> sessionFactory.inStatelessTransaction((session) -> session.update(stale)));
		assertThat(contents()).isEqualTo(before);
		bean(FlaggedRepository.class).restore(leaf.id);
		sessionFactory.inStatelessTransaction((session) -> session.update(stale));
		assertThat(count("select count(*) from flagged_leaf where leaf = 'stale' and middle_id = ?", leaf.id)).isOne();
	}

	@Test
	void collectionsOfLeavesWithAKeyOfAnotherNameShowLiveOnesAndKeepLinksToDeletedOnes() {
		FlaggedLeaf live = flagged("live");
		FlaggedLeaf deleted = flagged("deleted");
		FlaggedHolder holder = get(() -> {
			FlaggedHolder created = new FlaggedHolder();
			for (FlaggedLeaf leaf : List.of(live, deleted)) {
				FlaggedLeaf found = em().find(FlaggedLeaf.class, leaf.id);
				created.linked.add(found);
				created.joined.add(found);
				created.leaf = found;
			}
			em().persist(created);
			return created;
		});
		bean(FlaggedRepository.class).deleteById(deleted.id);
		tx(() -> {
			FlaggedHolder found = em().find(FlaggedHolder.class, holder.id);
			assertThat(found.linked).extracting((leaf) -> leaf.id).containsExactly(live.id);
			assertThat(found.joined).extracting((leaf) -> leaf.id).containsExactly(live.id);
			assertThat(found.leaf.leaf).isEqualTo("deleted");
			found.linked.clear();
			found.joined.clear();
		});
		bean(FlaggedRepository.class).restore(deleted.id);
		tx(() -> {
			FlaggedHolder found = em().find(FlaggedHolder.class, holder.id);
			assertThat(found.linked).extracting((leaf) -> leaf.id).containsExactly(deleted.id);
			assertThat(found.joined).extracting((leaf) -> leaf.id).containsExactly(deleted.id);
		});
	}

	@Test
	void aLeafWithAKeyOfAnotherNameIsPurged() {
		Tables before = this.application.tables();
		FlaggedLeaf leaf = flagged("purged");
		bean(FlaggedRepository.class).deleteById(leaf.id);
		bean(FlaggedRepository.class).purge(leaf.id);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// --- a time and nothing else

	@Test
	void whatWasTakenAlongIsFoundByTheTimeAloneInEachTable() {
		TimedHolder holder = get(() -> {
			TimedHolder created = new TimedHolder();
			for (Timed timed : List.of(new Timed(), new TimedLeaf(), new Timed(), new TimedLeaf())) {
				timed.name = "timed";
				timed.holder = created;
				created.timed.add(timed);
			}
			em().persist(created);
			return created;
		});
		List<Long> ids = holder.timed.stream().map((timed) -> timed.id).toList();
		TimedRepository repository = bean(TimedRepository.class);
		deleteAndRestore(repository, ids.get(0));
		deleteAndRestore(repository, ids.get(1));
		repository.deleteById(ids.get(3));
		this.application.clock().tick();
		deleteAndRestore(bean(TimedHolderRepository.class), holder.id);
		assertThat(repository.existsDeletedById(ids.get(3))).isTrue();
		tx(() -> {
			assertThat(em().createQuery("update Timed t set t.name = 'changed' where t.holder.id = " + holder.id)
				.executeUpdate()).isEqualTo(3);
		});
		assertThat(repository.restore(ids.get(3)).name).isEqualTo("timed");
	}

	@Test
	void aStaleUpdateOfAClassTableFailsWithoutAVersion() {
		TimedLeaf leaf = get(() -> {
			TimedLeaf created = new TimedLeaf();
			em().persist(created);
			return created;
		});
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			Timed found = em().find(Timed.class, leaf.id);
			this.application.inNewTransaction(() -> bean(TimedRepository.class).deleteById(leaf.id));
			found.name = "stale";
		}));
		bean(TimedRepository.class).restore(leaf.id);
		assertThat(contents()).isEqualTo(before);
	}

	// --- restrictions of its own

	@Test
	void aHierarchyKeepsItsOwnRestriction() {
		List<Long> ids = get(() -> {
			RestrictedHolder holder = new RestrictedHolder();
			em().persist(holder);
			List<RestrictedLeaf> leaves = List.of(new RestrictedLeaf(), new RestrictedLeaf(), new RestrictedLeaf());
			List<RestrictedClassLeaf> classLeaves = List.of(new RestrictedClassLeaf(), new RestrictedClassLeaf(),
					new RestrictedClassLeaf());
			leaves.forEach(em()::persist);
			classLeaves.forEach(em()::persist);
			holder.leaves.addAll(leaves);
			holder.classes.addAll(classLeaves);
			holder.leaf = leaves.get(1);
			leaves.get(2).archived = true;
			classLeaves.get(2).archived = true;
			return List.of(holder.id, leaves.get(0).id, leaves.get(1).id, leaves.get(2).id, classLeaves.get(0).id,
					classLeaves.get(1).id, classLeaves.get(2).id);
		});
		deleteAndRestore(bean(RestrictedRepository.class), ids.get(2));
		deleteAndRestore(bean(RestrictedClassRepository.class), ids.get(5));
		bean(RestrictedLeafRepository.class).deleteById(ids.get(2));
		bean(RestrictedClassRepository.class).deleteById(ids.get(5));
		assertThat(bean(RestrictedRepository.class).findAll()).extracting(Thing::getId)
			.contains(ids.get(1))
			.doesNotContain(ids.get(2), ids.get(3));
		assertThat(bean(RestrictedClassRepository.class).findAll()).extracting(Thing::getId)
			.contains(ids.get(4))
			.doesNotContain(ids.get(5), ids.get(6));
		assertThat(bean(RestrictedLeafRepository.class).findDeleted()).extracting(Thing::getId)
			.containsExactly(ids.get(2));
		assertThat(bean(RestrictedClassRepository.class).findDeleted()).extracting(Thing::getId)
			.containsExactly(ids.get(5));
		tx(() -> {
			RestrictedHolder found = em().find(RestrictedHolder.class, ids.get(0));
			assertThat(found.leaves).extracting(Thing::getId).containsExactly(ids.get(1));
			assertThat(found.classes).extracting(Thing::getId).containsExactly(ids.get(4));
			assertThat(em()
				.createQuery(
						"select h.leaf.id from RestrictedHolder h join h.leaf l where h.id = :id and l.version >= 0",
						Object.class)
				.setParameter("id", ids.get(0))
				.getResultList()).hasSize(1);
			found.leaves.clear();
			found.classes.clear();
		});
		bean(RestrictedRepository.class).restore(ids.get(2));
		bean(RestrictedClassRepository.class).restore(ids.get(5));
		tx(() -> {
			RestrictedHolder found = em().find(RestrictedHolder.class, ids.get(0));
			assertThat(found.leaves).extracting(Thing::getId).containsExactly(ids.get(2));
			assertThat(found.classes).extracting(Thing::getId).containsExactly(ids.get(5));
		});
	}

	// --- attributes that do not count for the version

	@Test
	void aStaleUpdateOfWhatDoesNotCountForTheVersionFailsOnADeletedRow() {
		LooseLeaf leaf = get(() -> {
			LooseLeaf created = new LooseLeaf();
			em().persist(created);
			return created;
		});
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			LooseLeaf found = em().find(LooseLeaf.class, leaf.id);
			this.application.inNewTransaction(() -> bean(LooseRepository.class).deleteById(leaf.id));
			found.counter = 7;
		}));
		bean(LooseRepository.class).restore(leaf.id);
		assertThat(contents()).isEqualTo(before);
		tx(() -> em().find(LooseLeaf.class, leaf.id).counter = 7);
		assertThat(count("select count(*) from loose_leaf where counter = 7 and id = ?", leaf.id)).isOne();
	}

	@Test
	void aLeafWhoseKeyCascadesInTheDatabaseIsDeletedRestoredAndPurged() {
		Tables before = this.application.tables();
		LooseLeaf leaf = get(() -> {
			LooseLeaf created = new LooseLeaf();
			em().persist(created);
			return created;
		});
		deleteAndRestore(bean(LooseRepository.class), leaf.id);
		bean(LooseRepository.class).deleteById(leaf.id);
		bean(LooseRepository.class).purge(leaf.id);
		assertThat(this.application.tables()).isEqualTo(before);
	}

	private FlaggedLeaf flagged(String name) {
		return get(() -> {
			FlaggedLeaf leaf = new FlaggedLeaf();
			leaf.middle = name;
			leaf.leaf = name;
			leaf.more = name;
			em().persist(leaf);
			return leaf;
		});
	}

}
