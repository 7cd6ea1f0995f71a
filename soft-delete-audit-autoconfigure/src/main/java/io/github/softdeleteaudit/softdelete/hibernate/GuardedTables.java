package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;

/**
 * The tables whose rows no statement may delete physically, but for a purge.
 */
final class GuardedTables {

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\\n]*", Pattern.DOTALL);

	private static final List<Pattern> DELETES = Stream
		.of("\\b(?:delete(?:\\s+from)?|truncate(?:\\s+table)?)\\s+(?:only\\s+)?([^\\s(;,]+)",
				// with an alias, as MariaDB has it
				"\\bdelete\\s+\\S+\\s+from\\s+([^\\s(;,]+)")
		.map((regex) -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
		.toList();

	private static final ThreadLocal<Boolean> PURGING = ThreadLocal.withInitial(() -> false);

	private final Map<String, String> entityNames = new HashMap<>();

	void add(String table, String entityName) {
		this.entityNames.put(unqualified(table), entityName);
	}

	void check(String sql) {
		if (mayDelete(sql) && !PURGING.get()) {
			String statement = COMMENT.matcher(sql).replaceAll(" ");
			DELETES.forEach((delete) -> check(sql, delete.matcher(statement)));
		}
	}

	private void check(String sql, Matcher table) {
		while (table.find()) {
			String entityName = this.entityNames.get(unqualified(table.group(1)));
			if (entityName != null) {
				throw new PhysicalDeleteException(entityName, sql);
			}
		}
	}

	static <T> T purging(Supplier<T> action) {
		boolean before = PURGING.get();
		PURGING.set(true);
		try {
			return action.get();
		}
		finally {
			PURGING.set(before);
		}
	}

	static boolean isPurging() {
		return PURGING.get();
	}

	// keeps the patterns away from the statements of every day
	private static boolean mayDelete(String sql) {
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (!Character.isWhitespace(c)) {
				return "dDtTwW/-(".indexOf(c) >= 0;
			}
		}
		return false;
	}

	private static String unqualified(String table) {
		String name = table.substring(table.lastIndexOf('.') + 1);
		return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

}
