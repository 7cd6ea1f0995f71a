package io.github.softdeleteaudit.shapes.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.link.LinkModel.Element;
import io.github.softdeleteaudit.shapes.link.LinkModel.JoinTableBag;
import io.github.softdeleteaudit.shapes.link.LinkModel.JoinTableMap;
import io.github.softdeleteaudit.shapes.link.LinkModel.JoinTableSet;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkApplication;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkBag;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkByCode;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkIdBag;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkMap;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkSet;
import io.github.softdeleteaudit.shapes.link.LinkModel.LinkSortedMap;
import io.github.softdeleteaudit.shapes.link.LinkModel.Owner;
import io.github.softdeleteaudit.shapes.link.LinkModel.Person;
import io.github.softdeleteaudit.shapes.link.LinkModel.PersonRepository;
import io.github.softdeleteaudit.shapes.link.LinkModel.Target;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.util.ClassUtils;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Collections of soft-deletable entities, of every kind: what they hide they keep,
 * through every change of what they show.
 */
abstract class LinkContract extends ShapeContract {

	private final Set<Class<?>> others = new HashSet<>();

	LinkContract(TestDatabase database) {
		super(database, LinkApplication.class);
	}

	static List<Class<? extends Owner>> kinds() {
		return Stream.of(LinkModel.class.getDeclaredClasses())
			.filter((type) -> Owner.class.isAssignableFrom(type) && type != Owner.class)
			.<Class<? extends Owner>>map((type) -> type.asSubclass(Owner.class))
			.sorted((one, other) -> one.getName().compareTo(other.getName()))
			.toList();
	}

	static List<Class<? extends Owner>> written() {
		return kinds().stream().filter((type) -> !type.getSimpleName().startsWith("Inverse")).toList();
	}

	static List<Class<? extends Owner>> replaceable() {
		// with orphan removal Hibernate does not allow it
		return written().stream().filter((type) -> !orphans().contains(type)).toList();
	}

	static List<Class<? extends Owner>> notCascading() {
		return kinds().stream().filter((type) -> !orphans().contains(type)).toList();
	}

	static List<Class<? extends Owner>> orphans() {
		return kinds().stream().filter((type) -> type.getSimpleName().contains("Orphan")).toList();
	}

	static List<Class<? extends Owner>> maps() {
		return kinds().stream().filter((type) -> BeanUtils.instantiateClass(type).links() instanceof Map).toList();
	}

	@BeforeEach
	void clear() {
		if (clearEvery(50)) {
			this.others.clear();
		}
	}

	// --- the owner

