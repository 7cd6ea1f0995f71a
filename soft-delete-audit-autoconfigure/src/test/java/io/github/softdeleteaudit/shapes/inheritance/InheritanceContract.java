package io.github.softdeleteaudit.shapes.inheritance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises for each way to keep a hierarchy of entities.
 */
abstract class InheritanceContract extends ShapeContract {

	/** The collections of a box, and the levels whose instances they hold. */
	private static final Map<String, List<String>> COLLECTIONS = collections();

	InheritanceContract(TestDatabase database) {
		super(database, InheritanceApplication.class);
	}

	private static Map<String, List<String>> collections() {
		Map<String, List<String>> collections = new LinkedHashMap<>();
		collections.put("owned", List.of("Base", "Side", "Middle", "Leaf"));
		collections.put("ownedLeaves", List.of("Leaf"));
		collections.put("middles", List.of("Middle", "Leaf"));
		collections.put("leaves", List.of("Leaf"));
		collections.put("linkedBases", List.of("Base", "Side", "Middle", "Leaf"));
		collections.put("linkedMiddles", List.of("Middle", "Leaf"));
		collections.put("linkedLeaves", List.of("Leaf"));
		collections.put("joinedLeaves", List.of("Leaf"));
		return collections;
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

	// --- deletes

	@ParameterizedTest
	@EnumSource
	void aRowIsDeletedThroughARepositoryOfItsOwnTypeAndOfEachAboveIt(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Long id = box.id(level);
			for (String above : above(level)) {
				SoftDeleteRepository<Thing, Long> repository = repository(hierarchy, above);
				deleteAndRestore(repository, id);
				deleteAndRestore(repository, id, () -> repository.delete(repository.findById(id).orElseThrow()));
				deleteAndRestore(repository, id, () -> repository.deleteAllByIdInBatch(List.of(id)));
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aRowIsDeletedByTheEntityManagerAndByAStatelessSession(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Long id = box.id(level);
			SoftDeleteRepository<Thing, Long> repository = repository(hierarchy, level);
			deleteAndRestore(repository, id, () -> em().remove(em().find(hierarchy.type("Base"), id)));
			deleteAndRestore(repository, id, () -> em().remove(em().getReference(hierarchy.type("Base"), id)));
			deleteAndRestore(repository, id, () -> sessionFactory()
				.inStatelessTransaction((session) -> session.delete(session.get(hierarchy.type("Base"), id))));
		});
	}

	@ParameterizedTest
	@EnumSource
	void oneUpdateOfOneTableDeletes(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			tx(() -> box.part(level).forEach((part) -> em().remove(em().find(hierarchy.type("Part"), part))));
			this.application.statements().clear();
			repository(hierarchy, "Base").deleteById(box.id(level));
			assertThat(this.application.statements().changes()).hasSize(1).first().asString().startsWith("update");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aDeletedOwnerTakesItsInstancesOfAllLevelsAlongAndBack(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		deleteAndRestore(repository(hierarchy, "Box"), box.id);
		repository(hierarchy, "Box").deleteById(box.id);
		hierarchy.concreteLevels()
			.forEach((level) -> assertThat(repository(hierarchy, level).existsDeletedById(box.id(level))).isTrue());
	}

	@ParameterizedTest
	@EnumSource
	void anOrphanOfEachLevelIsDeletedAndRestored(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Long id = box.id(level);
			deleteAndRestore(repository(hierarchy, level), id, () -> {
				Object found = find(hierarchy, "Box", box.id);
				collection(found, "owned").removeIf((thing) -> thing.getId().equals(id));
			});
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDeletedTogetherIsDeletedInBatches(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Box other = box(hierarchy);
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		repository(hierarchy, "Box")
			.deleteAllInBatch(List.of(repository(hierarchy, "Box").findById(box.id).orElseThrow(),
					repository(hierarchy, "Box").findById(other.id).orElseThrow()));
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(repository(hierarchy, "Base").existsById(other.id("Leaf"))).isFalse();
		repository(hierarchy, "Box").restore(box.id);
		assertThat(repository(hierarchy, "Base").existsById(other.id("Leaf"))).isFalse();
		repository(hierarchy, "Box").restore(other.id);
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource
	void aStaleDeleteFails(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Thing stale = repository(hierarchy, level).findById(box.id(level)).orElseThrow();
			tx(() -> set(em().find(hierarchy.type(level), box.id(level)), own(level), "changed"));
			Tables before = this.application.tables();
			assertThatExceptionOfType(OptimisticLockingFailureException.class)
				.isThrownBy(() -> repository(hierarchy, level).delete(stale));
			assertThat(this.application.tables()).isEqualTo(before);
		});
	}

	@ParameterizedTest
	@EnumSource
	void ofTwoDeletesAtOnceTheSecondFails(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Long id = box.id(level);
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
				Object found = em().find(hierarchy.type(level), id);
				this.application.inNewTransaction(() -> repository(hierarchy, "Base").deleteById(id));
				em().remove(found);
			}));
		});
	}

	// --- updates

	@ParameterizedTest
	@EnumSource
	void aStaleUpdateOfAnyLevelsAttributeFailsAndChangesNothing(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Long id = box.id(level);
			for (String attribute : attributes(level)) {
				assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
					Object found = em().find(hierarchy.type(level), id);
					this.application.inNewTransaction(() -> repository(hierarchy, "Base").deleteById(id));
					set(found, attribute, "stale");
				}));
				assertThat(repository(hierarchy, level).existsById(id)).isFalse();
				Thing restored = repository(hierarchy, level).restore(id);
				assertThat(get(restored, attribute)).isNotEqualTo("stale");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aDetachedStaleInstanceIsNotMerged(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> {
			Thing detached = repository(hierarchy, level).findById(box.id(level)).orElseThrow();
			repository(hierarchy, "Base").deleteById(box.id(level));
			Tables before = this.application.tables();
			for (String attribute : attributes(level)) {
				set(detached, attribute, "stale");
			}
			assertThatExceptionOfType(OptimisticLockingFailureException.class)
				.isThrownBy(() -> repository(hierarchy, level).save(detached));
			assertThat(this.application.tables()).isEqualTo(before);
		});
	}

	@ParameterizedTest
	@EnumSource
	void aRestoredInstanceIsWholeAndCanBeChanged(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Long id = box.id("Leaf");
		tx(() -> {
			Object found = em().find(hierarchy.type("Base"), id);
			em().remove(found);
			em().flush();
			Thing restored = repository(hierarchy, "Base").restore(id);
			assertThat(Hibernate.getClass(restored)).isEqualTo(hierarchy.type("Leaf"));
			assertThat(get(restored, "leaf")).isEqualTo("leaf");
			assertThat(get(restored, "middle")).isEqualTo("middle");
			assertThat(collection(restored, "parts")).hasSize(2);
			assertThat((List<?>) get(restored, "notes")).asString().isEqualTo("[one, two]");
		});
		tx(() -> {
			Object found = em().find(hierarchy.type("Leaf"), id);
			for (String attribute : attributes("Leaf")) {
				set(found, attribute, "changed");
			}
		});
		tx(() -> {
			Object found = em().find(hierarchy.type("Leaf"), id);
			for (String attribute : attributes("Leaf")) {
				assertThat(get(found, attribute)).isEqualTo("changed");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void anHqlUpdateChangesLiveRows(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Box other = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).deleteById(other.id(level)));
		hierarchy.concreteLevels().forEach((level) -> {
			for (String above : above(level)) {
				for (String attribute : updatable(hierarchy, above)) {
					String text = "by " + above;
					int changed = get(() -> em()
						.createQuery("update %s e set e.%s = :text where e.id in (:ids)"
							.formatted(hierarchy.entity(above), attribute))
						.setParameter("text", text)
						.setParameter("ids", List.of(box.id(level), other.id(level)))
						.executeUpdate());
					assertThat(changed).isOne();
					assertThat(get(repository(hierarchy, level).findById(box.id(level)).orElseThrow(), attribute))
						.isEqualTo(text);
				}
			}
		});
		hierarchy.concreteLevels().forEach((level) -> {
			Thing restored = repository(hierarchy, level).restore(other.id(level));
			for (String attribute : attributes(level)) {
				assertThat(get(restored, attribute)).asString().doesNotStartWith("by ");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void anHqlUpdateOfAllLeavesDeletedRowsAlone(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		repository(hierarchy, "Base").deleteById(box.id("Leaf"));
		tx(() -> {
			for (String level : List.of("Base", "Middle", "Leaf")) {
				for (String attribute : updatable(hierarchy, level)) {
					em().createQuery(
							"update versioned %s e set e.%s = 'all'".formatted(hierarchy.entity(level), attribute))
						.executeUpdate();
				}
			}
		});
		Thing restored = repository(hierarchy, "Leaf").restore(box.id("Leaf"));
		for (String level : List.of("Base", "Middle", "Leaf")) {
			assertThat(get(restored, own(level))).isNotEqualTo("all");
		}
		assertThat(repository(hierarchy, "Base").findAll()).filteredOn((thing) -> !thing.id.equals(restored.id))
			.isNotEmpty()
			.allMatch((thing) -> thing.name.equals("all"));
	}

	@ParameterizedTest
	@EnumSource
	void anHqlDeleteOfALevelMarksItsRowsAlone(Hierarchy hierarchy) {
		for (String level : Hierarchy.LEVELS) {
			Long box = box(hierarchy).id;
			Tables unmarked = unmarkedContents();
			long live = repository(hierarchy, "Base").count();
			long ofLevel = repository(hierarchy, level).count();
			this.application.clock().tick();
			int deleted = get(() -> em().createQuery("delete from " + hierarchy.entity(level)).executeUpdate());
			assertThat(deleted).isEqualTo((int) ofLevel).isPositive();
			assertThat(repository(hierarchy, level).count()).isZero();
			assertThat(repository(hierarchy, "Base").count()).isEqualTo(live - ofLevel);
			assertThat(unmarkedContents()).as(level).isEqualTo(unmarked);
			assertThat(box).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aNativeDeleteOfEachTableIsRefused(Hierarchy hierarchy) {
		box(hierarchy);
		Tables before = this.application.tables();
		for (String table : tables(hierarchy)) {
			assertThatExceptionOfType(PhysicalDeleteException.class).as(table)
				.isThrownBy(() -> tx(() -> em().createNativeQuery("delete from " + table).executeUpdate()));
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// --- reads

	@ParameterizedTest
	@EnumSource
	void theRepositoryOfASubclassShowsDeletedRowsOfItsTypeOnly(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		box(hierarchy);
		Map<String, Long> deleted = new LinkedHashMap<>();
		Map<String, Long> live = new LinkedHashMap<>();
		for (String level : Hierarchy.LEVELS) {
			deleted.put(level, repository(hierarchy, level).countDeleted());
			live.put(level, repository(hierarchy, level).count());
		}
		hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, "Base").deleteById(box.id(level)));
		for (String level : Hierarchy.LEVELS) {
			List<Long> ids = hierarchy.concreteLevels()
				.filter((candidate) -> above(candidate).contains(level))
				.map(box::id)
				.toList();
			SoftDeleteRepository<Thing, Long> repository = repository(hierarchy, level);
			assertThat(repository.findDeleted()).allMatch(hierarchy.type(level)::isInstance)
				.extracting(Thing::getId)
				.containsAll(ids);
			assertThat(repository.countDeleted()).isEqualTo(deleted.get(level) + ids.size());
			assertThat(repository.count()).isEqualTo(live.get(level) - ids.size());
			assertThat(repository.findAll()).hasSize((int) (live.get(level) - ids.size()));
			assertThat(repository.findAllById(box.first.values())).isEmpty();
			assertThat(repository.findAllById(box.second.values())).hasSize(ids.size());
			hierarchy.concreteLevels().forEach((candidate) -> {
				assertThat(repository.existsDeletedById(box.id(candidate))).isEqualTo(ids.contains(box.id(candidate)));
				assertThat(repository.existsById(box.id(candidate))).isFalse();
				assertThat(repository.findById(box.id(candidate))).isEmpty();
				assertThat(repository.findDeletedById(box.id(candidate)).isPresent())
					.isEqualTo(ids.contains(box.id(candidate)));
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void aScopeIsOneOfTheWholeHierarchy(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Long deleted = box.id("Leaf");
		Long live = box.second("Leaf");
		repository(hierarchy, "Base").deleteById(deleted);
		for (String level : above("Leaf")) {
			Class<?> type = hierarchy.type(level);
			for (String queried : above("Leaf")) {
				assertThat(SoftDeleteScope.onlyDeleted(type, () -> ids(hierarchy, queried))).contains(deleted)
					.doesNotContain(live);
			}
			assertThat(SoftDeleteScope.includingDeleted(() -> ids(hierarchy, level))).contains(deleted, live);
			assertThat(ids(hierarchy, level)).contains(live).doesNotContain(deleted);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aCrossJoinFindsLiveRowsOfEachLevel(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Long deleted = box.id("Leaf");
		Long live = box.second("Leaf");
		repository(hierarchy, "Base").deleteById(deleted);
		for (String level : above("Leaf")) {
			Supplier<List<Long>> query = () -> em()
				.createQuery("select distinct e.id from %s b cross join %s e".formatted(hierarchy.entity("Box"),
						hierarchy.entity(level)), Long.class)
				.getResultList();
			assertThat(query.get()).contains(live).doesNotContain(deleted);
			assertThat(SoftDeleteScope.onlyDeleted(hierarchy.type(level), query)).contains(deleted)
				.doesNotContain(live);
			assertThat(SoftDeleteScope.includingDeleted(query)).contains(deleted, live);
		}
	}

	@ParameterizedTest
	@EnumSource
	void eachCollectionShowsLiveRowsOnlyHoweverItIsRead(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).deleteById(box.id(level)));
		COLLECTIONS.forEach((name, levels) -> {
			List<Long> live = concrete(hierarchy, levels).map(box::second).toList();
			assertShows(hierarchy, box, name, live);
		});
		hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).restore(box.id(level)));
		COLLECTIONS.forEach((name, levels) -> {
			List<Long> all = concrete(hierarchy, levels).flatMap((level) -> Stream.of(box.id(level), box.second(level)))
				.toList();
			assertShows(hierarchy, box, name, all);
		});
	}

	@ParameterizedTest
	@EnumSource
	void eachCollectionShowsAllInAScopeThatIncludesDeletedRowsAndLivesOnInOneOfDeletedRows(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).deleteById(box.id(level)));
		Tables before = this.application.tables();
		COLLECTIONS.forEach((name, levels) -> {
			List<Long> all = concrete(hierarchy, levels).flatMap((level) -> Stream.of(box.id(level), box.second(level)))
				.toList();
			List<Long> live = concrete(hierarchy, levels).map(box::second).toList();
			SoftDeleteScope.includingDeleted(() -> {
				assertShows(hierarchy, box, name, all);
				return null;
			});
			SoftDeleteScope.onlyDeleted(hierarchy.type("Part"), () -> {
				assertShows(hierarchy, box, name, live);
				return null;
			});
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource
	void emptyingALinkTableSparesTheLinksToDeletedRows(Hierarchy hierarchy) {
		for (String name : List.of("linkedBases", "linkedMiddles", "linkedLeaves")) {
			Box box = box(hierarchy);
			Box other = box(hierarchy);
			hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).deleteById(box.id(level)));
			tx(() -> collection(find(hierarchy, "Box", box.id), name).clear());
			assertShows(hierarchy, box, name, List.of());
			tx(() -> {
				Collection<Thing> things = collection(find(hierarchy, "Box", box.id), name);
				things.add((Thing) em().find(hierarchy.type("Leaf"), other.id("Leaf")));
			});
			tx(() -> set(find(hierarchy, "Box", box.id), name, replaced(hierarchy, name, other)));
			List<Long> deleted = concrete(hierarchy, COLLECTIONS.get(name)).map(box::id).toList();
			hierarchy.concreteLevels().forEach((level) -> repository(hierarchy, level).restore(box.id(level)));
			assertShows(hierarchy, box, name,
					Stream.concat(deleted.stream(), Stream.of(other.id("Leaf"), other.second("Leaf"))).toList());
		}
	}

	@ParameterizedTest
	@EnumSource
	void emptyingAJoinedCollectionSparesTheDeletedRows(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		repository(hierarchy, "Leaf").deleteById(box.id("Leaf"));
		tx(() -> collection(find(hierarchy, "Box", box.id), "joinedLeaves").clear());
		assertShows(hierarchy, box, "joinedLeaves", List.of());
		repository(hierarchy, "Leaf").restore(box.id("Leaf"));
		assertShows(hierarchy, box, "joinedLeaves", List.of(box.id("Leaf")));
	}

	@ParameterizedTest
	@EnumSource
	void aReferenceShowsItsDeletedTargetAndKeepsIt(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Long id = box.id("Leaf");
		Long pointer = get(() -> {
			Thing created = hierarchy.create("Pointer");
			Object leaf = em().find(hierarchy.type("Leaf"), id);
			for (String attribute : List.of("base", "middle", "leaf", "eagerBase", "eagerLeaf")) {
				set(created, attribute, leaf);
			}
			em().persist(created);
			return created.id;
		});
		repository(hierarchy, "Base").deleteById(id);
		Tables before = contents();
		for (String attribute : List.of("base", "middle", "leaf", "eagerBase", "eagerLeaf")) {
			tx(() -> assertRefers(hierarchy, find(hierarchy, "Pointer", pointer), attribute, id));
			tx(() -> assertRefers(hierarchy,
					em().createQuery("select p from %s p left join fetch p.%s t where p.id = :id"
						.formatted(hierarchy.entity("Pointer"), attribute))
						.setParameter("id", pointer)
						.getSingleResult(),
					attribute, id));
			tx(() -> assertRefers(hierarchy,
					em().createQuery("select p from %s p join p.%s t where p.id = :id order by t.name"
						.formatted(hierarchy.entity("Pointer"), attribute))
						.setParameter("id", pointer)
						.getSingleResult(),
					attribute, id));
			tx(() -> assertThat(em()
				.createQuery("select count(*) from %s p where p.%s.name = 'Leaf' and p.id = :id"
					.formatted(hierarchy.entity("Pointer"), attribute))
				.setParameter("id", pointer)
				.getSingleResult()).isEqualTo(1L));
		}
		tx(() -> assertThat(em()
			.createQuery("select count(*) from %s p where treat(p.base as %s).leaf = 'leaf' and p.id = :id"
				.formatted(hierarchy.entity("Pointer"), hierarchy.entity("Leaf")))
			.setParameter("id", pointer)
			.getSingleResult()).isEqualTo(1L));
		sessionFactory().inStatelessTransaction((session) -> {
			Object found = session.get(hierarchy.type("Pointer"), pointer);
			assertThat(((Thing) get(found, "eagerBase")).getName()).isEqualTo("Leaf");
			assertThat(((Thing) get(found, "eagerLeaf")).getName()).isEqualTo("Leaf");
		});
		tx(() -> set(find(hierarchy, "Pointer", pointer), "name", null));
		assertThat(contents()).isEqualTo(before);
		tx(() -> set(find(hierarchy, "Pointer", pointer), "name", "changed"));
		repository(hierarchy, "Base").restore(id);
		tx(() -> {
			Object found = find(hierarchy, "Pointer", pointer);
			assertThat(get(found, "name")).isEqualTo("changed");
			for (String attribute : List.of("base", "middle", "leaf", "eagerBase", "eagerLeaf")) {
				assertRefers(hierarchy, found, attribute, id);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aFindAndAReferenceByTheRootDoNotShowADeletedLeaf(Hierarchy hierarchy) {
		Box box = box(hierarchy);
		Long id = box.id("Leaf");
		repository(hierarchy, "Leaf").deleteById(id);
		tx(() -> {
			for (String level : above("Leaf")) {
				assertThat((Object) em().find(hierarchy.type(level), id)).isNull();
			}
			Object leaf = SoftDeleteScope.includingDeleted(() -> em().find(hierarchy.type("Base"), id));
			assertThat(leaf).isInstanceOf(hierarchy.type("Leaf"));
			for (String level : above("Leaf")) {
				assertThat((Object) em().find(hierarchy.type(level), id)).isNull();
			}
		});
		sessionFactory().inStatelessTransaction((session) -> {
			for (String level : above("Leaf")) {
				assertThat((Object) session.get(hierarchy.type(level), id)).isNull();
			}
		});
	}

	// --- purge

	@ParameterizedTest
	@EnumSource
	void aPurgeRemovesTheRowFromAllItsTablesAndNoOther(Hierarchy hierarchy) {
		hierarchy.concreteLevels().forEach((level) -> {
			for (String above : above(level)) {
				Tables before = this.application.contentsWithout(Set.of());
				Thing created = get(() -> {
					Thing thing = thing(hierarchy, level);
					if (level.equals("Leaf")) {
						collection(thing, "parts").clear();
					}
					em().persist(thing);
					return thing;
				});
				tx(() -> {
					Object box = hierarchy.create("Box");
					em().persist(box);
					Thing thing = (Thing) em().find(hierarchy.type(level), created.id);
					COLLECTIONS.forEach((name, levels) -> {
						if (name.startsWith("linked") && levels.contains(level)) {
							collection(box, name).add(thing);
						}
					});
				});
				Tables withBox = this.application.tables();
				repository(hierarchy, above).deleteById(created.id);
				repository(hierarchy, above).purge(created.id);
				assertThat(withBox).isNotEqualTo(this.application.tables());
				this.application.jdbc()
					.update("delete from %s where id = (select max(id) from %s)".formatted(table(hierarchy, "Box"),
							table(hierarchy, "Box")));
				assertThat(this.application.contentsWithout(Set.of())).isEqualTo(before);
			}
		});
	}

	// --- what the tests are made of

	private Box box(Hierarchy hierarchy) {
		return get(() -> {
			Thing box = hierarchy.create("Box");
			box.name = "box";
			em().persist(box);
			Map<String, Long> first = new LinkedHashMap<>();
			Map<String, Long> second = new LinkedHashMap<>();
			Map<String, List<Long>> parts = new LinkedHashMap<>();
			hierarchy.concreteLevels().forEach((level) -> {
				for (Map<String, Long> ids : List.of(first, second)) {
					Thing thing = thing(hierarchy, level);
					set(thing, "box", box);
					if (above(level).contains("Middle")) {
						set(thing, "middleBox", box);
					}
					if (level.equals("Leaf")) {
						set(thing, "leafBox", box);
					}
					COLLECTIONS.forEach((name, levels) -> {
						if (levels.contains(level)) {
							collection(box, name).add(thing);
						}
					});
					em().persist(thing);
					ids.put(level, thing.id);
					if (ids == first) {
						parts.put(level, level.equals("Leaf")
								? collection(thing, "parts").stream().map(Thing::getId).toList() : List.of());
					}
				}
			});
			return new Box(box.id, first, second, parts);
		});
	}

	private Thing thing(Hierarchy hierarchy, String level) {
		Thing thing = hierarchy.create(level);
		attributes(level).forEach((attribute) -> set(thing, attribute, attribute));
		thing.name = level;
		strings(thing, "words").addAll(List.of("a", "b"));
		if (above(level).contains("Middle")) {
			strings(thing, "notes").addAll(List.of("one", "two"));
		}
		if (level.equals("Leaf")) {
			for (int i = 0; i < 2; i++) {
				Thing part = hierarchy.create("Part");
				part.name = "part " + i;
				set(part, "parent", thing);
				collection(thing, "parts").add(part);
			}
		}
		return thing;
	}

	private void assertShows(Hierarchy hierarchy, Box box, String name, List<Long> ids) {
		tx(() -> assertThat(collection(find(hierarchy, "Box", box.id), name)).as(name)
			.extracting(Thing::getId)
			.containsExactlyInAnyOrderElementsOf(ids));
		tx(() -> assertThat(
				collection(
						em().createQuery("select b from %s b left join fetch b.%s where b.id = :id"
							.formatted(hierarchy.entity("Box"), name)).setParameter("id", box.id).getSingleResult(),
						name))
			.as(name + " join fetch")
			.extracting(Thing::getId)
			.containsExactlyInAnyOrderElementsOf(ids));
		tx(() -> {
			EntityGraph<?> graph = em().createEntityGraph(hierarchy.type("Box"));
			graph.addAttributeNodes(name);
			Object found = em().find(hierarchy.type("Box"), box.id, Map.of("jakarta.persistence.loadgraph", graph));
			assertThat(Hibernate.isInitialized(get(found, name))).isTrue();
			assertThat(collection(found, name)).as(name + " eagerly")
				.extracting(Thing::getId)
				.containsExactlyInAnyOrderElementsOf(ids);
		});
		for (String query : List.of("select count(*) from %s b join b.%s e where b.id = :id",
				"select count(*) from %1$s b, %3$s e where b.id = :id and e member of b.%2$s")) {
			tx(() -> assertThat(em()
				.createQuery(
						query.formatted(hierarchy.entity("Box"), name, hierarchy.entity(COLLECTIONS.get(name).get(0))))
				.setParameter("id", box.id)
				.getSingleResult()).as(name + ": " + query).asString().isEqualTo("" + ids.size()));
		}
		// of a link table Hibernate counts the links, in a single table rows of all types
		if (!name.startsWith("linked") && !name.equals("ownedLeaves")) {
			tx(() -> assertThat(em()
				.createQuery("select size(b.%s) from %s b where b.id = :id".formatted(name, hierarchy.entity("Box")))
				.setParameter("id", box.id)
				.getSingleResult()).as("size of " + name).isEqualTo(ids.size()));
		}
		tx(() -> assertThat(em()
			.createQuery("select count(*) from %s b where b.id = :id and b.%s is not empty"
				.formatted(hierarchy.entity("Box"), name))
			.setParameter("id", box.id)
			.getSingleResult()).as(name + " is not empty").isEqualTo(ids.isEmpty() ? 0L : 1L));
	}

	private void assertRefers(Hierarchy hierarchy, Object pointer, String attribute, Long id) {
		Object target = Hibernate.unproxy(get(pointer, attribute));
		assertThat(target).as(attribute).isInstanceOf(hierarchy.type("Leaf"));
		assertThat(((Thing) target).id).isEqualTo(id);
		assertThat(get(target, "leaf")).isEqualTo("leaf");
	}

	private Collection<Thing> replaced(Hierarchy hierarchy, String name, Box from) {
		List<Thing> leaves = Stream.of(from.id("Leaf"), from.second("Leaf"))
			.map((id) -> (Thing) em().find(hierarchy.type("Leaf"), id))
			.toList();
		return name.equals("linkedMiddles") ? new ArrayList<>(leaves) : new LinkedHashSet<>(leaves);
	}

	private List<Long> ids(Hierarchy hierarchy, String level) {
		return em().createQuery("select e.id from " + hierarchy.entity(level) + " e", Long.class).getResultList();
	}

	private static List<String> above(String level) {
		return switch (level) {
			case "Base" -> List.of("Base");
			case "Side" -> List.of("Side", "Base");
			case "Middle" -> List.of("Middle", "Base");
			default -> List.of("Leaf", "Middle", "Base");
		};
	}

	private static String own(String level) {
		return level.equals("Base") ? "name" : level.toLowerCase();
	}

	private static List<String> attributes(String level) {
		return above(level).stream().map(InheritanceContract::own).toList();
	}

	// Hibernate updates the root's table too, which may not have the column
	private static List<String> updatable(Hierarchy hierarchy, String level) {
		return (hierarchy == Hierarchy.CLASS_TABLES && level.equals("Middle")) ? List.of("name") : attributes(level);
	}

	private static Stream<String> concrete(Hierarchy hierarchy, List<String> levels) {
		return hierarchy.concreteLevels().filter(levels::contains);
	}

	private Set<String> tables(Hierarchy hierarchy) {
		return hierarchy.concreteLevels().map((level) -> table(hierarchy, level)).collect(Collectors.toSet());
	}

	private String table(Hierarchy hierarchy, String type) {
		String level = (hierarchy == Hierarchy.SINGLE_TABLE && Hierarchy.LEVELS.contains(type)) ? "Base" : type;
		return hierarchy.entity(level).replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase();
	}

	private SoftDeleteRepository<Thing, Long> repository(Hierarchy hierarchy, String type) {
		return bean(hierarchy.repository(type));
	}

	private Object find(Hierarchy hierarchy, String type, Long id) {
		return em().find(hierarchy.type(type), id);
	}

	private static Object get(Object entity, String attribute) {
		return PropertyAccessorFactory.forDirectFieldAccess(Hibernate.unproxy(entity)).getPropertyValue(attribute);
	}

	private static void set(Object entity, String attribute, Object value) {
		PropertyAccessorFactory.forDirectFieldAccess(Hibernate.unproxy(entity)).setPropertyValue(attribute, value);
	}

	@SuppressWarnings("unchecked")
	private static Collection<Thing> collection(Object entity, String attribute) {
		return (Collection<Thing>) get(entity, attribute);
	}

	@SuppressWarnings("unchecked")
	private static Collection<String> strings(Object entity, String attribute) {
		return (Collection<String>) get(entity, attribute);
	}

	private SessionFactory sessionFactory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	/**
	 * A box with two instances of each level, by their ids.
	 */
	private record Box(Long id, Map<String, Long> first, Map<String, Long> second, Map<String, List<Long>> parts) {

		Long id(String level) {
			return this.first.get(level);
		}

		Long second(String level) {
			return this.second.get(level);
		}

		List<Long> part(String level) {
			return this.parts.get(level);
		}

	}

}
