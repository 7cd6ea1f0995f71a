package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.jspecify.annotations.Nullable;

/**
 * Compares a sequence with what the database has. A new one for a table that has rows
 * begins after their ids.
 */
final class SequenceComparison {

	private final SchemaContext context;

	private final UnitSchema unit;

	private final ExistingTables tables;

	private final ExistingSequences sequences;

	SequenceComparison(SchemaContext context, UnitSchema unit, ExistingTables tables, ExistingSequences sequences) {
		this.context = context;
		this.unit = unit;
		this.tables = tables;
		this.sequences = sequences;
	}

	private List<PersistentClass> entities(Sequence sequence) {
		return this.context.metadata()
			.getEntityBindings()
			.stream()
			.filter((entity) -> entity instanceof RootClass || entity instanceof UnionSubclass)
			.filter((entity) -> this.unit.factory()
				.getMappingMetamodel()
				.getEntityDescriptor(entity.getEntityName())
				.getGenerator() instanceof SequenceStyleGenerator generator
					&& generator.getDatabaseStructure()
						.getPhysicalName()
						.getObjectName()
						.equals(sequence.getName().getSequenceName()))
			.toList();
	}

	/**
	 * Return whether a sequence gives ids to rows of one of some tables.
	 */
	boolean isOf(Sequence sequence, Predicate<Table> tables) {
		return entities(sequence).stream().map(PersistentClass::getTable).anyMatch(tables);
	}

	@Nullable SchemaChange compare(Sequence sequence) {
		String name = this.context.sql().format(sequence.getName());
		if (!this.sequences.has(sequence)) {
			return new SchemaChange("The sequence %s%s.".formatted(name, this.tables.missing()), create(sequence, name),
					this.context.drop(this.context.dialect().getSequenceExporter(), sequence), true, List.of());
		}
		Number increment = this.sequences.increment(sequence);
		if (increment != null && increment.intValue() != sequence.getIncrementSize()) {
			return new SchemaChange(
					"The sequence %s goes on by %s, not by %d.".formatted(name, increment, sequence.getIncrementSize()),
					List.of(this.context.ddl().setIncrement(name, sequence.getIncrementSize())),
					List.of(this.context.ddl().setIncrement(name, increment.intValue())), true, List.of());
		}
		return null;
	}

	private String max(PersistentClass entity, Table table) {
		return "select max(%s) as id from %s".formatted(this.context.name(entity.getKey().getColumns().get(0)),
				this.context.name(table));
	}

	private List<String> create(Sequence sequence, String name) {
		List<String> create = this.context.create(this.context.dialect().getSequenceExporter(), sequence);
		List<String> ids = new ArrayList<>();
		for (PersistentClass entity : entities(sequence)) {
			if (this.tables.hasTable(entity.getTable())) {
				ids.add(max(entity, entity.getTable()));
				// an id must not go on with the history of a row that is gone
				this.unit.auditTables(entity.getTable())
					.stream()
					.filter((table) -> this.tables.hasTable(table)
							&& this.tables.hasColumn(table, entity.getKey().getColumns().get(0).getName()))
					.forEach((table) -> ids.add(max(entity, table)));
			}
		}
		if (ids.isEmpty() || create.size() != 1) {
			return create;
		}
		String next = "(select coalesce(max(id), 0) + %d from (%s) ids)".formatted(sequence.getIncrementSize(),
				ids.stream().collect(Collectors.joining(" union all ")));
		List<String> statements = this.context.ddl()
			.createSequence(name, create.get(0), next, sequence.getIncrementSize());
		return (statements != null) ? statements : create;
	}

}
