package io.github.softdeleteaudit.benchmarks.report;

import java.util.Map;

import io.github.softdeleteaudit.benchmarks.Alternative;

/**
 * What was measured, in the order of the report.
 */
enum Workload {

	FIND_BY_ID("ReadBenchmark.findById", "Find by id", Alternative.PLAIN,
			Map.of("deletedPercent", "50", "rows", "1000000")),

	PAGE("ReadBenchmark.page", "Page of a derived query", Alternative.PLAIN,
			Map.of("deletedPercent", "50", "rows", "1000000")),

	FETCH_JOIN("ReadBenchmark.fetchJoin", "Fetch join", Alternative.PLAIN,
			Map.of("deletedPercent", "50", "rows", "1000000")),

	COUNT("ReadBenchmark.count", "Count", Alternative.PLAIN, Map.of("deletedPercent", "50", "rows", "1000000")),

	CREATE("TransactionBenchmark.create", "Create one", Alternative.JDBC, Map.of("rows", "10000")),

	UPDATE("TransactionBenchmark.update", "Update one", Alternative.JDBC, Map.of("rows", "10000")),

	DELETE("TransactionBenchmark.delete", "Delete one", Alternative.JDBC, Map.of("rows", "10000")),

	RESTORE("TransactionBenchmark.restore", "Restore one", Alternative.JDBC, Map.of("rows", "10000")),

	CASCADE("TransactionBenchmark.cascade", "Delete one with 50 children", Alternative.JDBC, Map.of("rows", "10000")),

	BULK_DELETE("BulkBenchmark.delete", "Delete many", Alternative.JDBC, Map.of("rows", "10000")),

	BULK_RESTORE("BulkBenchmark.restore", "Restore many", Alternative.JDBC, Map.of("rows", "10000")),

	HISTORY("HistoryBenchmark.history", "History of one", Alternative.JDBC,
			Map.of("auditRows", "1000000", "revisions", "10")),

	AS_OF("HistoryBenchmark.asOf", "One as it was", Alternative.JDBC,
			Map.of("auditRows", "1000000", "revisions", "10")),

	START_UP("StartUpBenchmark.start", "Start-up", Alternative.PLAIN, Map.of()),

	MEMORY("MemoryBenchmark.sessions", "Memory of a session", Alternative.PLAIN, Map.of());

	final String benchmark;

	final String title;

	/** What the ratios in the tables are to. */
	final Alternative baseline;

	private final Map<String, String> charted;

	Workload(String benchmark, String title, Alternative baseline, Map<String, String> charted) {
		this.benchmark = benchmark;
		this.title = title;
		this.baseline = baseline;
		this.charted = charted;
	}

	/**
	 * Whether a figure is among those in the picture, which has one for each workload and
	 * alternative.
	 */
	boolean charts(Figure figure) {
		return figure.benchmark().equals(this.benchmark) && "1".equals(figure.parameters().get("threads"))
				&& figure.parameters().entrySet().containsAll(this.charted.entrySet());
	}

}
