package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Oracle has indexes over expressions, and leaves rows out whose expressions are all
 * null. Other rows with nulls would be in each other's way, so that where a column is
 * null, all expressions are.
 */
record OracleLiveIndexDdl() implements LiveIndexDdl {

	@Override
	public List<String> key(LiveIndexDefinition index) {
		List<String> key = new ArrayList<>();
		if (!index.unique()) {
			index.columns().forEach((column) -> key.add(column.name()));
			key.add(index.indicator());
			return key;
		}
		if (index.nullsNotDistinct()) {
			// null only in rows that are left out
			key.add("1");
		}
		index.columns().forEach((column) -> key.add(compared(index, column)));
		String condition = condition(index);
		key.replaceAll((value) -> "case when " + condition + " then " + value + " end");
		return key;
	}

	// a time with its zone cannot be in an index as it is
	private static String compared(LiveIndexDefinition index, KeyColumn column) {
		return column.type().toLowerCase(Locale.ROOT).endsWith("with time zone")
				? "sys_extract_utc(" + column.name() + ")" : index.compared(column);
	}

	private static String condition(LiveIndexDefinition index) {
		List<String> notNull = index.nullsNotDistinct() ? List.of()
				: index.columns()
					.stream()
					.filter(KeyColumn::nullable)
					.map((column) -> column.name() + " is not null")
					.toList();
		if (notNull.isEmpty()) {
			return index.condition();
		}
		String condition = index.condition().contains(" or ") ? "(" + index.condition() + ")" : index.condition();
		return condition + " and " + String.join(" and ", notNull);
	}

}
