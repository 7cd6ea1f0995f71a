package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB has generated columns, and keeps them out of what names no columns. They are
 * stored, since indexes over virtual ones have a history of errors.
 */
record MariaDbLiveIndexDdl() implements LiveIndexDdl {

	@Override
	public List<GeneratedColumn> generatedColumns(LiveIndexDefinition index) {
		return GeneratedKey.columns(index);
	}

	@Override
	public String addColumn(String table, GeneratedColumn column) {
		return "alter table %s add column %s".formatted(table, describe(column));
	}

	@Override
	public String changeColumn(String table, GeneratedColumn column) {
		return "alter table %s modify column %s".formatted(table, describe(column));
	}

	private static String describe(GeneratedColumn column) {
		return "%s %s generated always as (%s) stored invisible".formatted(column.name(), column.type(),
				column.expression());
	}

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return GeneratedKey.key(index);
	}

	// a foreign key may need one of the two at any time
	@Override
	public List<String> replaceIndex(LiveIndexDefinition index) {
		return List.of(index.replace(key(index)));
	}

	@Override
	public @Nullable Problem limitation(LiveIndexDefinition index) {
		return NullSafeKey.limitation(index);
	}

	@Override
	public TakenKeyMessage takenKeyMessage() {
		return TakenKeyMessage.MYSQL;
	}

}
