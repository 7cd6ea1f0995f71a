package io.github.softdeleteaudit.test;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Records the statements that Hibernate prepares.
 */
public final class Statements implements StatementInspector {

	private static final long serialVersionUID = 1L;

	private final transient List<String> prepared = new CopyOnWriteArrayList<>();

	@Override
	public String inspect(String sql) {
		this.prepared.add(sql);
		return sql;
	}

	/**
	 * Forget what was recorded.
	 */
	public void clear() {
		this.prepared.clear();
	}

	/**
	 * The statements since the last {@link #clear()}.
	 * @return all of them, in order
	 */
	public List<String> all() {
		return List.copyOf(this.prepared);
	}

	/**
	 * The statements that start with the given words.
	 * @param words the start, in lower case
	 * @return those statements, in order
	 */
	public List<String> startingWith(String words) {
		return this.prepared.stream().filter((sql) -> sql.toLowerCase(Locale.ROOT).startsWith(words)).toList();
	}

	/**
	 * The statements that change rows, but for those of audit tables and revisions.
	 * @return those statements, in order
	 */
	public List<String> changes() {
		return this.prepared.stream()
			.filter((sql) -> !sql.toLowerCase(Locale.ROOT).startsWith("select"))
			.filter((sql) -> !sql.contains("_AUD") && !sql.contains("_aud") && !sql.contains("REVINFO")
					&& !sql.contains("revinfo"))
			.toList();
	}

}
