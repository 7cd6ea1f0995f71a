package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows no statement may delete physically, but for a purge.
 */
final class GuardedTables {

	private static final Pattern COMMENT_OR_LITERAL = Pattern
		.compile("'[^']*'|/\\*.*?\\*/|--[^\\n]*|(?m:^\\s*#[^\\n]*)", Pattern.DOTALL);

	private static final String NAME_PART = "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+]|[^\\s\"`();,.]+)";

	private static final String NAME = NAME_PART + "(?:\\s*\\.\\s*" + NAME_PART + ")*";

	// with what MariaDB and SQL Server allow before the table, and several tables
	private static final Pattern DELETE = Pattern
		.compile("\\b(?:delete\\s+(?:(?:low_priority|quick|ignore|top\\s*\\([^)]*\\))\\s+)*(?:from\\s+)?"
				+ "|truncate\\s+(?:table\\s+)?)(?:only(?:\\s*\\(\\s*|\\s+))?(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)",
				Pattern.CASE_INSENSITIVE);

	private static final Pattern MERGE = Pattern.compile(
			"\\bmerge\\s+(?:into\\s+)?(?:only\\s+)?(" + NAME + ").*\\bthen\\s+delete\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	// deletes the row that has the key
	private static final Pattern REPLACE = Pattern.compile(
			"\\breplace\\s+(?:(?:low_priority|delayed)\\s+)?(?:into\\s+)?(" + NAME + ")", Pattern.CASE_INSENSITIVE);

	private static final Pattern INSERT = Pattern.compile("^\\s*insert\\s+into\\s+(" + NAME + ")",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NAMES = Pattern.compile(NAME);

	private static final Pattern NAME_PARTS = Pattern.compile(NAME_PART);

	// what may come before an alias that is no table, unless it is quoted
	private static final Set<String> KEYWORDS = Set.of("all", "and", "between", "by", "case", "delete", "distinct",
			"else", "exists", "from", "group", "having", "in", "join", "like", "limit", "not", "on", "or", "order",
			"select", "set", "then", "union", "update", "using", "when", "where");

	private static final ThreadLocal<Boolean> PURGING = ThreadLocal.withInitial(() -> false);

	private static final Log logger = LogFactory.getLog(GuardedTables.class);

	private final boolean refusing;

	/** The names of entities by the names of tables, innermost part first. */
	private final Map<List<String>, String> entityNames = new HashMap<>();

	private final Set<String> guarded = new HashSet<>();

	private final Set<List<String>> others = new HashSet<>();

	/** As Hibernate renders them, since quoted names may differ in their case alone. */
	private final Set<String> leftAlone = new HashSet<>();

	/**
	 * Create the guard.
	 * @param refusing whether statements are refused; otherwise there is a warning
	 */
	GuardedTables(boolean refusing) {
		this.refusing = refusing;
	}

	/**
	 * Guard a table.
	 * @param table the table's name as Hibernate renders it, with its schema if it has
	 * one
	 * @param entityName the entity whose rows it has
	 */
	void add(String table, String entityName) {
		this.entityNames.put(parts(table), entityName);
		this.guarded.add(table);
	}

	/**
	 * Leave a table alone that may have the name of a guarded one, but in another schema.
	 * @param table the table's name as Hibernate renders it, with its schema if it has
	 * one
	 */
	void leaveAlone(String table) {
		// in a database without schemas two mapped tables may be one
		if (!this.guarded.contains(table)) {
			this.others.add(parts(table));
			this.leftAlone.add(table);
		}
	}

	void check(String sql) {
		if (mayDelete(sql) && !PURGING.get()) {
			String statement = COMMENT_OR_LITERAL.matcher(sql).replaceAll(" ");
			for (Pattern pattern : List.of(DELETE, MERGE, REPLACE)) {
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
				if (this.refusing) {
					throw new PhysicalDeleteException(entityName, sql);
				}
				logger.warn(
						"Not refused, as configured, although it deletes rows of the soft-deletable entity %s physically: %s"
							.formatted(entityName, sql));
			}
		}
	}

	private @Nullable String entityName(String table, String statement) {
		String entityName = guardedEntity(table);
		// an alias, as in "delete c from customer c" or "delete from c using customer c"
		Matcher aliased = Pattern
			.compile("(" + NAME + ")\\s+(?:as\\s+)?" + Pattern.quote(table) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
			.matcher(statement);
		while (aliased.find() && entityName == null) {
			String name = aliased.group(1);
			entityName = KEYWORDS.contains(name.toLowerCase(Locale.ROOT)) ? null : guardedEntity(name);
		}
		return entityName;
	}

	/**
	 * Return the guarded entity of the table that a statement names. One of the two may
	 * name a schema or a catalog that the other leaves out; of several such tables the
	 * one meant has the most of its name in common with the statement's.
	 */
	private @Nullable String guardedEntity(String name) {
		if (this.leftAlone.contains(name)) {
			return null;
		}
		List<String> table = parts(name);
		String entityName = null;
		int common = 0;
		for (var guarded : this.entityNames.entrySet()) {
			int length = common(guarded.getKey(), table);
			if (length > common) {
				common = length;
				entityName = guarded.getValue();
			}
		}
		for (List<String> other : this.others) {
			int length = common(other, table);
			if (length > common || length == common && other.equals(table) && !this.entityNames.containsKey(table)) {
				return null;
			}
		}
		return entityName;
	}

	// how long the shorter one is, if the longer one starts with it
	private static int common(List<String> one, List<String> other) {
		int length = Math.min(one.size(), other.size());
		return one.subList(0, length).equals(other.subList(0, length)) ? length : 0;
	}

	/**
	 * Return the entity into whose table a statement inserts.
	 * @param sql the statement
	 * @return the entity's name, or {@code null} if its table is none of these
	 */
	@Nullable String insertedInto(@Nullable String sql) {
		if (sql == null) {
			return null;
		}
		Matcher insert = INSERT.matcher(sql);
		return insert.find() ? entityName(insert.group(1), sql) : null;
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

	// keeps the patterns away from the statements of every day; one may follow another
	private static boolean mayDelete(String sql) {
		if (sql.indexOf(';') >= 0) {
			// what a function is made of is not run
			return !sql.stripLeading().regionMatches(true, 0, "create", 0, 6);
		}
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (!Character.isWhitespace(c)) {
				return "dDtTwWmMrReEaA/-(#".indexOf(c) >= 0 || sql.regionMatches(true, i, "set statement", 0, 13)
						|| sql.regionMatches(true, i, "copy", 0, 4);
			}
		}
		return false;
	}

	private static List<String> parts(String table) {
		List<String> parts = new ArrayList<>();
		Matcher matcher = NAME_PARTS.matcher(table);
		while (matcher.find()) {
			parts.add(0, matcher.group().replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT));
		}
		return List.copyOf(parts);
	}

}
