package io.github.softdeleteaudit.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.softdeleteaudit.benchmarks.Alternative;

/**
 * What the starter should reach.
 *
 * @param id its name in the report
 * @param text what it says
 * @param benchmarks which benchmarks it is for, a regular expression
 * @param where the parameters that it is for
 * @param baseline what the starter is compared with
 * @param baselineParameters the parameters of the baseline that differ from those of the
 * starter
 * @param kind how it is compared
 * @param limit the limit
 */
record Aim(String id, String text, String benchmarks, Map<String, String> where, Alternative baseline,
		Map<String, String> baselineParameters, Kind kind, double limit) {

	/** All aims. */
	static final List<Aim> ALL = List.of(
			new Aim("reads", "A live read takes at most 1.03 of the plain entity's", "ReadBenchmark.*", Map.of(),
					Alternative.PLAIN, Map.of(), Kind.AT_MOST, 1.03),
			new Aim("single-envers", "An audited update or delete takes at most as long as by hand with Envers",
					"TransactionBenchmark.(update|delete)", Map.of(), Alternative.HANDWRITTEN, Map.of(), Kind.AT_MOST,
					1.0),
			new Aim("single-jdbc", "An audited update or delete takes at most 1.3 of plain JDBC",
					"TransactionBenchmark.(update|delete)", Map.of(), Alternative.JDBC, Map.of(), Kind.AT_MOST, 1.3),
			new Aim("bulk-jdbc", "Bulk takes at most 1.2 of plain JDBC", "BulkBenchmark.*", Map.of(), Alternative.JDBC,
					Map.of(), Kind.AT_MOST, 1.2),
			new Aim("bulk-envers", "Bulk delete is at least 18 times faster than Envers with its defaults",
					"BulkBenchmark.delete", Map.of(), Alternative.HANDWRITTEN, Map.of(), Kind.TIMES_FASTER, 18),
			new Aim("bulk-batched", "Bulk delete is at least 3 times faster than Envers with JDBC batches",
					"BulkBenchmark.delete", Map.of(), Alternative.BATCHED, Map.of(), Kind.TIMES_FASTER, 3),
			new Aim("history",
					"The history of one entity, of ten revisions, is at least 100 times faster than on Envers' schema at a million rows",
					"HistoryBenchmark.history", Map.of("auditRows", "1000000", "revisions", "10"),
					Alternative.HANDWRITTEN, Map.of(), Kind.TIMES_FASTER, 100),
			new Aim("history-flat",
					"The history of one entity takes at a million audit rows at most 1.2 of that at ten thousand",
					"HistoryBenchmark.history", Map.of("auditRows", "1000000", "revisions", "10"), Alternative.STARTER,
					Map.of("auditRows", "10000"), Kind.AT_MOST, 1.2),
			new Aim("start-up", "The start takes at most 100 ms more than with plain entities", "StartUpBenchmark.*",
					Map.of(), Alternative.PLAIN, Map.of(), Kind.AT_MOST_MORE, 100),
			new Aim("start-up-envers", "The start takes at most 100 ms more than by hand with Envers",
					"StartUpBenchmark.*", Map.of(), Alternative.HANDWRITTEN, Map.of(), Kind.AT_MOST_MORE, 100),
			new Aim("javers", "Whatever is audited is at least 3 times faster than with JaVers",
					"(Transaction|Bulk|History)Benchmark.*", Map.of(), Alternative.JAVERS, Map.of(), Kind.TIMES_FASTER,
					3));

	/**
	 * Compare all that was measured.
	 */
	Stream<Outcome> outcomes(List<Figure> figures) {
		return figures.stream()
			.filter((figure) -> figure.alternative() == Alternative.STARTER
					&& figure.benchmark().matches(this.benchmarks)
					&& figure.parameters().entrySet().containsAll(this.where.entrySet()))
			.flatMap((figure) -> figures.stream()
				.filter((other) -> isBaseline(other, figure))
				.map((other) -> outcome(figure, other)));
	}

	private boolean isBaseline(Figure other, Figure figure) {
		Map<String, String> parameters = new TreeMap<>(figure.parameters());
		parameters.putAll(this.baselineParameters);
		return other.alternative() == this.baseline && other.database() == figure.database()
				&& other.benchmark().equals(figure.benchmark()) && other.parameters().equals(parameters);
	}

	private Outcome outcome(Figure figure, Figure other) {
		double relativeError = Math.hypot(figure.relativeError(), other.relativeError());
		return switch (this.kind) {
			case AT_MOST -> {
				double ratio = figure.score() / other.score();
				yield new Outcome(this, figure, ratio, ratio * relativeError, ratio <= this.limit);
			}
			case TIMES_FASTER -> {
				double ratio = other.score() / figure.score();
				yield new Outcome(this, figure, ratio, ratio * relativeError, ratio >= this.limit);
			}
			case AT_MOST_MORE -> {
				double difference = figure.score() - other.score();
				yield new Outcome(this, figure, difference, Math.hypot(figure.error(), other.error()),
						difference <= this.limit);
			}
		};
	}

	/** How the starter is compared with the baseline. */
	enum Kind {

		AT_MOST, TIMES_FASTER, AT_MOST_MORE

	}

	/**
	 * How it came out.
	 *
	 * @param aim the aim
	 * @param figure what was measured of the starter
	 * @param value the ratio, or the difference
	 * @param error its error
	 * @param met whether the aim was met
	 */
	record Outcome(Aim aim, Figure figure, double value, double error, boolean met) {

		String text() {
			String unit = switch (this.aim.kind) {
				case AT_MOST -> "";
				case TIMES_FASTER -> " times faster";
				case AT_MOST_MORE -> " ms";
			};
			return String.format(Locale.ROOT, "%.2f", this.value)
					+ (Double.isNaN(this.error) ? "" : String.format(Locale.ROOT, " ± %.2f", this.error)) + unit;
		}

		/** Whether it was met, and whether it could as well be otherwise. */
		String verdict() {
			boolean close = Math.abs(this.value - this.aim.limit) <= this.error;
			return (this.met ? "met" : "**missed**") + (close ? ", within the error" : "");
		}

	}

}
