package io.github.softdeleteaudit.audit.envers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.audit.AuditReasonRequired;
import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.AuditAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SecondaryTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Envers would not record as a whole stops the start.
 */
class RefusedAuditTests {

	private final DatabaseConnection database = TestDatabase.H2.create();

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void secondaryTableOfASubclassThatHasATableOfItsOwn() {
		assertRefused(
				"The audited entity %s has a table of its own in its hierarchy and another, details, beside it,"
						+ " which Envers cannot audit.",
				"Map the attributes to the entity's own table, or let %s have the secondary table.", Book.class,
				Work.class);
	}

	@Test
	void secondaryTableThatIsAuditedInParts() {
		assertRefused("Envers records nothing of the table payment of %s, although bank in it should be audited.",
				"Mark all the table's attributes with @NotAudited, or none of them.", Order.class);
	}

	@Test
	void subclassWhoseSuperclassIsNotAudited() {
		assertRefused("The entity %s is audited, but " + Animal.class.getName() + ", which it extends, is not.",
				"Mark %s with @Audited; its attributes can be left out with @NotAudited.", Dog.class, Animal.class);
	}

	@Test
	void entityThatNeedsAReasonButIsNotAudited() {
		assertRefused("The entity %s is marked with @AuditReasonRequired, but is not audited.",
				"Mark it with org.hibernate.envers.Audited too, or remove @AuditReasonRequired.", Rate.class);
	}

	@Test
	void entityThatNeedsAReasonForWhichTheRevisionHasNoRoom() {
		refusedBy(runner(Price.class, PlainRevision.class),
				"The entity %s is marked with @AuditReasonRequired, but the revision entity %s has no room for a reason."
					.formatted(Price.class.getName(), PlainRevision.class.getName()),
				"Let the revision entity extend AuditRevision, or remove @AuditReasonRequired.");
	}

	@Test
	void secondaryTableThatIsNotAuditedAtAllIsNotRefused() {
		runner(Film.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void entityThatIsNeitherRestoredNorPurgedIsNotRefused() {
		runner(Note.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void itsHqlUpdatesAndDeletesWhichCouldNotBeRecordedAreRefused() {
		runner(Note.class).run((context) -> {
			EntityManager entityManager = context.getBean(EntityManagerFactory.class).createEntityManager();
			try (entityManager) {
				entityManager.getTransaction().begin();
				for (String hql : List.of("update Note n set n.bank = 'b'", "delete from Note n")) {
					assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
						.isThrownBy(() -> entityManager.createQuery(hql).executeUpdate())
						.withMessageStartingWith(
								"Refused, since it would not be recorded. Envers records nothing of the table payment of "
										+ Note.class.getName());
				}
				entityManager.getTransaction().rollback();
			}
		});
	}

	private void assertRefused(String description, String remedy, Class<?> refused, Class<?>... others) {
		Class<?>[] entities = Stream.concat(Stream.of(refused), Stream.of(others)).toArray(Class<?>[]::new);
		refusedBy(runner(entities), description.formatted(refused.getName()),
				(others.length > 0) ? remedy.formatted(others[0].getName()) : remedy);
	}

	private static void refusedBy(ApplicationContextRunner runner, String description, String remedy) {
		runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(AuditConfigurationException.class, (failure) -> {
				assertThat(failure).hasMessage(description);
				assertThat(failure.getRemedy()).isEqualTo(remedy);
			}));
	}

	private ApplicationContextRunner runner(Class<?>... entities) {
		List<String> names = Arrays.stream(entities).map(Class::getName).toList();
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					TransactionAutoConfiguration.class, ActorAutoConfiguration.class, AuditAutoConfiguration.class,
					SoftDeleteAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(ScanningConfiguration.class)
			.withBean(ManagedClassNameFilter.class, () -> names::contains)
			.withPropertyValues(this.database.toProperties())
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=create");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = RefusedAuditTests.class)
	static class ScanningConfiguration {

	}

	/** Root with a table for each class. */
	@Entity(name = "Work")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	static class Work extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/** With a table of its own and another one. */
	@Entity(name = "Book")
	@SecondaryTable(name = "details")
	@Audited
	static class Book extends Work {

		@Column(table = "details")
		String summary = "";

	}

	/** With a secondary table that is not audited. */
	@Entity(name = "Film")
	@SecondaryTable(name = "details")
	@Audited
	static class Film extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Column(table = "details")
		@NotAudited
		String summary = "";

	}

	/** With a secondary table that is audited in parts. */
	@Entity(name = "Order")
	@SecondaryTable(name = "payment")
	@Audited
	static class Order extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Column(table = "payment")
		String bank = "";

		@Column(table = "payment")
		@NotAudited
		String secret = "";

	}

	/** The same, but not soft-deletable. */
	@Entity(name = "Note")
	@SecondaryTable(name = "payment")
	@Audited
	static class Note {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Column(table = "payment")
		String bank = "";

		@Column(table = "payment")
		@NotAudited
		String secret = "";

	}

	/** Needs a reason, which nothing records. */
	@Entity(name = "Rate")
	@AuditReasonRequired
	static class Rate {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/** Needs a reason. */
	@Entity(name = "Price")
	@Audited
	@AuditReasonRequired
	static class Price {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/** Not a revision of this library. */
	@Entity(name = "PlainRevision")
	@RevisionEntity
	static class PlainRevision {

		@Id
		@GeneratedValue
		@RevisionNumber
		long id;

		@RevisionTimestamp
		long instant;

	}

	/** Not audited. */
	@Entity(name = "Animal")
	static class Animal extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/** Audited. */
	@Entity(name = "Dog")
	@Audited
	static class Dog extends Animal {

		String name = "";

	}

}
