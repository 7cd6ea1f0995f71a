package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Lifts or turns round the restriction to live rows while a {@link SoftDeleteScope} is
 * open, and refuses physical deletes. Outside of a scope a statement passes untouched, so
 * that Hibernate's query plans stay cached whatever is visible.
 * <p>
 * Relies on Hibernate passing every statement that it prepares through the inspector.
 */
final class SoftDeleteStatementInspector implements StatementInspector {

	private static final long serialVersionUID = 1L;

	private static final int MAXIMUM_LOADS = 200;

	private final transient List<SoftDeleteModel> models;

	private final transient GuardedTables guardedTables;

	private final transient @Nullable StatementInspector delegate;

	// a load by id is a statement of every day, of which there are few
	private final transient Map<Class<?>, Map<String, String>> loads = new ConcurrentHashMap<>();

	SoftDeleteStatementInspector(List<SoftDeleteModel> models, GuardedTables guardedTables,
			@Nullable StatementInspector delegate) {
		this.models = models;
		this.guardedTables = guardedTables;
		this.delegate = delegate;
	}

	@Override
	public String inspect(String sql) {
		this.guardedTables.check(sql);
		String inspected = SoftDeleteScope.isOpen() ? rewritten(sql) : sql;
		if (this.delegate != null) {
			String replaced = this.delegate.inspect(inspected);
			return (replaced != null) ? replaced : inspected;
		}
		return inspected;
	}

	private String rewritten(String sql) {
		Class<?> type = SoftDeleteScope.resolvedReferences();
		if (type == null) {
			return rewrite(sql);
		}
		Map<String, String> known = this.loads.computeIfAbsent(type, (key) -> new ConcurrentHashMap<>());
		String rewritten = known.get(sql);
		if (rewritten == null) {
			rewritten = rewrite(sql);
			if (known.size() < MAXIMUM_LOADS) {
				known.put(sql, rewritten);
			}
		}
		return rewritten;
	}

	private String rewrite(String sql) {
		int start = sql.indexOf(LiveRestriction.MARKER_START);
		if (start < 0) {
			return sql;
		}
		StringBuilder result = new StringBuilder(sql.length() + 32);
		int copied = 0;
		while (start >= 0) {
			int numberStart = start + LiveRestriction.MARKER_START.length();
			int end = sql.indexOf(LiveRestriction.MARKER_END, numberStart);
			int marker = Integer.parseInt(sql.substring(numberStart, end));
			result.append(sql, copied, start);
			switch (visibility(marker)) {
				case LIVE -> {
				}
				case INCLUDING_DELETED -> result.append(" or 1=1");
				case ONLY_DELETED -> result.insert(openingParenthesis(result), "not ");
			}
			copied = start;
			start = sql.indexOf(LiveRestriction.MARKER_START, end);
		}
		return result.append(sql, copied, sql.length()).toString();
	}

	private Visibility visibility(int marker) {
		Class<?> type = this.models.get(LiveRestriction.numberOf(marker)).type();
		return LiveRestriction.isForCollections(marker) ? SoftDeleteScope.ofCollections(type)
				: SoftDeleteScope.ofRows(type);
	}

	private static int openingParenthesis(StringBuilder sql) {
		int depth = 0;
		for (int i = sql.length() - 1; i >= 0; i--) {
			char c = sql.charAt(i);
			if (c == ')') {
				depth++;
			}
			else if (c == '(' && depth-- == 0) {
				return i;
			}
		}
		throw new IllegalStateException("No parenthesis before the marker in: " + sql);
	}

}
