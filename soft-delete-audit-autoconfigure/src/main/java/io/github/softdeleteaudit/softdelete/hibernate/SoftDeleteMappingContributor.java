package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
import org.hibernate.cfg.CacheSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.hibernate.service.ServiceRegistry;
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
		Map<PersistentClass, LiveRestriction> restrictions = new LinkedHashMap<>();
		List<Problem> problems = new ArrayList<>();
		Dialect dialect = metadata.getDatabase().getDialect();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (isSoftDeletable(entity)) {
				problems.addAll(EntityShape.problems(entity));
				SoftDeleteModel model = SoftDeleteModelReader.read(entity, dialect, settings.zone(), problems);
				if (model != null) {
					restrictions.put(entity, settings.register(entity, model));
				}
			}
			else if (entity.getClassName() != null) {
				problems.addAll(SoftDeleteModelReader.problemsWithoutMarker(entity));
			}
		}
		Map<String, Object> hibernateSettings = registry.requireService(ConfigurationService.class).getSettings();
		if (!restrictions.isEmpty()
				&& ConfigurationHelper.getBoolean(CacheSettings.USE_QUERY_CACHE, hibernateSettings)) {
			problems.add(new Problem("The query cache is on, which does not know which rows a query sees.",
					"This is not supported yet: set hibernate.cache.use_query_cache to false."));
		}
		AssociationShape associations = new AssociationShape(metadata, SoftDeleteMappingContributor::isSoftDeletable,
				settings::model);
		problems.addAll(associations.problems());
		if (!problems.isEmpty()) {
			throw new SoftDeleteMappingException(problems.stream().distinct().toList());
		}
		SqlStringGenerationContext sqlContext = SqlStringGenerationContextImpl.fromConfigurationMap(
				metadata.getDatabase().getJdbcEnvironment(), metadata.getDatabase(), hibernateSettings);
		restrictions.forEach((entity, restriction) -> {
			entity.getRootClass().setWhere(and(entity.getWhere(), restriction.forRows()));
			settings.guardedTables().add(entity.getTable().getName(), entity.getEntityName());
		});
		Set<Table> guarded = restrictions.keySet().stream().map(PersistentClass::getTable).collect(Collectors.toSet());
		for (Table table : metadata.collectTableMappings()) {
			if (!guarded.contains(table) && (table.getSchema() != null || table.getCatalog() != null)) {
				settings.guardedTables().leaveAlone(sqlContext.format(table.getQualifiedTableName()));
			}
		}
		for (Collection collection : metadata.getCollectionBindings()) {
			PersistentClass target = target(collection, metadata);
			LiveRestriction restriction = restrictions.get(target);
			if (target != null && restriction != null) {
				restrict(collection, target, restriction, sqlContext);
				settings.restrictedCollections().add(collection.getRole());
			}
		}
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
		if (collection.isOneToMany()) {
			collection.setWhere(and(collection.getWhere(), restriction.forCollections()));
			return;
		}
		collection.setManyToManyWhere(and(collection.getManyToManyWhere(), restriction.forCollections()));
		if (!collection.isInverse()) {
			collection.setCustomSQLDeleteAll(deleteLinksToLiveRows(collection, target, restriction, sqlContext), false,
					null);
		}
	}

	// emptying a collection must not take the links that it does not show
	private static String deleteLinksToLiveRows(Collection collection, PersistentClass target,
			LiveRestriction restriction, SqlStringGenerationContext sqlContext) {
		Dialect dialect = sqlContext.getDialect();
		String links = sqlContext.format(collection.getCollectionTable().getQualifiedTableName());
		String owner = collection.getKey()
			.getColumns()
			.stream()
			.map((column) -> column.getQuotedName(dialect) + "=?")
			.collect(Collectors.joining(" and "));
		String targets = sqlContext.format(target.getTable().getQualifiedTableName());
		String element = collection.getElement().getColumns().get(0).getQuotedName(dialect);
		String id = target.getIdentifier().getColumns().get(0).getQuotedName(dialect);
		String own = (collection.getWhere() != null) ? " and (" + collection.getWhere() + ")" : "";
		return "delete from " + links + " where " + owner + own + " and exists (select 1 from " + targets
				+ " target_ where " + "target_." + id + "=" + links + "." + element + " and " + "("
				+ restriction.condition() + "))";
	}

	private static String and(@Nullable String condition, String restriction) {
		return (condition != null && !condition.isBlank()) ? "(" + condition + ") and " + restriction : restriction;
	}

}
