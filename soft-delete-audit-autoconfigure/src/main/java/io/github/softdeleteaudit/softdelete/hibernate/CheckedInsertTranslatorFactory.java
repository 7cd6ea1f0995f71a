package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/**
 * Translates queries as the dialect, or else Hibernate, does, unless {@link QueryInserts}
 * refuses them. Hibernate makes it by its name, so before it knows the dialect.
 */
public final class CheckedInsertTranslatorFactory implements SqmTranslatorFactory {

	@Override
	public SqmTranslator<SelectStatement> createSelectTranslator(SqmSelectStatement<?> statement,
			QueryOptions queryOptions, DomainParameterXref domainParameterXref,
			QueryParameterBindings domainParameterBindings, LoadQueryInfluencers loadQueryInfluencers,
			SqlAstCreationContext creationContext, boolean deduplicateSelectionItems) {
		return delegate(creationContext).createSelectTranslator(statement, queryOptions, domainParameterXref,
				domainParameterBindings, loadQueryInfluencers, creationContext, deduplicateSelectionItems);
	}

	@Override
	public SqmTranslator<? extends MutationStatement> createMutationTranslator(SqmDmlStatement<?> statement,
			QueryOptions queryOptions, DomainParameterXref domainParameterXref,
			QueryParameterBindings domainParameterBindings, LoadQueryInfluencers loadQueryInfluencers,
			SqlAstCreationContext creationContext) {
		if (statement instanceof SqmInsertStatement<?> insert) {
			QueryInserts.requireAllowed(insert, creationContext.getMappingMetamodel());
		}
		return delegate(creationContext).createMutationTranslator(statement, queryOptions, domainParameterXref,
				domainParameterBindings, loadQueryInfluencers, creationContext);
	}

	private static SqmTranslatorFactory delegate(SqlAstCreationContext creationContext) {
		SqmTranslatorFactory dialects = creationContext.getDialect().getSqmTranslatorFactory();
		return (dialects != null) ? dialects : new StandardSqmTranslatorFactory();
	}

}
