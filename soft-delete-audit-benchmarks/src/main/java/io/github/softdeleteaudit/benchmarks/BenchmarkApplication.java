package io.github.softdeleteaudit.benchmarks;

import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on a database of its own: of H2, in memory, unless its properties name
 * another one.
 */
final class BenchmarkApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private BenchmarkApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param configuration its configuration
	 * @param properties its properties
	 * @return the running application
	 */
	static BenchmarkApplication start(Class<?> configuration, String... properties) {
		return new BenchmarkApplication(new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
					"spring.jpa.hibernate.ddl-auto=create", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "logging.level.root=warn")
			.properties(properties)
			.run());
	}

	/**
	 * Start an application that has all but the starter.
	 * @param configuration its configuration
	 * @param properties its properties
	 * @return the running application
	 */
	static BenchmarkApplication startWithoutStarter(Class<?> configuration, String... properties) {
		String[] off = { "soft-delete-audit.soft-delete.enabled=false", "soft-delete-audit.audit.enabled=false" };
		return start(configuration, Stream.of(off, properties).flatMap(Stream::of).toArray(String[]::new));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
