package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.Template;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Puts the restriction to live rows on soft-deletable entities, and on the collections of
 * them, which a restriction of the entity does not reach; refuses the mappings for which
 * the promises cannot be kept.
 * <p>
 * Relies on Hibernate calling it when the application's mappings are bound and before the
 * persisters are made. Found as a Java service.
 */
public final class SoftDeleteMappingContributor implements AdditionalMappingContributor {

	@Override
	public String getContributorName() {
		return "soft-delete-audit";
	}

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resourceStreamLocator, MetadataBuildingContext buildingContext) {
		ServiceRegistry registry = buildingContext.getBootstrapContext().getServiceRegistry();
		SoftDeleteSettings settings = SoftDeleteSettings.find(registry);
		if (settings == null) {
			return;
		}
		settings.take();
		Map<PersistentClass, LiveRestriction> restrictions = new LinkedHashMap<>();
		List<Problem> problems = new ArrayList<>();
		Dialect dialect = metadata.getDatabase().getDialect();
		for (PersistentClass root : metadata.getEntityBindings()) {
			if (root instanceof RootClass && isSoftDeletable(root)) {
				SoftDeleteModel model = SoftDeleteModelReader.read(root, dialect, settings.zone(), problems);
				if (model != null) {
					checkColumn(model, dialect, metadata.getTypeConfiguration(), problems);
					register(root, model, settings, restrictions);
				}
			}
		}
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (isSoftDeletable(entity)) {
				problems.addAll(EntityShape.problems(entity));
			}
			else if (entity.getClassName() != null) {
				problems.addAll(SoftDeleteModelReader.problemsWithoutMarker(entity));
			}
		}
		Map<String, Object> hibernateSettings = registry.requireService(ConfigurationService.class).getSettings();
		AssociationShape associations = new AssociationShape(metadata, SoftDeleteMappingContributor::isSoftDeletable,
				settings::model);
		problems.addAll(associations.problems());
		if (!problems.isEmpty()) {
			throw new SoftDeleteMappingException(problems.stream().distinct().toList());
		}
		OnDeleteCascade.of(metadata)
			.stream()
			.filter((cascade) -> restrictions.containsKey(metadata.getEntityBinding(cascade.ownerEntityName())))
			.forEach(settings.onDeleteCascades()::add);
		metadata.getEntityBindings()
			.forEach((entity) -> letInverseToOnesBeNull(entity.getProperties(), restrictions.keySet(), metadata));
		SqlStringGenerationContext sqlContext = SqlStringGenerationContextImpl.fromConfigurationMap(
				metadata.getDatabase().getJdbcEnvironment(), metadata.getDatabase(), hibernateSettings);
		restrictions.forEach((entity, restriction) -> {
			if (entity instanceof RootClass root) {
				root.setWhere(and(root.getWhere(), restriction.forRows()));
			}
			tables(entity).forEach((table) -> settings.guardedTables()
				.add(sqlContext.format(table.getQualifiedTableName()), entity.getEntityName()));
		});
		Set<Table> guarded = restrictions.keySet()
			.stream()
			.flatMap(SoftDeleteMappingContributor::tables)
			.collect(Collectors.toSet());
		for (Table table : metadata.collectTableMappings()) {
			if (!guarded.contains(table) && table.isPhysicalTable()) {
				settings.guardedTables().leaveAlone(sqlContext.format(table.getQualifiedTableName()));
			}
		}
		for (Collection collection : metadata.getCollectionBindings()) {
			PersistentClass target = target(collection, metadata);
			LiveRestriction restriction = restrictions.get(target);
			if (target != null && restriction != null) {
				restrict(collection, target, restriction, sqlContext);
				if (!collection.isOneToMany()) {
					settings.linkConditions()
						.put(collection.getRole(), linkConditions(collection, target, restriction, sqlContext));
				}
				collection.getFilters().replaceAll(GroupedFilter::new);
				collection.getManyToManyFilters().replaceAll(GroupedFilter::new);
				settings.restrictedCollections().add(collection.getRole());
			}
		}
	}

	// Hibernate puts aliases before what it takes for columns only
	private static void checkColumn(SoftDeleteModel model, Dialect dialect, TypeConfiguration typeConfiguration,
			List<Problem> problems) {
		if (!Template.renderWhereStringTemplate(model.restriction(), dialect, typeConfiguration)
			.startsWith(Template.TEMPLATE)) {
			problems.add(new Problem(
					"The soft-deletable entity %s keeps '%s' in the column %s, which Hibernate does not take for a column in a restriction."
						.formatted(model.entityName(), model.indicator(), model.column()),
					"Quote the name of the column: @Column(name = \"`%s`\").".formatted(model.column())));
		}
	}

	// a hierarchy has the indicator of its root, and one restriction
	private static void register(PersistentClass root, SoftDeleteModel model, SoftDeleteSettings settings,
			Map<PersistentClass, LiveRestriction> restrictions) {
		LiveRestriction restriction = settings.restriction(model);
		settings.register(root, model);
		restrictions.put(root, restriction);
		for (PersistentClass subclass : root.getSubclassClosure()) {
			if (subclass != root) {
				settings.register(subclass, model.ofSubclass(subclass.getEntityName(), subclass.getMappedClass()));
				restrictions.put(subclass, restriction);
			}
		}
	}

	// a row of an optional table comes and goes with its values
	private static Stream<Table> tables(PersistentClass entity) {
		return Stream.concat(Stream.of(entity.getTable()),
				entity.getJoins().stream().filter((join) -> !join.isOptional()).map(Join::getTable));
	}

	static boolean isSoftDeletable(PersistentClass entity) {
		return entity.getClassName() != null && entity.getMappedClass().isAnnotationPresent(SoftDeletable.class);
	}

	static @Nullable PersistentClass target(Collection collection, InFlightMetadataCollector metadata) {
		Value element = collection.getElement();
		if (element instanceof OneToMany oneToMany) {
			return oneToMany.getAssociatedClass();
		}
		return (element instanceof ManyToOne manyToOne) ? metadata.getEntityBinding(manyToOne.getReferencedEntityName())
				: null;
	}

	private static void restrict(Collection collection, PersistentClass target, LiveRestriction restriction,
			SqlStringGenerationContext sqlContext) {
		String live = liveElements(target, restriction, sqlContext);
		if (collection.isOneToMany()) {
			collection.setWhere(and(collection.getWhere(), live));
			return;
		}
		collection.setManyToManyWhere(and(collection.getManyToManyWhere(), live));
		if (!collection.isInverse()) {
			collection.setCustomSQLDeleteAll(deleteLinksToLiveRows(collection, collection.getKey().getColumns(), target,
					restriction, sqlContext), false, null);
			collection.setCustomSQLDelete(
					deleteLinksToLiveRows(collection, rowColumns(collection), target, restriction, sqlContext), false,
					null);
		}
	}

	// by which Hibernate deletes a single row
	private static List<Column> rowColumns(Collection collection) {
		if (collection instanceof IdentifierCollection withIds) {
			return withIds.getIdentifier().getColumns();
		}
		List<Column> columns = new ArrayList<>(collection.getKey().getColumns());
		boolean byIndex = collection instanceof IndexedCollection indexed && !indexed.hasMapKeyProperty()
				&& !indexed.getIndex().hasFormula();
		columns.addAll(byIndex ? ((IndexedCollection) collection).getIndex().getColumns()
				: collection.getElement().getColumns());
		return columns;
	}

	// a deleted row does not show at the other side of a one-to-one, nor hide that side
	private static void letInverseToOnesBeNull(List<Property> properties, Set<PersistentClass> softDeletable,
			InFlightMetadataCollector metadata) {
		for (Property property : properties) {
			if (property.getValue() instanceof OneToOne oneToOne && oneToOne.getMappedByProperty() != null
					&& softDeletable.contains(metadata.getEntityBinding(oneToOne.getReferencedEntityName()))) {
				property.setOptional(true);
				oneToOne.setConstrained(false);
			}
		}
	}

	// a collection knows the table of its element alone, not that of the element's root
	private static String liveElements(PersistentClass target, LiveRestriction restriction,
			SqlStringGenerationContext sqlContext) {
		Table rootTable = target.getRootClass().getTable();
		if (target.getTable() == rootTable || target instanceof UnionSubclass) {
			return restriction.forCollections("");
		}
		return "(%s) in (select %s from %s live_ where %s)".formatted(
				String.join(",", columns(target.getKey().getColumns(), "", sqlContext)),
				String.join(",", columns(rootTable.getPrimaryKey().getColumns(), "live_.", sqlContext)),
				sqlContext.format(rootTable.getQualifiedTableName()), restriction.forCollections("live_."));
	}

	// what is deleted keeps its links, whether the collection never showed it or it is
	// deleted at the same time
	private static String deleteLinksToLiveRows(Collection collection, List<Column> by, PersistentClass target,
			LiveRestriction restriction, SqlStringGenerationContext sqlContext) {
		String links = sqlContext.format(collection.getCollectionTable().getQualifiedTableName());
		String rows = String.join("=? and ", columns(by, "", sqlContext)) + "=?";
		String own = (collection.getWhere() != null) ? " and (" + collection.getWhere() + ")" : "";
		return "delete from " + links + " where " + rows + own + " and "
				+ linkConditions(collection, target, restriction, sqlContext).live();
	}

	private static LinkConditions linkConditions(Collection collection, PersistentClass target,
			LiveRestriction restriction, SqlStringGenerationContext sqlContext) {
		String links = sqlContext.format(collection.getCollectionTable().getQualifiedTableName());
		List<String> elements = columns(collection.getElement().getColumns(), links + ".", sqlContext);
		List<String> ids = columns(referencedColumns((ManyToOne) collection.getElement(), target), "live_.",
				sqlContext);
		String joined = IntStream.range(0, ids.size())
			.mapToObj((i) -> ids.get(i) + "=" + elements.get(i))
			.collect(Collectors.joining(" and "));
		Function<String, String> linked = (condition) -> tablesOfRows(target)
			.map((table) -> "exists (select 1 from %s live_ where %s and (%s))"
				.formatted(sqlContext.format(table.getQualifiedTableName()), joined, condition))
			.collect(Collectors.joining(" or ", "(", ")"));
		return new LinkConditions(linked.apply(restriction.forCollections("live_.")),
				linked.apply(restriction.model().restriction("live_.")));
	}

	private static List<Column> referencedColumns(ManyToOne element, PersistentClass target) {
		String property = element.getReferencedPropertyName();
		return (element.isReferenceToPrimaryKey() || property == null) ? target.getIdentifier().getColumns()
				: target.getReferencedProperty(property).getColumns();
	}

	// the tables that hold the indicator of an entity and its subclasses
	private static Stream<Table> tablesOfRows(PersistentClass target) {
		boolean tablePerClass = target instanceof UnionSubclass
				|| target.getDirectSubclasses().stream().anyMatch(UnionSubclass.class::isInstance);
		if (!tablePerClass) {
			return Stream.of(target.getRootClass().getTable());
		}
		return target.getSubclassClosure()
			.stream()
			.map(PersistentClass::getTable)
			.filter(Table::isPhysicalTable)
			.distinct();
	}

	private static List<String> columns(List<Column> columns, String qualifier, SqlStringGenerationContext sqlContext) {
		return columns.stream().map((column) -> qualifier + column.getQuotedName(sqlContext.getDialect())).toList();
	}

	private static String and(@Nullable String condition, String restriction) {
		return (condition != null && !condition.isBlank()) ? "(" + condition + ") and " + restriction : restriction;
	}

}
