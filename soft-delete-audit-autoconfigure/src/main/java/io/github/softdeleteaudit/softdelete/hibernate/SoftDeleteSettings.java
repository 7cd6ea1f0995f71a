package io.github.softdeleteaudit.softdelete.hibernate;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.UniqueViolationTranslator;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Turns soft deletion on for one persistence unit, and holds what its parts share.
 * Without an instance among Hibernate's settings none of the parts does anything.
 */
public final class SoftDeleteSettings {

	private static final String SETTING = "soft-delete-audit.soft-delete";

	private static final String STATEMENT_INSPECTOR = "hibernate.session_factory.statement_inspector";

	private static final String PERSISTER_CLASS_RESOLVER = "hibernate.persister.resolver";

	private final Stamps stamps;

	private final ZoneId zone;

	private final UniqueViolationTranslator uniqueViolations;

	private final Supplier<List<RowChangeRecorder>> recording;

	private final Switches switches;

	// keyed by identity, since this is the boot model's life span
	private final Map<PersistentClass, SoftDeleteModel> models = Collections.synchronizedMap(new IdentityHashMap<>());

	private final List<SoftDeleteModel> modelsByMarker = new ArrayList<>();

	private final Set<String> restrictedCollections = new HashSet<>();

	private final Map<String, LinkConditions> linkConditions = new HashMap<>();

	private final List<OnDeleteCascade> onDeleteCascades = new ArrayList<>();

	private final GuardedTables guardedTables;

	private final AtomicBoolean taken = new AtomicBoolean();

	private final BatchedRowCounts batchedRowCounts = new BatchedRowCounts();

	private SoftDeleteSettings(Stamps stamps, ZoneId zone, UniqueViolationTranslator uniqueViolations,
			Supplier<List<RowChangeRecorder>> recording, Switches switches) {
		this.stamps = stamps;
		this.zone = zone;
		this.uniqueViolations = uniqueViolations;
		this.recording = recording;
		this.switches = switches;
		this.guardedTables = new GuardedTables(switches.refusesPhysicalDeletes());
	}

	/**
	 * Turn soft deletion on. Does nothing where it is on already.
	 * @param hibernateProperties the settings of the persistence unit; a statement
	 * inspector and a persister resolver found in them stay in force
	 * @param stamps gives the transaction's stamp
	 * @param zone the zone of times that are kept without one
	 * @param uniqueViolations says which key it was when the database refuses a row
	 * @param recording gives what is told of rows changed by SQL, asked at first need
	 * @param switches what the application can switch
	 */
	public static void apply(Map<String, Object> hibernateProperties, Stamps stamps, ZoneId zone,
			UniqueViolationTranslator uniqueViolations, Supplier<List<RowChangeRecorder>> recording,
			Switches switches) {
		if (hibernateProperties.get(SETTING) instanceof SoftDeleteSettings) {
			return;
		}
		SoftDeleteSettings settings = new SoftDeleteSettings(stamps, zone, uniqueViolations,
				SingletonSupplier.of(recording), switches);
		hibernateProperties.put(SETTING, settings);
		hibernateProperties.put(STATEMENT_INSPECTOR,
				new SoftDeleteStatementInspector(settings.modelsByMarker, settings.guardedTables,
						instance(hibernateProperties.get(STATEMENT_INSPECTOR), StatementInspector.class)));
		hibernateProperties.put(PERSISTER_CLASS_RESOLVER, new SoftDeletePersisterClassResolver(settings,
				instance(hibernateProperties.get(PERSISTER_CLASS_RESOLVER), PersisterClassResolver.class)));
		QueryInserts.apply(hibernateProperties);
	}

	/**
	 * Find the settings of a persistence unit.
	 * @param registry its services
	 * @return the settings, or {@code null} if soft deletion is off
	 */
	public static @Nullable SoftDeleteSettings find(ServiceRegistry registry) {
		return (SoftDeleteSettings) registry.requireService(ConfigurationService.class).getSettings().get(SETTING);
	}

	static SoftDeleteSettings require(ServiceRegistry registry) {
		return Objects.requireNonNull(find(registry), "Soft deletion is off");
	}

