package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import io.github.softdeleteaudit.softdelete.hibernate.TenantAttribute;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.EntityInstantiator;
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.hibernate.envers.internal.entities.mapper.id.QueryParameterData;
import org.hibernate.envers.internal.reader.AuditReaderImpl;
import org.hibernate.envers.query.AuditEntity;
import org.hibernate.envers.query.AuditQuery;
import org.hibernate.envers.query.AuditQueryCreator;
import org.hibernate.envers.query.criteria.AuditCriterion;
import org.hibernate.envers.query.criteria.internal.IdentifierEqAuditExpression;
import org.hibernate.envers.query.internal.impl.EntitiesAtRevisionQuery;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Reads audit rows and revisions, in the order of time and then of number.
 * <p>
 * As Envers' audit reader it makes the entities, with the difference that a reference
 * shows its target whatever has become of it: deleted or purged by then, as it was at
 * last; older than auditing, as it was first recorded or as it is in its table.
 * <p>
 * Relies on Envers' audit entities: maps of the audited values, with the id and the
 * reference to the revision in a component; and on the instances it makes asking the
 * reader for the targets of their references, of a one-to-one by primary key by a query
 * for the id.
 */
final class AuditRows extends AuditReaderImpl {

	private final EnversService envers;

	private final SessionImplementor session;

	private final Configuration configuration;

	private final EntityInstantiator instantiator;

	private final String timestamp;

	/** Revisions that references have been read as of. */
	private final Map<Long, @Nullable RevisionDetails> asOf = new HashMap<>();

	AuditRows(EnversService envers, SessionImplementor session) {
		super(envers, session, session);
		this.envers = envers;
		this.session = session;
		this.configuration = envers.getConfig();
		this.instantiator = new EntityInstantiator(envers, this);
		this.timestamp = this.configuration.getRevisionInfo().getRevisionInfoTimestampData().getName();
	}

	/**
	 * Return rows of an entity.
	 * @param entityName the entity
	 * @param id its id
	 * @param newestFirst in which order
	 * @param first how many rows to leave out
	 * @param maximum how many at most
	 */
	List<AuditRow> of(String entityName, Object id, boolean newestFirst, int first, int maximum) {
		Restriction ofEntity = ofEntity(entityName, id);
		return rows(entityName, ofEntity, order(newestFirst), first, maximum);
	}

	/**
	 * Return the latest rows of an entity before a row, the latest first.
	 */
	List<AuditRow> before(String entityName, AuditRow row, int maximum) {
		RevisionDetails revision = row.revision();
		return rows(entityName, ofEntity(entityName, row.id()).and(before(revision)), order(true), 0, maximum);
	}

	/**
	 * Return how many rows an entity has.
	 */
	long count(String entityName, Object id) {
		Restriction ofEntity = ofEntity(entityName, id).and(ofTenant(entityName));
		return query("select count(*) from %s e where %s".formatted(auditEntity(entityName), ofEntity.text()), ofEntity,
				Long.class)
			.getSingleResult();
	}

	/**
	 * Return whether the first row of an entity did not record the end of its row in the
	 * table: that is there still, or was recorded later.
	 */
	boolean goesOn(AuditRow first) {
		EntityPersister persister = this.session.getEntityPersister(null, first.entity());
		return count(persister.getEntityName(), first.id()) > 1
				|| persister.getDatabaseSnapshot(first.id(), this.session) != null;
	}

	/**
	 * Return the factory of the entities.
	 */
	SessionFactoryImplementor factory() {
		return this.session.getFactory();
	}

	/**
	 * Return the latest row of an entity as of a revision, also if it is that of its
	 * deletion.
	 */
	@Nullable AuditRow asOf(String entityName, Object id, RevisionDetails revision) {
		List<AuditRow> rows = rows(entityName, ofEntity(entityName, id).and(notAfter(revision)), order(true), 0, 1,
				revision);
		return rows.isEmpty() ? null : rows.get(0);
	}

	/**
	 * Return the rows that some revisions have of an entity and its subclasses, in the
	 * order of the revisions and then of the ids.
	 */
	List<AuditRow> in(String entityName, Collection<Long> revisions, boolean newestFirst, int first, int maximum) {
		Restriction in = new Restriction("id(r) in (:revisions)",
				Map.of("revisions", revisions.stream().map(this::number).toList()));
		StringJoiner order = new StringJoiner(", ").add(order(newestFirst));
		idPaths(entityName).forEach((path) -> order.add("e." + path));
		return rows(entityName, in, order.toString(), first, maximum);
	}

