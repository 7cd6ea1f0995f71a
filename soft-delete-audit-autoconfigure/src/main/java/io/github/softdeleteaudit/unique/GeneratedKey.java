package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;
import io.github.softdeleteaudit.schema.ExistingTables;

import io.github.softdeleteaudit.unique.LiveIndexDdl.GeneratedColumn;

/**
 * The key of databases that have neither partial indexes nor indexes over expressions:
 * generated columns stand for what is compared, and the last column is null in deleted
 * rows, which makes them distinct.
 */
final class GeneratedKey {

	private static final int MAX_LENGTH = 60;

	private GeneratedKey() {
	}

	static List<GeneratedColumn> columns(LiveIndexDefinition index) {
		List<GeneratedColumn> columns = new ArrayList<>();
		if (index.unique()) {
			index.columns().forEach((column) -> columns.addAll(computed(index, column)));
			columns
				.add(new GeneratedColumn(index.liveRow(), "integer", "case when " + index.condition() + " then 1 end"));
		}
		return columns;
	}

	private static List<GeneratedColumn> computed(LiveIndexDefinition index, KeyColumn column) {
		String lower = index.isLowered(column) ? "_lower" : "";
		if (index.isNullSafe(column)) {
			return List.of(new GeneratedColumn(named(column, "_is_null"), "integer", NullSafeKey.isNull(column)),
					new GeneratedColumn(named(column, lower + "_or_zero"), column.type(),
							NullSafeKey.value(index, column, column.zero())));
		}
		return lower.isEmpty() ? List.of()
				: List.of(new GeneratedColumn(named(column, lower), column.type(), index.compared(column)));
	}

	static List<String> key(LiveIndexDefinition index) {
		List<String> key = new ArrayList<>();
		for (KeyColumn column : index.columns()) {
			List<GeneratedColumn> computed = index.unique() ? computed(index, column) : List.of();
			if (computed.isEmpty()) {
				key.add(column.name());
			}
			computed.forEach((each) -> key.add(each.name()));
		}
		key.add(index.unique() ? index.liveRow() : index.indicator());
		return key;
	}

	static String named(KeyColumn column, String suffix) {
		return named("", column.name(), suffix);
	}

	// no longer than every supported database takes, and another one for each original
	static String named(String prefix, String name, String suffix) {
		String normal = ExistingTables.normal(name);
		String plain = normal.replaceAll("[^a-z0-9_]", "");
		int length = MAX_LENGTH - prefix.length() - suffix.length();
		boolean fits = plain.equals(normal) && plain.length() <= length;
		return prefix + (fits ? plain : LiveIndexDefinition.shortened(plain, normal, length)) + suffix;
	}

}
