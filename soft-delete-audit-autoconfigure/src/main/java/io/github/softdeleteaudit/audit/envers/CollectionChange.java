package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.synchronization.work.AuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.WorkUnitMergeVisitor;
import org.hibernate.envers.internal.tools.OrmTools;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction adds to a collection and removes from it, all in all. Of an element
 * or a link that it both adds and removes nothing is recorded.
 * <p>
 * Envers merges the changes of several flushes by the keys of their audit rows. So it
 * loses an element that is not part of the key, as an embeddable is not, and records one
 * as removed that is there again; and it writes rows a second time, which fails, when
 * there is more to record after it has written them; and what has ended with a row that
 * it removes again stays ended.
 * <p>
 * Relies on {@code AuditProcess} replacing an earlier change of the same collection by
 * what {@link #dispatch} returns, and on its calling {@link #undo} first if the earlier
 * one has been performed; after {@code null} it keeps the earlier one in mind.
 */
final class CollectionChange extends PersistentCollectionChangeWorkUnit {

	/** What names the entity of a map, for Hibernate. */
	private static final String TYPE = "$type$";

	private final EnversService envers;

	/** The audit rows that have been written. */
	private final List<Map<String, Object>> written = new ArrayList<>();

	private CollectionChange(SharedSessionContractImplementor session, EnversService envers,
			PersistentCollectionChangeWorkUnit change, List<PersistentCollectionChangeData> changes) {
		super(session, change.getEntityName(), envers, change.getEntityId(), changes,
				change.getReferencingPropertyName());
		this.envers = envers;
	}

	/**
	 * Create a change.
	 * @param change what Envers has found in a flush
	 */
	static CollectionChange of(SharedSessionContractImplementor session, EnversService envers,
			PersistentCollectionChangeWorkUnit change) {
		List<PersistentCollectionChangeData> changes = change.getCollectionChanges();
		return new CollectionChange(session, envers, change,
				(changes != null) ? sum(changes, envers.getConfig()) : new ArrayList<>());
	}

	@Override
	public @Nullable AuditWorkUnit dispatch(WorkUnitMergeVisitor first) {
		CollectionChange earlier = (CollectionChange) first;
		List<PersistentCollectionChangeData> all = new ArrayList<>(earlier.getCollectionChanges());
		all.addAll(getCollectionChanges());
		List<PersistentCollectionChangeData> sum = sum(all, this.envers.getConfig());
		// nothing any more, whatever comes later
		earlier.getCollectionChanges().clear();
		return sum.isEmpty() ? null : new CollectionChange(this.sessionImplementor, this.envers, this, sum);
	}

	@Override
	public void perform(SharedSessionContractImplementor session, Object revision) {
		super.perform(session, revision);
		for (PersistentCollectionChangeData change : getCollectionChanges()) {
			change.getData().put(TYPE, change.getEntityName());
			this.written.add(change.getData());
		}
	}

	@Override
	public boolean isPerformed() {
		return !this.written.isEmpty();
	}

	@Override
	public void undo(SharedSessionContractImplementor session) {
		if (isPerformed()) {
			this.written.forEach((row) -> {
				OrmTools.removeData(row, session);
				reopen(session, row);
			});
			this.written.clear();
			session.flush();
		}
	}

	/**
	 * Let go on what has ended, under the validity strategy, with a row that is not to be
	 * there. What tells it is what the strategy has found it by.
	 */
	@SuppressWarnings("unchecked")
	private void reopen(SharedSessionContractImplementor session, Map<String, Object> row) {
		Configuration configuration = this.envers.getConfig();
		String entityName = (String) row.get(TYPE);
		String end = configuration.getRevisionEndFieldName();
		if (!(session instanceof SessionImplementor) || session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(entityName)
			.findAttributeMapping(end) == null) {
			return;
		}
		QueryBuilder query = new QueryBuilder(entityName, "ended", session.getFactory());
		Parameters parameters = query.getRootParameters();
		String idName = configuration.getOriginalIdPropertyName();
		Map<String, Object> id = id(row, configuration);
		Element element = element(row, configuration);
		element.id().forEach((name, value) -> restrict(parameters, idName + "." + name, value));
		if (id.containsKey(configuration.getEmbeddableSetOrdinalPropertyName())) {
			element.values().forEach((name, value) -> restrict(parameters, name, value));
		}
		restrict(parameters, end + ".id", this.envers.getRevisionInfoNumberReader()
			.getRevisionNumber(id.get(configuration.getRevisionFieldName())));
		for (Object ended : query.toQuery(session).list()) {
			((Map<String, Object>) ended).put(end, null);
		}
	}

	private static void restrict(Parameters parameters, String name, @Nullable Object value) {
		if (value != null) {
			parameters.addWhereWithParam(name, true, "=", value);
		}
		else {
			parameters.addNullRestriction(name, true);
		}
	}

	// what has been added is not there before, and the other way round
	private static List<PersistentCollectionChangeData> sum(List<PersistentCollectionChangeData> changes,
			Configuration configuration) {
		Map<Element, PersistentCollectionChangeData> sum = new LinkedHashMap<>();
		for (PersistentCollectionChangeData change : changes) {
			PersistentCollectionChangeData other = sum.putIfAbsent(element(change.getData(), configuration), change);
			if (other != null && type(other, configuration) != type(change, configuration)) {
				sum.remove(element(change.getData(), configuration));
			}
		}
		List<PersistentCollectionChangeData> numbered = new ArrayList<>();
		sum.values().forEach((change) -> numbered.add(numbered(change, numbered.size(), configuration)));
		return numbered;
	}

	private static Element element(Map<String, Object> row, Configuration configuration) {
		Map<String, Object> id = new HashMap<>(id(row, configuration));
		id.remove(configuration.getRevisionFieldName());
		id.remove(configuration.getRevisionTypePropertyName());
		id.remove(configuration.getEmbeddableSetOrdinalPropertyName());
		Map<String, Object> values = new HashMap<>(row);
		values.remove(configuration.getOriginalIdPropertyName());
		values.remove(configuration.getRevisionTypePropertyName());
		values.remove(configuration.getRevisionEndFieldName());
		values.remove(TYPE);
		return new Element(id, values);
	}

	private static @Nullable Object type(PersistentCollectionChangeData change, Configuration configuration) {
		String type = configuration.getRevisionTypePropertyName();
		Map<String, Object> id = id(change.getData(), configuration);
		return id.containsKey(type) ? id.get(type) : change.getData().get(type);
	}

	// a copy, as the audit row may have been written
	private static PersistentCollectionChangeData numbered(PersistentCollectionChangeData change, int number,
			Configuration configuration) {
		Map<String, Object> id = new HashMap<>(id(change.getData(), configuration));
		id.remove(configuration.getRevisionFieldName());
		id.computeIfPresent(configuration.getEmbeddableSetOrdinalPropertyName(), (ordinal, before) -> number);
		Map<String, Object> data = new HashMap<>(change.getData());
		data.remove(TYPE);
		data.remove(configuration.getRevisionEndFieldName());
		data.put(configuration.getOriginalIdPropertyName(), id);
		return new PersistentCollectionChangeData(change.getEntityName(), data, change.getChangedElement());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> id(Map<String, Object> row, Configuration configuration) {
		return (Map<String, Object>) Objects.requireNonNull(row.get(configuration.getOriginalIdPropertyName()));
	}

	/**
	 * What tells one element of the collection from another: all but what tells of its
	 * change.
	 *
	 * @param id what of it is in the key of the audit row
	 * @param values the rest
	 */
	private record Element(Map<String, Object> id, Map<String, Object> values) {
	}

}