	/**
	 * Return the instance that a setting of Hibernate stands for: it may be one, a class
	 * or the name of one.
	 * @param setting the setting
	 * @param type the type of the instance
	 * @param <T> the type of the instance
	 * @return the instance, or {@code null} if nothing is set
	 */
	public static <T> @Nullable T instance(@Nullable Object setting, Class<T> type) {
		if (setting == null || setting instanceof String name && name.isBlank()) {
			return null;
		}
		if (type.isInstance(setting)) {
			return type.cast(setting);
		}
		Class<?> implementation = (setting instanceof Class<?> candidate) ? candidate
				: ClassUtils.resolveClassName(setting.toString(), null);
		return type.cast(BeanUtils.instantiateClass(implementation));
	}

	/**
	 * Take the settings for a persistence unit.
	 * @throws SoftDeleteMappingException if another one has them
	 */
	void take() {
		if (!this.taken.compareAndSet(false, true)) {
			throw new SoftDeleteMappingException(
					List.of(new Problem("Two persistence units have been given the same Hibernate properties.",
							"Determine the properties for each of them anew, as EntityManagerFactoryBuilder does.")));
		}
	}

	Stamps stamps() {
		return this.stamps;
	}

	ZoneId zone() {
		return this.zone;
	}

	Supplier<List<RowChangeRecorder>> recording() {
		return this.recording;
	}

	UniqueViolationTranslator uniqueViolations() {
		return this.uniqueViolations;
	}

	/**
	 * Return whether the tables have indexes over deleted rows.
	 * @return whether they have
	 */
	public boolean hasDeletedIndexes() {
		return this.switches.deletedIndexes();
	}

	/**
	 * Return what is known of an entity.
	 * @param persistentClass the entity's mapping
	 * @return the model, or {@code null} if the entity is not soft-deletable
	 */
	public @Nullable SoftDeleteModel model(PersistentClass persistentClass) {
		return this.models.get(persistentClass);
	}

	SoftDeleteModel requireModel(PersistentClass persistentClass) {
		return Objects.requireNonNull(model(persistentClass), persistentClass.getEntityName());
	}

	/**
	 * Return whether a hierarchy of entities is soft-deletable.
	 * @param rootEntityName the name of its root in Hibernate
	 * @return whether it is
	 */
	boolean isSoftDeletable(String rootEntityName) {
		return this.modelsByMarker.stream().anyMatch((model) -> model.entityName().equals(rootEntityName));
	}

	/**
	 * Return the roles of the collections that show live rows only.
	 */
	Set<String> restrictedCollections() {
		return this.restrictedCollections;
	}

	/**
	 * Return the conditions of the link tables of collections, by the role of the
	 * collection.
	 */
	Map<String, LinkConditions> linkConditions() {
		return this.linkConditions;
	}

	/**
	 * Return the associations to soft-deletable entities whose rows go with what they
	 * refer to.
	 */
	List<OnDeleteCascade> onDeleteCascades() {
		return this.onDeleteCascades;
	}

	GuardedTables guardedTables() {
		return this.guardedTables;
	}

	BatchedRowCounts batchedRowCounts() {
		return this.batchedRowCounts;
	}

	/**
	 * Register a soft-deletable entity.
	 * @param persistentClass the entity's mapping
	 * @param model what is known of it
	 */
	void register(PersistentClass persistentClass, SoftDeleteModel model) {
		this.models.put(persistentClass, model);
	}

	/**
	 * Make the restriction of a hierarchy of entities.
	 * @param root what is known of its root
	 * @return the restriction, with markers of its own
	 */
	LiveRestriction restriction(SoftDeleteModel root) {
		this.modelsByMarker.add(root);
		return new LiveRestriction(root, this.modelsByMarker.size() - 1);
	}

	/**
	 * What the application can switch.
	 *
	 * @param deletedIndexes whether there are indexes over deleted rows
	 * @param refusesPhysicalDeletes whether a native statement that would delete rows
	 * physically is refused; otherwise there is a warning
	 */
	public record Switches(boolean deletedIndexes, boolean refusesPhysicalDeletes) {
	}

}
