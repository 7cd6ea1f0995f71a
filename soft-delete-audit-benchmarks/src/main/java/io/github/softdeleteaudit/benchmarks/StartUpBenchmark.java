package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.benchmarks.startup.StartUpApplication;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.util.FileSystemUtils;

/**
 * What it costs to start an application with many entities, in a Java virtual machine of
 * its own. The schema is neither made nor looked at.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(16)
public class StartUpBenchmark {

	/**
	 * Start the application.
	 */
	@Benchmark
	public void start(Data data) {
		data.start();
	}

	/**
	 * Entities, which are made before.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param
		public Database database = Database.H2;

		@Param({ "PLAIN", "STARTER", "HANDWRITTEN" })
		public Alternative alternative = Alternative.STARTER;

		@Param("50")
		public int entities;

		private List<String> types = List.of();

		private List<String> properties = List.of();

		@SuppressWarnings("NullAway.Init")
		private Path directory;

		@SuppressWarnings("NullAway.Init")
		private URLClassLoader classLoader;

		private @Nullable ConfigurableApplicationContext application;

		/**
		 * Make the entities and the database.
		 */
		@Setup
		public void make() throws IOException {
			String template = switch (this.alternative) {
				case PLAIN -> "PlainThing";
				case STARTER -> "StarterThing";
				default -> "HandwrittenThing";
			};
			this.directory = Files.createTempDirectory("entities");
			this.types = StartUpApplication.makeEntities(template, this.entities, this.directory);
			this.classLoader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
					getClass().getClassLoader());
			this.database.create("startup");
			this.properties = BenchmarkApplication.properties(this.alternative, this.database, "startup");
		}

		void start() {
			Thread.currentThread().setContextClassLoader(this.classLoader);
			SpringApplicationBuilder builder = new SpringApplicationBuilder(new DefaultResourceLoader(this.classLoader),
					StartUpApplication.class)
				.initializers(
						(context) -> ((GenericApplicationContext) context).registerBean(PersistenceManagedTypes.class,
								() -> PersistenceManagedTypes.of(this.types.toArray(String[]::new))));
			this.application = BenchmarkApplication.start(builder, this.properties);
		}

		/**
		 * See that the entities are there, and stop the application.
		 */
		@TearDown(Level.Iteration)
		public void stop() {
			try (ConfigurableApplicationContext application = Objects.requireNonNull(this.application)) {
				long found = application.getBean(EntityManagerFactory.class)
					.getMetamodel()
					.getEntities()
					.stream()
					.filter((entity) -> this.types.contains(entity.getJavaType().getName()))
					.count();
				if (found != this.entities) {
					throw new IllegalStateException("%d entities of %s".formatted(found, this.alternative));
				}
			}
			finally {
				Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
			}
		}

		/**
		 * Remove the entities.
		 */
		@TearDown
		public void remove() throws IOException {
			this.classLoader.close();
			FileSystemUtils.deleteRecursively(this.directory);
		}

	}

}
