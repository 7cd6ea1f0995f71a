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
		List<String> audited = List.of("JDBC", "STARTER", "HANDWRITTEN", "JAVERS");
		// without JaVers, which would need hours
		List<String> fast = List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "BATCHED", "SOFT_DELETE",
				"CORE_AUDITED");
		return List.of(new Part("reads", "ReadBenchmark", 1, Map.of()),
				new Part("transactions", "TransactionBenchmark", 1, Map.of()),
				new Part("bulk", "BulkBenchmark", 1, Map.of("rows", List.of("1000", "10000"))),
				new Part("bulk-large-delete", "BulkBenchmark.delete", 1,
						Map.of("rows", List.of("100000"), "alternative", fast)),
				new Part("bulk-large-restore", "BulkBenchmark.restore", 1,
						Map.of("rows", List.of("100000"), "alternative", List.of("JDBC", "STARTER", "HANDWRITTEN"))),
				new Part("history", "HistoryBenchmark.history", 1, Map.of()),
				new Part("as-of", "HistoryBenchmark.asOf", 1, Map.of("revisions", List.of("10"))),
				new Part("start-up", "StartUpBenchmark", 1, Map.of()),
				new Part("memory", "MemoryBenchmark", 1, Map.of("database", List.of("H2"))),
				threads("reads", "ReadBenchmark.findById", 4,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("reads", "ReadBenchmark.findById", 16,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("updates", "TransactionBenchmark.update", 4, Map.of("alternative", audited)),
				threads("updates", "TransactionBenchmark.update", 16, Map.of("alternative", audited)),
				new Part("growth-reads", "ReadBenchmark", 1,
						Map.of("rows", List.of("10000"), "deletedPercent", List.of("50"), "alternative", few)),
				new Part("growth-transactions", "TransactionBenchmark.(update|delete)", 1,
						Map.of("rows", List.of("1000000"), "alternative", audited)),
				new Part("growth-history", "HistoryBenchmark", 1,
						Map.of("auditRows", List.of("10000"), "revisions", List.of("10"))));
	}

	private static Part threads(String what, String include, int threads, Map<String, List<String>> parameters) {
		return new Part("threads-%d-%s".formatted(threads, what), include, threads, parameters);
	}

}
