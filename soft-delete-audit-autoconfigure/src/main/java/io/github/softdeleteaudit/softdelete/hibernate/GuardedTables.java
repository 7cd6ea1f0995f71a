package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;

/**
 * The tables whose rows no statement may delete physically, but for a purge.
 */
final class GuardedTables {

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\\n]*", Pattern.DOTALL);

	private static final Pattern DELETE = Pattern.compile(
			"\\b(?:delete\\s+(?:\\S+\\s+)??from|truncate(?:\\s+table)?)\\s+(?:only\\s+)?([^\\s(;,]+)",
			Pattern.CASE_INSENSITIVE);

	private static final ThreadLocal<Boolean> PURGING = ThreadLocal.withInitial(() -> false);

	private final Map<String, String> entityNames = new HashMap<>();

	void add(String table, String entityName) {
		this.entityNames.put(unqualified(table), entityName);
	}

	void check(String sql) {
		if (mayDelete(sql) && !PURGING.get()) {
			Matcher matcher = DELETE.matcher(COMMENT.matcher(sql).replaceAll(" "));
			while (matcher.find()) {
				String entityName = this.entityNames.get(unqualified(matcher.group(1)));
				if (entityName != null) {
					throw new PhysicalDeleteException(entityName, sql);
				}
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
