package io.github.softdeleteaudit.liveindex;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.softdelete.hibernate.MappedApplication;
import io.github.softdeleteaudit.softdelete.hibernate.MappedTypes;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveKeyHolders;
import io.github.softdeleteaudit.unique.LiveUnique;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.DiscriminatorFormula;
import org.hibernate.annotations.Formula;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mappings on which a key can be unique among live rows, and those that stop the start.
 */
class LiveUniqueMappingTests {

	@Test
	void unknownAttribute() {
		refused(WithUnknown.class, "@LiveUnique(emial)", "there is no attribute 'emial'",
				"The entity has: deletedAt, deletedBy, deletionId, email, id, place.");
	}

	@Test
	void unknownPartOfAnEmbeddable() {
		refused(WithUnknownPart.class, "@LiveIndex(place.city)", "there is no attribute 'place.city'",
				"'place' has: line, position.");
	}

	@Test
	void partOfABasicAttribute() {
		refused(WithPartOfBasic.class, "@LiveUnique(code.length)", "there is no attribute 'code.length'",
				"'code' has no attributes of its own.");
	}

	@Test
	void attributeOfAnAssociationThatIsNotItsKey() {
		MappedTypes.of(WithTargetsName.class, Target.class)
			.areRefused(WithTargetsName.class.getName(), "@LiveUnique(target.name)",
					"'target.name' is not part of the key that the association refers to",
					"Name the association itself.");
	}

	@Test
	void noAttributes() {
		refused(WithoutAttributes.class, "@LiveUnique()", "names no attributes", "Name at least one.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithSecondary.class, WithEmbeddedInSecondary.class, WithJoinTable.class })
	void attributeInAnotherTable(Class<?> type) {
		MappedTypes.of(type, Target.class)
			.areRefused(type.getName(), "is in the table other_table", "No index spans two tables",
					"Move the attribute");
	}

	@Test
	void attributeOfAJoinedSubclass() {
		MappedTypes.of(JoinedRoot.class, JoinedSubclass.class)
			.areRefused(JoinedSubclass.class.getName(), "'own' is in the table ", "No index spans two tables",
					"Move the attribute");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithCollection.class, WithInverse.class, WithEmbeddedCollection.class, WithFormula.class,
			WithInverseOneToOne.class })
	void attributeWithoutAColumn(Class<?> type) {
		MappedTypes.of(type, Target.class, WithInverseOneToOne.class, InverseTarget.class)
			.areRefused(type.getName(), "has no column of its own",
					"Name basic attributes, embeddables and to-one associations.");
	}

	@Test
	void largeObject() {
		refused(WithLob.class, "@LiveUnique(code)", "'code' is a large object", "Make it a shorter text");
	}

	@Test
	void indicatorInTheKey() {
		refused(WithIndicator.class, "@LiveUnique(code, deletedAt)", "'deletedAt' is the same in all live rows",
				"Leave it out.");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithTwice.class, WithReferenceTwice.class, WithEmbeddableTwice.class })
	void columnTwice(Class<?> type) {
		MappedTypes.of(type, Target.class)
			.areRefused(type.getName(), "names a column twice", "Name each attribute once.");
	}

	@Test
	void caseOfWhatIsNoText() {
		refused(WithCaseOfNumber.class, "@LiveUnique(number)", "ignores the case, but none of its columns holds text",
				"Leave ignoreCase out.");
	}

	@ParameterizedTest
	@ValueSource(classes = { PlainWithKey.class, PlainWithIndex.class })
	void entityThatIsNotSoftDeletable(Class<?> type) {
		MappedTypes.of(type)
			.areRefused(type.getName(), "the entity is not soft-deletable",
					"Mark it with @SoftDeletable, or use @Table(");
	}

	@Test
	void rootOfAHierarchyWithATablePerClass() {
		MappedTypes.of(TableRoot.class, TableSubclass.class)
			.areRefused("@LiveUnique(code) of the entity " + TableRoot.class.getName(), "in several tables",
					"Put the annotation on each concrete class instead");
	}

	@ParameterizedTest
	@ValueSource(classes = { UndiscriminatedSubclass.class, FormulaSubclass.class })
	void subclassWithoutADiscriminator(Class<?> type) {
		MappedTypes.of(type, type.getSuperclass())
			.areRefused(type.getName(), "no column tells the rows of the entity from others",
					"Give the hierarchy a @DiscriminatorColumn",
					"or put the annotation on " + type.getSuperclass().getName());
	}