	/**
	 * Return how many rows revisions have of entities, by the number of the revision,
	 * then in the order of the entities.
	 */
	Map<Long, long[]> count(List<String> entityNames, Collection<Long> revisions) {
		StringJoiner union = new StringJoiner(" union all ");
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("revisions", revisions.stream().map(this::number).toList());
		for (int i = 0; i < entityNames.size(); i++) {
			String revision = "e." + this.configuration.getRevisionNumberPath();
			Restriction in = new Restriction(revision + " in (:revisions)", Map.of()).and(ofTenant(entityNames.get(i)));
			union.add("select %1$s, %2$d, count(*) from %3$s e where %4$s group by %1$s".formatted(revision, i,
					auditEntity(entityNames.get(i)), in.text()));
			parameters.putAll(in.parameters());
		}
		Map<Long, long[]> counts = new HashMap<>();
		query(union.toString(), new Restriction("", parameters), Object[].class).getResultList()
			.forEach((row) -> counts.computeIfAbsent(((Number) row[0]).longValue(),
					(number) -> new long[entityNames.size()])[((Number) row[1]).intValue()] = (Long) row[2]);
		return counts;
	}

	/**
	 * Return the latest revision up to an instant, if there is one.
	 */
	@Nullable RevisionDetails revisionAt(Instant instant) {
		List<RevisionDetails> revisions = revisions(new Restriction("r.%s <= :instant".formatted(this.timestamp),
				// a database may round up what revisions have not
				Map.of("instant", timestamp(instant.truncatedTo(ChronoUnit.MICROS)))), true, 1);
		return revisions.isEmpty() ? null : revisions.get(0);
	}

	/**
	 * Return the revision of a number, if there is one.
	 */
	@Nullable RevisionDetails revision(long number) {
		List<RevisionDetails> revisions = revisions(numbered(number), true, 1);
		return revisions.isEmpty() ? null : revisions.get(0);
	}

	/**
	 * Return revisions.
	 * @param restriction restricts the revision {@code r}
	 */
	List<RevisionDetails> revisions(Restriction restriction, boolean newestFirst, int maximum) {
		return query(
				"select r from %s r%s order by %s".formatted(
						this.configuration.getRevisionInfo().getRevisionInfoQueryName(),
						restriction.text().isEmpty() ? "" : " where " + restriction.text(), order(newestFirst)),
				restriction, Object.class)
			.setMaxResults(maximum)
			.getResultList()
			.stream()
			.map((revision) -> RevisionDetails.of(revision, this.envers))
			.toList();
	}

	/**
	 * Return the restriction to revisions before one.
	 */
	Restriction before(RevisionDetails revision) {
		return compared("<", "<", revision);
	}

	/**
	 * Return the restriction to revisions after one.
	 */
	Restriction after(RevisionDetails revision) {
		return compared(">", ">", revision);
	}

	/**
	 * Return the restriction to revisions from an instant on.
	 */
	Restriction from(Instant instant) {
		return new Restriction("r.%s >= :from".formatted(this.timestamp), Map.of("from", timestamp(instant)));
	}

	/**
	 * Return the restriction to revisions before an instant.
	 */
	Restriction until(Instant instant) {
		return new Restriction("r.%s < :until".formatted(this.timestamp), Map.of("until", timestamp(instant)));
	}

	/**
	 * Return the restriction to the revision of a number.
	 */
	Restriction numbered(long number) {
		return new Restriction("id(r) = :number", Map.of("number", number(number)));
	}

	/**
	 * Return the restriction to revisions that have rows of one of the entities.
	 */
	Restriction having(List<String> entityNames) {
		StringJoiner any = new StringJoiner(" or ", "(", ")");
		Map<String, Object> parameters = new HashMap<>();
		for (String name : entityNames) {
			Restriction row = new Restriction("e.%s = id(r)".formatted(this.configuration.getRevisionNumberPath()),
					Map.of())
				.and(ofTenant(name));
			any.add("exists (select 1 from %s e where %s)".formatted(auditEntity(name), row.text()));
			parameters.putAll(row.parameters());
		}
		return new Restriction(any.toString(), parameters);
	}

