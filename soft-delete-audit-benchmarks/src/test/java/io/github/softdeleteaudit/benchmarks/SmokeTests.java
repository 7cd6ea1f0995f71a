package io.github.softdeleteaudit.benchmarks;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every benchmark runs.
 */
class SmokeTests {

	@Test
	void everyBenchmarkRuns() throws Exception {
		Collection<RunResult> results = new Runner(new OptionsBuilder().forks(0)
			.warmupIterations(0)
			.measurementIterations(2)
			.measurementTime(TimeValue.milliseconds(20))
			.measurementBatchSize(2)
			.param("rows", "50")
			.param("auditRows", "200")
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		assertThat(results).allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive())
			.extracting((result) -> "%s.%s %s".formatted(type(result), result.getPrimaryResult().getLabel(),
					result.getParams().getParam("mapping")))
			.containsExactlyInAnyOrder("BulkDeleteBenchmark.deleteAll envers",
					"BulkDeleteBenchmark.deleteAll envers-batched", "BulkDeleteBenchmark.deleteAll sql",
					"BulkDeleteBenchmark.deleteAll starter", "DeleteBenchmark.delete handwritten",
					"DeleteBenchmark.delete starter", "HistoryBenchmark.history envers",
					"HistoryBenchmark.history starter", "TransactionBenchmark.create envers",
					"TransactionBenchmark.create starter", "TransactionBenchmark.update envers",
					"TransactionBenchmark.update starter", "ReadBenchmark.derivedQuery plain",
					"ReadBenchmark.derivedQuery starter", "ReadBenchmark.fetchJoin plain",
					"ReadBenchmark.fetchJoin starter", "ReadBenchmark.findById plain",
					"ReadBenchmark.findById starter");
	}

	private static String type(RunResult result) {
		String method = result.getParams().getBenchmark();
		String type = method.substring(0, method.lastIndexOf('.'));
		return type.substring(type.lastIndexOf('.') + 1);
	}

}
