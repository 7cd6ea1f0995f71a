package io.github.softdeleteaudit.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applications: one alternative each, on one database.
 */
final class BenchmarkApplication {

	private static final Map<String, ConfigurableApplicationContext> RUNNING = new ConcurrentHashMap<>();

	private BenchmarkApplication() {
	}

	/**
	 * The application of an alternative. It is started when it does not run yet, and runs
	 * as long as the Java virtual machine.
	 * @param alternative the alternative
	 * @param database the kind of the database
	 * @param name the name of the database
	 * @param properties further properties
	 * @return the application
	 */
	static ConfigurableApplicationContext running(Alternative alternative, Database database, String name,
			String... properties) {
		return RUNNING.computeIfAbsent(String.join(" ", alternative.name(), database.name(), name),
				(key) -> start(new SpringApplicationBuilder(alternative.application), alternative, database, name,
						properties));
	}

	/**
	 * Start an application.
	 */
	static ConfigurableApplicationContext start(SpringApplicationBuilder application, Alternative alternative,
			Database database, String name, String... properties) {
		List<String> all = new ArrayList<>(List.of("spring.datasource.url=" + database.url(name),
				"spring.datasource.username=" + database.user(), "spring.datasource.password=" + database.user(),
				"spring.datasource.hikari.maximum-pool-size=20", "spring.jpa.hibernate.ddl-auto=create",
				// only JaVers needs it, and asks for it
				"spring.aop.auto=false", "spring.main.banner-mode=off", "spring.main.log-startup-info=false",
				"logging.level.root=warn"));
		if (alternative != Alternative.STARTER) {
			all.add("spring.autoconfigure.exclude=" + autoConfigurations());
		}
		all.addAll(alternative.properties());
		all.addAll(Arrays.asList(properties));
		return application.web(WebApplicationType.NONE).properties(all.toArray(String[]::new)).run();
	}

	// as if the starter were not on the class path
	private static String autoConfigurations() {
		return StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, BenchmarkApplication.class.getClassLoader())
				.spliterator(), false)
			.filter((name) -> name.startsWith("io.github.softdeleteaudit."))
			.collect(Collectors.joining(","));
	}

}
