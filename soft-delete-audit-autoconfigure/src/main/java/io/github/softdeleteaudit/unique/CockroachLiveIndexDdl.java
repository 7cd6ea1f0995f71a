package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.jspecify.annotations.Nullable;

/**
 * CockroachDB has partial indexes and indexes over expressions; their nulls are distinct.
 */
record CockroachLiveIndexDdl() implements LiveIndexDdl {

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return NullSafeKey.expressions(index);
	}

	@Override
	public String createIndex(LiveIndexDefinition index) {
		return index.create(key(index)) + " where " + index.condition();
	}

	@Override
	public @Nullable Problem limitation(LiveIndexDefinition index) {
		return NullSafeKey.limitation(index);
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
