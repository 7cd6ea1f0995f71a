package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.hibernate.query.SemanticException;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.from.SqmCrossJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The joins of HQL and Criteria in which Hibernate does not restrict an entity as it
 * should: rows of a cross join are restricted here, and right and full joins refused,
 * since they keep each row of a side, and the restriction comes too late or too early to
 * leave out the deleted ones alone.
 * <p>
 * Relies on Hibernate making the table of a cross join like that of a root, and adding
 * what is collected meanwhile to the conditions of the query, which is the current one
 * while its tables are being made and restricted.
 */
final class QueryJoins {

	private QueryJoins() {
	}

	/**
	 * Restrict a table that was made for a cross join.
	 */
	static TableGroup restricted(TableGroup tableGroup, SoftDeletePersister persister,
			Supplier<Consumer<Predicate>> conditions, SqlAstCreationState creationState) {
		NavigablePath path = tableGroup.getNavigablePath();
		if (roots(creationState).flatMap(QueryJoins::joins).anyMatch((join) -> isCrossJoin(join, path))) {
			persister.applyWhereRestrictions(conditions.get(), tableGroup, true, creationState);
		}
		return tableGroup;
	}

	/**
	 * Refuse a right or full join by which deleted rows would show, or live ones not.
	 */
	static void requireRestrictable(@Nullable TableGroup tableGroup, SqlAstCreationState creationState) {
		if (tableGroup != null) {
			NavigablePath path = tableGroup.getNavigablePath();
			roots(creationState).forEach((root) -> requireRestrictable(root, path));
		}
	}

	private static void requireRestrictable(SqmRoot<?> root, NavigablePath path) {
		boolean restrictedAfterwards = root.getNavigablePath().equals(path)
				|| joins(root).anyMatch((join) -> isCrossJoin(join, path));
		joins(root).filter(QueryJoins::keepsTheOtherSide)
			.filter((join) -> restrictedAfterwards || join.getNavigablePath().equals(path))
			.findAny()
			.ifPresent((join) -> {
				throw new SemanticException(
						"A %s join with the soft-deletable entity of '%s' is not supported, since"
							.formatted(join.getSqmJoinType().getText(), path.getLocalName())
								+ " deleted rows would show in it, or live ones not: turn it into a left join.",
						(String) null);
			});
	}

	private static boolean isCrossJoin(SqmJoin<?, ?> join, NavigablePath path) {
		return join instanceof SqmCrossJoin<?> && join.getNavigablePath().equals(path);
	}

	private static boolean keepsTheOtherSide(SqmJoin<?, ?> join) {
		return join.getSqmJoinType() == SqmJoinType.RIGHT || join.getSqmJoinType() == SqmJoinType.FULL;
	}

	private static Stream<SqmRoot<?>> roots(@Nullable SqlAstCreationState creationState) {
		return (creationState instanceof SqmToSqlAstConverter converter
				&& converter.getCurrentSqmQueryPart() instanceof SqmQuerySpec<?> query && query.getFromClause() != null)
						? query.getFromClause().getRoots().stream() : Stream.empty();
	}

	private static Stream<SqmJoin<?, ?>> joins(SqmFrom<?, ?> from) {
		return Stream.concat(from.getSqmJoins().stream().flatMap((join) -> Stream.concat(Stream.of(join), joins(join))),
				from.getSqmTreats().stream().flatMap(QueryJoins::joins));
	}

}
