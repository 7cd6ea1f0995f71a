package io.github.softdeleteaudit.unique;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.softdeleteaudit.softdelete.UniqueViolationTranslator;
import io.github.softdeleteaudit.softdelete.hibernate.RowSelection;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.Hibernate;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one persistence unit that are unique among live rows. For the starter's own
 * packages.
 */
public final class LiveUniqueKeys implements UniqueViolationTranslator {

	private static final String SETTING = "soft-delete-audit.live-unique";

	private final List<LiveUniqueKey> keys = new ArrayList<>();

	private final boolean enabled;

	private LiveUniqueKeys(boolean enabled) {
		this.enabled = enabled;
	}

	/**
	 * Give a persistence unit its keys, which are read when its mappings are bound.
	 * @param hibernateProperties the settings of the persistence unit
	 * @param enabled whether it has any at all
	 * @return the keys, the same ones where it has been given them already
	 */
	public static LiveUniqueKeys apply(Map<String, Object> hibernateProperties, boolean enabled) {
		return (LiveUniqueKeys) hibernateProperties.computeIfAbsent(SETTING, (setting) -> new LiveUniqueKeys(enabled));
	}

	/**
	 * Find the keys of a persistence unit.
	 * @param hibernateProperties the settings of the persistence unit
	 * @return the keys, or {@code null} if it has none
	 */
	public static @Nullable LiveUniqueKeys find(Map<String, ?> hibernateProperties) {
		return (LiveUniqueKeys) hibernateProperties.get(SETTING);
	}

	/**
	 * Return the keys of a persistence unit.
	 * @param factory its session factory
	 * @return the keys
	 */
	public static LiveUniqueKeys of(SessionFactoryImplementor factory) {
		return require(factory.getServiceRegistry());
	}

	static LiveUniqueKeys require(ServiceRegistry registry) {
		return Objects.requireNonNull(find(registry.requireService(ConfigurationService.class).getSettings()));
	}

	boolean isEnabled() {
		return this.enabled;
	}

	void register(LiveUniqueKey key) {
		this.keys.add(key);
	}

	/**
	 * Return the keys that rows of an entity have.
	 */
	List<LiveUniqueKey> of(Class<?> type) {
		return this.keys.stream().filter((key) -> key.isOf(type)).toList();
	}

	@Override
	public @Nullable LiveUniqueViolationException translate(ConstraintViolationException ex,
			SharedSessionContractImplementor session, Supplier<? extends Collection<?>> written) {
		boolean inserted = String.valueOf(ex.getSQL()).stripLeading().regionMatches(true, 0, "insert", 0, 6);
		return translate(ex, session, (key) -> values(key, session, written.get(), inserted));
	}

	private static Set<Map<String, @Nullable Object>> values(LiveUniqueKey key,
			SharedSessionContractImplementor session, Collection<?> written, boolean inserted) {
		return written.stream()
			.filter((entity) -> key.isOf(Hibernate.getClassLazy(entity)) && Hibernate.isInitialized(entity))
			.map((entity) -> {
				EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
				// what has changed since it was persisted would be updated later
				return key.read(entity, (inserted && entry != null) ? entry.getLoadedState() : null, session);
			})
			.collect(Collectors.toSet());
	}

	/**
	 * Translate the database's error, without knowing what was written.
	 * @param ex the error, which may be of another persistence unit
	 * @return the exception to throw instead, or {@code null} if the key is none of that
	 * unit's
	 */
	public @Nullable LiveUniqueViolationException translate(ConstraintViolationException ex) {
		LiveUniqueKeys own = Objects.requireNonNullElse(UnitViolationException.keys(ex), this);
		return own.translate(ex, null, (key) -> Set.of());
	}

	/**
	 * Read the keys of deleted rows that are to be restored.
	 * @param session the session
	 * @param type the class of the rows
	 * @param rows the rows
	 * @return what translates the database's error, or gives {@code null} if the key is
	 * none of these
	 */
	public Function<ConstraintViolationException, @Nullable LiveUniqueViolationException> ofDeleted(
			SessionImplementor session, Class<?> type, RowSelection rows) {
		Map<LiveUniqueKey, Set<Map<String, @Nullable Object>>> values = new HashMap<>();
		of(type).forEach((key) -> values.put(key, key.ofDeleted(session, type, rows)));
		return (ex) -> translate(ex, session, (key) -> values.getOrDefault(key, Set.of()));
	}

	/**
	 * Find the keys of deleted rows that live rows hold, or others that are restored with
	 * them.
	 * @param session the session
	 * @param persister the persister of the deleted rows
	 * @param rows the rows
	 * @param together all rows that are restored together with these, by the class that
	 * they are of
	 * @return the keys
	 */
	public List<HeldKey> held(SessionImplementor session, SoftDeletePersister persister, RowSelection rows,
			Map<SoftDeletePersister, ? extends Collection<?>> together) {
		return of(persister.getMappedClass()).stream()
			.flatMap((key) -> key.held(session, persister, rows, together).stream())
			.toList();
	}

	private @Nullable LiveUniqueViolationException translate(ConstraintViolationException ex,
			@Nullable SharedSessionContractImplementor session,
			Function<LiveUniqueKey, Set<Map<String, @Nullable Object>>> written) {
		if (this.keys.isEmpty() || ex.getKind() != ConstraintKind.UNIQUE) {
			return null;
		}
		LiveUniqueViolationException translated = null;
		for (String message : messages(ex.getSQLException())) {
			LiveUniqueKey key = named(message);
			if (key != null) {
				Map<String, @Nullable Object> values = (session != null)
						? told(key, written.apply(key), message, session.getFactory()) : Map.of();
				translated = new LiveUniqueViolationException(key.entityName(), key.attributes(), values, ex);
			}
		}
		return translated;
	}

	// that of a batch tells the statement with its values, and holds the database's own
	private static List<String> messages(SQLException ex) {
		List<Throwable> all = StreamSupport.stream(ex.spliterator(), false).toList();
		List<Throwable> own = all.stream().filter((each) -> !(each instanceof BatchUpdateException)).toList();
		return (own.isEmpty() ? all : own).stream()
			.filter(SQLException.class::isInstance)
			.map((each) -> String.valueOf(each.getMessage()))
			.toList();
	}

	// a name may be a part of another one
	private @Nullable LiveUniqueKey named(String message) {
		return this.keys.stream()
			.filter((key) -> key.isNamedIn(message))
			.max(Comparator.comparingInt((key) -> key.index().pattern().length()))
			.orElse(null);
	}

	/**
	 * Return the values that the database's message tells of, among those that may have
	 * been written.
	 * @return the values, empty where there are several that it may be
	 */
	private static Map<String, @Nullable Object> told(LiveUniqueKey key, Set<Map<String, @Nullable Object>> written,
			String message, SessionFactoryImplementor factory) {
		List<Map<String, @Nullable Object>> candidates = written.stream()
			.filter((values) -> key.isKey(values) && key.mayBeIn(message, values, factory))
			.toList();
		return (candidates.size() == 1) ? LiveUniqueKey.known(candidates.get(0)) : Map.of();
	}

}
