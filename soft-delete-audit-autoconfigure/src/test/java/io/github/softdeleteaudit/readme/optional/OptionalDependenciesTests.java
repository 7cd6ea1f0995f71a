package io.github.softdeleteaudit.readme.optional;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dependencies of which the README says that they may be absent: in a process without
 * them.
 */
class OptionalDependenciesTests {

	private static final String REST = " live=0 deletedBy=system restored=1 purged=0";

	@Test
	void withAllDependencies() throws Exception {
		assertThat(run((jar) -> true)).contains("seen: +Audited +Authentication" + REST);
	}

	@Test
	void withoutEnvers() throws Exception {
		assertThat(run((jar) -> !jar.startsWith("hibernate-envers"))).contains("seen: -Audited +Authentication" + REST);
	}

	@Test
	void withoutSpringSecurity() throws Exception {
		assertThat(run((jar) -> !jar.startsWith("spring-security") && !jar.startsWith("spring-boot-security")))
			.contains("seen: +Audited -Authentication" + REST);
	}

	private static String run(Predicate<String> jars) throws IOException, InterruptedException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> jars.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, NoteApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

}
