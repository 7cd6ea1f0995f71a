package io.github.softdeleteaudit.unique;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.UnitSchema;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.jspecify.annotations.Nullable;

/**
 * The indexes by which deleted rows are found: in the order in which they are listed, and
 * by their deletion id. Where the database has partial indexes they hold deleted rows
 * only. Elsewhere there is none on the time: as the restriction to live rows is about
 * that column, it would be chosen for queries of live rows, which nearly all are.
 * <p>
 * Relies on Hibernate putting the options of an index at the end of the statement that
 * creates it, and on it leaving alone what the database has by the name of an index.
 */
final class DeletedIndexes {

	private static final int MAX_LENGTH = 60;

	private final Dialect dialect;

	private final @Nullable LiveIndexDdl ddl;

	private final @Nullable UnitSchema schema;

	private final Set<String> names = new HashSet<>();

	private DeletedIndexes(Dialect dialect, @Nullable LiveIndexDdl ddl, @Nullable UnitSchema schema) {
		this.dialect = dialect;
		this.ddl = ddl;
		this.schema = schema;
	}

	/**
	 * Add the indexes to the tables of all soft-deletable entities.
	 * @param metadata the mappings
	 * @param ddl what knows the database, or {@code null} if it is not known
	 * @param models gives what is known of an entity that is soft-deletable
	 * @param live the indexes over live rows
	 * @param schema the schema that they become part of, if it is kept
	 */
	static void add(Metadata metadata, @Nullable LiveIndexDdl ddl,
			Function<PersistentClass, @Nullable SoftDeleteModel> models, List<LiveIndexMapping> live,
			@Nullable UnitSchema schema) {
		DeletedIndexes indexes = new DeletedIndexes(metadata.getDatabase().getDialect(), ddl, schema);
		live.forEach((index) -> indexes.take(index.name()));
		metadata.collectTableMappings().forEach((table) -> {
			table.getIndexes().keySet().forEach(indexes::take);
			table.getUniqueKeys().keySet().forEach(indexes::take);
		});
		Set<Table> tables = new HashSet<>();
		metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity instanceof RootClass || entity instanceof UnionSubclass)
			.filter((entity) -> entity.getTable().isPhysicalTable())
			.sorted(Comparator.comparing(PersistentClass::getEntityName))
			.forEach((entity) -> {
				SoftDeleteModel model = models.apply(entity);
				if (model != null && tables.add(entity.getTable())) {
					indexes.add(entity, model);
				}
			});
	}

	private void add(PersistentClass entity, SoftDeleteModel model) {
		Table table = entity.getTable();
		String deletedRows = (this.ddl != null) ? this.ddl.deletedRows(model) : null;
		Column deletedAt = model.indicatorType().isTime() ? column(entity, model.indicator()) : null;
		if (deletedRows != null && !isIndexed(table, deletedAt)) {
			Index index = index(table, "_deleted_idx", deletedRows);
			if (deletedAt != null) {
				index.addColumn(deletedAt, "desc");
			}
			entity.getIdentifier().getColumns().forEach(index::addColumn);
		}
		Column deletionId = (model.deletionId() != null) ? column(entity, model.deletionId()) : null;
		if (deletionId != null && !isIndexed(table, deletionId)) {
			index(table, "_deletion_idx",
					(deletedRows != null) ? deletionId.getQuotedName(this.dialect) + " is not null" : null)
				.addColumn(deletionId);
		}
	}

	private static Column column(PersistentClass entity, String attribute) {
		return entity.getProperty(attribute).getColumns().get(0);
	}

	// by one of the application's own
	private static boolean isIndexed(Table table, @Nullable Column column) {
		return Stream
			.concat(table.getIndexes()
				.values()
				.stream()
				.filter((index) -> index.getOptions() == null || index.getOptions().isBlank())
				.map(Index::getSelectables), table.getUniqueKeys().values().stream().map(Constraint::getColumns))
			.anyMatch((columns) -> !columns.isEmpty() && columns.get(0).equals(column));
	}

	private Index index(Table table, String suffix, @Nullable String condition) {
		String name = LiveIndexDefinition.defaultName(table, Stream.of(), suffix, this.dialect);
		if (!take(name)) {
			// of another table that has the same letters in its name
			name = LiveIndexDefinition.shortened(name, table.getQualifiedTableName().render(),
					Math.min(this.dialect.getMaxIdentifierLength(), MAX_LENGTH));
		}
		Index index = table.getOrCreateIndex(name);
		if (condition != null) {
			index.setOptions("where " + condition);
		}
		if (this.schema != null) {
			this.schema.addIndex(index);
		}
		return index;
	}

	private boolean take(String name) {
		return this.names.add(name.toLowerCase(Locale.ROOT));
	}

}
