package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * MySQL has indexes over expressions, from 8.0.13. The last one is null in deleted rows,
 * which makes them distinct.
 */
record MySqlLiveIndexDdl() implements LiveIndexDdl {

	@Override
	public List<String> key(LiveIndexDefinition index) {
		List<String> key = new ArrayList<>(NullSafeKey.expressions(index));
		key.add(index.unique() ? "case when " + index.condition() + " then 1 end" : index.indicator());
		return key;
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
