package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.unique.AttributePath.NoSuchAttributeException;
import io.github.softdeleteaudit.unique.LiveIndexDdl.GeneratedColumn;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads the indexes over live rows from the entities, and from what Hibernate would make
 * full unique constraints for: natural ids and one-to-one associations.
 */
final class LiveIndexReader {

	private final Metadata metadata;

	private final Dialect dialect;

	private final SqlStringGenerationContext context;

	private final @Nullable LiveIndexDdl ddl;

	private final Function<PersistentClass, @Nullable SoftDeleteModel> models;

	private final List<Problem> problems = new ArrayList<>();

	private final Set<Class<?>> elsewhere = new HashSet<>();

	private final Set<FullUniqueKey> replaced = new LinkedHashSet<>();

	private final Map<String, LiveIndexMapping> indexes = new LinkedHashMap<>();

	/**
	 * Create a reader.
	 * @param metadata the mappings
	 * @param context how names are written in SQL
	 * @param ddl how the database is told, or {@code null} if it is not supported
	 * @param models gives what is known of an entity that is soft-deletable
	 */
	LiveIndexReader(Metadata metadata, SqlStringGenerationContext context, @Nullable LiveIndexDdl ddl,
			Function<PersistentClass, @Nullable SoftDeleteModel> models) {
		this.metadata = metadata;
		this.context = context;
		this.ddl = ddl;
		this.dialect = context.getDialect();
		this.models = models;
	}

	/**
	 * Read the indexes of all entities.
	 * @return the indexes, those declared by an annotation first
	 */
	List<LiveIndexMapping> read() {
		List<PersistentClass> entities = this.metadata.getEntityBindings()
			.stream()
			.sorted(Comparator.comparing(PersistentClass::getEntityName))
			.toList();
		entities.forEach(this::readDeclared);
		entities.forEach(this::readImplied);
		this.indexes.values().forEach(this::requireNoFullUniqueKey);
		return List.copyOf(this.indexes.values());
	}

	/**
	 * Return what was found that cannot be.
	 */
	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Return the unique keys over all rows that the indexes stand for.
	 */
	Set<FullUniqueKey> replaced() {
		return this.replaced;
	}

	private void readDeclared(PersistentClass entity) {
		if (entity.getClassName() == null) {
			return;
		}
		requireNoneElsewhere(entity);
		for (Class<?> type : declaringClasses(entity)) {
			for (LiveUnique key : type.getDeclaredAnnotationsByType(LiveUnique.class)) {
				read(entity, new Declaration("@LiveUnique", List.of(key.attributes()), key.name(), true,
						key.ignoreCase(), key.nullsNotDistinct()));
			}
			for (LiveIndex index : type.getDeclaredAnnotationsByType(LiveIndex.class)) {
				read(entity,
						new Declaration("@LiveIndex", List.of(index.attributes()), index.name(), false, false, false));
			}
		}
	}

	private void requireNoneElsewhere(PersistentClass entity) {
		Set<Class<?>> elsewhere = new LinkedHashSet<>(
				ClassUtils.getAllInterfacesForClassAsSet(entity.getMappedClass()));
		AttributePath.attributes(entity).forEach((property) -> collectEmbeddables(property.getValue(), elsewhere));
		elsewhere.stream()
			.filter((type) -> type.getDeclaredAnnotationsByType(LiveUnique.class).length > 0
					|| type.getDeclaredAnnotationsByType(LiveIndex.class).length > 0)
			.filter(this.elsewhere::add)
			.forEach((type) -> problem(
					"%s has a @LiveUnique or a @LiveIndex, which say nothing on an interface or an embeddable."
						.formatted(type.getName()),
					"Put it on the entity %s, or on a mapped superclass.".formatted(entity.getEntityName())));
	}

	private static void collectEmbeddables(Value value, Set<Class<?>> types) {
		if (value instanceof Component component) {
			if (component.getComponentClassName() != null) {
				types.add(component.getComponentClass());
			}
			component.getProperties().forEach((property) -> collectEmbeddables(property.getValue(), types));
		}
	}

