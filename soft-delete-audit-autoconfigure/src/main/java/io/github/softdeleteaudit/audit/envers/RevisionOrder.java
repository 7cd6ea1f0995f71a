package io.github.softdeleteaudit.audit.envers;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.HashMap;
import java.util.Map;

import org.hibernate.envers.configuration.EnversSettings;
import org.hibernate.envers.internal.entities.mapper.relation.query.QueryConstants;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.spi.AuditStrategyContext;
import org.hibernate.internal.util.StringHelper;

/**
 * The order of revisions, as restrictions of Envers' queries: by their time, then by
 * their number. Envers compares the numbers alone, but several nodes draw those from
 * blocks, so that a higher number may be of an earlier revision.
 * <p>
 * Relies on Envers' query builder taking any expression, and on its queries naming the
 * revision that they read as of by one parameter.
 *
 * @param entityName the revision entity
 * @param timestamp its attribute for the time
 */
record RevisionOrder(String entityName, String timestamp) {

	private static final String REVISION = ":" + QueryConstants.REVISION_PARAMETER;

	/**
	 * Let Envers' own strategies read in this order; one of the application's stays.
	 */
	static void apply(Map<String, Object> hibernateProperties) {
		Object strategy = hibernateProperties.getOrDefault(EnversSettings.AUDIT_STRATEGY, "default");
		String name = (strategy instanceof Class<?> type) ? type.getName() : strategy.toString();
		String simpleName = name.startsWith("org.hibernate.envers.strategy.") ? StringHelper.unqualify(name) : name;
		switch (simpleName) {
			case "default", "DefaultAuditStrategy" ->
				hibernateProperties.put(EnversSettings.AUDIT_STRATEGY, TimeOrderedAuditStrategy.class.getName());
			case "validity", "ValidityAuditStrategy" -> hibernateProperties.put(EnversSettings.AUDIT_STRATEGY,
					TimeOrderedValidityAuditStrategy.class.getName());
			default -> {
			}
		}
	}

	static RevisionOrder of(AuditStrategyContext context) {
		Member member = context.getRevisionInfoTimestampAccessor().getMember();
		String name = member.getName();
		if (!(member instanceof Field)) {
			name = StringHelper.unqualify(name).substring(name.startsWith("is") ? 2 : 3);
			name = Character.toLowerCase(name.charAt(0)) + name.substring(1);
		}
		return new RevisionOrder(context.getRevisionInfoClass().getName(), name);
	}

	/**
	 * Restrict audit rows to the latest one of each entity or link, as of the revision.
	 * Two searches for a later row do that, since the first ends at the next row as long
	 * as numbers and times agree.
	 * @param parameters what to restrict
	 * @param revision the path to a row's revision number
	 * @param same makes a query of the audit rows of the same entity or link, given the
	 * alias of its own
	 * @param path the path from a row to its revision number
	 * @param alias the alias of its own
	 * @param inclusive whether the revision itself counts
	 */
	void restrictToLatest(Parameters parameters, String revision, Iterable<QueryBuilder> same, String path,
			String alias, boolean inclusive) {
		add(parameters, notAfter(revision, time(revision), inclusive));
		String other = alias + "." + path;
		String otherTime = StringHelper.qualifier(other) + "." + this.timestamp;
		boolean first = true;
		for (QueryBuilder later : same) {
			later.addProjection(null, alias, path, false);
			add(later.getRootParameters(), "%s %s %s".formatted(other, first ? ">" : "<", revision));
			add(later.getRootParameters(), "%s %s %s".formatted(otherTime, first ? ">=" : ">", time(revision)));
			add(later.getRootParameters(), notAfter(other, otherTime, inclusive));
			StringBuilder text = new StringBuilder();
			later.build(text, new HashMap<>());
			add(parameters, "not exists (%s)".formatted(text));
			first = false;
		}
	}

	/**
	 * Restrict audit rows to those that the validity strategy has begun by the revision
	 * and not ended.
	 */
	void restrictToValid(Parameters parameters, String revision, String end, boolean inclusive) {
		add(parameters, notAfter(revision, time(revision), inclusive));
		add(parameters, "not exists (select ended.id from %s ended where ended.id = %s.id and %s)"
			.formatted(this.entityName, end, notAfter("ended.id", "ended." + this.timestamp, inclusive)));
	}

	private String notAfter(String number, String time, boolean inclusive) {
		String revisionTime = time(REVISION);
		return "(%s < %s or %s = %s and %s %s %s)".formatted(time, revisionTime, time, revisionTime, number,
				inclusive ? "<=" : "<", REVISION);
	}

	// no path, which would join, and leave out what has no revision
	private String time(String number) {
		return "(select timed.%s from %s timed where timed.id = %s)".formatted(this.timestamp, this.entityName, number);
	}

	private static void add(Parameters parameters, String condition) {
		parameters.addWhere(condition, false, "", "", false);
	}

}
