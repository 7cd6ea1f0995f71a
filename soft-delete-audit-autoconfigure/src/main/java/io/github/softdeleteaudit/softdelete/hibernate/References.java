package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.function.Consumer;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.sql.Template;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How an entity's table is joined through a reference to it: the row that is referred to
 * is joined whether it is live or deleted, so that the reference always shows its target.
 * The application's own restriction stays in force.
 */
final class References {

	private final @Nullable String ownRestrictionTemplate;

	References(SoftDeleteModel model, RuntimeModelCreationContext creationContext) {
		String own = model.ownRestriction();
		this.ownRestrictionTemplate = (own == null || own.isBlank()) ? null : Template.renderWhereStringTemplate(
				"(" + own + ")", creationContext.getDialect(), creationContext.getTypeConfiguration());
	}

	// the other side of a one-to-one is no reference but a collection of one
	static boolean isReference(@Nullable TableGroup tableGroup) {
		return tableGroup != null && tableGroup.getModelPart() instanceof ToOneAttributeMapping toOne
				&& toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY;
	}

	void applyOwnRestriction(Consumer<Predicate> predicateConsumer, TableGroup tableGroup, boolean useQualifier,
			String table) {
		if (this.ownRestrictionTemplate == null) {
			return;
		}
		TableReference reference = tableGroup.resolveTableReference(table);
		String alias = (useQualifier && reference.getIdentificationVariable() != null)
				? reference.getIdentificationVariable() : reference.getTableId();
		predicateConsumer
			.accept(new SqlFragmentPredicate(this.ownRestrictionTemplate.replace(Template.TEMPLATE, alias)));
	}

}