	// the entity's class, and the mapped superclasses up to the next entity
	private static List<Class<?>> declaringClasses(PersistentClass entity) {
		PersistentClass superclass = entity.getSuperclass();
		Class<?> end = (superclass != null) ? superclass.getMappedClass() : Object.class;
		return Stream
			.<Class<?>>iterate(entity.getMappedClass(), (type) -> type != null && type != end, Class::getSuperclass)
			.toList();
	}

	private void read(PersistentClass entity, Declaration declaration) {
		SoftDeleteModel model = this.models.apply(entity);
		String declared = declaration.describe(entity);
		if (model == null) {
			problem("%s: the entity is not soft-deletable.".formatted(declared),
					"Mark it with @SoftDeletable, or use @Table(%s) instead."
						.formatted(declaration.unique ? "uniqueConstraints = …" : "indexes = …"));
			return;
		}
		if (declaration.attributes.isEmpty()) {
			problem("%s names no attributes.".formatted(declared), "Name at least one.");
			return;
		}
		if (entity.getDirectSubclasses().stream().anyMatch(UnionSubclass.class::isInstance)) {
			problem("%s: the rows of the entity are in several tables, over which no database has an index."
				.formatted(declared),
					"Put the annotation on each concrete class instead: the index is over the rows of that class alone.");
			return;
		}
		Table table = indicatorTable(entity);
		List<Column> columns = new ArrayList<>();
		List<String> leaves = new ArrayList<>();
		for (String attribute : declaration.attributes) {
			AttributePath path = path(entity, attribute, table, declared);
			if (path == null) {
				return;
			}
			columns.addAll(path.columns());
			leaves.addAll(path.leaves().keySet());
		}
		Column indicator = indicator(table, model);
		if (columns.contains(indicator)) {
			problem("%s: '%s' is the same in all live rows.".formatted(declared, model.indicator()), "Leave it out.");
			return;
		}
		if (Set.copyOf(columns).size() < columns.size()) {
			problem("%s names a column twice.".formatted(declared), "Name each attribute once.");
			return;
		}
		if (declaration.ignoreCase && columns.stream().noneMatch((column) -> KeyColumn.isText(column, this.metadata))) {
			problem("%s ignores the case, but none of its columns holds text.".formatted(declared),
					"Leave ignoreCase out.");
			return;
		}
		String rows = rows(entity, declared);
		String name = declaration.name.isBlank()
				? defaultName(table, (rows != null) ? entity : null, columns, declaration.unique) : declaration.name;
		LiveIndexMapping index = new LiveIndexMapping(entity, model, declaration.attributes, leaves, columns, table,
				indicator, rows, declaration.unique, declaration.ignoreCase, declaration.nullsNotDistinct, false, name);
		Problem limitation = limitation(index);
		if (limitation != null) {
			problem("%s: %s.".formatted(declared, limitation.description()), limitation.remedy());
		}
		add(index);
	}

	private @Nullable Problem limitation(LiveIndexMapping index) {
		if (this.ddl == null) {
			return new Problem("the database is not supported (%s)".formatted(this.dialect.getClass().getSimpleName()),
					"Leave the annotation out, and create an index of your own where there can be one.");
		}
		int length = this.dialect.getMaxIdentifierLength();
		if (Identifier.toIdentifier(index.name()).getText().length() > length) {
			return new Problem("the name %s is longer than the %d characters that the database takes"
				.formatted(index.name(), length), "Give it a shorter name, or leave the name out.");
		}
		LiveIndexDefinition definition = LiveIndexDefinition.of(index, this.metadata, this.context);
		String taken = this.ddl.generatedColumns(definition)
			.stream()
			.map(GeneratedColumn::name)
			.filter((name) -> index.table()
				.getColumns()
				.stream()
				.anyMatch((column) -> column.getName().equalsIgnoreCase(name)))
			.findFirst()
			.orElse(null);
		return (taken == null) ? this.ddl.limitation(definition)
				: new Problem("the column %s, which the index needs for itself, is mapped already".formatted(taken),
						"Give the attribute another column name.");
	}

