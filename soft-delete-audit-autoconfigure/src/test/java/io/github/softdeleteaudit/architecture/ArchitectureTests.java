package io.github.softdeleteaudit.architecture;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package may know which.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.softdeleteaudit";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void actorKnowsNoOtherPackage() {
		noClasses().that(resideInAPackage(ROOT + ".actor"))
			.should()
			.dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(ROOT + ".actor"))))
			.check(CLASSES);
	}

	@Test
	void featuresDoNotKnowTheirAutoConfigurationNorTheRepositories() {
		noClasses().that(ours().and(DescribedPredicate.not(resideInAPackage(ROOT + ".autoconfigure"))))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".autoconfigure"))
			.check(CLASSES);
		noClasses()
			.that(ours().and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".autoconfigure", ROOT + ".repository"))))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".repository"))
			.check(CLASSES);
	}

	@Test
	void deletingAndRestoringDoNotKnowHowItIsAudited() {
		noClasses()
			.that(resideInAnyPackage(ROOT + ".softdelete..", ROOT + ".restore..").or(resideInAPackage(ROOT + ".actor")))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".audit.."))
			.check(CLASSES);
	}

	@Test
	void whatAUserFindsDoesNotKnowTheWiringBehindIt() {
		noClasses().that(resideInAPackage(ROOT + ".softdelete"))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".softdelete.hibernate"))
			.check(CLASSES);
		noClasses().that(resideInAPackage(ROOT + ".audit"))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".audit.envers"))
			.check(CLASSES);
	}

	@Test
	void onlyAuditEnversKnowsEnvers() {
		noClasses().that(ours().and(DescribedPredicate.not(resideInAPackage(ROOT + ".audit.envers")))
			// the class condition, which cannot live where Envers is needed to load it
			.and(DescribedPredicate.not(name(ROOT + ".autoconfigure.AuditAutoConfiguration"))))
			.should()
			.dependOnClassesThat(
					resideInAPackage("org.hibernate.envers..").and(DescribedPredicate.not(enversAnnotation())))
			.check(CLASSES);
	}

	@Test
	void enversAnnotationsMarkOnlyWhatUsersExtend() {
		noClasses()
			.that(ours().and(DescribedPredicate.not(resideInAPackage(ROOT + ".audit.envers")))
				.and(DescribedPredicate.not(nameMatching(
						".*\\.(audit\\.AuditRevision|audit\\.FromStamp.*|softdelete\\.SoftDeletableEntity)"))))
			.should()
			.dependOnClassesThat(enversAnnotation())
			.check(CLASSES);
	}

	@Test
	void integratorThatHibernateLoadsDoesNotNeedEnvers() {
		noClasses().that(name(ROOT + ".audit.envers.AuditIntegrator"))
			.should()
			.dependOnClassesThat(resideInAPackage("org.hibernate.envers.."))
			.check(CLASSES);
	}

	@Test
	void querydslIsNotNeeded() {
		noClasses().that(ours()).should().dependOnClassesThat(resideInAPackage("com.querydsl..")).check(CLASSES);
	}

	@Test
	void hibernatesInternalsAreUsedOnlyInTheWiring() {
		noClasses()
			.that(ours()
				.and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".softdelete.hibernate", ROOT + ".audit.envers")))
				// names a class of Envers in its class condition
				.and(DescribedPredicate.not(name(ROOT + ".autoconfigure.AuditAutoConfiguration"))))
			.should()
			.dependOnClassesThat(resideInAPackage("org.hibernate..internal.."))
			.check(CLASSES);
	}

	@Test
	void hibernatesServiceInterfacesAreUsedOnlyWhereTheyAreNeeded() {
		noClasses()
			.that(ours()
				.and(DescribedPredicate
					.not(resideInAnyPackage(ROOT + ".softdelete.hibernate", ROOT + ".audit.envers", ROOT + ".actor",
							// adds to the schema, and reads what is to be written
							ROOT + ".unique",
							// reads what the database has, and lets Hibernate write what
							// is missing
							ROOT + ".schema")))
				// a generator gets the session and the settings
				.and(DescribedPredicate.not(name(ROOT + ".audit.FromStampGenerator")))
				// the session is how a change says which transaction it belongs to
				.and(DescribedPredicate.not(name(ROOT + ".softdelete.RowChangeRecorder")))
				// is told in which session a row was refused
				.and(DescribedPredicate.not(name(ROOT + ".softdelete.UniqueViolationTranslator")))
				// read and refresh what the session holds
				.and(DescribedPredicate.not(nameMatching(".*\\.restore\\.(Restorer|Restoration)(\\$.*)?")))
				// finds the persister of a repository's entity
				.and(DescribedPredicate.not(nameMatching(".*\\.repository\\.RepositoryFragmentsRegistrar(\\$.*)?"))))
			.should()
			.dependOnClassesThat(resideInAPackage("org.hibernate..spi.."))
			.check(CLASSES);
	}

	@Test
	void publicSignaturesNameNoTypeOfEnvers() {
		// which Envers makes
		DescribedPredicate<JavaClass> strategies = assignableTo("org.hibernate.envers.strategy.spi.AuditStrategy");
		classes().that(DescribedPredicate.not(strategies))
			.and()
			.arePublic()
			.should(new ArchCondition<>("not expose Envers") {

				@Override
				public void check(JavaClass type, ConditionEvents events) {
					exposed(type).filter((exposed) -> exposed.getPackageName().startsWith("org.hibernate.envers"))
						.forEach((exposed) -> events.add(
								SimpleConditionEvent.violated(type, type.getName() + " exposes " + exposed.getName())));
				}

			})
			.check(CLASSES);
	}

	@Test
	void namesSayWhatAClassIsFor() {
		noClasses().should().haveSimpleNameEndingWith("Util").check(CLASSES);
		noClasses().should().haveSimpleNameEndingWith("Utils").check(CLASSES);
		noClasses().should().haveSimpleNameEndingWith("Helper").check(CLASSES);
		noClasses().should().haveSimpleNameEndingWith("Impl").check(CLASSES);
		noClasses().should().haveSimpleNameEndingWith("Service").check(CLASSES);
		noClasses().should().haveSimpleNameEndingWith("Manager").check(CLASSES);
		noClasses().should().haveNameMatching(".*\\.Abstract\\w*Base|.*\\.Base\\w+").check(CLASSES);
		noClasses().should().resideInAnyPackage("..impl..", "..util..", "..service..", "..internal..").check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<String> marked = new TreeSet<>();
		Set<String> packages = new TreeSet<>();
		CLASSES.getPackage(ROOT).getSubpackagesInTree().forEach((JavaPackage each) -> {
			if (!each.getClasses().isEmpty()) {
				packages.add(each.getName());
			}
			if (each.isAnnotatedWith(NullMarked.class)) {
				marked.add(each.getName());
			}
		});
		assertThat(packages).isNotEmpty();
		assertThat(marked).isEqualTo(packages);
	}

	private static DescribedPredicate<JavaClass> ours() {
		return resideInAPackage(ROOT + "..");
	}

	// with the enums that are their attributes
	private static DescribedPredicate<JavaClass> enversAnnotation() {
		return resideInAPackage("org.hibernate.envers..")
			.and(DescribedPredicate.describe("are annotations", (type) -> type.isAnnotation() || type.isEnum()));
	}

	private static Stream<JavaClass> exposed(JavaClass type) {
		Stream<JavaType> supertypes = Stream.concat(type.getInterfaces().stream(),
				type.getSuperclass().stream().map(JavaType.class::cast));
		Stream<JavaType> members = type.getMembers()
			.stream()
			.filter(ArchitectureTests::isVisible)
			.flatMap(ArchitectureTests::types);
		return Stream.concat(supertypes, members).flatMap((each) -> each.getAllInvolvedRawTypes().stream()).distinct();
	}

	private static boolean isVisible(JavaMember member) {
		return member.getModifiers().contains(JavaModifier.PUBLIC)
				|| member.getModifiers().contains(JavaModifier.PROTECTED);
	}

	private static Stream<JavaType> types(JavaMember member) {
		if (member instanceof JavaField field) {
			return Stream.of(field.getType());
		}
		JavaCodeUnit codeUnit = (JavaCodeUnit) member;
		Set<JavaType> types = codeUnit.getParameterTypes().stream().collect(Collectors.toSet());
		types.addAll(codeUnit.getThrowsClause().getTypes());
		if (codeUnit instanceof JavaMethod method) {
			types.add(method.getReturnType());
		}
		return types.stream();
	}

}