	/**
	 * Return the restriction to rows of the tenant that the session is restricted to.
	 * Hibernate has none for Envers' audit entities. A deletion that Envers has recorded
	 * without data tells of no tenant.
	 */
	private Restriction ofTenant(String entityName) {
		String tenant = tenantAttribute(entityName);
		return (tenant == null) ? Restriction.NONE
				: new Restriction("(e.%1$s = :tenant or e.%1$s is null)".formatted(tenant),
						Map.of("tenant", requireNonNull(this.session.getTenantIdentifierValue())));
	}

	/**
	 * Restrict a query of entities as they were to those of the tenant that the session
	 * is restricted to.
	 */
	AuditQuery ofTenant(AuditQuery query, String entityName) {
		String tenant = tenantAttribute(entityName);
		return (tenant == null) ? query
				: query.add(AuditEntity.property(tenant).eq(this.session.getTenantIdentifierValue()));
	}

	/**
	 * Return whether the session is restricted to one tenant's rows of an entity.
	 */
	boolean isOfTenant(String entityName) {
		return tenantAttribute(entityName) != null;
	}

	private @Nullable String tenantAttribute(String entityName) {
		MappingMetamodelImplementor metamodel = this.session.getFactory().getMappingMetamodel();
		AttributeMapping tenant = TenantAttribute.restricted(this.session, metamodel.getEntityDescriptor(entityName));
		if (tenant == null) {
			return null;
		}
		if (!(tenant.getDeclaringType() instanceof EntityMappingType)) {
			return this.configuration.getOriginalIdPropertyName() + "." + tenant.getAttributeName();
		}
		EntityPersister auditEntity = metamodel.getEntityDescriptor(auditEntity(entityName));
		return (auditEntity.findAttributeMapping(tenant.getAttributeName()) != null) ? tenant.getAttributeName() : null;
	}

	private Restriction notAfter(RevisionDetails revision) {
		return compared("<", "<=", revision);
	}

	// a limit of its own for the time, at which a search in the index of times can begin
	private Restriction compared(String time, String number, RevisionDetails revision) {
		return new Restriction(
				"r.%1$s %2$s= :comparedTime and (r.%1$s %2$s :comparedTime or id(r) %3$s :comparedNumber)"
					.formatted(this.timestamp, time, number),
				Map.of("comparedTime", revision.timestamp(), "comparedNumber", number(revision.number())));
	}

	private Restriction ofEntity(String entityName, Object id) {
		StringJoiner conditions = new StringJoiner(" and ");
		Map<String, Object> parameters = new HashMap<>();
		for (QueryParameterData part : idMapper(entityName).mapToQueryParametersFromId(id)) {
			String parameter = "id" + parameters.size();
			conditions.add("e.%s = :%s".formatted(part.getProperty(this.configuration.getOriginalIdPropertyName()),
					parameter));
			parameters.put(parameter, part.getValue());
		}
		return new Restriction(conditions.toString(), parameters);
	}

	private List<AuditRow> rows(String entityName, Restriction restriction, String order, int first, int maximum) {
		return rows(entityName, restriction, order, first, maximum, null);
	}

	private List<AuditRow> rows(String entityName, Restriction restriction, String order, int first, int maximum,
			@Nullable RevisionDetails asOf) {
		String revision = this.configuration.getOriginalIdPropertyName() + "."
				+ this.configuration.getRevisionFieldName();
		List<AuditRow> rows = new ArrayList<>();
		Restriction restricted = restriction.and(ofTenant(entityName));
		for (Object[] row : query("select e, r from %s e join e.%s r where %s order by %s"
			.formatted(auditEntity(entityName), revision, restricted.text(), order), restricted, Object[].class)
			.setFirstResult(first)
			.setMaxResults(maximum)
			.getResultList()) {
			rows.add(row(entityName, (Map<?, ?>) row[0], RevisionDetails.of(row[1], this.envers), asOf));
		}
		return rows;
	}

	private AuditRow row(String entityName, Map<?, ?> data, RevisionDetails revision, @Nullable RevisionDetails asOf) {
		RevisionType type = (RevisionType) requireNonNull(data.get(this.configuration.getRevisionTypePropertyName()));
		// of what is gone, its relations as it went
		long relations = (asOf != null && type != RevisionType.DEL) ? asOf.number() : revision.number();
		Object entity = this.instantiator.createInstanceFromVersionsEntity(entityName, data, number(relations));
		Object id = idMapper(entityName)
			.mapToIdFromMap((Map<?, ?>) requireNonNull(data.get(this.configuration.getOriginalIdPropertyName())));
		return new AuditRow(entity, id, revision, type);
	}