	private void requireNoFullUniqueKey(LiveIndexMapping index) {
		FullUniqueKey.of(index.table())
			.stream()
			.filter((key) -> index.unique() && !this.replaced.contains(key)
					&& index.columns().containsAll(key.columns()))
			.forEach((key) -> problem(
					"%s cannot let a new row have the key of a deleted one, since there is a unique constraint on %s too."
						.formatted(index.declaration(), String.join(", ", key.columnNames())),
					"Take that constraint out: unique = true of a column, or a uniqueConstraints of @Table."));
	}

	private @Nullable AttributePath path(PersistentClass entity, String attribute, Table table, String declared) {
		AttributePath path;
		try {
			path = AttributePath.of(this.metadata, entity, attribute);
		}
		catch (NoSuchAttributeException ex) {
			problem("%s: %s.".formatted(declared, ex.getMessage()), ex.remedy());
			return null;
		}
		for (Map.Entry<String, Value> leaf : path.leaves().entrySet()) {
			Value value = leaf.getValue();
			if (value.hasFormula() || value.getColumns().isEmpty()) {
				problem("%s: '%s' has no column of its own.".formatted(declared, leaf.getKey()),
						"Name basic attributes, embeddables and to-one associations.");
				return null;
			}
			if (!AttributePath.isIn(table, value)) {
				problem("%s: '%s' is in the table %s, while the indicator is in %s. No index spans two tables."
					.formatted(declared, leaf.getKey(), value.getTable().getName(), table.getName()),
						"Move the attribute to the class that holds the indicator, or map the hierarchy to a single table.");
				return null;
			}
		}
		if (this.ddl != null && !this.ddl.takesLargeObjects()
				&& path.columns().stream().anyMatch((column) -> column.isSqlTypeLob(this.metadata))) {
			problem("%s: '%s' is a large object, which no index of this database can hold.".formatted(declared,
					attribute), "Make it a shorter text, without @Lob.");
			return null;
		}
		return path;
	}

	/**
	 * Return the condition of a subclass's rows among those of its hierarchy.
	 * @return the condition, or {@code null} where there is none
	 */
	private @Nullable String rows(PersistentClass entity, String declared) {
		if (entity instanceof RootClass || entity instanceof UnionSubclass) {
			return null;
		}
		Value discriminator = entity.getRootClass().getDiscriminator();
		Set<String> values = new HashSet<>();
		entity.getSubclassClosure()
			.stream()
			.filter((each) -> !Boolean.TRUE.equals(each.isAbstract()))
			.map(PersistentClass::getDiscriminatorValue)
			.forEach(values::add);
		if (discriminator == null || discriminator.hasFormula() || values.contains("null")
				|| values.contains("not null")) {
			problem("%s: no column tells the rows of the entity from others of its hierarchy.".formatted(declared),
					"Give the hierarchy a @DiscriminatorColumn with a value for each class, or put the annotation on %s."
						.formatted(entity.getRootClass().getEntityName()));
			return null;
		}
		boolean number = Number.class.isAssignableFrom(discriminator.getType().getReturnedClass());
		return values.stream()
			.sorted()
			.map((value) -> number ? value : "'" + value.replace("'", "''") + "'")
			.collect(Collectors.joining(",", discriminator.getColumns().get(0).getQuotedName(this.dialect) + " in (",
					")"));
	}

	private void readImplied(PersistentClass entity) {
		SoftDeleteModel model = this.models.apply(entity);
		if (model == null) {
			return;
		}
		if (entity instanceof RootClass root && root.hasNaturalId()) {
			imply(entity, model,
					root.getProperties()
						.stream()
						.filter(Property::isNaturalIdentifier)
						.map(Property::getName)
						.toList());
		}
		// what Hibernate adds for an id class is there a second time
		entity.getProperties()
			.stream()
			.filter((property) -> !property.isSynthetic())
			.forEach((property) -> implyOneToOnes(entity, model, "", property));
	}

	private void implyOneToOnes(PersistentClass entity, SoftDeleteModel model, String prefix, Property property) {
		if (property.getValue() instanceof Component component) {
			component.getProperties()
				.forEach((part) -> implyOneToOnes(entity, model, prefix + property.getName() + ".", part));
		}
		else if (property.getValue() instanceof ManyToOne manyToOne && manyToOne.isLogicalOneToOne()) {
			imply(entity, model, List.of(prefix + property.getName()));
		}
	}

