package io.github.softdeleteaudit.shapes.conflict;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflict.Kind;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Owner;
import io.github.softdeleteaudit.shapes.conflict.ConflictModel.Pet;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Restores of many rows. Those that are all the rows of their deletion are named by it,
 * others by their ids.
 */
abstract class RestoreOfManyRowsContract extends ConflictShapes {

	// also more than H2 is given in one statement
	private static final int ROWS = 1507;

	private Owner owner;

	RestoreOfManyRowsContract(TestDatabase database) {
		super(database);
	}

	@BeforeEach
	void saveMany() {
		// those of the test before, which would be compared each time
		List.of("pet_aud", "pet").forEach((table) -> this.application.jdbc().update("delete from " + table));
		String prefix = unused();
		this.owner = saved(
				new Owner("many", IntStream.range(0, ROWS).mapToObj((i) -> prefix + "-" + i).toArray(String[]::new)));
		this.application.clock().tick();
	}

	private Pet pet(int number) {
		return this.owner.pets.stream().skip(number).findFirst().orElseThrow();
	}

	private Specification<Pet> ofOwner() {
		return (root, query, builder) -> builder.equal(root.get("owner"), this.owner);
	}

	private Specification<Pet> but(Pet pet) {
		return ofOwner().and((root, query, builder) -> builder.notEqual(root.get("id"), pet.id));
	}

	private void deletePets() {
		tx(() -> em().createQuery("delete from Pet p where p.owner = :owner")
			.setParameter("owner", this.owner)
			.executeUpdate());
		this.application.clock().tick();
	}

	private long petsThatAre(String condition) {
		return count("select count(*) from pet where owner_id = ? and deleted_at " + condition, this.owner.id);
	}

	private List<String> petStatements() {
		return this.application.statements()
			.all()
			.stream()
			.filter((sql) -> !sql.contains("_aud") && sql.contains("pet"))
			.toList();
	}

	@Test
	void aWholeDeletionComesBackByStatementsThatNameNoRow() {
		Tables live = unmarkedContents();
		deletePets();
		this.application.statements().clear();
		assertThat(this.pets.restoreAll(ofOwner())).isEqualTo(ROWS);
		assertThat(petStatements()).hasSizeLessThan(12).noneMatch((sql) -> sql.contains("?,?,?,?,?,?,?,?"));
		assertThat(unmarkedContents()).isEqualTo(live);
		assertThat(count("select count(*) from pet_aud where revtype = 0 and owner_id = ?", this.owner.id))
			.isEqualTo(2 * ROWS);
	}

	@Test
	void whatADeletionTookAlongComesBackWithItsOwner() {
		Tables live = unmarkedContents();
		tx(() -> em().createQuery("delete from Owner o where o.id = :id")
			.setParameter("id", this.owner.id)
			.executeUpdate());
		this.application.clock().tick();
		UUID deletion = this.owners.findDeletedById(this.owner.id).orElseThrow().getDeletionId();
		assertThat(this.deletions.restore(deletion).count()).isEqualTo(1 + ROWS);
		assertThat(unmarkedContents()).isEqualTo(live);
	}

	@Test
	void ofAPartOfADeletionTheRestStaysDeleted() {
		deletePets();
		assertThat(this.pets.restoreAll(but(pet(3)))).isEqualTo(ROWS - 1);
		assertThat(petsThatAre("is not null")).isEqualTo(1);
		assertThat(this.pets.existsDeletedById(pet(3).id)).isTrue();
	}

	@Test
	void ofSeveralDeletionsAllRowsComeBack() {
		Tables live = unmarkedContents();
		this.pets.deleteById(pet(5).id);
		this.application.clock().tick();
		deletePets();
		assertThat(this.pets.restoreAll(ofOwner())).isEqualTo(ROWS);
		assertThat(unmarkedContents()).isEqualTo(live);
	}

	@Test
	void nothingComesBackWhenAnotherTransactionHasRestoredARow() {
		deletePets();
		assertFailsWhenAnotherRestores(pet(7), ofOwner());
	}

	@Test
	void noOtherRowOfTheDeletionTakesTheirPlace() {
		deletePets();
		// as many as are going to be left
		assertFailsWhenAnotherRestores(pet(7), but(pet(3)));
	}