	private <R> SelectionQuery<R> query(String hql, Restriction restriction, Class<R> type) {
		SelectionQuery<R> query = this.session.createSelectionQuery(hql, type).setReadOnly(true);
		restriction.parameters().forEach(query::setParameter);
		return query;
	}

	private String order(boolean newestFirst) {
		return "r.%1$s %2$s, id(r) %2$s".formatted(this.timestamp, newestFirst ? "desc" : "asc");
	}

	/**
	 * Return the paths to what an entity's id consists of.
	 */
	List<String> idPaths(String entityName) {
		ComponentType originalId = (ComponentType) this.session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(auditEntity(entityName))
			.getIdentifierType();
		List<String> properties = new ArrayList<>(List.of(originalId.getPropertyNames()));
		properties.remove(this.configuration.getRevisionFieldName());
		return properties.stream()
			.map((property) -> this.configuration.getOriginalIdPropertyName() + "." + property)
			.toList();
	}

	private EntityPersister revisionEntity() {
		return this.session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(this.configuration.getRevisionInfo().getRevisionInfoEntityName());
	}

	private String auditEntity(String entityName) {
		return this.configuration.getAuditEntityName(entityName);
	}

	private IdMapper idMapper(String entityName) {
		return this.envers.getEntitiesConfigurations().get(entityName).getIdMapper();
	}

	/**
	 * Return a revision number as the revision entity has it.
	 */
	Number number(long number) {
		Class<?> type = revisionEntity().getIdentifierMapping().getJavaType().getJavaTypeClass();
		return (type == Integer.class || type == int.class) ? Math.toIntExact(number) : (Number) number;
	}

	// as the revision entity has it
	private Object timestamp(Instant instant) {
		Class<?> type = revisionEntity().findAttributeMapping(this.timestamp).getJavaType().getJavaTypeClass();
		if (type == Long.class || type == long.class) {
			return instant.toEpochMilli();
		}
		if (type == LocalDateTime.class) {
			return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
		}
		return Date.class.isAssignableFrom(type) ? Date.from(instant) : instant;
	}

	// asked for the target of a reference by the id of its owner, too
	@Override
	public AuditQueryCreator createQuery() {
		return new AuditQueryCreator(this.envers, this) {

			@Override
			public AuditQuery forEntitiesAtRevision(Class<?> type, String entityName, Number revision) {
				return new EntitiesAtRevisionQuery(AuditRows.this.envers, AuditRows.this, type, entityName, revision,
						false) {

					@Override
					public AuditQuery add(AuditCriterion criterion) {
						return (criterion instanceof IdentifierEqAuditExpression)
								? forEntitiesAtRevision(type, entityName, revision, true).add(criterion)
								: super.add(criterion);
					}

				};
			}

		};
	}

	// asked for the target of a reference
	@Override
	public <T> @Nullable T find(Class<T> type, String entityName, Object id, Number revision,
			boolean includeDeletions) {
		RevisionDetails asOf = this.asOf.computeIfAbsent(revision.longValue(), this::revision);
		AuditRow row = (asOf != null) ? asOf(entityName, id, asOf) : null;
		if (row == null) {
			// older than auditing: as it was first recorded
			row = of(entityName, id, false, 0, 1).stream().findFirst().orElse(null);
		}
		Object target = (row != null) ? row.entity() : this.session.immediateLoad(entityName, id);
		return type.cast(target);
	}

	/**
	 * A condition on the audit row {@code e} or the revision {@code r}.
	 *
	 * @param text the condition in HQL
	 * @param parameters the values of its parameters by name
	 */
	record Restriction(String text, Map<String, Object> parameters) {

		static final Restriction NONE = new Restriction("", Map.of());

		Restriction and(Restriction other) {
			if (this.text.isEmpty()) {
				return other;
			}
			if (other.text.isEmpty()) {
				return this;
			}
			Map<String, Object> all = new LinkedHashMap<>(this.parameters);
			all.putAll(other.parameters);
			return new Restriction(this.text + " and " + other.text, all);
		}

	}

}
