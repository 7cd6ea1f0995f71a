package io.github.softdeleteaudit.unique;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;

/**
 * SQLite has partial indexes and indexes over expressions; their nulls are distinct. Its
 * {@code lower} knows the letters of ASCII alone, and a column takes values of any type.
 * The schema is that of the index; its table is in the same one.
 */
record SqliteLiveIndexDdl() implements LiveIndexDdl {

	private static final Pattern QUALIFIED = Pattern.compile("(.+\\.)(\"[^\"]+\"|[^.\"]+)");

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return NullSafeKey.expressions(index, (column) -> "0");
	}

	@Override
	public String createIndex(LiveIndexDefinition index) {
		Matcher table = QUALIFIED.matcher(index.table());
		LiveIndexDefinition qualified = table.matches() ? index.named(table.group(1) + index.name(), table.group(2))
				: index;
		return qualified.create(key(index)) + " where " + index.condition();
	}

	@Override
	public boolean takesLargeObjects() {
		return true;
	}

	// it compares the words of a query
	@Override
	public String deletedRows(SoftDeleteModel model) {
		return "not (" + model.restriction() + ")";
	}

}
