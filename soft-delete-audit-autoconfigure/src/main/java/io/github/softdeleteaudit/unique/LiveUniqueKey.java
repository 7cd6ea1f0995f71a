package io.github.softdeleteaudit.unique;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.RowSelection;
import io.github.softdeleteaudit.softdelete.hibernate.SelectedId;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.softdelete.hibernate.TenantAttribute;
import io.github.softdeleteaudit.unique.TakenKeyMessage.Part;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

import static org.hibernate.metamodel.mapping.EntityIdentifierMapping.ID_ROLE_NAME;

/**
 * A key that is unique among live rows, at run time.
 *
 * @param entityName the entity that declares it
 * @param type the entity's class
 * @param exactly whether its subclasses have tables of their own
 * @param attributes the attributes, of an embeddable those that it consists of
 * @param index matches the name of its index in the database's messages
 * @param message how the database says that the key is taken
 * @param ignoreCase whether texts are compared in lower case
 * @param nullsNotDistinct whether nulls are equal to each other
 */
record LiveUniqueKey(String entityName, Class<?> type, boolean exactly, List<String> attributes, Pattern index,
		TakenKeyMessage message, boolean ignoreCase, boolean nullsNotDistinct) {

	// that of a value which cannot be read without loading something
	private static final Object UNKNOWN = new Object();

	private static final String RESTORED = "id(h) in (:restored)";

	static LiveUniqueKey of(LiveIndexMapping index, TakenKeyMessage message) {
		boolean exactly = index.entity().getDirectSubclasses().stream().anyMatch(UnionSubclass.class::isInstance);
		return new LiveUniqueKey(index.entityName(), index.entity().getMappedClass(), exactly, index.leaves(),
				named(index.name().replaceAll("[\"`\\[\\]]", "")), message, index.ignoreCase(),
				index.nullsNotDistinct());
	}

	static Pattern named(String index) {
		return Pattern.compile("(?<![\\w$])" + Pattern.quote(index) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Return whether a message of the database names the index.
	 */
	boolean isNamedIn(String sqlMessage) {
		return this.index.matcher(this.message.names(sqlMessage)).find();
	}

	/**
	 * Return whether rows of an entity have the key.
	 */
	boolean isOf(Class<?> entity) {
		return this.exactly ? this.type == entity : this.type.isAssignableFrom(entity);
	}

	/**
	 * Return the values of the key's attributes, or placeholders for unknown ones.
	 * @param entity an instance of the entity
	 * @param state the values of its attributes, or {@code null} to read them
	 */
	Map<String, @Nullable Object> read(Object entity, Object @Nullable [] state,
			SharedSessionContractImplementor session) {
		return read(entity, state, session, false);
	}

	// nothing can be loaded any more when a statement has failed
	private Map<String, @Nullable Object> read(Object entity, Object @Nullable [] state,
			SharedSessionContractImplementor session, boolean loading) {
		Object instance = Hibernate.unproxy(entity);
		EntityPersister persister = session.getEntityPersister(null, instance);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (String attribute : this.attributes) {
			List<String> path = List.of(attribute.split("\\."));
			boolean read = loading || state != null || Hibernate.isPropertyInitialized(instance, path.get(0));
			values.put(attribute, read ? value(persister, instance, state, path, session, loading) : UNKNOWN);
		}
		return Collections.unmodifiableMap(values);
	}

	/**
	 * Return some values, or none if not all are known.
	 */
	static Map<String, @Nullable Object> known(Map<String, @Nullable Object> values) {
		return values.containsValue(UNKNOWN) ? Map.of() : values;
	}

	/**
	 * Return whether a row with some values can be in the way of another one.
	 */
	boolean isKey(Map<String, @Nullable Object> values) {
		return this.nullsNotDistinct || !values.containsValue(null);
	}

	/**
	 * Return what a row must have to be in the way of an entity.
	 * @param entity an instance of the entity
	 * @return the values by attribute, empty if no row can be in its way
	 */
	Map<String, @Nullable Object> compared(Object entity, SharedSessionContractImplementor session) {
		EntityPersister persister = session.getEntityPersister(null, Hibernate.unproxy(entity));
		Map<String, @Nullable Object> values = new LinkedHashMap<>(known(read(entity, null, session, true)));
		// a new one gets its tenant when it is persisted
		values.replaceAll((attribute,
				value) -> (value == null && TenantAttribute.isOne(persister.findAttributeMapping(attribute)))
						? session.getTenantIdentifierValue() : value);
		return isKey(values) ? values : Map.of();
	}

	/**
	 * Return whether a message of the database may be about some values: {@code false} is
	 * certain.
	 */
	boolean mayBeIn(String sqlMessage, Map<String, @Nullable Object> values, SessionFactoryImplementor factory) {
		List<Part> parts = new ArrayList<>();
		values.forEach((attribute, value) -> parts.add(part(attribute, value, factory)));
		return this.message.mayTell(sqlMessage, parts, this.ignoreCase);
	}

	/**
	 * Return the text that an attribute's column holds.
	 * @return the text, or {@code null} if it is a column of another type
	 */
	@Nullable String text(String attribute, Object value, SessionFactoryImplementor factory) {
		BasicValuedModelPart column = column(attribute, factory);
		return (column != null) ? text(column.getJdbcMapping(), value) : null;
	}

	private static @Nullable String text(JdbcMapping mapping, Object value) {
		Object written = mapping.convertToRelationalValue(value);
		return (mapping.getJdbcType().isString() && (written instanceof String || written instanceof Character))
				? written.toString() : null;
	}

	private Part part(String attribute, @Nullable Object value, SessionFactoryImplementor factory) {
		BasicValuedModelPart column = (value != UNKNOWN) ? column(attribute, factory) : null;
		if (column == null || !"?".equals(column.getWriteExpression())) {
			return Part.UNKNOWN;
		}
		if (value == null) {
			return Part.NULL;
		}
		JdbcType type = column.getJdbcMapping().getJdbcType();
		Object written = column.getJdbcMapping().convertToRelationalValue(value);
		if (written instanceof Enum<?> constant) {
			return new Part(true, type.isInteger() ? String.valueOf(constant.ordinal()) : constant.name());
		}
		String text = text(column.getJdbcMapping(), value);
		boolean number = type.isInteger() && written instanceof Number;
		boolean uuid = type.getDefaultSqlTypeCode() == SqlTypes.UUID && written instanceof UUID;
		boolean date = written instanceof LocalDate day && day.getYear() > 1900 && day.getYear() < 10000;
		return (text != null || number || uuid || date) ? new Part(true, written.toString()) : Part.UNKNOWN;
	}

	// the column of an attribute that has one, of an association its key if that is the
	// identifier
	private @Nullable BasicValuedModelPart column(String attribute, SessionFactoryImplementor factory) {
		ModelPart part = factory.getMappingMetamodel().getEntityDescriptor(this.entityName);
		for (String name : attribute.split("\\.")) {
			if (part instanceof EntityAssociationMapping || !(part instanceof ModelPartContainer container)) {
				break;
			}
			part = container.findSubPart(name, null);
		}
		if (part instanceof EntityAssociationMapping toOne && toOne.isReferenceToPrimaryKey()) {
			part = toOne.getAssociatedEntityMappingType().getIdentifierMapping();
		}
		return (part instanceof BasicValuedModelPart basic) ? basic : null;
	}

	/**
	 * Read the values of deleted rows.
	 */
	Set<Map<String, @Nullable Object>> ofDeleted(SessionImplementor session, Class<?> type, RowSelection rows) {
		CriteriaBuilder builder = session.getCriteriaBuilder();
		CriteriaQuery<Object[]> criteria = builder.createQuery(Object[].class);
		Root<?> from = criteria.from(type);
		criteria.select(builder
			.array(this.attributes.stream().<Selection<?>>map((attribute) -> path(from, attribute)).toList()));
		criteria.where(rows.predicate(from, builder));
		List<Object[]> found = SoftDeleteScope.onlyDeleted(type, session.createQuery(criteria)::getResultList);
		return found.stream().map((row) -> {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			for (int i = 0; i < row.length; i++) {
				values.put(this.attributes.get(i), row[i]);
			}
			return values;
		}).collect(Collectors.toSet());
	}

	/**
	 * Find the keys of deleted rows that live rows hold, or others that are restored with
	 * them.
	 */
	List<HeldKey> held(SessionImplementor session, SoftDeletePersister persister, RowSelection rows,
			Map<SoftDeletePersister, ? extends Collection<?>> together) {
		SoftDeleteModel model = SoftDeletePersister.require(session, this.entityName).softDeleteModel();
		String live = model.indicatorType().isTime() ? "h.%s is null".formatted(model.indicator())
				: "(h.%1$s is null or h.%1$s = false)".formatted(model.indicator());
		List<HeldKey> held = new ArrayList<>(held(session, persister, rows, live, null));
		Set<Object> restored = new HashSet<>();
		together.forEach((other, others) -> restored.addAll(isOf(other.getMappedClass()) ? others : Set.of()));
		if (restored.size() > 1) {
			// by queries of their own, since an "or" keeps databases from using the index
			if (rows.size() == restored.size()) {
				if (isShared(session, rows, null)) {
					held.addAll(held(session, persister, rows, rows.condition("h"), null));
				}
			}
			else {
				for (List<Object> part : persister.parts(restored)) {
					if (isShared(session, rows, part)) {
						held.addAll(held(session, persister, rows, RESTORED, part));
					}
				}
			}
		}
		return held;
	}

	/**
	 * Return whether some of the rows have the same key. To group rows is one go through
	 * them, where a join may compare each with each other one: MariaDB's does, and that
	 * of PostgreSQL while its statistics are old.
	 */
	private boolean isShared(SessionImplementor session, RowSelection rows, @Nullable List<?> restored) {
		RowSelection selected = rows;
		List<?> others = restored;
		if (restored != null && !rows.isWholeDeletion()) {
			selected = RowSelection.of(Stream.concat(rows.ids(), restored.stream()).distinct().toList());
			others = null;
		}
		String condition = selected.condition("h");
		List<String> conditions = new ArrayList<>(
				List.of((others != null) ? "(%s or %s)".formatted(condition, RESTORED) : condition));
		if (this.exactly) {
			conditions.add("type(h) = " + this.entityName);
		}
		List<String> compared = new ArrayList<>();
		for (String attribute : this.attributes) {
			String expression = expression("h", attribute, session);
			compared.add(isLowered(attribute, session) ? lower(attribute, expression, session) : expression);
			if (!this.nullsNotDistinct) {
				conditions.add(expression + " is not null");
			}
		}
		SelectionQuery<Long> query = session
			.createSelectionQuery("select count(*) from %s h where %s group by %s having count(*) > 1"
				.formatted(this.entityName, String.join(" and ", conditions), String.join(", ", compared)), Long.class);
		selected.bind(query);
		if (others != null) {
			query.setParameterList("restored", others);
		}
		query.setMaxResults(1);
		return !SoftDeleteScope.includingDeleted(query::getResultList).isEmpty();
	}

	private List<HeldKey> held(SessionImplementor session, SoftDeletePersister persister, RowSelection rows,
			String condition, @Nullable List<?> restored) {
		SoftDeletePersister holders = SoftDeletePersister.require(session, this.entityName);
		List<String> selected = new ArrayList<>(
				List.of(SelectedId.of(persister, "d"), SelectedId.of(holders, "h"), "type(h)"));
		List<String> conditions = new ArrayList<>(List.of(rows.condition("d"), condition,
				// Hibernate loses a joined table when it compares entities
				persister.hasVirtualId() ? "h <> d" : "id(h) <> id(d)"));
		if (this.exactly) {
			conditions.add("type(h) = " + this.entityName);
		}
		for (String attribute : this.attributes) {
			selected.add(expression("d", attribute, session));
			conditions.add(isEqual(attribute, session));
		}
		SelectionQuery<Object[]> query = session
			.createSelectionQuery(
					"select %s from %s d, %s h where %s".formatted(String.join(", ", selected),
							persister.getEntityName(), this.entityName, String.join(" and ", conditions)),
					Object[].class);
		rows.bind(query);
		if (restored != null) {
			query.setParameterList("restored", restored);
		}
		return SoftDeleteScope.includingDeleted(query::getResultList).stream().map((row) -> {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			for (int i = 0; i < this.attributes.size(); i++) {
				values.put(this.attributes.get(i), row[i + 3]);
			}
			return new HeldKey(SelectedId.value(persister, row[0], session), (Class<?>) row[2],
					SelectedId.value(holders, row[1], session), values);
		}).toList();
	}

	private String isEqual(String attribute, SessionImplementor session) {
		String mine = expression("d", attribute, session);
		String others = expression("h", attribute, session);
		String condition = isLowered(attribute, session)
				? lower(attribute, mine, session) + " = " + lower(attribute, others, session) : mine + " = " + others;
		return this.nullsNotDistinct ? "(%s or %s is null and %s is null)".formatted(condition, mine, others)
				: condition;
	}

	private boolean isLowered(String attribute, SessionImplementor session) {
		BasicValuedModelPart column = this.ignoreCase ? column(attribute, session.getFactory()) : null;
		return column != null && column.getJdbcMapping().getJdbcType().isString();
	}

	// a cast would keep the database from using the index
	private String lower(String attribute, String expression, SessionImplementor session) {
		BasicValuedModelPart column = Objects.requireNonNull(column(attribute, session.getFactory()));
		return ((column.getJavaType().getJavaTypeClass() == String.class) ? "lower(%s)" : "lower(cast(%s as String))")
			.formatted(expression);
	}

	private String expression(String alias, String attribute, SessionImplementor session) {
		ModelPart part = session.getFactory().getMappingMetamodel().getEntityDescriptor(this.entityName);
		for (String name : attribute.split("\\.")) {
			if (!(part instanceof ModelPartContainer container)) {
				break;
			}
			part = container.findSubPart(name, null);
		}
		String path = alias + "." + attribute;
		return (part instanceof EntityAssociationMapping) ? "id(" + path + ")" : path;
	}

	/**
	 * Return the path of an attribute, of an association that of its identifier.
	 */
	static Path<?> path(Path<?> from, String attribute) {
		Path<?> path = from;
		for (String name : attribute.split("\\.")) {
			path = path.get(name);
		}
		boolean association = path.getModel() instanceof SingularAttribute<?, ?> singular && singular.isAssociation();
		return association ? path.get(ID_ROLE_NAME) : path;
	}

	private static @Nullable Object value(ModelPartContainer container, Object object, Object @Nullable [] state,
			List<String> path, SharedSessionContractImplementor session, boolean loading) {
		ModelPart part = container.findSubPart(path.get(0), null);
		List<String> rest = path.subList(1, path.size());
		// that of a part of the identifier is not in the state
		boolean inState = state != null && container instanceof EntityPersister persister
				&& persister.findAttributeMapping(path.get(0)) != null;
		Object value = value(part, object, inState ? state : null);
		if (value == null || value == UNKNOWN) {
			return value;
		}
		if (part instanceof EntityValuedModelPart association) {
			return referenced(association.getEntityMappingType(), value, rest, session, loading);
		}
		// in an id class an association is there as its identifier
		return (!rest.isEmpty() && part instanceof EmbeddableValuedModelPart embeddable)
				? value(embeddable.getEmbeddableTypeDescriptor(), value, null, rest, session, loading) : value;
	}

	private static @Nullable Object value(ModelPart part, Object object, Object @Nullable [] state) {
		if (part instanceof EntityIdentifierMapping id) {
			return id.getIdentifier(object);
		}
		AttributeMapping attribute = (AttributeMapping) part;
		Object value = (state != null) ? state[attribute.getStateArrayPosition()] : attribute.getValue(object);
		return (value != LazyPropertyInitializer.UNFETCHED_PROPERTY) ? value : UNKNOWN;
	}

	// of a reference no more than the identifier may be known; an unsaved one has none
	private static @Nullable Object referenced(EntityMappingType target, Object value, List<String> path,
			SharedSessionContractImplementor session, boolean loading) {
		EntityIdentifierMapping identifier = target.getIdentifierMapping();
		boolean whole = path.isEmpty() || path.get(0).equals(identifier.getAttributeName());
		boolean part = !whole && identifier instanceof NonAggregatedIdentifierMapping parts
				&& parts.getPartMappingType().findAttributeMapping(path.get(0)) != null;
		if (!whole && !part) {
			return (loading || Hibernate.isInitialized(value))
					? value(target, Hibernate.unproxy(value), null, path, session, loading) : UNKNOWN;
		}
		LazyInitializer lazy = HibernateProxy.extractLazyInitializer(value);
		Object id = (lazy != null) ? lazy.getInternalIdentifier()
				: session.getEntityPersister(null, value).getIdentifier(value, session);
		if (id == null) {
			return UNKNOWN;
		}
		if (part) {
			return value(((NonAggregatedIdentifierMapping) identifier).getMappedIdEmbeddableTypeDescriptor(), id, null,
					path, session, loading);
		}
		return (path.size() < 2) ? id : value(((EmbeddableValuedModelPart) identifier).getEmbeddableTypeDescriptor(),
				id, null, path.subList(1, path.size()), session, loading);
	}

}
