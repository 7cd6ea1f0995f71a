package io.github.softdeleteaudit.unique;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.UnitSchema;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeleteSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the indexes over live and over deleted rows part of the schema, and checks that
 * the database has those over live rows.
 * <p>
 * Relies on Hibernate calling it when the mappings are bound, and before it makes the
 * persisters and touches the schema. Found as a Java service.
 */
public final class LiveUniqueIntegrator implements Integrator {

	private static final Log logger = LogFactory.getLog(LiveUniqueIntegrator.class);

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		ServiceRegistry registry = bootstrapContext.getServiceRegistry();
		SoftDeleteSettings settings = SoftDeleteSettings.find(registry);
		if (settings == null) {
			return;
		}
		LiveIndexDdl ddl = LiveIndexDdl.of(metadata.getDatabase().getDialect());
		List<LiveIndexMapping> live = LiveUniqueKeys.require(registry).isEnabled()
				? addLiveIndexes(metadata, registry, settings, ddl, sessionFactory) : List.of();
		if (settings.hasDeletedIndexes()) {
			DeletedIndexes.add(metadata, ddl, settings::model, live, UnitSchema.find(registry));
		}
	}

	private static List<LiveIndexMapping> addLiveIndexes(Metadata metadata, ServiceRegistry registry,
			SoftDeleteSettings settings, @Nullable LiveIndexDdl ddl, SessionFactoryImplementor sessionFactory) {
		SqlStringGenerationContext context = sessionFactory.getSqlStringGenerationContext();
		LiveIndexReader reader = new LiveIndexReader(metadata, context, ddl, settings::model);
		List<LiveIndexMapping> indexes = reader.read();
		if (!reader.problems().isEmpty()) {
			throw new SoftDeleteMappingException(reader.problems());
		}
		reader.replaced().forEach(FullUniqueKey::remove);
		warn(metadata, settings);
		LiveUniqueKeys keys = LiveUniqueKeys.require(registry);
		indexes.stream()
			.filter(LiveIndexMapping::unique)
			.map((index) -> LiveUniqueKey.of(index,
					(ddl != null) ? ddl.takenKeyMessage() : TakenKeyMessage.WITHOUT_VALUES))
			.forEach(keys::register);
		UnitViolationException.mark(sessionFactory.getJdbcServices().getSqlExceptionHelper(), keys);
		if (ddl != null) {
			LiveIndexSchema schema = new LiveIndexSchema(metadata, ddl, indexes, tables(metadata, settings), context);
			metadata.getDatabase().addAuxiliaryDatabaseObject(schema);
			UnitSchema unit = UnitSchema.find(registry);
			if (unit != null) {
				indexes.forEach((index) -> index.columns().forEach(unit::addIndexedColumn));
			}
			if (!indexes.isEmpty()) {
				LiveIndexObserver observer = new LiveIndexObserver(
						new LiveIndexChecks(indexes, ddl, schema, metadata, context), schema, sessionFactory,
						UnitSchema.mode(registry));
				observer.beforeSchema(metadata);
				sessionFactory.addObserver(observer);
			}
		}
		return indexes;
	}

	private static Set<Table> tables(Metadata metadata, SoftDeleteSettings settings) {
		return metadata.getEntityBindings()
			.stream()
			.filter((entity) -> settings.model(entity) != null)
			.map(PersistentClass::getTable)
			.collect(Collectors.toSet());
	}

	private static void warn(Metadata metadata, SoftDeleteSettings settings) {
		Map<FullUniqueKey, PersistentClass> entities = new LinkedHashMap<>();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (settings.model(entity) != null) {
				Stream.concat(Stream.of(entity.getTable()), entity.getJoins().stream().map(Join::getTable))
					.flatMap((table) -> FullUniqueKey.of(table).stream())
					.forEach((key) -> entities.putIfAbsent(key, entity));
			}
		}
		entities.forEach((key, entity) -> logger.warn(
				"The unique constraint of the soft-deletable entity %s on %s is over its deleted rows too: no new row can have a key of theirs. %s"
					.formatted(entity.getEntityName(), String.join(", ", key.columnNames()), remedy(key, entity))));
	}

	private static String remedy(FullUniqueKey key, PersistentClass entity) {
		Table table = LiveIndexReader.indicatorTable(entity);
		return "If one should, use @LiveUnique instead" + ((key.table() == table) ? "."
				: ", with the attributes in the table %s, which tells live rows from deleted ones."
					.formatted(table.getName()));
	}

}
