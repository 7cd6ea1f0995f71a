package io.github.softdeleteaudit.shapes.aot;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.aot.AotApplication.Leaf;
import io.github.softdeleteaudit.shapes.aot.AotApplication.LeafRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application whose beans and query methods are compiled ahead of time keeps what the
 * starter promises.
 */
class AotTests {

	@Test
	@CompileWithForkedClassLoader
	@SuppressWarnings("unchecked")
	void anApplicationCompiledAheadOfTimeKeepsThePromises() {
		TestGenerationContext generated = new TestGenerationContext(ClassName.get(AotApplication.class));
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		properties(context);
		context.register(AotApplication.class);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generated);
		generated.writeGeneratedContent();
		TestCompiler.forSystem().with(generated).compile((compiled) -> {
			GenericApplicationContext application = new GenericApplicationContext();
			properties(application);
			compiled.getInstance(ApplicationContextInitializer.class, initializer.reflectionName())
				.initialize(application);
			application.refresh();
			try (application) {
				LeafRepository leaves = application.getBean(LeafRepository.class);
				isCompiled(compiled);
				queriesSeeDeletedRowsOnRequest(leaves);
				methodsOfTheStarterAreItsOwn(leaves);
			}
		});
	}

	private static void properties(GenericApplicationContext context) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("spring.jpa.hibernate.ddl-auto", "create",
					"spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID())));
	}

	private static void isCompiled(Compiled compiled) {
		SourceFile repository = compiled.getSourceFiles()
			.stream()
			.filter((file) -> file.getClassName().endsWith("LeafRepositoryImpl__AotRepository"))
			.findFirst()
			.orElseThrow();
		assertThat(repository.getContent()).contains(" findByNameStartingWithOrderByName(", " anyByQuery(",
				" findPageByNameStartingWith(");
		for (Method method : SoftDeleteRepository.class.getDeclaredMethods()) {
			assertThat(repository.getContent()).doesNotContain(" " + method.getName() + "(");
		}
	}

	private static void queriesSeeDeletedRowsOnRequest(LeafRepository leaves) {
		for (String name : List.of("q1", "q2", "q3")) {
			leaves.save(new Leaf(name));
		}
		assertThat(leaves.deleteByName("q2")).isOne();
		assertThat(names(leaves.findByNameStartingWithOrderByName("q"))).containsExactly("q1", "q3");
		assertThat(names(leaves.findAnyByNameStartingWithOrderByName("q"))).containsExactly("q1", "q2", "q3");
		assertThat(names(leaves.byQuery("q"))).containsExactly("q1", "q3");
		assertThat(names(leaves.anyByQuery("q"))).containsExactly("q1", "q2", "q3");
		Page<Leaf> page = leaves.findPageByNameStartingWith("q", PageRequest.of(1, 2, Sort.by("name")));
		assertThat(names(page)).containsExactly("q3");
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(leaves.countByNameStartingWith("q")).isEqualTo(2);
		assertThat(leaves.countAnyByNameStartingWith("q")).isEqualTo(3);
		assertThat(leaves.findAnyByName("q2")).isPresent();
		assertThat(leaves.existsByName("q2")).isFalse();
		assertThat(SoftDeleteScope.includingDeleted(() -> leaves.existsByName("q2"))).isTrue();
		assertThat(names(SoftDeleteScope.onlyDeleted(Leaf.class, () -> leaves.byQuery("q")))).containsExactly("q2");
	}

	private static void methodsOfTheStarterAreItsOwn(LeafRepository leaves) {
		Leaf leaf = leaves.save(new Leaf("own"));
		assertThat(leaves.existsDeletedById(leaf.id)).isFalse();
		assertThat(leaves.findDeletedById(leaf.id)).isEmpty();
		leaves.deleteAllInBatch(List.of(leaf));
		assertThat(leaves.existsDeletedById(leaf.id)).isTrue();
		assertThat(leaves.findDeletedById(leaf.id)).isPresent();
		assertThat(leaves.findById(leaf.id)).isEmpty();
		assertThat(leaves.findByIdIncludingDeleted(leaf.id)).isPresent();
		assertThat(names(leaves.findDeleted())).contains("own").doesNotContain("q1");
		assertThat(leaves.restoreOrSave(new Leaf("own")).id).isEqualTo(leaf.id);
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(() -> leaves.save(new Leaf("own")));
		leaves.deleteById(leaf.id);
		leaves.purge(leaf.id);
		assertThat(leaves.findByIdIncludingDeleted(leaf.id)).isEmpty();
		assertThat(leaves.history(leaf.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED, HistoryKind.DELETED,
					HistoryKind.PURGED);
	}

	private static List<String> names(Iterable<Leaf> leaves) {
		return StreamSupport.stream(leaves.spliterator(), false).map(Leaf::getName).toList();
	}

}
