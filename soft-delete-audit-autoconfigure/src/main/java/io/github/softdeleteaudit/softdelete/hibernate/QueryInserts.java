package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.Map;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmLiteralNull;
import org.hibernate.query.sqm.tree.insert.SqmConflictClause;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Refuses HQL and Criteria inserts of recorded entities, since nobody is told which rows
 * they make, and of soft-deletable entities those that write a deletion or could change a
 * deleted row. For the starter's own packages.
 * <p>
 * Relies on Hibernate having an insert translated by the factory that a setting names,
 * unless the entity's strategy runs it: that of ids that are made in blocks, or of
 * several tables.
 */
public final class QueryInserts {

	private QueryInserts() {
	}

	/**
	 * Have inserts checked, unless the application translates its queries itself.
	 * @param hibernateProperties the settings of the persistence unit
	 */
	public static void apply(Map<String, Object> hibernateProperties) {
		hibernateProperties.putIfAbsent(QuerySettings.SEMANTIC_QUERY_TRANSLATOR,
				CheckedInsertTranslatorFactory.class.getName());
	}

	/**
	 * Have the inserts of an entity checked that Hibernate's strategy runs.
	 * @param strategy the strategy, if there is one
	 * @return one that checks
	 */
	public static @Nullable SqmMultiTableInsertStrategy checked(@Nullable SqmMultiTableInsertStrategy strategy) {
		return (strategy == null || strategy instanceof CheckedStrategy) ? strategy : new CheckedStrategy(strategy);
	}

	static void requireAllowed(SqmInsertStatement<?> insert, MappingMetamodelImplementor metamodel) {
		EntityPersister persister = metamodel.getEntityDescriptor(insert.getTarget().getEntityName());
		if (isRecorded(persister)) {
			throw new InvalidDataAccessApiUsageException(
					"Refused, since no HQL or Criteria insert of the audited entity %s is recorded: persist its instances instead"
						.formatted(persister.getEntityName()));
		}
		if (persister instanceof SoftDeletePersister softDelete) {
			softDelete.requireNoDeletion(written(insert, softDelete.softDeleteModel()));
			SqmConflictClause<?> conflict = insert.getConflictClause();
			if (conflict != null && conflict.getConflictAction() != null) {
				throw new InvalidDataAccessApiUsageException(
						"Refused, since an update on a conflict could change a deleted row of the soft-deletable entity %s: insert or update it instead"
							.formatted(persister.getEntityName()));
			}
		}
	}

	// but for what says that a row is live: a flag that is false, which a column without
	// a default needs, and otherwise null
	private static List<SqmPath<?>> written(SqmInsertStatement<?> insert, SoftDeleteModel model) {
		List<SqmPath<?>> written = new ArrayList<>();
		List<SqmPath<?>> targets = insert.getInsertionTargetPaths();
		for (int i = 0; i < targets.size(); i++) {
			boolean flag = !model.indicatorType().isTime()
					&& model.indicator().equals(targets.get(i).getNavigablePath().getLocalName());
			if (!isAlways(insert, i, flag ? QueryInserts::isFalse : SqmLiteralNull.class::isInstance)) {
				written.add(targets.get(i));
			}
		}
		return written;
	}

	private static boolean isAlways(SqmInsertStatement<?> insert, int index, Predicate<SqmSelectableNode<?>> wanted) {
		if (insert instanceof SqmInsertValuesStatement<?> values) {
			return values.getValuesList().stream().allMatch((row) -> wanted.test(row.getExpressions().get(index)));
		}
		return insert instanceof SqmInsertSelectStatement<?> select
				&& select.getSelectQueryPart() instanceof SqmQuerySpec<?> query
				&& wanted.test(query.getSelectClause().getSelections().get(index).getSelectableNode());
	}

	private static boolean isFalse(SqmSelectableNode<?> value) {
		return value instanceof SqmLiteral<?> literal && Boolean.FALSE.equals(literal.getLiteralValue());
	}

	private static boolean isRecorded(EntityPersister persister) {
		if (persister instanceof SoftDeletePersister softDelete) {
			return softDelete.softDeleteBehavior()
				.recorders()
				.stream()
				.anyMatch((recorder) -> recorder.audits(persister.getFactory(), persister.getEntityName()));
		}
		return persister instanceof RecordedPersister recorded && recorded.isRecorded();
	}

	/**
	 * Hibernate's strategy, behind the check.
	 */
	private record CheckedStrategy(SqmMultiTableInsertStrategy delegate) implements SqmMultiTableInsertStrategy {

		@Override
		public void prepare(MappingModelCreationProcess mappingModelCreationProcess) {
			this.delegate.prepare(mappingModelCreationProcess);
		}

		@Override
		public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
			this.delegate.release(sessionFactory, connectionAccess);
		}

		@Override
		public MultiTableHandlerBuildResult buildHandler(SqmInsertStatement<?> insert,
				DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
			requireAllowed(insert, context.getSession().getFactory().getMappingMetamodel());
			return this.delegate.buildHandler(insert, domainParameterXref, context);
		}

	}

}
