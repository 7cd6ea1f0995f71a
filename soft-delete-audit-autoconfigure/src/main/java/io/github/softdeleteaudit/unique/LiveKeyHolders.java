package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that hold a {@link LiveUnique @LiveUnique} key of an entity. For the
 * starter's own packages.
 *
 * @param <T> the type of the rows to be found; others of its hierarchy are passed over
 */
public final class LiveKeyHolders<T> {

	private final EntityManager entityManager;

	private final Class<T> type;

	private final LiveUniqueKeys keys;

	/**
	 * Create it.
	 * @param entityManager the entity manager
	 * @param type the entity's class
	 * @param keys the keys of the persistence unit
	 */
	public LiveKeyHolders(EntityManager entityManager, Class<T> type, LiveUniqueKeys keys) {
		this.entityManager = entityManager;
		this.type = type;
		this.keys = keys;
	}

	/**
	 * Find the live rows that hold a key of an entity.
	 * @param candidate the entity
	 * @return the rows, each once
	 */
	public List<T> live(Object candidate) {
		Map<Object, T> holders = new LinkedHashMap<>();
		keysOf(candidate).forEach((key) -> holders.putAll(live(key, candidate)));
		return List.copyOf(holders.values());
	}

	private Map<Object, T> live(LiveUniqueKey key, Object candidate) {
		return SoftDeleteScope.outside(() -> mine(holders(root(key), key, candidate, false)));
	}

	// the narrower one
	private Class<?> root(LiveUniqueKey key) {
		return this.type.isAssignableFrom(key.type()) ? key.type() : this.type;
	}

	// by identifier, since entities may be equal by their key
	private Map<Object, T> mine(List<?> holders) {
		Map<Object, T> mine = new LinkedHashMap<>();
		holders.stream()
			.filter(this.type::isInstance)
			.map(this.type::cast)
			.forEach((holder) -> mine.put(idOf(holder), holder));
		return mine;
	}

	/**
	 * Find the deleted rows that hold a key of an entity.
	 * @param candidate the entity
	 * @return the rows by identifier, for each key that another row can hold at all
	 */
	public List<Map<Object, T>> deleted(Object candidate) {
		List<Map<Object, T>> deleted = new ArrayList<>();
		for (LiveUniqueKey key : keysOf(candidate)) {
			if (!key.compared(candidate, session()).isEmpty()) {
				deleted
					.add(SoftDeleteScope.onlyDeleted(key.type(), () -> mine(holders(root(key), key, candidate, true))));
			}
		}
		return deleted;
	}

	/**
	 * Require that no live row holds a key of an entity, also none of another type or one
	 * that a filter hides.
	 * @param candidate the entity
	 * @throws LiveUniqueViolationException if one does
	 */
	public void requireNoneLive(Object candidate) {
		for (LiveUniqueKey key : keysOf(candidate)) {
			if (!allLive(key, candidate).isEmpty()) {
				throw new LiveUniqueViolationException(key.entityName(), key.attributes(),
						key.compared(candidate, session()), null);
			}
		}
	}

	/**
	 * Find the keys of an entity that live rows hold, also those of another type or that
	 * a filter hides.
	 * @param candidate the entity, which has an identifier
	 * @return the keys
	 */
	public List<HeldKey> held(Object candidate) {
		List<HeldKey> held = new ArrayList<>();
		for (LiveUniqueKey key : keysOf(candidate)) {
			for (Object holder : allLive(key, candidate)) {
				held.add(new HeldKey(Objects.requireNonNull(idOf(candidate)), Hibernate.getClass(holder),
						Objects.requireNonNull(idOf(holder)), key.compared(candidate, session())));
			}
		}
		return held;
	}

	private List<?> allLive(LiveUniqueKey key, Object candidate) {
		return EnabledFilters.lifted(session(),
				() -> SoftDeleteScope.outside(() -> holders(key.type(), key, candidate, false)));
	}

	private List<LiveUniqueKey> keysOf(Object candidate) {
		return this.keys.of(Hibernate.getClass(candidate));
	}

	private SharedSessionContractImplementor session() {
		return this.entityManager.unwrap(SharedSessionContractImplementor.class);
	}

	private List<?> holders(Class<?> root, LiveUniqueKey key, Object candidate, boolean deleted) {
		Map<String, @Nullable Object> values = key.compared(candidate, session());
		if (values.isEmpty()) {
			return List.of();
		}
		TypedQuery<?> query = query(root, key, values);
		if (this.entityManager.contains(candidate)) {
			// a flush would write what may be in the way
			query.setFlushMode(FlushModeType.COMMIT);
		}
		Object id = idOf(candidate);
		return query.getResultList()
			.stream()
			.filter((holder) -> key.isOf(Hibernate.getClass(holder)))
			.filter((holder) -> holder != candidate && (deleted || !Objects.equals(idOf(holder), id)))
			.toList();
	}

	private @Nullable Object idOf(Object entity) {
		return this.entityManager.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
	}

	private <S> TypedQuery<S> query(Class<S> root, LiveUniqueKey key, Map<String, @Nullable Object> values) {
		CriteriaBuilder builder = this.entityManager.getCriteriaBuilder();
		CriteriaQuery<S> criteria = builder.createQuery(root);
		Root<S> from = criteria.from(root);
		List<Predicate> conditions = new ArrayList<>();
		values.forEach((attribute, value) -> conditions
			.add(equal(LiveUniqueKey.path(from, attribute), key, attribute, value)));
		criteria.select(from).where(conditions.toArray(Predicate[]::new));
		return this.entityManager.createQuery(criteria);
	}

	private Predicate equal(Path<?> path, LiveUniqueKey key, String attribute, @Nullable Object value) {
		HibernateCriteriaBuilder builder = session().getCriteriaBuilder();
		if (value == null) {
			return builder.isNull(path);
		}
		String text = key.ignoreCase() ? key.text(attribute, value, session().getFactory()) : null;
		return (text != null) ? builder.equal(builder.lower(path.as(String.class)), builder.lower(builder.value(text)))
				: builder.equal(path, value);
	}

}
