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

	private static final Map<List<Object>, ConfigurableApplicationContext> RUNNING = new ConcurrentHashMap<>();

	private BenchmarkApplication() {
	}

	/**
	 * The application of an alternative on a database of its own, which it makes. It is
	 * started when it does not run yet, and runs as long as the Java virtual machine.
	 * @param alternative the alternative
	 * @param database the kind of the database
	 * @param name the name of the database
	 * @return the application
	 */
	static ConfigurableApplicationContext running(Alternative alternative, Database database, String name) {
		return RUNNING.computeIfAbsent(List.of(alternative, database, name), (key) -> {
			database.create(name);
			return start(new SpringApplicationBuilder(alternative.application), properties(alternative, database, name,
					"spring.jpa.hibernate.ddl-auto=create", "spring.sql.init.mode=always"));
		});
	}

	/**
	 * The application of an alternative on a database that others have made.
	 * @param alternative the alternative
	 * @param database the kind of the database
	 * @param name the name of the database
	 * @return the application
	 */
	static ConfigurableApplicationContext reading(Alternative alternative, Database database, String name) {
		return RUNNING.computeIfAbsent(List.of(alternative, database, name),
				(key) -> start(new SpringApplicationBuilder(alternative.application),
						properties(alternative, database, name)));
	}

	/**
	 * Start an application.
	 */
	static ConfigurableApplicationContext start(SpringApplicationBuilder application, List<String> properties) {
		return application.web(WebApplicationType.NONE).properties(properties.toArray(String[]::new)).run();
	}

	/**
	 * The properties of an application.
	 */
	static List<String> properties(Alternative alternative, Database database, String name, String... others) {
		List<String> all = new ArrayList<>(List.of("spring.datasource.url=" + database.url(name),
				"spring.datasource.username=" + database.user(), "spring.datasource.password=" + database.user(),
				"spring.datasource.hikari.maximum-pool-size=20", "spring.datasource.hikari.minimum-idle=1",
				"spring.jpa.hibernate.ddl-auto=none", "spring.sql.init.mode=never",
				// only JaVers needs it, and asks for it
				"spring.aop.auto=false", "spring.main.banner-mode=off", "spring.main.log-startup-info=false",
				"logging.level.root=warn"));
		if (alternative != Alternative.STARTER) {
			all.add("spring.autoconfigure.exclude=" + autoConfigurations());
		}
		all.addAll(alternative.properties(database));
		all.addAll(Arrays.asList(others));
		return all;
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
