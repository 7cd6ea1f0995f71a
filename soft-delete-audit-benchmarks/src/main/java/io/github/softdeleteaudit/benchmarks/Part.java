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
 * @param oneCore whether PostgreSQL and the application share a core, so that none has to
 * be woken for each statement
 * @param warmups how many iterations there are before those that count, or as many as the
 * benchmark has
 * @param measurements how many iterations count, or as many as the benchmark has
 * @param parameters the parameters that differ from those of the benchmark
 */
record Part(String name, String include, int threads, boolean oneCore, @Nullable Integer warmups,
		@Nullable Integer measurements, Map<String, List<String>> parameters) {

	/**
	 * All parts, in the order in which they are run.
	 */
	static List<Part> all() {
		List<String> few = List.of("PLAIN", "JDBC", "STARTER", "HANDWRITTEN");
		List<String> audited = List.of("JDBC", "STARTER", "HANDWRITTEN", "JAVERS");
		List<String> many = List.of("1000", "10000");
		return List.of(small("reads", "ReadBenchmark", Map.of("deletedPercent", List.of("50"))),
				small("reads-shares", "ReadBenchmark", Map.of("deletedPercent", List.of("5", "95"))),
				small("transactions", "TransactionBenchmark", Map.of()),
				large("bulk", "BulkBenchmark", 20, 10, Map.of("rows", List.of("1000"))),
				large("bulk-10000", "BulkBenchmark", 4, 4, Map.of("rows", List.of("10000"))),
				// of which one of JaVers takes minutes
				large("bulk-100000", "BulkBenchmark", 2, 3, Map.of("rows", List.of("100000"))),
				// how flat it is can be told of figures that were measured together
				small("history-of-10", "HistoryBenchmark",
						Map.of("auditRows", List.of("10000", "1000000"), "revisions", List.of("10"))),
				small("history", "HistoryBenchmark.history", Map.of("revisions", many)),
				small("as-of", "HistoryBenchmark.asOf", Map.of("revisions", many, "database", List.of("POSTGRESQL"))),
				// where one by hand with Envers takes the better part of a minute
				small("as-of-h2", "HistoryBenchmark.asOf",
						Map.of("revisions", many, "database", List.of("H2"), "alternative",
								List.of("JDBC", "STARTER", "CORE_AUDITED", "JAVERS"))),
				large("start-up", "StartUpBenchmark", null, null, Map.of()),
				large("memory", "MemoryBenchmark", null, null, Map.of("database", List.of("H2"))),
				threads("reads", "ReadBenchmark", 4, 25, 6,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("reads", "ReadBenchmark", 16, 25, 6,
						Map.of("deletedPercent", List.of("50"), "alternative", few)),
				threads("transactions", "TransactionBenchmark.(create|update|delete|restore)", 4, 40, 6,
						Map.of("alternative", audited)),
				threads("transactions", "TransactionBenchmark.(update|delete)", 16, 10, 3,
						Map.of("alternative", audited)),
				threads("history", "HistoryBenchmark", 4, 25, 6,
						Map.of("revisions", List.of("10"), "alternative", audited)),
				threads("history", "HistoryBenchmark", 16, 25, 6,
						Map.of("revisions", List.of("10"), "alternative", audited)),
				small("growth-reads", "ReadBenchmark",
						Map.of("rows", List.of("10000"), "deletedPercent", List.of("50"), "alternative", few)),
				small("growth-transactions", "TransactionBenchmark.(create|update|delete|restore)",
						Map.of("rows", List.of("1000000"), "alternative", audited)));
	}

	private static Part small(String name, String include, Map<String, List<String>> parameters) {
		return new Part(name, include, 1, true, null, null, parameters);
	}

	private static Part large(String name, String include, @Nullable Integer warmups, @Nullable Integer measurements,
			Map<String, List<String>> parameters) {
		return new Part(name, include, 1, false, warmups, measurements, parameters);
	}

	// each thread does whole batches
	private static Part threads(String what, String include, int threads, int warmups, int measurements,
			Map<String, List<String>> parameters) {
		return new Part("threads-%d-%s".formatted(threads, what), include, threads, false, warmups, measurements,
				parameters);
	}

}
