package io.github.softdeleteaudit.audit.envers;

import java.util.StringJoiner;

import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Formula;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.SingleTableSubclass;
import org.hibernate.mapping.Value;

/**
 * Which rows of the table of a hierarchy are of one class, and of none of its subclasses.
 */
final class OwnRows {

	private OwnRows() {
	}

	/**
	 * Return the condition in SQL.
	 * @param entity the class
	 * @param context renders the names of tables
	 * @param alias what the rows of the hierarchy's table are called
	 * @return the condition
	 */
	static String condition(PersistentClass entity, SqlStringGenerationContext context, String alias) {
		StringJoiner condition = new StringJoiner(" and ");
		condition.add("1 = 1");
		if (entity instanceof JoinedSubclass) {
			condition.add(exists(entity, context, alias));
		}
		for (PersistentClass subclass : entity.getDirectSubclasses()) {
			if (subclass instanceof JoinedSubclass) {
				condition.add("not " + exists(subclass, context, alias));
			}
		}
		if (isInSingleTable(entity)) {
			condition.add(discriminator(entity, context, alias));
		}
		return condition.toString();
	}

	private static String exists(PersistentClass subclass, SqlStringGenerationContext context, String alias) {
		StringJoiner key = new StringJoiner(" and ");
		for (int i = 0; i < subclass.getKey().getColumnSpan(); i++) {
			key.add("s.%s = %s.%s".formatted(subclass.getKey().getColumns().get(i).getQuotedName(context.getDialect()),
					alias, subclass.getRootClass().getKey().getColumns().get(i).getQuotedName(context.getDialect())));
		}
		return "exists (select 1 from %s s where %s)".formatted(subclass.getTable().getQualifiedName(context), key);
	}

	private static boolean isInSingleTable(PersistentClass entity) {
		return entity.getRootClass().getDiscriminator() != null && (entity instanceof SingleTableSubclass
				|| entity.getDirectSubclasses().stream().anyMatch(SingleTableSubclass.class::isInstance));
	}

	private static String discriminator(PersistentClass entity, SqlStringGenerationContext context, String alias) {
		Value discriminator = entity.getRootClass().getDiscriminator();
		Selectable selectable = discriminator.getSelectables().get(0);
		String name = (selectable instanceof Column column) ? alias + "." + column.getQuotedName(context.getDialect())
				: "(" + ((Formula) selectable).getFormula() + ")";
		String value = entity.getDiscriminatorValue();
		if ("null".equals(value)) {
			return name + " is null";
		}
		if ("not null".equals(value)) {
			return name + " is not null";
		}
		return name + " = " + (Number.class.isAssignableFrom(discriminator.getType().getReturnedClass()) ? value
				: "'" + value.replace("'", "''") + "'");
	}

}
