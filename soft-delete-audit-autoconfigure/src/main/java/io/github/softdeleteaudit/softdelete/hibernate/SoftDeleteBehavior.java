package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility;
import io.github.softdeleteaudit.softdelete.UniqueViolationTranslator;
import org.hibernate.Hibernate;
import org.hibernate.OrderingMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiLoadOptions;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.hibernate.sql.Template;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.predicate.FilterPredicate;
import org.hibernate.sql.ast.tree.predicate.GroupedPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the persisters of soft-deletable entities do differently, whichever way the entity
 * is mapped: they delete by {@link SoftDeleteCoordinator}, run HQL and Criteria
 * statements by {@link SoftDeleteMutationStrategy}, and leave the restriction to live
 * rows out where a reference is resolved, so that it shows its target whether that is
 * live or deleted.
 * <p>
 * Relies on Hibernate asking the persister for its delete coordinator at each delete, for
 * its mutation strategy at each HQL statement that changes rows, and for the restriction
 * of each table that takes part in a query.
 *
 * @param model what is known of the entity as a soft-deletable one
 * @param stamps gives the transaction's stamp
 * @param uniqueViolations says which key it was when the database refuses a row
 * @param batchedRowCounts knows what may go into a JDBC batch
 * @param ownRestrictionTemplate the application's own restriction of the entity
 * @param onDeleteCascades the associations whose rows go with those of the entity
 * @param anyOnDeleteCascade whether any entity has such associations
 * @param incomingForeignKeys the foreign keys that refer to rows of the entity
 * @param recording gives what is told of rows changed by SQL
 */
record SoftDeleteBehavior(SoftDeleteModel model, Stamps stamps, UniqueViolationTranslator uniqueViolations,
		BatchedRowCounts batchedRowCounts, @Nullable String ownRestrictionTemplate,
		List<OnDeleteCascade> onDeleteCascades, boolean anyOnDeleteCascade,
		List<IncomingForeignKey> incomingForeignKeys, Supplier<List<RowChangeRecorder>> recording) {

	static SoftDeleteBehavior of(PersistentClass persistentClass, RuntimeModelCreationContext creationContext) {
		SoftDeleteSettings settings = SoftDeleteSettings.require(creationContext.getServiceRegistry());
		SoftDeleteModel model = settings.requireModel(persistentClass);
		String own = model.ownRestriction();
		String template = (own == null || own.isBlank()) ? null : Template.renderWhereStringTemplate("(" + own + ")",
				creationContext.getDialect(), creationContext.getTypeConfiguration());
		return new SoftDeleteBehavior(model, settings.stamps(), settings.uniqueViolations(),
				settings.batchedRowCounts(), template,
				settings.onDeleteCascades()
					.stream()
					.filter((cascade) -> isSameOrSuperclass(cascade.ownerEntityName(), persistentClass))
					.toList(),
				!settings.onDeleteCascades().isEmpty(), IncomingForeignKey.of(persistentClass, creationContext),
				settings.recording());
	}

	List<RowChangeRecorder> recorders() {
		return this.recording.get();
	}

	private static boolean isSameOrSuperclass(String entityName, PersistentClass persistentClass) {
		PersistentClass superclass = persistentClass.getSuperclass();
		return persistentClass.getEntityName().equals(entityName)
				|| superclass != null && isSameOrSuperclass(entityName, superclass);
	}

	// the other side of a one-to-one is no reference but a collection of one
	static boolean isInverse(ToOneAttributeMapping toOne) {
		return toOne.getSideNature() == ForeignKeyDescriptor.Nature.TARGET;
	}

	/**
	 * Restrict the row at the other end of a to-one association. One that is referred to
	 * is restricted by the application's own restriction alone. What is fetched for the
	 * other side of a one-to-one is live, also in a scope, where there may be more rows
	 * than one.
	 * @return whether that was it
	 */
	boolean restrictToOne(Consumer<Predicate> predicateConsumer, @Nullable TableGroup tableGroup, boolean useQualifier,
			String table) {
		if (tableGroup == null || !(tableGroup.getModelPart() instanceof ToOneAttributeMapping toOne)) {
			return false;
		}
		boolean inverse = isInverse(toOne);
		if (inverse && !tableGroup.isFetched()) {
			return false;
		}
		TableReference reference = tableGroup.resolveTableReference(table);
		String alias = (useQualifier && reference.getIdentificationVariable() != null)
				? reference.getIdentificationVariable() : reference.getTableId();
		if (this.ownRestrictionTemplate != null) {
			predicateConsumer
				.accept(new SqlFragmentPredicate(this.ownRestrictionTemplate.replace(Template.TEMPLATE, alias)));
		}
		if (inverse) {
			predicateConsumer.accept(new SqlFragmentPredicate("(" + this.model.restriction(alias + ".") + ")"));
		}
		return true;
	}

	/**
	 * Put the conditions of filters in parentheses, without which an "or" in one would
	 * let deleted rows in.
	 */
	static Consumer<Predicate> grouping(Consumer<Predicate> predicateConsumer) {
		return (predicate) -> {
			if (predicate instanceof FilterPredicate filters) {
				filters.getFragments().forEach((filter) -> predicateConsumer.accept(new GroupedPredicate(filter)));
			}
			else {
				predicateConsumer.accept(predicate);
			}
		};
	}

	/**
	 * Leave entities out that were in the persistence context already and are not to be
	 * seen.
	 */
	List<?> visible(List<?> loaded, MultiLoadOptions options, SoftDeletePersister persister) {
		Visibility visibility = SoftDeleteScope.ofRows(this.model.type());
		List<Object> visible = new ArrayList<>();
		for (Object entity : loaded) {
			boolean shown = entity == null || visibility
				.shows(this.model.isDeleted(persister.value(Hibernate.unproxy(entity), this.model.indicator())));
			if (shown) {
				visible.add(entity);
			}
			else if (options.getOrderingMode() == OrderingMode.ORDERED) {
				visible.add(null);
			}
		}
		return visible;
	}

	/**
	 * Load by id. What the application asks for by id passes a load listener, which hides
	 * what is deleted, but not in a stateless session: there it is no load within another
	 * one.
	 */
	<T extends @Nullable Object> T loading(SharedSessionContractImplementor session, @Nullable Object optionalObject,
			Supplier<T> load) {
		boolean asked = session instanceof StatelessSession && optionalObject == null
				&& session.getPersistenceContextInternal().isLoadFinished();
		return asked ? load.get() : resolvingReferences(load);
	}

	/**
	 * Load by a unique key, which is that of a reference, or else the reference by which
	 * the other side of a one-to-one finds its row.
	 */
	<T extends @Nullable Object> T loadingByUniqueKey(@Nullable ModelPart key, Supplier<T> load) {
		return (key instanceof ToOneAttributeMapping) ? SoftDeleteScope.outside(load) : resolvingReferences(load);
	}

	<T extends @Nullable Object> T resolvingReferences(Supplier<T> load) {
		return SoftDeleteScope.resolvingReferences(this.model.type(), load);
	}

}
