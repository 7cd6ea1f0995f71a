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
 * @param text what it says
 * @param benchmarks which benchmarks it is for, a regular expression
 * @param where the parameters that it is for
 * @param baseline what the starter is compared with
 * @param baselineParameters the parameters of the baseline that differ from those of the
 * starter
 * @param kind how it is compared
 * @param limit the limit
 * @param cause what is left and why, where it is missed
 */
record Aim(String text, String benchmarks, Map<String, String> where, Alternative baseline,
		Map<String, String> baselineParameters, Kind kind, double limit, String cause) {

	/** All aims. */
	static final List<Aim> ALL = List.of(new Aim("A live read takes at most 1.03 of the plain entity's",
			"ReadBenchmark.*", Map.of(), Alternative.PLAIN, Map.of(), Kind.AT_MOST, 1.03,
			"the statements are as many, and differ from the plain entity's by the condition that a row is live, which it has in other places, and by id not at all. What is loaded by id is asked afterwards whether it is deleted, which takes less than half a microsecond and shows on H2 alone. By fetch join, a restriction by hand costs as much, see its column. What is left is the noise of short round trips."),
			new Aim("An audited update or delete takes at most as long as by hand with Envers",
					"TransactionBenchmark.(update|delete)", Map.of(), Alternative.HANDWRITTEN, Map.of(), Kind.AT_MOST,
					1.0,
					"the statements are as many. Of a delete, a bit less than half of what is more is work in the application, as a profile has it: the stamp, the listeners that keep deleted rows out of what is written, and an audit row with all values, where Envers by hand writes none. The rest is the server's: an update writes five indexes more, a delete seven, which find the history, the deletions and who did what, and the revision has four columns more. JDBC batches, which the starter switches on for cascades, make the driver describe each statement. On H2 nothing waits for a server: of an update, a profile has an eighth of the time in code of the starter, spread over the stamp, the listeners and what is known of the transaction, and the rest of what is more in the indexes."),
			new Aim("An audited update or delete takes at most 1.3 of plain JDBC",
					"TransactionBenchmark.(update|delete)", Map.of(), Alternative.JDBC, Map.of(), Kind.AT_MOST, 1.3,

					"to what is said above comes what Hibernate and Envers take, see the column of Envers by hand. The indexes are the same."),
			new Aim("Bulk takes at most 1.2 of plain JDBC", "BulkBenchmark.*", Map.of(), Alternative.JDBC, Map.of(),
					Kind.AT_MOST, 1.2,
					"a restore reads the rows before, looks for what is in their way, and makes sure that no other transaction has restored or purged them, which the statements by hand leave out. Of a thousand rows this is half of the time, with the translation of its queries."),
			new Aim("Bulk delete is at least 18 times faster than Envers with its defaults", "BulkBenchmark.delete",
					Map.of(), Alternative.HANDWRITTEN, Map.of(), Kind.TIMES_FASTER, 18,
					"both pay for the same rows on the disk. What Envers adds is a statement each for the entity and its audit row, which a server on the same machine answers fast; over a network each waits for an answer."),
			new Aim("Bulk delete is at least 3 times faster than Envers with JDBC batches", "BulkBenchmark.delete",
					Map.of(), Alternative.BATCHED, Map.of(), Kind.TIMES_FASTER, 3,
					"as above: the batches save the waiting for answers, of which there is little on one machine."),
			new Aim("The history of one entity is at least 100 times faster than on Envers' schema at a million rows",
					"HistoryBenchmark.history", Map.of("auditRows", "1000000"), Alternative.HANDWRITTEN, Map.of(),
					Kind.TIMES_FASTER, 100,
					"on Envers' schema the whole audit table is read, which takes as long for ten revisions as for ten thousand. The more revisions there are, the more of the time goes into making the entities, which no index shortens."),
			new Aim("The history of one entity takes at a million audit rows at most 1.2 of that at ten thousand",
					"HistoryBenchmark.history", Map.of("auditRows", "1000000"), Alternative.STARTER,
					Map.of("auditRows", "10000"), Kind.AT_MOST, 1.2,
					"each of the ten rows is on a page of its own, of a table a hundred times as large, that no cache of the processor holds any more. Plain JDBC slows down by more."),
			new Aim("The start takes at most 100 ms more than with plain entities", "StartUpBenchmark.*", Map.of(),
					Alternative.PLAIN, Map.of(), Kind.AT_MOST_MORE, 100,
					"the most of it is Envers' own, see the start by hand with Envers; the rest is said there."),
			new Aim("The start takes at most 100 ms more than by hand with Envers", "StartUpBenchmark.*", Map.of(),
					Alternative.HANDWRITTEN, Map.of(), Kind.AT_MOST_MORE, 100,
					"each entity is checked for what cannot be kept, and its persister, its restrictions and its indexes are made; some three hundred classes are loaded for it, half of them lambdas, by a Java virtual machine that has compiled nothing yet."),
			new Aim("Whatever is audited is at least 3 times faster than with JaVers",
					"(Transaction|Bulk|History)Benchmark.*", Map.of(), Alternative.JAVERS, Map.of(), Kind.TIMES_FASTER,
					3,
					"of a cascade JaVers audits the parent alone, where the starter audits each child. A create is three inserts for all; there, plain JDBC is not three times faster either. A restore also looks for the children and parents of the same deletion and for what is in the way; JaVers' restores nothing but the row. A history is made of entities and of what each revision has changed. As of an instant, both look for the revision and then for the row, where plain JDBC has one statement. On H2 statements cost so little that what is said above of an update counts for more."));

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
			return String.format(Locale.ROOT, "%.2f ± %.2f", this.value, this.error) + unit;
		}

		/** Whether it was met, and whether it could as well be otherwise. */
		String verdict() {
			boolean close = Math.abs(this.value - this.aim.limit) <= this.error;
			return (this.met ? "met" : "**missed**") + (close ? ", within the error" : "");
		}

	}

}
