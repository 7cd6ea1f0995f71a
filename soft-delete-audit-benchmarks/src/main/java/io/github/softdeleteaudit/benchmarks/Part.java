package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is run together: some benchmarks with every alternative, so that what is compared
 * was measured one right after the other.
 *
 * @param name how it is asked for
 * @param include which benchmarks, a regular expression
 * @param threads how many threads
 * @param warmups how many iterations there are before those that count, or as many as the
 * benchmark has
 * @param measurements how many iterations count, or as many as the benchmark has
 * @param parameters the parameters that differ from those of the benchmark
 */
record Part(String name, String include, int threads, @Nullable Integer warmups, @Nullable Integer measurements,
		Map<String, List<String>> parameters) {

	/**
	 * All parts, in the order in which they are run.
	 */
	static List<Part> all() {
		List<String> few = List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN");
		List<String> audited = List.of("JDBC", "STARTER", "HANDWRITTEN", "JAVERS");
		// without JaVers, which would need hours
		List<String> fast = List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "BATCHED", "SOFT_DELETE",
				"CORE_AUDITED");
		return List.of(of("reads", "ReadBenchmark", Map.of()), of("transactions", "TransactionBenchmark", Map.of()),
				of("bulk", "BulkBenchmark", Map.of("rows", List.of("1000"))),
				few("bulk-10000", "BulkBenchmark", Map.of("rows", List.of("10000"))),
				few("bulk-100000-delete", "BulkBenchmark.delete",
						Map.of("rows", List.of("100000"), "alternative", fast)),
				few("bulk-100000-restore", "BulkBenchmark.restore",
						Map.of("rows", List.of("100000"), "alternative", List.of("JDBC", "STARTER", "HANDWRITTEN"))),
				of("history", "HistoryBenchmark.history", Map.of()),
				of("as-of", "HistoryBenchmark.asOf", Map.of("revisions", List.of("10"))),
				of("start-up", "StartUpBenchmark", Map.of()),
				of("memory", "MemoryBenchmark", Map.of("database", List.of("H2"))),
				threads("reads", "ReadBenchmark.findById", 4,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("reads", "ReadBenchmark.findById", 16,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("updates", "TransactionBenchmark.update", 4, Map.of("alternative", audited)),
				threads("updates", "TransactionBenchmark.update", 16, Map.of("alternative", audited)),
				of("growth-reads", "ReadBenchmark",
						Map.of("rows", List.of("10000"), "deletedPercent", List.of("50"), "alternative", few)),
				of("growth-transactions", "TransactionBenchmark.(update|delete)",
						Map.of("rows", List.of("1000000"), "alternative", audited)),
				of("growth-history", "HistoryBenchmark",
						Map.of("auditRows", List.of("10000"), "revisions", List.of("10"))));
	}

	private static Part of(String name, String include, Map<String, List<String>> parameters) {
		return new Part(name, include, 1, null, null, parameters);
	}

	// of what takes long
	private static Part few(String name, String include, Map<String, List<String>> parameters) {
		return new Part(name, include, 1, 3, 4, parameters);
	}

	// each thread does a whole batch
	private static Part threads(String what, String include, int threads, Map<String, List<String>> parameters) {
		return new Part("threads-%d-%s".formatted(threads, what), include, threads, 8, 8, parameters);
	}

}