	@Test
	void twoIndexesOfOneName() {
		MappedTypes.of(FirstOfAName.class, SecondOfAName.class)
			.areRefused("@LiveUnique(code) of " + FirstOfAName.class.getName(),
					"@LiveIndex(code) of " + SecondOfAName.class.getName(), "both have the index name", "another name");
	}

	@Test
	void sameKeyTwice() {
		refused(WithKeyTwice.class, "both have the index name", "another name");
	}

	@Test
	void indexOfHibernateOfTheSameName() {
		refused(WithNamesake.class, "the name IDX_CODE is that of another index of its table", "another name");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithLiveRow.class, WithLower.class })
	void mappedColumnCalledLikeAGeneratedOne(Class<?> type) {
		refused(type, "@LiveUnique(code) of", "which the index needs for itself, is mapped already",
				"another column name");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithUniqueColumn.class, WithUniqueConstraint.class, WithUniqueIndex.class,
			WithFewerUnique.class, WithUniqueJoinColumn.class })
	void uniqueConstraintOnTheSameOrFewerColumns(Class<?> type) {
		MappedTypes.of(type, Target.class)
			.areRefused(type.getName(), "cannot let a new row have the key of a deleted one",
					"there is a unique constraint on", "Take that constraint out");
	}

	@Test
	void nullsOfATypeForWhichThereIsNoOtherValue() {
		refused(WithArray.class, "@LiveUnique(code, parts)",
				"nullsNotDistinct is not supported on this database for the type of parts",
				"Leave nullsNotDistinct out");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithInterface.class, WithAnnotatedEmbeddable.class })
	void annotationElsewhere(Class<?> type) {
		refused(type, "which say nothing on an interface or an embeddable", "Put it on the entity");
	}

	@Test
	void severalProblemsAreReportedTogether() {
		MappedTypes.of(WithUnknown.class, WithLiveRow.class, WithSeveral.class, PlainWithKey.class)
			.areRefused("@LiveUnique(emial) of the entity " + WithUnknown.class.getName(), "live_row",
					"@LiveUnique() of the entity " + WithSeveral.class.getName(),
					"@LiveUnique(number) of the entity " + WithSeveral.class.getName(),
					"@LiveIndex(nothing) of the entity " + WithSeveral.class.getName(), PlainWithKey.class.getName());
	}

	@Test
	void keyOfAMappedSuperclassIsThatOfEachEntityBelow() {
		MappedTypes.of(Apple.class, Pear.class).run((application) -> {
			isUniqueIn(application, Apple.class, (entityManager) -> named(new Apple(), "n"), Map.of("name", "n"));
			isUniqueIn(application, Pear.class, (entityManager) -> named(new Pear(), "n"), Map.of("name", "n"));
		});
	}

	private static <T extends Fruit> T named(T fruit, String name) {
		fruit.name = name;
		return fruit;
	}

	@Test
	void keyOfAMappedSuperclassWithinAHierarchyIsThatOfEachSubclassBelow() {
		MappedTypes.of(Machine.class, Drill.class, Saw.class).run((application) -> {
			isUniqueIn(application, Drill.class, (entityManager) -> coded(new Drill()), Map.of("code", "c"));
			isUniqueIn(application, Saw.class, (entityManager) -> coded(new Saw()), Map.of("code", "c"));
		});
	}

	private static <T extends Tool> T coded(T tool) {
		tool.code = "c";
		return tool;
	}

	@Test
	void partOfAnEmbeddedIdThatAnAssociationRefersTo() {
		MappedTypes.of(Shop.class, Till.class).run((application) -> {
			Object shop = application.persist(new Shop("z", "a"));
			isUniqueIn(application, Till.class,
					(entityManager) -> new Till(entityManager.getReference(Shop.class, shop), 1),
					Map.of("shop.id.town", "a", "number", 1));
			Object other = application.persist(new Shop("a", "a"));
			Object third = application.persist(new Shop("z", "z"));
			application.run((entityManager) -> refusedWrite(
					() -> entityManager.persist(new Till(entityManager.getReference(Shop.class, other), 1)),
					entityManager, Till.class, Map.of("shop.id.town", "a", "number", 1)));
			application
				.persist(new Till(application.call((entityManager) -> entityManager.find(Shop.class, third)), 1));
		});
	}

	@Test
	void wholeReferenceOfSeveralColumns() {
		MappedTypes.of(Shop.class, Owner.class).run((application) -> {
			Object shop = application.persist(new Shop("z", "a"));
			isUniqueIn(application, Owner.class,
					(entityManager) -> new Owner(entityManager.getReference(Shop.class, shop)), Map.of("shop", shop));
			application.persist(new Owner(null), new Owner(null));
		});
	}

	@Test
	void associationWithinAnIdentifier() {
		MappedTypes.of(Target.class, Membership.class, Badge.class).run((application) -> {
			Target target = new Target();
			application.persist(target);
			int[] last = { 0 };
			isUniqueIn(application, Membership.class, (entityManager) -> new Membership(target, ++last[0], "n"),
					Map.of("club", target.id, "name", "n"));
			Membership other = new Membership(target, 0, "o");
			application.persist(other);
			isUniqueIn(application, Badge.class, (entityManager) -> new Badge(other),
					Map.of("membership.club.id", target.id));
		});
	}

	@Test
	void partOfAnIdClassThatAnAssociationRefersTo() {
		MappedTypes.of(Street.class, House.class).run((application) -> {
			Object street = application.persist(new Street("z", "a"));
			isUniqueIn(application, House.class,
					(entityManager) -> new House(entityManager.getReference(Street.class, street), 1),
					Map.of("street.town", "a", "number", 1));
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void keyThatIsNotPrimaryThatAnAssociationRefersTo(boolean uninitialized) {
		MappedTypes.of(Account.class, Transfer.class, WholeTransfer.class).run((application) -> {
			Account saved = new Account("a1");
			application.persist(saved, new Account("a2"));
			Function<EntityManager, Account> account = (entityManager) -> uninitialized
					? entityManager.getReference(Account.class, saved.id) : entityManager.find(Account.class, saved.id);
			isUniqueIn(application, Transfer.class, (entityManager) -> new Transfer(account.apply(entityManager)),
					Map.of("account.number", "a1"));
			isUniqueIn(application, WholeTransfer.class,
					(entityManager) -> new WholeTransfer(account.apply(entityManager)), Map.of("account", saved.id));
		});
	}

	@Test
	void partsOfTheIdentifier() {
		MappedTypes.of(Street.class, Citizen.class, Resident.class).run((application) -> {
			int[] last = { 0 };
			isUniqueIn(application, Citizen.class, (entityManager) -> new Citizen("t", ++last[0], "n"),
					Map.of("town", "t", "name", "n"));
			isUniqueIn(application, Resident.class, (entityManager) -> new Resident("t", "s" + ++last[0], "n"),
					Map.of("id.town", "t", "name", "n"));
		});
	}

	@Test
	void embeddablesWithinEmbeddables() {
		MappedTypes.of(Parcel.class)
			.run((application) -> isUniqueIn(application, Parcel.class, (entityManager) -> new Parcel("from", "to"),
					Map.of("from.name", "from", "from.place.line", "l", "from.place.position", 1, "to.name", "to")));
	}

	@Test
	void convertedAttribute() {
		MappedTypes.of(Subscriber.class, EmailConverter.class).run((application) -> {
			isUniqueIn(application, Subscriber.class, (entityManager) -> new Subscriber("A@b", "x"),
					Map.of("email", new Email("A@b")));
			application.run((entityManager) -> assertThat(
					holders(entityManager, Subscriber.class).live(new Subscriber("a@B", "y")))
				.hasSize(1));
			application.run((entityManager) -> refusedWrite(() -> entityManager.persist(new Subscriber("a@B", "y")),
					entityManager, Subscriber.class, Map.of("email", new Email("a@B"))));
		});
	}

	@Test
	void enumsOfWhichNullsAreEqual() {
		MappedTypes.of(Shift.class).run((application) -> {
			Map<String, Object> values = new HashMap<>();
			values.put("day", Day.SUNDAY);
			values.put("next", Day.MONDAY);
			isUniqueIn(application, Shift.class, (entityManager) -> new Shift(Day.SUNDAY, Day.MONDAY), values);
			values.put("day", null);
			isUniqueIn(application, Shift.class, (entityManager) -> new Shift(null, Day.MONDAY), values);
			values.put("next", null);
			isUniqueIn(application, Shift.class, (entityManager) -> new Shift(null, null), values);
		});
	}

	@Test
	void attributesOfGetters() {
		MappedTypes.of(Tenant.class)
			.run((application) -> isUniqueIn(application, Tenant.class, (entityManager) -> new Tenant("c"),
					Map.of("code", "c")));
	}

	@Test
	void entityOfAnotherName() {
		MappedTypes.of(Renamed.class, RenamedSubclass.class).run((application) -> {
			isUniqueIn(application, Renamed.class, (entityManager) -> new Renamed("c"), Map.of("code", "c"));
			int[] last = { 0 };
			isUniqueIn(application, RenamedSubclass.class, (entityManager) -> new RenamedSubclass("d" + ++last[0], "n"),
					Map.of("name", "n"));
		});
	}

	@Test
	void columnWithADefinitionOfItsOwn() {
		MappedTypes.of(Defined.class)
			.run((application) -> isUniqueIn(application, Defined.class, (entityManager) -> new Defined("C"),
					Map.of("code", "C")));
	}

	@Test
	void columnsWithNamesThatNeedQuotes() {
		MappedTypes.of(Quoted.class)
			.run((application) -> isUniqueIn(application, Quoted.class, (entityManager) -> new Quoted("A", "B", "C"),
					Map.of("net", "A", "gross", "B", "another", "C")));
	}

	@Test
	void oneToOneByItsIdentifierNeedsNoIndex() {
		MappedTypes.of(Person.class, Biography.class).run((application) -> {
			assertThat(liveIndexes(application)).isEmpty();
			Person person = new Person();
			application.persist(person);
			Object id = application.persist(new Biography(person));
			application.remove(Biography.class, id);
			application.restore(Biography.class, id);
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void oneToOneInAJoinTableKeepsItsConstraint(CapturedOutput output) {
		MappedTypes.of(Target.class, Joining.class).run((application) -> {
			assertThat(liveIndexes(application)).isEmpty();
			assertThat(output)
				.contains("The unique constraint of the soft-deletable entity " + Joining.class.getName());
		});
	}

	@Test
	void oneToOneInAnEmbeddableIsUniqueAmongLiveRows() {
		MappedTypes.of(Target.class, Embedding.class).run((application) -> {
			Object target = application.persist(new Target());
			isUniqueIn(application, Embedding.class,
					(entityManager) -> new Embedding(entityManager.getReference(Target.class, target)),
					Map.of("part.target", target));
			application.persist(new Embedding(null), new Embedding(null), new Embedding());
		});
	}

	@Test
	void oneToOneOfAHierarchyWithATablePerClassIsUniqueInEachTable() {
		MappedTypes.of(Target.class, AbstractPlan.class, DayPlan.class, ConcretePlan.class, YearPlan.class)
			.run((application) -> {
				Object target = application.persist(new Target());
				isUniqueIn(application, DayPlan.class,
						(entityManager) -> planned(new DayPlan(), entityManager.getReference(Target.class, target)),
						Map.of("target", target));
				isUniqueIn(application, YearPlan.class,
						(entityManager) -> planned(new YearPlan(), entityManager.getReference(Target.class, target)),
						Map.of("target", target));
				isUniqueIn(application, ConcretePlan.class, (entityManager) -> planned(new ConcretePlan(),
						entityManager.getReference(Target.class, target)), Map.of("target", target));
			});
	}

	private static DayPlan planned(DayPlan plan, Target target) {
		plan.target = target;
		return plan;
	}

	private static <T extends ConcretePlan> T planned(T plan, Target target) {
		plan.target = target;
		return plan;
	}

	/**
	 * Assert that a second row is refused while a first one is live, however it comes.
	 */
	private static <T> void isUniqueIn(MappedApplication application, Class<T> type, Function<EntityManager, T> row,
			Map<String, ?> values) {
		Object id = application.call((entityManager) -> persist(entityManager, row));
		Tables before = application.tables();
		application.run((entityManager) -> {
			T candidate = row.apply(entityManager);
			assertThat(holders(entityManager, type).live(candidate)).hasSize(1);
			refusedWrite(() -> entityManager.persist(candidate), entityManager, type, values);
		});
		assertThat(application.tables()).isEqualTo(before);
		application.remove(type, id);
		application.run((entityManager) -> {
			T candidate = row.apply(entityManager);
			assertThat(holders(entityManager, type).live(candidate)).isEmpty();
			assertThat(holders(entityManager, type).deleted(candidate))
				.anySatisfy((found) -> assertThat(found).hasSize(1));
		});
		application.call((entityManager) -> persist(entityManager, row));
		assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> application.restore(type, id))
			.satisfies((ex) -> assertThat(ex.getConflicts()).singleElement()
				.extracting(RestoreConflict::values)
				.isEqualTo(values));
	}

	private static <T> Object persist(EntityManager entityManager, Function<EntityManager, T> row) {
		T entity = row.apply(entityManager);
		entityManager.persist(entity);
		entityManager.flush();
		return entityManager.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
	}

	private static void refusedWrite(Runnable write, EntityManager entityManager, Class<?> type,
			Map<String, ?> values) {
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(() -> {
			write.run();
			entityManager.flush();
		}).satisfies((ex) -> {
			assertThat(ex.getEntityName()).isEqualTo(type.getName());
			assertThat(ex.getAttributes()).containsExactlyInAnyOrderElementsOf(values.keySet());
			assertThat(ex.getValues()).isEqualTo(values);
		});
		entityManager.getTransaction().setRollbackOnly();
	}

	private static <T> LiveKeyHolders<T> holders(EntityManager entityManager, Class<T> type) {
		return new LiveKeyHolders<>(entityManager, type,
				LiveUniqueKeys.of(entityManager.unwrap(SessionImplementor.class).getFactory()));
	}

	private static List<String> liveIndexes(MappedApplication application) {
		try (Connection connection = application.database().open();
				Statement statement = connection.createStatement();
				ResultSet indexes = statement.executeQuery(
						"select index_name from information_schema.indexes where lower(index_name) like '%!_live!_%' escape '!'")) {
			List<String> names = new ArrayList<>();
			while (indexes.next()) {
				names.add(indexes.getString(1));
			}
			return names;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void refused(Class<?> type, String... partsOfTheMessage) {
		String[] parts = Stream.concat(Stream.of(type.getName()), Stream.of(partsOfTheMessage)).toArray(String[]::new);
		MappedTypes.of(type).areRefused(parts);
	}

	@MappedSuperclass
	abstract static class Row extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	static class Target {

		@Id
		@GeneratedValue
		Long id;

		String name;

	}

	@Embeddable
	static class Place {

		String line;

		Integer position;

		protected Place() {
		}

		Place(String line, Integer position) {
			this.line = line;
			this.position = position;
		}

	}

	@Entity
	@LiveUnique(attributes = "emial")
	static class WithUnknown extends Row {

		String email;

		Place place;

	}

	@Entity
	@LiveIndex(attributes = "place.city")
	static class WithUnknownPart extends Row {

		Place place;

	}

	@Entity
	@LiveUnique(attributes = "code.length")
	static class WithPartOfBasic extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "target.name")
	static class WithTargetsName extends Row {

		@ManyToOne
		Target target;

	}

	@Entity
	@LiveUnique(attributes = {})
	static class WithoutAttributes extends Row {

	}

	@Entity
	@SecondaryTable(name = "other_table")
	@LiveUnique(attributes = "other")
	static class WithSecondary extends Row {

		@Column(table = "other_table")
		String other;

	}

	@Entity
	@SecondaryTable(name = "other_table")
	@LiveUnique(attributes = "other")
	static class WithEmbeddedInSecondary extends Row {

		Other other;

	}

	@Embeddable
	static class Other {

		@Column(table = "other_table")
		String text;

	}

	@Entity
	@LiveUnique(attributes = "other")
	static class WithJoinTable extends Row {

		@ManyToOne
		@JoinTable(name = "other_table")
		Target other;

	}

	@Entity
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn
	static class JoinedRoot extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "own")
	static class JoinedSubclass extends JoinedRoot {

		String own;

	}

	@Entity
	@LiveUnique(attributes = "texts")
	static class WithCollection extends Row {

		@ElementCollection
		Set<String> texts = new HashSet<>();

	}

	@Entity
	@LiveUnique(attributes = "children")
	static class WithInverse extends Row {

		@ManyToOne
		WithInverse parent;

		@OneToMany(mappedBy = "parent")
		Set<WithInverse> children = new HashSet<>();

	}

	@Entity
	@LiveUnique(attributes = "part")
	static class WithEmbeddedCollection extends Row {

		CollectionPart part;

	}

	@Embeddable
	static class CollectionPart {

		String text;

		@ElementCollection
		Set<String> texts = new HashSet<>();

	}

	@Entity
	@LiveUnique(attributes = "length")
	static class WithFormula extends Row {

		String code;

		@Formula("length(code)")
		Integer length;

	}

	@Entity
	@LiveUnique(attributes = "target")
	static class WithInverseOneToOne extends Row {

		@OneToOne(mappedBy = "owner")
		InverseTarget target;

	}

	@Entity
	static class InverseTarget extends Row {

		@OneToOne
		WithInverseOneToOne owner;

	}

	@Entity
	@LiveUnique(attributes = "code")
	static class WithLob extends Row {

		@Lob
		String code;

	}

	@Entity
	@LiveUnique(attributes = { "code", "deletedAt" })
	static class WithIndicator extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = { "code", "code" })
	static class WithTwice extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = { "target", "target.id" })
	static class WithReferenceTwice extends Row {

		@ManyToOne
		Target target;

	}

	@Entity
	@LiveUnique(attributes = { "place.line", "place" })
	static class WithEmbeddableTwice extends Row {

		Place place;

	}

	@Entity
	@LiveUnique(attributes = "number", ignoreCase = true)
	static class WithCaseOfNumber extends Row {

		Integer number;

	}

	@Entity
	@LiveUnique(attributes = "code")
	static class PlainWithKey {

		@Id
		Long id;

		String code;

	}

	@Entity
	@LiveIndex(attributes = "code")
	static class PlainWithIndex {

		@Id
		Long id;

		String code;

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@LiveUnique(attributes = "code")
	abstract static class TableRoot extends Row {

		String code;

	}

	@Entity
	static class TableSubclass extends TableRoot {

	}

	@Entity
	@Inheritance(strategy = InheritanceType.JOINED)
	static class UndiscriminatedRoot extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "code")
	static class UndiscriminatedSubclass extends UndiscriminatedRoot {

	}

	@Entity
	@DiscriminatorFormula("case when code like 'f%' then 'FormulaSubclass' else 'FormulaRoot' end")
	static class FormulaRoot extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "code")
	static class FormulaSubclass extends FormulaRoot {

	}

	@Entity
	@LiveUnique(attributes = "code", name = "the_name")
	static class FirstOfAName extends Row {

		String code;

	}

	@Entity
	@LiveIndex(attributes = "code", name = "THE_NAME")
	static class SecondOfAName extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "code")
	@LiveUnique(attributes = "code", ignoreCase = true)
	static class WithKeyTwice extends Row {

		String code;

	}

	@Entity
	@Table(indexes = @Index(name = "idx_code", columnList = "code"))
	@LiveUnique(attributes = "code", name = "IDX_CODE")
	static class WithNamesake extends Row {

		String code;

	}

	@Entity
	@LiveUnique(attributes = "code")
	static class WithLiveRow extends Row {

		String code;

		@Column(name = "`LIVE_ROW`")
		String liveRow;

	}

	@Entity
	@LiveUnique(attributes = "code", ignoreCase = true)
	static class WithLower extends Row {

		String code;

		String codeLower;

	}

	@Entity
	@LiveUnique(attributes = { "code", "number" })
	static class WithUniqueColumn extends Row {

		@Column(unique = true)
		String code;

		Integer number;

	}

	@Entity
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "code", "number" }))
	@LiveUnique(attributes = { "number", "code" })
	static class WithUniqueConstraint extends Row {

		String code;

		Integer number;

	}

	@Entity
	@Table(indexes = @Index(columnList = "code", unique = true))
	@LiveUnique(attributes = "code")
	static class WithUniqueIndex extends Row {

		String code;

	}

	@Entity
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "code", "number" }))
	@LiveUnique(attributes = { "number", "name", "code" })
	static class WithFewerUnique extends Row {

		String code;

		Integer number;

		String name;

	}

	@Entity
	@LiveUnique(attributes = "target")
	static class WithUniqueJoinColumn extends Row {

		@ManyToOne
		@JoinColumn(unique = true)
		Target target;

	}

	@Entity
	@LiveUnique(attributes = { "code", "parts" }, nullsNotDistinct = true)
	static class WithArray extends Row {

		String code;

		String[] parts;

	}

	@Entity
	@LiveUnique(attributes = {})
	@LiveUnique(attributes = "number", ignoreCase = true)
	@LiveIndex(attributes = "nothing")
	static class WithSeveral extends Row {

		Integer number;

	}

	@MappedSuperclass
	@LiveUnique(attributes = "name")
	abstract static class Fruit extends Row {

		String name;

	}

	@Entity
	static class Apple extends Fruit {

	}

	@Entity
	static class Pear extends Fruit {

	}

	@Entity
	abstract static class Machine extends Row {

	}

	@MappedSuperclass
	@LiveUnique(attributes = "code")
	abstract static class Tool extends Machine {

		String code;

	}

	@Entity
	static class Drill extends Tool {

	}

	@Entity
	static class Saw extends Tool {

	}

	/** The key in an order other than that of the alphabet. */
	@Embeddable
	static class ShopId implements Serializable {

		private static final long serialVersionUID = 1L;

		String town;

		String code;

		@Override
		public boolean equals(Object other) {
			return other instanceof ShopId id && Objects.equals(id.town, this.town)
					&& Objects.equals(id.code, this.code);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.town, this.code);
		}

	}

	@Entity
	static class Shop {

		@EmbeddedId
		ShopId id;

		protected Shop() {
		}

		Shop(String code, String town) {
			this.id = new ShopId();
			this.id.code = code;
			this.id.town = town;
		}

	}

	@Entity
	@LiveUnique(attributes = { "shop.id.town", "number" })
	static class Till extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "a_town", referencedColumnName = "town")
		@JoinColumn(name = "z_code", referencedColumnName = "code")
		Shop shop;

		int number;

		protected Till() {
		}

		Till(Shop shop, int number) {
			this.shop = shop;
			this.number = number;
		}

	}

	static class StreetId implements Serializable {

		private static final long serialVersionUID = 1L;

		String town;

		String name;

		@Override
		public boolean equals(Object other) {
			return other instanceof StreetId id && Objects.equals(id.town, this.town)
					&& Objects.equals(id.name, this.name);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.town, this.name);
		}

	}

	@Entity
	@IdClass(StreetId.class)
	static class Street {

		@Id
		String town;

		@Id
		String name;

		protected Street() {
		}

		Street(String name, String town) {
			this.name = name;
			this.town = town;
		}

	}

	@Entity
	@LiveUnique(attributes = { "street.town", "number" })
	static class House extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		Street street;

		int number;

		protected House() {
		}

		House(Street street, int number) {
			this.street = street;
			this.number = number;
		}

	}

	@Entity
	static class Account implements Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		Long id;

		@Column(unique = true)
		String number;

		protected Account() {
		}

		Account(String number) {
			this.number = number;
		}

	}

	@Entity
	@LiveUnique(attributes = "account.number")
	static class Transfer extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(referencedColumnName = "number")
		Account account;

		protected Transfer() {
		}

		Transfer(Account account) {
			this.account = account;
		}

	}

	@Entity
	@LiveUnique(attributes = "account")
	static class WholeTransfer extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(referencedColumnName = "number")
		Account account;

		protected WholeTransfer() {
		}

		WholeTransfer(Account account) {
			this.account = account;
		}

	}

	static class CitizenId implements Serializable {

		private static final long serialVersionUID = 1L;

		String town;

		int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof CitizenId id && Objects.equals(id.town, this.town) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.town, this.number);
		}

	}

	@Entity
	@IdClass(CitizenId.class)
	@LiveUnique(attributes = { "town", "name" })
	static class Citizen extends SoftDeletableEntity {

		@Id
		String town;

		@Id
		int number;

		String name;

		protected Citizen() {
		}

		Citizen(String town, int number, String name) {
			this.town = town;
			this.number = number;
			this.name = name;
		}

	}

	@Entity
	@LiveUnique(attributes = { "id.town", "name" })
	static class Resident extends SoftDeletableEntity {

		@EmbeddedId
		ShopId id;

		String name;

		protected Resident() {
		}

		Resident(String town, String code, String name) {
			this.id = new ShopId();
			this.id.town = town;
			this.id.code = code;
			this.name = name;
		}

	}

	@Embeddable
	static class Party {

		String name;

		@Embedded
		Place place;

		protected Party() {
		}

		Party(String name) {
			this.name = name;
			this.place = new Place("l", 1);
		}

	}

	@Entity
	@LiveUnique(attributes = { "from", "to.name" })
	static class Parcel extends Row {

		@AttributeOverride(name = "name", column = @Column(name = "from_name"))
		@AttributeOverride(name = "place.line", column = @Column(name = "from_line"))
		@AttributeOverride(name = "place.position", column = @Column(name = "from_position"))
		Party from;

		@AttributeOverride(name = "name", column = @Column(name = "to_name"))
		Party to;

		protected Parcel() {
		}

		Parcel(String from, String to) {
			this.from = new Party(from);
			this.to = new Party(to);
		}

	}

	record Email(String value) implements Serializable {
	}

	@Converter(autoApply = true)
	static class EmailConverter implements AttributeConverter<Email, String> {

		@Override
		public String convertToDatabaseColumn(Email email) {
			return (email != null) ? email.value() : null;
		}

		@Override
		public Email convertToEntityAttribute(String value) {
			return (value != null) ? new Email(value) : null;
		}

	}

	@Entity
	@LiveUnique(attributes = "email", ignoreCase = true)
	static class Subscriber extends Row {

		Email email;

		String name;

		protected Subscriber() {
		}

		Subscriber(String email, String name) {
			this.email = new Email(email);
			this.name = name;
		}

	}

	enum Day {

		SUNDAY, MONDAY

	}

	@Entity
	@LiveUnique(attributes = { "day", "next" }, nullsNotDistinct = true)
	static class Shift extends Row {

		@Enumerated(EnumType.STRING)
		@Column(name = "a_day")
		Day day;

		@Enumerated(EnumType.ORDINAL)
		@Column(name = "next_day")
		Day next;

		protected Shift() {
		}

		Shift(Day day, Day next) {
			this.day = day;
			this.next = next;
		}

	}

	@Entity
	@SoftDeletable
	@LiveUnique(attributes = "code")
	static class Tenant {

		private Long identifier;

		private String text;

		private boolean deleted;

		protected Tenant() {
		}

		Tenant(String code) {
			this.text = code;
		}

		@Id
		@GeneratedValue
		public Long getId() {
			return this.identifier;
		}

		public void setId(Long id) {
			this.identifier = id;
		}

		public String getCode() {
			return this.text;
		}

		public void setCode(String code) {
			this.text = code;
		}

		@Deleted
		public boolean isDeleted() {
			return this.deleted;
		}

		public void setDeleted(boolean deleted) {
			this.deleted = deleted;
		}

	}

	@Entity(name = "Käufer")
	@Table(name = "buyer")
	@LiveUnique(attributes = "code")
	static class Renamed extends Row {

		String code;

		protected Renamed() {
		}

		Renamed(String code) {
			this.code = code;
		}

	}

	@Entity(name = "shop.Groß")
	@LiveUnique(attributes = "name")
	static class RenamedSubclass extends Renamed {

		String name;

		protected RenamedSubclass() {
		}

		RenamedSubclass(String code, String name) {
			super(code);
			this.name = name;
		}

	}

	@Entity
	@LiveUnique(attributes = "code", ignoreCase = true)
	static class Defined extends Row {

		@Column(columnDefinition = "varchar(20) default 'x' not null")
		String code;

		protected Defined() {
		}

		Defined(String code) {
			this.code = code;
		}

	}

	@Entity
	@LiveUnique(attributes = { "net", "gross", "another" }, ignoreCase = true)
	static class Quoted extends Row {

		@Column(name = "`Preis (netto) ä`")
		String net;

		@Column(name = "`Preis (netto) ö`")
		String gross;

		@Column(name = "a_column_with_a_name_almost_as_long_as_every_database_takes_it")
		String another;

		protected Quoted() {
		}

		Quoted(String net, String gross, String another) {
			this.net = net;
			this.gross = gross;
			this.another = another;
		}

	}

	@Entity
	static class Person extends Row {

	}

	@Entity
	static class Biography extends SoftDeletableEntity {

		@Id
		Long id;

		@OneToOne
		@MapsId
		Person person;

		protected Biography() {
		}

		Biography(Person person) {
			this.person = person;
		}

	}

	@Entity
	static class Joining extends Row {

		@OneToOne
		@JoinTable(name = "joining_target")
		Target target;

	}

	@Embeddable
	static class Part {

		String name;

		@OneToOne(fetch = FetchType.LAZY)
		Target target;

	}

	@Entity
	static class Embedding extends Row {

		Part part;

		protected Embedding() {
		}

		Embedding(Target target) {
			this.part = new Part();
			this.part.target = target;
		}

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class AbstractPlan extends Row {

		@OneToOne
		Target target;

	}

	@Entity
	static class DayPlan extends AbstractPlan {

	}

	@Entity
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	static class ConcretePlan extends Row {

		@OneToOne
		Target target;

	}

	@Entity
	static class YearPlan extends ConcretePlan {

	}

	@LiveUnique(attributes = "code")
	interface Coded {

	}

	@Entity
	static class WithInterface extends Row implements Coded {

		String code;

	}

	@Embeddable
	@LiveIndex(attributes = "code")
	static class AnnotatedPart {

		String code;

	}

	@Entity
	static class WithAnnotatedEmbeddable extends Row {

		AnnotatedPart part;

	}

	@Entity
	@LiveUnique(attributes = "shop")
	static class Owner extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		Shop shop;

		protected Owner() {
		}

		Owner(Shop shop) {
			this.shop = shop;
		}

	}

	static class MembershipId implements Serializable {

		private static final long serialVersionUID = 1L;

		Long club;

		int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof MembershipId id && Objects.equals(id.club, this.club) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.club, this.number);
		}

	}

	@Entity
	@IdClass(MembershipId.class)
	@LiveUnique(attributes = { "club", "name" })
	static class Membership extends SoftDeletableEntity {

		@Id
		@ManyToOne
		Target club;

		@Id
		int number;

		String name;

		protected Membership() {
		}

		Membership(Target club, int number, String name) {
			this.club = club;
			this.number = number;
			this.name = name;
		}

	}

	@Entity
	@LiveUnique(attributes = "membership.club.id")
	static class Badge extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		Membership membership;

		protected Badge() {
		}

		Badge(Membership membership) {
			this.membership = membership;
		}

	}

}
