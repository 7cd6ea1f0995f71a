package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * H2 has generated columns, and keeps them out of what names no columns. Where it behaves
 * like another database its nulls may be equal, unless, from 2.2.220, it is told
 * otherwise.
 *
 * @param nullsDistinctKnown whether it is that new
 */
record H2LiveIndexDdl(boolean nullsDistinctKnown) implements LiveIndexDdl {

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
		return "alter table %s alter column %s".formatted(table, describe(column));
	}

	private static String describe(GeneratedColumn column) {
		return "%s %s invisible generated always as (%s)".formatted(column.name(), column.type(), column.expression());
	}

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return GeneratedKey.key(index);
	}

	@Override
	public String createIndex(LiveIndexDefinition index) {
		return index.create(this.nullsDistinctKnown ? "unique nulls distinct" : "unique", key(index));
	}

	@Override
	public @Nullable Problem limitation(LiveIndexDefinition index) {
		return NullSafeKey.limitation(index);
	}

	@Override
	public TakenKeyMessage takenKeyMessage() {
		return TakenKeyMessage.H2;
	}

}
