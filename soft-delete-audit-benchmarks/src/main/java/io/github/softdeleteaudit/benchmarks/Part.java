package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What is run together: some benchmarks with every alternative, so that what is compared
 * was measured one right after the other.
 *
 * @param name how it is asked for
 * @param include which benchmarks, a regular expression
 * @param threads how many threads
 * @param parameters the parameters that differ from those of the benchmark
 */
record Part(String name, String include, int threads, Map<String, List<String>> parameters) {

	/**
	 * All parts, in the order in which they are run.
	 */
	static List<Part> all() {
		List<String> few = List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN");
		Map<String, List<String>> oneRead = Map.of("deletedPercent", List.of("50"), "alternative", few);
		List<String> audited = List.of("JDBC", "STARTER", "HANDWRITTEN", "JAVERS");
		return List.of(new Part("reads", "ReadBenchmark", 1, Map.of()),
				new Part("transactions", "TransactionBenchmark", 1, Map.of()),
				new Part("bulk", "BulkBenchmark", 1, Map.of("rows", List.of("1000", "10000"))),
				// without JaVers, which would need hours
				new Part("bulk-large-delete", "BulkBenchmark.delete", 1,
						Map.of("rows", List.of("100000"), "alternative",
								List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "BATCHED", "SOFT_DELETE",
										"CORE_AUDITED"))),
				new Part("bulk-large-restore", "BulkBenchmark.restore", 1,
						Map.of("rows", List.of("100000"), "alternative", List.of("JDBC", "STARTER", "HANDWRITTEN"))),
				new Part("history", "HistoryBenchmark", 1, Map.of()),
				new Part("start-up", "StartUpBenchmark", 1, Map.of()),
				new Part("memory", "MemoryBenchmark", 1, Map.of("database", List.of("H2"))),
				new Part("threads-4-reads", "ReadBenchmark.findById", 4, oneRead),
				new Part("threads-16-reads", "ReadBenchmark.findById", 16, oneRead),
				new Part("threads-4-updates", "TransactionBenchmark.update", 4, Map.of("alternative", audited)),
				new Part("threads-16-updates", "TransactionBenchmark.update", 16, Map.of("alternative", audited)),
				new Part("growth-reads", "ReadBenchmark", 1,
						Map.of("rows", List.of("10000", "100000"), "deletedPercent", List.of("50"), "alternative",
								few)),
				new Part("growth-transactions", "TransactionBenchmark.(update|delete)", 1,
						Map.of("rows", List.of("100000", "1000000"), "alternative", audited)),
				new Part("growth-history", "HistoryBenchmark", 1,
						Map.of("auditRows", List.of("10000", "100000"), "revisions", List.of("10"))));
	}

}
