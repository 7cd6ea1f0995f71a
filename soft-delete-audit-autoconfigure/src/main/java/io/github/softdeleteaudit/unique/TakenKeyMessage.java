package io.github.softdeleteaudit.unique;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * How a database says that a key is taken: in words of any language, with the name of the
 * index and mostly the values of the key.
 */
enum TakenKeyMessage {

	/** The values come after the names of the columns. */
	POSTGRESQL("(?<names>.*?)(?:\\)=\\((?<values>.*)\\).*)?", ", "),

	/** The values are written as literals. */
	H2("(?<names>.*?) ON .*?(?: VALUES \\( /\\* key:-?\\d+ \\*/ (?<values>.*)\\)\"(?:; SQL statement.*)?)?", ", "),

	/** The values come before the name, and are cut off when they are long. */
	MYSQL("[^']*'(?<values>.*)'(?<names>[^']*'[^']+'[^']*)", "-"),

	/** The values are not told, or not understood. */
	WITHOUT_VALUES("(?<names>.*)(?<values>(?!))?", "");

	// of the characters that the others write as they are
	private static final Pattern PLAIN = Pattern.compile("[\\w@.:+ -]*");

	// MariaDB and MySQL tell 64 characters, MariaDB with three dots at the end
	private static final int MAYBE_CUT_OFF = 60;

	private final Pattern pattern;

	private final String separator;

	TakenKeyMessage(String pattern, String separator) {
		this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
		this.separator = separator;
	}

	/**
	 * Return the part of a message that may hold the name of the index, which the values
	 * may look like.
	 */
	String names(String message) {
		Matcher matcher = this.pattern.matcher(message);
		return matcher.matches() ? matcher.group("names") : message;
	}

	/**
	 * Return whether a message may tell of some values: {@code false} is certain.
	 * @param message the message
	 * @param parts the values in the order of the key
	 * @param ignoreCase whether the index holds texts in lower case
	 */
	boolean mayTell(String message, List<Part> parts, boolean ignoreCase) {
		Matcher matcher = this.pattern.matcher(message);
		String told = matcher.matches() ? matcher.group("values") : null;
		if (told == null) {
			return true;
		}
		Pattern expected = Pattern.compile(
				parts.stream()
					.map(this::expression)
					.collect(Collectors.joining(this.separator, "", "(?:" + this.separator + "1)?")),
				Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
		return expected.matcher(told).matches() || this == MYSQL && mayBeginWith(told, expected);
	}

	private static boolean mayBeginWith(String told, Pattern expected) {
		if (told.getBytes(StandardCharsets.UTF_8).length < MAYBE_CUT_OFF) {
			return false;
		}
		Matcher matcher = expected.matcher(told.endsWith("...") ? told.substring(0, told.length() - 3) : told);
		return matcher.matches() || matcher.hitEnd();
	}

	// where nulls are equal, some databases have a column before that tells whether it is
	// one
	private String expression(Part part) {
		if (!part.known) {
			return ".*";
		}
		if (part.text == null) {
			return "(?i:null|1" + this.separator + ".*)";
		}
		String value = outerParts(part.text.replaceAll(" +\\z", "")) + " *";
		return "(?:0" + this.separator + ")?" + ((this != H2) ? value
				: "(?:CAST\\()?(?:U&|[A-Z ]+ )?'?" + value + "'?(?: AS [A-Z]+(?:\\([^)]*\\))?\\))?");
	}

	// other characters are escaped in several ways
	private static String outerParts(String text) {
		if (PLAIN.matcher(text).matches()) {
			return Pattern.quote(text);
		}
		int[] others = IntStream.range(0, text.length())
			.filter((index) -> !PLAIN.matcher(text.substring(index, index + 1)).matches())
			.toArray();
		return Pattern.quote(text.substring(0, others[0])) + ".*"
				+ Pattern.quote(text.substring(others[others.length - 1] + 1));
	}

	/**
	 * One value of a key.
	 *
	 * @param known whether it is known how it is written
	 * @param text its text, or {@code null} for null
	 */
	record Part(boolean known, @Nullable String text) {

		static final Part UNKNOWN = new Part(false, null);

		static final Part NULL = new Part(true, null);

	}

}
