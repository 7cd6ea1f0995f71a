package io.github.softdeleteaudit.benchmarks;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.benchmarks.report.Report;
import io.github.softdeleteaudit.benchmarks.report.Results;
import io.github.softdeleteaudit.benchmarks.report.RunEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every benchmark runs, with every alternative, and checks by itself that the alternative
 * has done what is measured.
 */
class SmokeTests {

	private static final List<Class<?>> BENCHMARKS = List.of(ReadBenchmark.class, TransactionBenchmark.class,
			BulkBenchmark.class, HistoryBenchmark.class, StartUpBenchmark.class, MemoryBenchmark.class);

	@TempDir
	private Path directory;

	@Test
	void everyAlternativeDoesWhatIsMeasuredOnH2() throws Exception {
		Path json = this.directory.resolve("jmh.json");
		Collection<RunResult> results = new Runner(
				shortly().param("database", "H2").resultFormat(ResultFormatType.JSON).result(json.toString()).build())
			.run();
		assertThat(results.stream().map(SmokeTests::method).collect(Collectors.toSet())).isEqualTo(allMethods());
		assertThat(results.stream().map((result) -> result.getParams().getParam("alternative")).distinct())
			.containsExactlyInAnyOrder(
					Arrays.stream(Alternative.values()).map(Alternative::name).toArray(String[]::new));
		Path merged = this.directory.resolve("results.json");
		Results.merge(merged, json, RunEnvironment.current());
		Report.write(this.directory, Results.read(merged));
		assertThat(Files.readString(this.directory.resolve("README.md"))).contains("### Memory of a session",
				"### Start-up", "### History of one");
	}

	@Test
	void theStarterDoesWhatIsMeasuredOnPostgreSql() throws Exception {
		Collection<RunResult> results = new Runner(
				shortly().param("database", "POSTGRESQL").param("alternative", "STARTER").build())
			.run();
		assertThat(results.stream().map(SmokeTests::method).collect(Collectors.toSet())).isEqualTo(allMethods());
	}

	// their rows are made by statements, for each alternative by others
	@Test
	void everyAlternativeHasAHistoryOnPostgreSql() throws Exception {
		Collection<RunResult> results = new Runner(
				shortly().include("HistoryBenchmark.history").param("database", "POSTGRESQL").build())
			.run();
		assertThat(results).hasSize(5);
	}

	@Test
	void somethingOnSeveralThreadsIsDoneByAll() throws Exception {
		Collection<RunResult> results = new Runner(shortly().include("TransactionBenchmark.(update|restore)")
			.param("database", "H2")
			.param("alternative", "STARTER")
			.threads(4)
			.measurementBatchSize(5)
			.build()).run();
		assertThat(results).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("parts")
	void aPartHasBenchmarksWithItsParameters(Part part) {
		Set<BenchmarkListEntry> benchmarks = BenchmarkList.defaultList()
			.find(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of(part.include()),
					List.of());
		assertThat(benchmarks).isNotEmpty()
			.allSatisfy((benchmark) -> assertThat(part.parameters().keySet())
				.allSatisfy((name) -> assertThat(benchmark.getParams().get().get(name)).isNotNull()))
			.allSatisfy((benchmark) -> assertThat(benchmark.getParams().get().get("alternative"))
				.containsAll(part.parameters().getOrDefault("alternative", List.of())));
	}

	@ParameterizedTest
	@EnumSource
	void theTablesOfPlainJdbcHaveTheColumnsAndIndexesOfTheStarter(Database database) {
		assertThat(schema(Alternative.JDBC, database)).hasSizeGreaterThan(40)
			.containsExactlyInAnyOrderElementsOf(schema(Alternative.STARTER, database));
	}

	private static List<String> schema(Alternative alternative, Database database) {
		String name = "schema_" + alternative.name().toLowerCase(Locale.ROOT);
		BenchmarkApplication.running(alternative, database, name);
		return Objects.requireNonNull(database.jdbc(name).execute((Connection connection) -> {
			List<String> schema = new ArrayList<>();
			DatabaseMetaData metadata = connection.getMetaData();
			for (String table : List.of("customer", "purchase", "customer_aud", "purchase_aud", "revinfo")) {
				String known = metadata.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
				try (ResultSet columns = metadata.getColumns(connection.getCatalog(), connection.getSchema(), known,
						null)) {
					while (columns.next()) {
						schema.add(table + "." + columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME")
								+ " " + columns.getInt("COLUMN_SIZE") + " " + columns.getString("IS_NULLABLE"));
					}
				}
				Map<String, String> indexes = new TreeMap<>();
				try (ResultSet columns = metadata.getIndexInfo(connection.getCatalog(), connection.getSchema(), known,
						false, true)) {
					while (columns.next()) {
						if (columns.getString("INDEX_NAME") != null) {
							indexes.merge(columns.getString("INDEX_NAME"),
									" %s %s %s".formatted(columns.getString("COLUMN_NAME"),
											columns.getString("ASC_OR_DESC"), columns.getString("FILTER_CONDITION")),
									String::concat);
						}
					}
				}
				indexes.values().forEach((columns) -> schema.add(table + columns));
			}
			return schema;
		}));
	}

	static List<Part> parts() {
		return Part.all();
	}

	private static ChainedOptionsBuilder shortly() {
		return new OptionsBuilder().forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(10))
			.measurementBatchSize(1)
			.param("rows", "300")
			.param("deletedPercent", "50")
			.param("auditRows", "500")
			.param("revisions", "10")
			.param("entities", "20")
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
	}

	private static String method(RunResult result) {
		String[] names = result.getParams().getBenchmark().split("\\.");
		return names[names.length - 2] + "." + names[names.length - 1];
	}

	private static Set<String> allMethods() {
		return BENCHMARKS.stream()
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(Benchmark.class))
				.map((method) -> type.getSimpleName() + "." + method.getName()))
			.collect(Collectors.toSet());
	}

}