	@Test
	void whatAListenerDeletesInTheSameTransactionIsNotRestored() {
		Pet other = saved(new Owner("other", unused())).pets.iterator().next();
		Tables before = contents();
		this.told.onBefore = (event) -> {
			this.told.reset();
			this.pets.restore(pet(7).id);
			this.pets.deleteById(other.id);
			em().flush();
		};
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			em().createQuery("delete from Pet p where p.owner = :owner")
				.setParameter("owner", this.owner)
				.executeUpdate();
			this.pets.restoreAll(ofOwner());
		}));
		assertThat(contents()).isEqualTo(before);
	}

	private void assertFailsWhenAnotherRestores(Pet pet, Specification<Pet> restored) {
		Tables[] meanwhile = new Tables[1];
		this.told.onBefore = (event) -> {
			this.told.reset();
			meanwhile(() -> this.pets.restore(pet.id));
			meanwhile[0] = contents();
		};
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.pets.restoreAll(restored));
		assertThat(contents()).isEqualTo(meanwhile[0]);
		assertThat(petsThatAre("is null")).isEqualTo(1);
	}

	@Test
	void keysThatLiveRowsHoldAndThoseOfEachOtherAreConflicts() {
		deletePets();
		saved(new Owner("another", pet(1).chip));
		giveTheSameChip(pet(2), pet(4));
		List<RestoreConflict> conflicts = conflicts(() -> this.pets.restoreAll(ofOwner()));
		assertThat(conflicts).allMatch((conflict) -> conflict.kind() == Kind.HELD_KEY)
			.extracting(RestoreConflict::id)
			.containsExactlyInAnyOrder(pet(1).id, pet(2).id, pet(4).id);
		assertThat(petsThatAre("is not null")).isEqualTo(ROWS);
	}

	private void giveTheSameChip(Pet one, Pet other) {
		for (String table : List.of("pet", "pet_aud")) {
			this.application.jdbc()
				.update("update %s set chip = ? where id in (?, ?)".formatted(table), one.chip + "!", one.id, other.id);
		}
	}

	@Test
	void keysThatRowsOfSeveralDeletionsShareAreConflicts() {
		this.pets.deleteById(pet(5).id);
		this.application.clock().tick();
		deletePets();
		giveTheSameChip(pet(5), pet(6));
		Tables before = contents();
		assertThat(conflicts(() -> this.pets.restoreAll(ofOwner())))
			.allMatch((conflict) -> conflict.kind() == Kind.HELD_KEY)
			.extracting(RestoreConflict::id)
			.containsExactlyInAnyOrder(pet(5).id, pet(6).id);
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, ROWS })
	void rowsOfManyDeletionsAreComparedTogether(int count) {
		deletePetsBy(count);
		this.application.statements().clear();
		assertThat(this.pets.restoreAll(ofOwner())).isEqualTo(ROWS);
		assertThat(petsThatAre("is null")).isEqualTo(ROWS);
		assertThat(petStatements()).filteredOn((sql) -> sql.contains("having count"))
			.extracting((sql) -> sql.replace("?,", ""))
			.hasSizeBetween(1, 4)
			.noneMatch((sql) -> sql.contains("id in (?) or "));
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, ROWS })
	void keysThatRowsOfManyDeletionsShareAreConflicts(int count) {
		deletePetsBy(count);
		saved(new Owner("another", pet(3).chip));
		giveTheSameChip(pet(1), pet(ROWS - 1));
		Tables before = contents();
		assertThat(conflicts(() -> this.pets.restoreAll(ofOwner())))
			.allMatch((conflict) -> conflict.kind() == Kind.HELD_KEY)
			.extracting(RestoreConflict::id)
			.containsExactlyInAnyOrder(pet(1).id, pet(3).id, pet(ROWS - 1).id);
		assertThat(contents()).isEqualTo(before);
	}

	// several deletions, as far as the tables tell
	private void deletePetsBy(int count) {
		deletePets();
		List<String> deletions = IntStream.range(0, count).mapToObj((i) -> UUID.randomUUID().toString()).toList();
		List<Pet> pets = List.copyOf(this.owner.pets);
		List<Object[]> deletionOfPet = IntStream.range(0, ROWS)
			.mapToObj((i) -> new Object[] { deletions.get(i % count), pets.get(i).id })
			.toList();
		for (String table : List.of("pet", "pet_aud")) {
			this.application.jdbc()
				.batchUpdate("update %s set deletion_id = cast(? as uuid) where id = ? and deletion_id is not null"
					.formatted(table), deletionOfPet);
		}
	}

	@Test
	void theirKeysAreNotComparedWithEachOtherByAJoin() {
		deletePets();
		this.application.statements().clear();
		assertThat(this.pets.restoreAll(ofOwner())).isEqualTo(ROWS);
		assertThat(petStatements()).anyMatch((sql) -> sql.contains("having count"))
			.noneMatch((sql) -> sql.matches("(?s)select.*deletion_id=\\?.*deletion_id=\\?.*"));
	}

	@Test
	void aParentThatStaysDeletedIsInTheWayOfAll() {
		deletePets();
		this.owners.deleteById(this.owner.id);
		assertThat(conflicts(() -> this.pets.restoreAll(ofOwner()))).hasSize(ROWS)
			.allMatch((conflict) -> conflict.kind() == Kind.DELETED_PARENT
					&& conflict.obstacleId().equals(this.owner.id));
	}

}