	private void imply(PersistentClass entity, SoftDeleteModel model, List<String> attributes) {
		Table table = indicatorTable(entity);
		List<Column> columns = new ArrayList<>();
		List<String> leaves = new ArrayList<>();
		for (String attribute : attributes) {
			AttributePath path = AttributePath.of(this.metadata, entity, attribute);
			if (path.value().hasFormula() || !AttributePath.isIn(table, path.value())) {
				return;
			}
			columns.addAll(path.columns());
			leaves.addAll(path.leaves().keySet());
		}
		if (!FullUniqueKey.isReplaceable(this.metadata, table, columns)) {
			return;
		}
		List<LiveIndexMapping> indexes = entitiesWithTables(entity).map((each) -> {
			Table own = indicatorTable(each);
			return new LiveIndexMapping(each, model, attributes, leaves, columns, own, indicator(own, model), null,
					true, false, false, true, defaultName(own, null, columns, true));
		}).filter((index) -> !hasKey(index.table(), columns)).toList();
		if (indexes.stream().allMatch((index) -> limitation(index) == null)) {
			entitiesWithTables(entity)
				.forEach((each) -> this.replaced.add(new FullUniqueKey(indicatorTable(each), Set.copyOf(columns))));
			this.replaced.add(new FullUniqueKey(table, Set.copyOf(columns)));
			indexes.forEach(this::add);
		}
	}

	// each concrete class may have a table of its own
	private static Stream<PersistentClass> entitiesWithTables(PersistentClass entity) {
		return Stream.concat(Stream.of(entity), entity.getSubclasses().stream().filter(UnionSubclass.class::isInstance))
			.filter((each) -> indicatorTable(each).isPhysicalTable());
	}

	private boolean hasKey(Table table, List<Column> columns) {
		return this.indexes.values()
			.stream()
			.anyMatch((index) -> index.unique() && index.rows() == null && index.table() == table
					&& Set.copyOf(index.columns()).equals(Set.copyOf(columns)));
	}

	private void add(LiveIndexMapping index) {
		LiveIndexMapping other = this.indexes.putIfAbsent(index.name().toLowerCase(Locale.ROOT), index);
		if (other != null) {
			problem("%s and %s both have the index name %s.".formatted(other.declaration(), index.declaration(),
					index.name()), "Give one of them another name, or leave the name out.");
		}
		boolean taken = Stream
			.concat(index.table().getIndexes().keySet().stream(), index.table().getUniqueKeys().keySet().stream())
			.anyMatch(index.name()::equalsIgnoreCase);
		if (taken) {
			problem("%s: the name %s is that of another index of its table.".formatted(index.declaration(),
					index.name()), "Give one of them another name.");
		}
	}

	/**
	 * Return the table that holds the indicator of an entity's rows.
	 */
	static Table indicatorTable(PersistentClass entity) {
		return (entity instanceof UnionSubclass) ? entity.getTable() : entity.getRootClass().getTable();
	}

	private Column indicator(Table table, SoftDeleteModel model) {
		return table.getColumns()
			.stream()
			.filter((column) -> column.getQuotedName(this.dialect).equals(model.column()))
			.findFirst()
			.orElseThrow();
	}

	private String defaultName(Table table, @Nullable PersistentClass subclass, List<Column> columns, boolean unique) {
		return LiveIndexDefinition.defaultName(table,
				Stream.concat(Stream.ofNullable(subclass).map(PersistentClass::getJpaEntityName),
						columns.stream().map(Column::getName)),
				unique ? "_live_key" : "_live_idx", this.dialect);
	}

	private void problem(String description, String remedy) {
		this.problems.add(new Problem(description, remedy));
	}

	/**
	 * What an annotation says.
	 */
	private record Declaration(String annotation, List<String> attributes, String name, boolean unique,
			boolean ignoreCase, boolean nullsNotDistinct) {

		String describe(PersistentClass entity) {
			return "%s(%s) of the entity %s".formatted(this.annotation, String.join(", ", this.attributes),
					entity.getEntityName());
		}

	}

}