	@ParameterizedTest
	@MethodSource("kinds")
	void aDeletedOwnerKeepsItsRows(Class<? extends Owner> kind) {
		Links links = links(kind);
		deleteAndRestore(repository(kind), links.owner);
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anOwnerDeletedWithItsCollectionLoadedKeepsItsRows(Class<? extends Owner> kind) {
		Links links = links(kind);
		deleteAndRestore(repository(kind), links.owner, () -> {
			Owner owner = links.load();
			em().remove(owner);
		});
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anOwnerIsPurgedWithItsLinksButNotItsElements(Class<? extends Owner> kind) {
		Links links = links(kind);
		long targets = links.elements().count();
		repository(kind).deleteById(links.owner);
		Tables deleted = contents();
		if (links.elements().existsById(links.element("t"))) {
			if (isByForeignKey(kind)) {
				assertThatExceptionOfType(StillReferencedException.class)
					.isThrownBy(() -> repository(kind).purge(links.owner));
				assertThat(contents()).isEqualTo(deleted);
			}
			else {
				repository(kind).purge(links.owner);
				assertThat(links.elements().count()).isEqualTo(targets);
				assertThat(repository(kind).existsDeletedById(links.owner)).isFalse();
			}
		}
	}

	// --- the element

	@ParameterizedTest
	@MethodSource("kinds")
	void aDeletedElementIsHiddenAndComesBack(Class<? extends Owner> kind) {
		Links links = links(kind);
		deleteAndRestore(links.elements(), links.element("t"));
		links.assertShown("a", "b", "t");
		links.elements().deleteById(links.element("t"));
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDeletedElementIsHiddenFromQueries(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.elements().deleteById(links.element("t"));
		assertThat(links.query("select e.code from %s o join o.links e where o.id = :id")).hasSize(2);
		assertThat(links.query("select o from %s o join fetch o.links e where o.id = :id")).singleElement()
			.satisfies((owner) -> assertThat(((Owner) owner).shown()).hasSize(2));
		assertThat(links.query("select o.id from %s o where o.id = :id and o.links is not empty")).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDeletedElementIsPurged(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.elements().deleteById(links.element("t"));
		links.elements().purge(links.element("t"));
		links.assertShown("a", "b");
		links.edit((owner) -> owner.add(links.saved("c")));
		links.assertShown("a", "b", "c");
	}

	// --- changes while an element is deleted

	@ParameterizedTest
	@MethodSource("kinds")
	void addingKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		links.edit((owner) -> owner.add(links.saved("c")));
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void addingToAnUninitialisedCollectionKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		tx(() -> em().find(kind, links.owner).add(links.saved("c")));
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void removingAnotherKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		links.edit((owner) -> owner.remove(links.find("a")));
		links.restore("t");
		links.assertShown("b", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void emptyingKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		links.edit(Owner::clear);
		links.assertShown();
		links.restore("t");
		links.assertShown("t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void emptyingInAScopeKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		links.edit((owner) -> {
			owner.clear();
			SoftDeleteScope.includingDeleted(() -> repository(kind).count());
		});
		links.assertShown();
		links.restore("t");
		links.assertShown("t");
	}

	@ParameterizedTest
	@MethodSource("replaceable")
	void replacingTheInstanceKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		tx(() -> {
			Owner owner = em().find(kind, links.owner);
			owner.replace();
			owner.add(links.find("b"));
			owner.add(links.saved("c"));
		});
		links.assertShown("b", "c");
		links.restore("t");
		links.assertShown("b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void mergingAnOwnerThatWasDetachedSinceKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		Owner detached = get(links::load);
		detached.name = "merged";
		links.save(detached);
		assertThat(get(() -> em().find(kind, links.owner).name)).isEqualTo("merged");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("notCascading")
	void mergingAnOwnerThatWasDetachedBeforeKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = links(kind);
		Owner detached = get(links::load);
		Tables before = unmarkedContents();
		links.elements().deleteById(links.element("t"));
		links.save(detached);
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
		assertThat(unmarkedContents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("replaceable")
	void mergingAChangeOfAnOwnerThatWasDetachedBeforeKeepsWhatIsHidden(Class<? extends Owner> kind) {
		Links links = links(kind);
		Owner detached = get(links::load);
		links.elements().deleteById(links.element("t"));
		detached.add(get(() -> links.saved("c")));
		links.save(detached);
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("orphans")
	void mergingAnOwnerWithAnElementThatIsDeletedSinceIsStale(Class<? extends Owner> kind) {
		Links links = links(kind);
		Owner detached = get(links::load);
		links.elements().deleteById(links.element("t"));
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> links.save(detached));
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("written")
	void addingTheDeletedElementAgainKeepsOneLink(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		Tables before = unmarkedContents();
		links.edit((owner) -> owner.add(links.findDeleted("t")));
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
		assertThat(unmarkedContents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anElementThatIsRestoredAfterTheCollectionWasReadIsAddedToIt(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		Tables before = unmarkedContents();
		links.edit((owner) -> {
			assertThat(owner.shown()).hasSize(2);
			links.restore("t");
			owner.add(links.find("t"));
		});
		links.assertShown("a", "b", "t");
		assertThat(unmarkedContents()).isEqualTo(before);
	}

	// --- collections that a scope let deleted elements into

	@ParameterizedTest
	@MethodSource("kinds")
	void aCollectionInitialisedInAScopeShowsWhatIsDeleted(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			Tables before = contents();
			tx(() -> assertThat(initialised.load(links).shown()).as("%s", initialised).hasSize(3));
			assertThat(contents()).as("%s", initialised).isEqualTo(before);
			links.assertShown("a", "b");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void addingToACollectionInitialisedInAScopeWritesOneLink(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			tx(() -> initialised.load(links).add(links.saved("c")));
			links.assertShown("a", "b", "c");
			links.restore("t");
			links.assertShown("a", "b", "c", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void removingALiveElementFromACollectionInitialisedInAScopeKeepsTheDeletedOne(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			tx(() -> initialised.load(links).remove(links.find("a")));
			links.assertShown("b");
			links.restore("t");
			links.assertShown("b", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void removingTheDeletedElementFromACollectionInitialisedInAScopeKeepsItsLink(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			Tables before = contents();
			tx(() -> initialised.load(links).remove(links.findDeleted("t")));
			assertThat(contents()).as("%s", initialised).isEqualTo(before);
			links.restore("t");
			links.assertShown("a", "b", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void emptyingACollectionInitialisedInAScopeKeepsTheDeletedElement(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			tx(() -> initialised.load(links).clear());
			links.assertShown();
			links.restore("t");
			links.assertShown("t");
		}
	}

	@ParameterizedTest
	@MethodSource("replaceable")
	void replacingACollectionInitialisedInAScopeKeepsTheDeletedElement(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			tx(() -> {
				Owner owner = initialised.load(links);
				owner.replace();
				owner.add(links.find("b"));
				owner.add(links.saved("c"));
			});
			links.assertShown("b", "c");
			links.restore("t");
			links.assertShown("b", "c", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("replaceable")
	void replacingACollectionByACopyThatHoldsTheDeletedElementWritesNoSecondLink(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			Tables before = links();
			tx(() -> {
				Owner owner = initialised.load(links);
				List<Element> copy = List.copyOf(owner.shown());
				owner.replace();
				copy.forEach(owner::add);
			});
			assertThat(links()).as("%s", initialised).isEqualTo(before);
			links.restore("t");
			links.assertShown("a", "b", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("notCascading")
	void mergingAnOwnerWhoseCollectionWasInitialisedInAScopeKeepsTheDeletedElement(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			Tables before = contents();
			Owner detached = get(() -> initialised.load(links));
			links.save(detached);
			assertThat(contents()).as("%s", initialised).isEqualTo(before);
			links.restore("t");
			links.assertShown("a", "b", "t");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDeletedElementFoundBeforeItsCollectionIsLoadedDoesNotShow(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		tx(() -> {
			assertThat(links.elements().findDeleted()).isNotEmpty();
			Owner owner = links.load();
			assertThat(owner.shown()).hasSize(2);
			owner.add(links.saved("c"));
		});
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anElementRestoredAfterAScopeInTheSameTransactionShows(Class<? extends Owner> kind) {
		for (Initialised initialised : Initialised.values()) {
			Links links = withDeleted(kind);
			tx(() -> {
				Owner owner = initialised.load(links);
				links.restore("t");
				owner.add(links.saved("c"));
			});
			links.assertShown("a", "b", "c", "t");
		}
	}

	// --- in the transaction of the deletion

	@ParameterizedTest
	@MethodSource("kinds")
	void anElementDeletedWhileItIsShownStaysLinkedWhenAnotherIsAdded(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			em().remove(links.find("t"));
			owner.add(links.saved("c"));
		});
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anElementDeletedWhileItIsShownStaysLinkedWhenAnotherIsAddedAfterTheFlush(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			em().remove(links.find("t"));
			em().flush();
			owner.add(links.saved("c"));
		});
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anElementDeletedWhileItIsShownStaysLinkedWhenAnotherIsRemoved(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			owner.remove(links.find("a"));
			em().remove(links.find("t"));
		});
		links.assertShown("b");
		links.restore("t");
		links.assertShown("b", "t");
	}

	@ParameterizedTest
	@MethodSource("written")
	void anElementDeletedWhileItIsShownStaysLinkedWhenTheCollectionIsEmptied(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			em().remove(links.find("t"));
			owner.clear();
		});
		links.assertShown();
		links.restore("t");
		links.assertShown("t");
	}

	@ParameterizedTest
	@MethodSource("written")
	void anElementDeletedAndRemovedAtOnceStaysLinked(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			Element t = links.find("t");
			owner.remove(t);
			em().remove(t);
		});
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("replaceable")
	void anElementDeletedWhileItIsShownStaysLinkedWhenTheInstanceIsReplaced(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			List<Element> shown = List.copyOf(owner.shown());
			em().remove(links.find("t"));
			owner.replace();
			shown.forEach(owner::add);
		});
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	// --- orphans

	@ParameterizedTest
	@MethodSource("orphans")
	void anOrphanComesBackIntoTheCollection(Class<? extends Owner> kind) {
		Links links = links(kind);
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		links.edit((owner) -> owner.shown().remove(links.find("t")));
		links.assertShown("a", "b");
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(links.elements().existsDeletedById(links.element("t"))).isTrue();
		links.restore("t");
		assertThat(contents()).isEqualTo(before);
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@MethodSource("orphans")
	void allOrphansComeBackIntoTheCollection(Class<? extends Owner> kind) {
		Links links = links(kind);
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		links.edit((owner) -> owner.shown().clear());
		links.assertShown();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		links.restore("a");
		links.restore("b");
		links.restore("t");
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("orphans")
	void anOrphanComesBackIntoACollectionThatWasAddedTo(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			owner.shown().remove(links.find("t"));
			owner.add(links.saved("c"));
		});
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t");
	}

	@ParameterizedTest
	@MethodSource("orphans")
	void anOrphanDeletedBeforeItsOwnerIsNotRestoredWithIt(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> owner.shown().remove(links.find("t")));
		this.application.clock().tick();
		deleteAndRestore(repository(kind), links.owner);
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	// --- some kinds of their own

	@Test
	void aBagKeepsALinkAsOftenAsItHasIt() {
		Links links = links(LinkBag.class);
		links.edit((owner) -> owner.add(links.find("t")));
		links.assertShown("a", "b", "t", "t");
		deleteAndRestore(links.elements(), links.element("t"));
		links.elements().deleteById(links.element("t"));
		links.edit((owner) -> owner.add(links.saved("c")));
		links.edit((owner) -> owner.add(links.findDeleted("t")));
		links.assertShown("a", "b", "c");
		links.restore("t");
		links.assertShown("a", "b", "c", "t", "t");
		links.edit((owner) -> {
			owner.add(links.find("a"));
			em().remove(links.find("t"));
		});
		links.assertShown("a", "a", "b", "c");
		links.restore("t");
		links.assertShown("a", "a", "b", "c", "t", "t");
	}

	@Test
	void aKeyOfAMapThatBelongsToADeletedElementIsNotGivenToAnother() {
		Links links = withDeleted(LinkMap.class);
		Tables before = contents();
		for (Consumer<LinkMap> change : List
			.<Consumer<LinkMap>>of((owner) -> owner.links.put(links.code("t"), (Target) links.find("a")), (owner) -> {
				owner.replace();
				owner.links.put(links.code("t"), (Target) links.find("a"));
			})) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> tx(() -> change.accept(em().find(LinkMap.class, links.owner))))
				.withMessageContaining("LinkMap.links")
				.withMessageContaining(links.code("t"))
				.withMessageContaining("deleted");
			assertThat(contents()).isEqualTo(before);
		}
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@ValueSource(classes = { LinkMap.class, LinkSortedMap.class, JoinTableMap.class })
	void aKeyOfAMapWhoseElementIsDeletedSinceItWasReadIsNotGivenToAnother(Class<? extends Owner> kind) {
		Links links = links(kind);
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> links.edit((owner) -> {
			meanwhile(() -> em().remove(links.find("t")));
			put(owner, links.code("t"), links.find("a"));
		})).withMessageContaining(links.code("t")).withMessageContaining("deleted");
		links.assertShown("a", "b");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@ValueSource(classes = { LinkMap.class, LinkSortedMap.class })
	void aKeyOfAMapWhoseElementTheSameTransactionDeletesIsGivenToAnother(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			em().remove(links.find("t"));
			em().flush();
			put(owner, links.code("t"), links.find("a"));
		});
		links.assertShown("a", "a", "b");
	}

	@SuppressWarnings("unchecked")
	private static void put(Owner owner, String key, Element element) {
		((Map<String, Element>) owner.links()).put(key, element);
	}

	@Test
	@SuppressWarnings("unchecked")
	void anElementThatIsDeletedSinceItWasReadIsNotReplacedByAnother() {
		Links links = links(LinkIdBag.class);
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> links.edit((owner) -> {
			List<Element> elements = (List<Element>) owner.links();
			meanwhile(() -> em().remove(links.find("t")));
			elements.set(elements.indexOf(links.find("t")), links.find("a"));
		})).withMessageContaining("read the collection again");
		links.restore("t");
		links.assertShown("a", "b", "t");
	}

	@ParameterizedTest
	@ValueSource(classes = { LinkSet.class, LinkBag.class, LinkByCode.class, LinkMap.class, JoinTableSet.class,
			JoinTableBag.class })
	void replacingTheInstanceByOneWithAnElementThatIsDeletedMeanwhileWritesNoSecondLink(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			Element t = links.find("t");
			meanwhile(() -> em().remove(links.find("t")));
			owner.replace();
			owner.add(t);
			owner.add(links.find("b"));
		});
		links.assertShown("b");
		links.restore("t");
		links.assertShown("b", "t");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@SuppressWarnings("unchecked")
	void whatIsDeletedIsNotCountedInACollectionThatIsNotRead(Class<? extends Owner> kind) {
		Links links = withDeleted(kind);
		tx(() -> {
			Object shown = links.find().links();
			if (shown instanceof Map<?, ?> map) {
				assertThat(Hibernate.get((Map<String, Element>) map, links.code("t"))).isNull();
				assertThat(Hibernate.get((Map<String, Element>) map, links.code("a"))).isNotNull();
				assertThat(map).hasSize(2);
			}
			else {
				Collection<Element> collection = (Collection<Element>) shown;
				assertThat(Hibernate.size(collection)).isEqualTo(2);
				assertThat(Hibernate.contains(collection, links.findDeleted("t"))).isFalse();
				assertThat(Hibernate.contains(collection, links.find("a"))).isTrue();
				assertThat(collection.size()).isEqualTo(2);
			}
		});
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			if (links.find().links() instanceof Collection<?> collection) {
				assertThat(Hibernate.size(collection)).isEqualTo(3);
			}
			return null;
		}));
		for (String letter : List.of("a", "b")) {
			links.elements().deleteById(links.element(letter));
		}
		tx(() -> {
			if (links.find().links() instanceof Collection<?> collection) {
				assertThat(Hibernate.isEmpty(collection)).isTrue();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("maps")
	void anElementOfAMapIsReplacedByAnotherAndDeleted(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.edit((owner) -> {
			Element t = links.find("t");
			Element c = links.saved("c");
			@SuppressWarnings("unchecked")
			Map<String, Element> map = (Map<String, Element>) owner.links();
			map.put(t.code, c);
			owner.adopt(c, true);
			em().remove(t);
		});
		links.assertShown("a", "b", "c");
	}

	@Test
	void linksToOthersOfTheSameKindAndToItselfStay() {
		PersonRepository persons = bean(PersonRepository.class);
		List<Person> made = new ArrayList<>();
		tx(() -> {
			for (int i = 0; i < 4; i++) {
				Person person = new Person();
				person.code = "person " + i;
				em().persist(person);
				made.add(person);
			}
			for (Person person : made.subList(0, 3)) {
				person.friends.addAll(made.subList(0, 3));
				person.follows.addAll(made.subList(0, 3));
			}
		});
		Long first = made.get(0).id;
		Long second = made.get(1).id;
		deleteAndRestore(persons, second);
		Tables before = contents();
		tx(() -> {
			em().remove(em().find(Person.class, second));
			em().remove(em().find(Person.class, first));
		});
		persons.restore(first);
		persons.restore(second);
		assertThat(contents()).isEqualTo(before);
		tx(() -> {
			Person found = em().find(Person.class, first);
			Hibernate.initialize(found.friends);
			em().remove(em().find(Person.class, second));
			found.friends.add(em().find(Person.class, made.get(3).id));
			found.follows.add(em().find(Person.class, made.get(3).id));
		});
		tx(() -> {
			Person found = em().find(Person.class, first);
			assertThat(found.friends).extracting((person) -> person.code)
				.containsExactlyInAnyOrder("person 0", "person 2", "person 3");
			assertThat(found.friendOf).extracting((person) -> person.code)
				.containsExactlyInAnyOrder("person 0", "person 2");
		});
		persons.restore(second);
		tx(() -> {
			Person found = em().find(Person.class, first);
			assertThat(found.friends).hasSize(4);
			assertThat(found.follows).hasSize(4);
			assertThat(found.friendOf).hasSize(3);
		});
		persons.deleteById(second);
		persons.purge(second);
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from person_friends where friends_id = ? or friend_of_id = ?", Long.class,
					second, second)
			.longValue()).isZero();
		assertThat(get(() -> em().find(Person.class, first).follows.size())).isEqualTo(3);
	}

	private boolean isByForeignKey(Class<? extends Owner> kind) {
		String name = kind.getSimpleName();
		return name.startsWith("Inverse") || name.startsWith("Column") || name.startsWith("Required");
	}

	// a new collection gives its entries new ids
	private Tables links() {
		return Tables.withoutAudit(this.application.database(),
				(column) -> !column.equals("version") && !column.equals("link_id"));
	}

	private Links withDeleted(Class<? extends Owner> kind) {
		Links links = links(kind);
		links.elements().deleteById(links.element("t"));
		return links;
	}

	// with others of the same kind that nothing may happen to
	private Links links(Class<? extends Owner> kind) {
		if (this.others.add(kind)) {
			new Links(kind);
		}
		Links links = new Links(kind);
		this.application.clock().tick();
		return links;
	}

	@SuppressWarnings("unchecked")
	private <T> SoftDeleteRepository<T, Long> repository(Class<T> type) {
		String name = LinkModel.class.getName() + "$" + type.getSimpleName() + "Repository";
		return (SoftDeleteRepository<T, Long>) bean(ClassUtils.resolveClassName(name, null));
	}

	/**
	 * Ways for a collection to be initialised in a scope.
	 */
	private enum Initialised {

		OF_AN_OWNER_LOADED_BEFORE {

			@Override
			Owner load(Links links) {
				Owner owner = links.find();
				SoftDeleteScope.includingDeleted(() -> {
					Hibernate.initialize(owner.links());
					return null;
				});
				return owner;
			}

		},

		OF_AN_OWNER_LOADED_IN_IT {

			@Override
			Owner load(Links links) {
				return SoftDeleteScope.includingDeleted(links::load);
			}

		},

		BY_JOIN_FETCH {

			@Override
			Owner load(Links links) {
				return SoftDeleteScope.includingDeleted(links::fetch);
			}

		},

		OF_ELEMENTS_KNOWN_BEFORE {

			@Override
			Owner load(Links links) {
				links.elements().findAllIncludingDeleted();
				Owner owner = links.find();
				SoftDeleteScope.includingDeleted(links.elementType, () -> {
					Hibernate.initialize(owner.links());
					return null;
				});
				return owner;
			}

		};

		abstract Owner load(Links links);

	}

	/**
	 * An owner and its elements, which are named by letters.
	 */
	private final class Links {

		private final Class<? extends Owner> kind;

		private final String prefix = UUID.randomUUID().toString().substring(0, 8);

		private final Class<? extends Element> elementType;

		private final Long owner;

		Links(Class<? extends Owner> kind) {
			this.kind = kind;
			Owner created = BeanUtils.instantiateClass(kind);
			created.code = this.prefix;
			Class<? extends Element> type = created.element().getClass();
			this.elementType = type;
			tx(() -> {
				em().persist(created);
				for (String letter : List.of("a", "b", "t")) {
					created.add(saved(created, letter));
				}
			});
			this.owner = created.id;
		}

		Element saved(String letter) {
			return saved(BeanUtils.instantiateClass(this.kind), letter);
		}

		private Element saved(Owner of, String letter) {
			Element element = of.element();
			element.code = code(letter);
			if (!element.getClass().getSimpleName().matches("RequiredTarget|MappedTarget")) {
				em().persist(element);
			}
			return element;
		}

		String code(String letter) {
			return this.prefix + "-" + letter;
		}

		Long element(String letter) {
			return get(() -> SoftDeleteScope.includingDeleted(
					() -> em().createQuery("select e.id from %s e where e.code = :code".formatted(entity()), Long.class)
						.setParameter("code", code(letter))
						.getSingleResult()));
		}

		private String entity() {
			return this.elementType.getSimpleName();
		}

		Element find(String letter) {
			return em().find(this.elementType, element(letter));
		}

		Element findDeleted(String letter) {
			return em().getReference(this.elementType, element(letter));
		}

		SoftDeleteRepository<?, Long> elements() {
			return repository(this.elementType);
		}

		void restore(String letter) {
			elements().restore(element(letter));
		}

		Owner find() {
			return em().find(this.kind, this.owner);
		}

		Owner load() {
			Owner found = find();
			Hibernate.initialize(found.links());
			return found;
		}

		Owner fetch() {
			return em()
				.createQuery(
						"select o from %s o join fetch o.links where o.id = :id".formatted(this.kind.getSimpleName()),
						this.kind)
				.setParameter("id", this.owner)
				.getSingleResult();
		}

		void edit(Consumer<Owner> change) {
			tx(() -> change.accept(load()));
		}

		@SuppressWarnings("unchecked")
		void save(Owner detached) {
			((SoftDeleteRepository<Owner, Long>) repository((Class<?>) this.kind)).save(detached);
		}

		List<?> query(String hql) {
			return get(() -> em().createQuery(hql.formatted(this.kind.getSimpleName()), Object.class)
				.setParameter("id", this.owner)
				.getResultList());
		}

		void assertShown(String... letters) {
			List<String> shown = new ArrayList<>();
			tx(() -> load().shown().forEach((element) -> shown.add(element.code.substring(9))));
			assertThat(shown).containsExactlyInAnyOrder(letters);
		}

	}

}
