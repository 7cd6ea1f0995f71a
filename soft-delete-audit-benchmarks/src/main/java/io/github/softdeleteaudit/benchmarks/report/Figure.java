package io.github.softdeleteaudit.benchmarks.report;

import java.util.Locale;
import java.util.Map;

import io.github.softdeleteaudit.benchmarks.Alternative;
import io.github.softdeleteaudit.benchmarks.Database;

/**
 * What was measured once.
 *
 * @param benchmark the class and the method, as in {@code ReadBenchmark.findById}
 * @param alternative what was measured
 * @param database the database
 * @param parameters the other parameters, and the number of threads
 * @param score the time of one operation, or another figure: the median of the
 * measurements
 * @param error half of the distance between the quartiles of the measurements
 * @param unit the unit: {@code us}, {@code ms} or {@code kB}
 * @param environment where and when
 */
public record Figure(String benchmark, Alternative alternative, Database database, Map<String, String> parameters,
		double score, double error, String unit, RunEnvironment environment) {

	/**
	 * The score and its error for people.
	 * @return the text
	 */
	public String text() {
		boolean large = this.unit.equals("us") && this.score >= 1000;
		String text = number(large ? this.score / 1000 : this.score) + " "
				+ (large ? "ms" : this.unit.replace("us", "µs"));
		return "%s ± %.0f%%".formatted(text, 100 * relativeError());
	}

	double relativeError() {
		return this.error / this.score;
	}

	/**
	 * A number of three digits, more where it is large.
	 */
	static String number(double number) {
		int digits = (number >= 100) ? 0 : (number >= 10) ? 1 : 2;
		return String.format(Locale.ROOT, "%,." + digits + "f", number);
	}

}
