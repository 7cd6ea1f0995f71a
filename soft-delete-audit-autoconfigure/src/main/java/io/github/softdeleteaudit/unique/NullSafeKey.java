package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a key whose nulls are equal, for databases that have no such
 * indexes: each nullable column is there twice, as whether it is null, and as its value
 * or one that stands for null.
 */
final class NullSafeKey {

	private NullSafeKey() {
	}

	static List<String> expressions(LiveIndexDefinition index) {
		return expressions(index, KeyColumn::zero);
	}

	static List<String> expressions(LiveIndexDefinition index, Function<KeyColumn, @Nullable String> zero) {
		List<String> expressions = new ArrayList<>();
		for (KeyColumn column : index.columns()) {
			if (index.isNullSafe(column)) {
				expressions.add(isNull(column));
				expressions.add(value(index, column, zero.apply(column)));
			}
			else {
				expressions.add(index.compared(column));
			}
		}
		return expressions;
	}

	static String isNull(KeyColumn column) {
		return "case when " + column.name() + " is null then 1 else 0 end";
	}

	static String value(LiveIndexDefinition index, KeyColumn column, @Nullable String zero) {
		return "coalesce(" + index.compared(column) + ", " + zero + ")";
	}

	static @Nullable Problem limitation(LiveIndexDefinition index) {
		List<String> columns = index.withoutZero();
		return columns.isEmpty() ? null
				: new Problem(
						"nullsNotDistinct is not supported on this database for the type of %s"
							.formatted(String.join(", ", columns)),
						"Leave nullsNotDistinct out, or make the columns not null.");
	}

}
