package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL has partial indexes, indexes over expressions and, from 15, indexes whose
 * nulls are not distinct.
 *
 * @param nullsNotDistinctKnown whether it is that new
 */
record PostgreSqlLiveIndexDdl(boolean nullsNotDistinctKnown) implements LiveIndexDdl {

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return this.nullsNotDistinctKnown ? index.columns().stream().map(index::compared).toList()
				: NullSafeKey.expressions(index);
	}

	@Override
	public String createIndex(LiveIndexDefinition index) {
		String nulls = (index.nullsNotDistinct() && this.nullsNotDistinctKnown) ? " nulls not distinct" : "";
		return index.create(key(index)) + nulls + " where " + index.condition();
	}

	@Override
	public boolean isDefinedBy(LiveIndexDefinition index, String definition) {
		return index.isAboutRowsOf(definition) && definition
			.contains(" NULLS NOT DISTINCT ") == (index.nullsNotDistinct() && this.nullsNotDistinctKnown);
	}

	@Override
	public boolean tellsFilter() {
		return true;
	}

	@Override
	public @Nullable Problem limitation(LiveIndexDefinition index) {
		return this.nullsNotDistinctKnown ? null : NullSafeKey.limitation(index);
	}

	@Override
	public TakenKeyMessage takenKeyMessage() {
		return TakenKeyMessage.POSTGRESQL;
	}

	@Override
	public String deletedRows(SoftDeleteModel model) {
		return model.deletedCondition();
	}

}
