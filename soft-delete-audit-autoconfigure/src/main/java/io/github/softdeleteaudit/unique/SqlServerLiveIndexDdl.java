package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server has filtered indexes, whose conditions know no "or", and computed columns;
 * its nulls are equal to each other, so that rows with nulls are left out.
 */
record SqlServerLiveIndexDdl() implements LiveIndexDdl {

	@Override
	public List<GeneratedColumn> generatedColumns(LiveIndexDefinition index) {
		return index.columns()
			.stream()
			.filter(index::isLowered)
			.map((column) -> new GeneratedColumn(GeneratedKey.named(column, "_lower"), column.type(),
					index.compared(column)))
			.toList();
	}

	@Override
	public String addColumn(String table, GeneratedColumn column) {
		return "alter table %s add %s as %s".formatted(table, column.name(), column.expression());
	}

	@Override
	public List<String> key(LiveIndexDefinition index) {
		return index.columns()
			.stream()
			.map((column) -> index.isLowered(column) ? GeneratedKey.named(column, "_lower") : column.name())
			.toList();
	}

	@Override
	public String createIndex(LiveIndexDefinition index) {
		List<String> conditions = new ArrayList<>();
		conditions.add((index.falseLiteral() != null) ? index.indicator() + "=" + index.falseLiteral()
				: index.indicator() + " is null");
		if (index.rows() != null) {
			conditions.add(index.rows());
		}
		if (index.unique() && !index.nullsNotDistinct()) {
			index.columns()
				.stream()
				.filter(KeyColumn::nullable)
				.forEach((column) -> conditions.add(column.name() + " is not null"));
		}
		return index.create(key(index)) + " where " + String.join(" and ", conditions);
	}

	@Override
	public List<String> replaceIndex(LiveIndexDefinition index) {
		return List.of("drop index " + index.name() + " on " + index.table(), createIndex(index));
	}

	@Override
	public @Nullable Problem limitation(LiveIndexDefinition index) {
		return (index.falseLiteral() != null && index.indicatorNullable()) ? new Problem(
				"SQL Server has no index over rows whose %s is false or null".formatted(index.indicator()),
				"Make the column not null.") : null;
	}

	@Override
	public @Nullable String deletedRows(SoftDeleteModel model) {
		return (model.falseLiteral() == null) ? model.deletedCondition() : null;
	}

}
