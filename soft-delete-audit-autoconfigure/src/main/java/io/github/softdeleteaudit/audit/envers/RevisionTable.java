package io.github.softdeleteaudit.audit.envers;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;

/**
 * The table of revisions, in SQL.
 *
 * @param name the name of the table that has the times
 * @param number its column for the number
 * @param time its column for the time
 */
record RevisionTable(String name, String number, String time) {

	static RevisionTable of(Metadata metadata, Configuration configuration, SqlStringGenerationContext context) {
		Property timestamp = metadata.getEntityBinding(configuration.getRevisionInfo().getRevisionInfoClass().getName())
			.getProperty(configuration.getRevisionInfo().getRevisionInfoTimestampData().getName());
		Table table = timestamp.getValue().getTable();
		return new RevisionTable(table.getQualifiedName(context),
				table.getPrimaryKey().getColumn(0).getQuotedName(context.getDialect()),
				timestamp.getColumns().get(0).getQuotedName(context.getDialect()));
	}

	/**
	 * Return the condition that one revision is earlier than another, by their times and
	 * then by their numbers.
	 * @param one the number of the one
	 * @param other that of the other
	 */
	String isEarlier(String one, String other) {
		return "exists (select 1 from %1$s r1, %1$s r2 where r1.%2$s = %4$s and r2.%2$s = %5$s and (r1.%3$s < r2.%3$s or r1.%3$s = r2.%3$s and r1.%2$s < r2.%2$s))"
			.formatted(this.name, this.number, this.time, one, other);
	}

}
