package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows no statement may delete physically, but for a purge.
 */
final class GuardedTables {

	private static final Pattern COMMENT_OR_LITERAL = Pattern.compile("'(?:[^']|'')*'|/\\*.*?\\*/|--[^\\n]*",
			Pattern.DOTALL);

	private static final String NAME_PART = "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+]|[^\\s\"`();,.]+)";

	private static final String NAME = NAME_PART + "(?:\\s*\\.\\s*" + NAME_PART + ")*";

	// with what MariaDB and SQL Server allow before the table, and several tables
	private static final Pattern DELETE = Pattern.compile(
			"\\b(?:delete\\s+(?:(?:low_priority|quick|ignore|top\\s*\\([^)]*\\))\\s+)*(?:from\\s+)?"
					+ "|truncate\\s+(?:table\\s+)?)(?:only\\s+)?(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MERGE = Pattern.compile(
			"\\bmerge\\s+(?:into\\s+)?(?:only\\s+)?(" + NAME + ").*\\bthen\\s+delete\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern NAMES = Pattern.compile(NAME);

	private static final Pattern NAME_PARTS = Pattern.compile(NAME_PART);

	private static final ThreadLocal<Boolean> PURGING = ThreadLocal.withInitial(() -> false);

	private final Map<String, String> entityNames = new HashMap<>();

	private final Set<String> others = new HashSet<>();

	void add(String table, String entityName) {
		// as it is: a table's own name may hold a dot
		this.entityNames.put(table.toLowerCase(Locale.ROOT), entityName);
	}

	/**
	 * Leave a table alone that has the name of a guarded one, but in another schema.
	 * @param table the table's name as Hibernate renders it
	 */
	void leaveAlone(String table) {
		this.others.add(table.toLowerCase(Locale.ROOT));
	}

	void check(String sql) {
		if (mayDelete(sql) && !PURGING.get()) {
			String statement = COMMENT_OR_LITERAL.matcher(sql).replaceAll(" ");
			for (Pattern pattern : List.of(DELETE, MERGE)) {
				Matcher matcher = pattern.matcher(statement);
				while (matcher.find()) {
					check(matcher.group(1), statement, sql);
				}
			}
		}
	}

	private void check(String tables, String statement, String sql) {
		Matcher names = NAMES.matcher(tables);
		while (names.find()) {
			String entityName = entityName(names.group().replaceFirst("\\.\\*$", ""), statement);
			if (entityName != null) {
				throw new PhysicalDeleteException(entityName, sql);
			}
		}
	}

	private @Nullable String entityName(String table, String statement) {
		String entityName = this.entityNames.get(unqualified(table));
		if (this.others.contains(table.toLowerCase(Locale.ROOT))) {
			return null;
		}
		if (entityName != null) {
			return entityName;
		}
		// an alias, as in "delete c from customer c" or "delete from c using customer c"
		Matcher aliased = Pattern
			.compile("(" + NAME + ")\\s+(?:as\\s+)?" + Pattern.quote(table) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
			.matcher(statement);
		while (aliased.find() && entityName == null) {
			entityName = this.entityNames.get(unqualified(aliased.group(1)));
		}
		return entityName;
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

	// keeps the patterns away from the statements of every day
	private static boolean mayDelete(String sql) {
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (!Character.isWhitespace(c)) {
				return "dDtTwWmM/-(".indexOf(c) >= 0;
			}
		}
		return false;
	}

	private static String unqualified(String table) {
		String name = table;
		Matcher parts = NAME_PARTS.matcher(table);
		while (parts.find()) {
			name = parts.group();
		}
		return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

}
