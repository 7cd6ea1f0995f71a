package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.BinaryArithmeticOperator;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.internal.MatchingIdSelectionHelper;
import org.hibernate.query.sqm.sql.SqmTranslation;
import org.hibernate.query.sqm.sql.StandardSqmTranslation;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.tree.AbstractUpdateOrDeleteStatement;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.delete.DeleteStatement;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * An HQL or Criteria delete as the UPDATE of one table that holds the indicator, by the
 * statement's own condition and restricted to live rows whatever scope is open: a row
 * that another transaction deletes meanwhile keeps that one's stamp.
 * <p>
 * Relies on Hibernate's plan of a statement that changes rows, which lets the translation
 * be replaced, as Hibernate does for its own soft deletion.
 */
final class BulkDeletePlan extends SimpleNonSelectQueryPlan {

	private final SoftDeletePersister persister;

	private final boolean singleTable;

	private final DomainParameterXref domainParameterXref;

	/**
	 * Create a plan.
	 * @param persister the persister of the entity whose table is updated
	 * @param singleTable whether all that the statement deletes, and its condition refers
	 * to, is in the table that it is from
	 * @param delete the statement
	 * @param domainParameterXref its parameters
	 */
	BulkDeletePlan(SoftDeletePersister persister, boolean singleTable, SqmDeleteStatement<?> delete,
			DomainParameterXref domainParameterXref) {
		super(delete, domainParameterXref);
		this.persister = persister;
		this.singleTable = singleTable;
		this.domainParameterXref = domainParameterXref;
	}

	// the lists that Hibernate has expanded are those of one translation
	@Override
	public int executeUpdate(DomainQueryExecutionContext context) {
		try {
			return super.executeUpdate(context);
		}
		finally {
			this.domainParameterXref.clearExpansions();
		}
	}

	@Override
	protected SqmTranslation<? extends MutationStatement> buildTranslation(SqmDmlStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (this.singleTable) {
			SqmTranslation<? extends MutationStatement> translation = super.buildTranslation(statement,
					domainParameterXref, context);
			AbstractUpdateOrDeleteStatement delete = (AbstractUpdateOrDeleteStatement) translation.getSqlAst();
			NamedTableReference table = delete.getTargetTable();
			return translated(translation,
					new UpdateStatement(delete, table, delete.getMutationTarget(), delete.getFromClause(),
							assignments(table), Predicate.combinePredicates(delete.getRestriction(), live(table)),
							List.of()));
		}
		SqmTranslation<SelectStatement> ids = ids((SqmDeleteStatement<?>) statement, domainParameterXref, context);
		NamedTableReference table = new NamedTableReference(this.persister.getIdentifierTableMapping().getTableName(),
				DeleteStatement.DEFAULT_ALIAS);
		return translated(ids, new UpdateStatement(null, table, this.persister, new FromClause(), assignments(table),
				Predicate.combinePredicates(live(table),
						new InSubQueryPredicate(key(table), ids.getSqlAst().getQuerySpec().asSubQuery(), false)),
				List.of()));
	}

	private static SqmTranslation<UpdateStatement> translated(SqmTranslation<?> translation, UpdateStatement update) {
		return new StandardSqmTranslation<>(update, translation.getJdbcParamsBySqmParam(),
				translation.getSqmParameterMappingModelTypeResolutions(), translation.getSqlExpressionResolver(),
				translation.getFromClauseAccess());
	}

	private SqmTranslation<SelectStatement> ids(SqmDeleteStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		SessionFactoryImplementor factory = context.getSession().getFactory();
		SqmSelectStatement<?> select = MatchingIdSelectionHelper.generateMatchingIdSelectStatement(statement,
				factory.getMappingMetamodel().getEntityDescriptor(statement.getTarget().getEntityName()));
		return factory.getQueryEngine()
			.getSqmTranslatorFactory()
			.createSelectTranslator(select, context.getQueryOptions(), domainParameterXref,
					context.getQueryParameterBindings(), context.getSession().getLoadQueryInfluencers(),
					factory.getSqlTranslationEngine(), true)
			.translate();
	}

	private Expression key(NamedTableReference table) {
		List<Expression> columns = new ArrayList<>();
		for (TableDetails.KeyColumn column : this.persister.getIdentifierTableMapping()
			.getKeyDetails()
			.getKeyColumns()) {
			columns.add(new ColumnReference(table, column.getColumnName(), column.getJdbcMapping()));
		}
		return (columns.size() == 1) ? columns.get(0) : new SqlTuple(columns, this.persister.getIdentifierMapping());
	}

	private List<Assignment> assignments(NamedTableReference table) {
		SoftDeleteModel model = this.persister.softDeleteModel();
		List<Assignment> assignments = new ArrayList<>();
		assign(assignments, table, model.indicator(),
				(session) -> model.deletedValue(this.persister.stamps().current(session).instant()));
		assign(assignments, table, model.deletedBy(),
				(session) -> this.persister.stamps().current(session).actor().name());
		assign(assignments, table, model.deletionId(), (session) -> BulkDeletion.current().mark());
		if (this.persister.isVersionWritten()) {
			increment(assignments, table, this.persister.getVersionMapping());
		}
		return assignments;
	}

	private void assign(List<Assignment> assignments, NamedTableReference table, @Nullable String name,
			Function<SharedSessionContractImplementor, @Nullable Object> value) {
		if (name != null) {
			AttributeMapping attribute = this.persister.findAttributeMapping(name);
			attribute.forEachSelectable((index, column) -> assignments
				.add(new Assignment(new ColumnReference(table, column), new StampParameter(attribute, column, value))));
		}
	}

	private static void increment(List<Assignment> assignments, NamedTableReference table,
			EntityVersionMapping version) {
		ColumnReference column = new ColumnReference(table, version);
		assignments.add(new Assignment(column,
				Number.class.isAssignableFrom(version.getJavaType().getJavaTypeClass())
						? new BinaryArithmeticExpression(column, BinaryArithmeticOperator.ADD, one(version), version)
						: new StampParameter(version.getVersionAttribute(), version,
								(session) -> Versioning.seed(version, session))));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Expression one(EntityVersionMapping version) {
		Number one = (Number) version.getJavaType().fromString("1");
		return new QueryLiteral(one, version);
	}

	// without the marker by which a scope lifts the restriction
	private Predicate live(NamedTableReference table) {
		SoftDeleteModel model = this.persister.softDeleteModel();
		SelectableMapping indicator = this.persister.findAttributeMapping(model.indicator()).getSelectable(0);
		ColumnReference column = new ColumnReference(table, indicator);
		Predicate isNull = new NullnessPredicate(column);
		if (model.falseLiteral() == null) {
			return isNull;
		}
		Junction live = new Junction(Junction.Nature.DISJUNCTION);
		live.add(isNull);
		live.add(new ComparisonPredicate(column, ComparisonOperator.EQUAL, new StampParameter(
				this.persister.findAttributeMapping(model.indicator()), indicator, (session) -> model.liveValue())));
		return live;
	}

}
