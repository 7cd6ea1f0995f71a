package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.Action;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator.ActionGrouping;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one persistence unit, and what of it the starter has added. For the
 * starter's own packages.
 */
public final class UnitSchema {

	private static final String SETTING = "soft-delete-audit.schema";

	private final SchemaMode mode;

	// by identity, since columns and indexes of two tables may be equal
	private final Map<Table, @Nullable Table> auditTables = new IdentityHashMap<>();

	private final Set<Object> added = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<Column> indexed = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Map<Column, String> fills = new IdentityHashMap<>();

	private @Nullable SessionFactoryImplementor factory;

	private @Nullable SchemaContext context;

	private UnitSchema(SchemaMode mode) {
		this.mode = mode;
	}

	/**
	 * Keep the schema of a persistence unit. Does nothing where that is done already.
	 * @param hibernateProperties the settings of the persistence unit
	 * @param mode who looks after the schema
	 */
	public static void apply(Map<String, Object> hibernateProperties, SchemaMode mode) {
		hibernateProperties.computeIfAbsent(SETTING, (setting) -> new UnitSchema(mode));
		if (mode == SchemaMode.VALIDATE) {
			// found by the validation, with the statement that mends it
			hibernateProperties.putIfAbsent(MappingSettings.SEQUENCE_INCREMENT_SIZE_MISMATCH_STRATEGY, "none");
		}
	}

	/**
	 * Find the schema of a persistence unit.
	 * @param registry its services
	 * @return the schema, or {@code null} if it is not kept
	 */
	public static @Nullable UnitSchema find(ServiceRegistry registry) {
		return (UnitSchema) registry.requireService(ConfigurationService.class).getSettings().get(SETTING);
	}

	/**
	 * Return who looks after the schema of a persistence unit.
	 * @param registry its services
	 * @return the mode
	 */
	public static SchemaMode mode(ServiceRegistry registry) {
		UnitSchema schema = find(registry);
		return (schema != null) ? schema.mode : SchemaMode.HIBERNATE;
	}

	/**
	 * Tell of a column.
	 * @param table its table
	 * @param column the column
	 * @param fill the value in SQL of rows that are there already, if it is known
	 */
	public void addColumn(Table table, Column column, @Nullable String fill) {
		this.added.add(table);
		this.added.add(column);
		if (fill != null) {
			this.fills.put(column, fill);
		}
	}

	/**
	 * Tell of an index.
	 * @param index the index
	 */
	public void addIndex(Index index) {
		this.added.add(index);
	}

	/**
	 * Tell of a column of the application's own that an index of the starter is over, so
	 * that the index cannot be made without it.
	 * @param column the column
	 */
	public void addIndexedColumn(Column column) {
		this.indexed.add(column);
	}

	/**
	 * Tell of a table that is there for auditing alone.
	 * @param table the table
	 * @param audited the table whose rows it is about, or {@code null} if there is none
	 */
	public void addAuditTable(Table table, @Nullable Table audited) {
		this.added.add(table);
		this.auditTables.put(table, audited);
	}

	boolean isAuditTable(Table table) {
		return this.auditTables.containsKey(table);
	}

	/**
	 * Return the audit tables of a table.
	 */
	List<Table> auditTables(Table audited) {
		return this.auditTables.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == audited)
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Return whether the starter needs something of a table.
	 */
	boolean needs(Table table) {
		return this.added.contains(table);
	}

	boolean needs(Table table, Column column) {
		return isAuditTable(table) || this.added.contains(column);
	}

	boolean needs(Table table, Index index) {
		return isAuditTable(table) || this.added.contains(index);
	}

	/**
	 * Return whether an index of the starter is over a column.
	 */
	boolean isIndexed(Column column) {
		return this.indexed.contains(column);
	}

	/**
	 * Return the value in SQL that rows get in a new column.
	 */
	@Nullable String fill(Column column) {
		return this.fills.get(column);
	}

	SchemaMode mode() {
		return this.mode;
	}

	/**
	 * Take the mappings, and put the columns of tables and keys in the order in which
	 * Hibernate creates them.
	 * <p>
	 * Relies on Hibernate doing so itself, later, when it is told to create the schema,
	 * and not otherwise. It must not be done twice, since that would put foreign keys in
	 * disorder.
	 */
	void integrate(Metadata metadata, SessionFactoryImplementor factory) {
		this.factory = factory;
		this.context = SchemaContext.of(metadata, factory.getSqlStringGenerationContext());
		if (metadata instanceof MetadataImplementor implementor && !isCreatedByHibernate(metadata)) {
			implementor.orderColumns(true);
		}
	}

	SessionFactoryImplementor factory() {
		return Objects.requireNonNull(this.factory);
	}

	SchemaContext context() {
		return Objects.requireNonNull(this.context);
	}

	/**
	 * Create the whole schema. One thread at a time, as Hibernate adds to the mappings
	 * when it writes a table.
	 */
	synchronized SchemaScript create() {
		return script(SchemaComparison.create(this));
	}

	private SchemaScript script(List<SchemaChange> changes) {
		return SchemaScript.of(changes, context().ddl().liquibaseNames());
	}

	private boolean isCreatedByHibernate(Metadata metadata) {
		Map<String, Object> settings = factory().getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings();
		return ActionGrouping.interpret(metadata, settings)
			.stream()
			.flatMap((grouping) -> Stream.of(grouping.databaseAction(), grouping.scriptAction()))
			.anyMatch((action) -> action == Action.CREATE || action == Action.CREATE_DROP
					|| action == Action.CREATE_ONLY);
	}

	/**
	 * Refuse to look up one schema where each tenant has a database or schema of its own.
	 */
	void requireOneDatabase() {
		if (factory().getSessionFactoryOptions().isMultiTenancyEnabled()) {
			throw new IllegalStateException(
					"Each tenant has a database of its own, so that there is none to look at. Set soft-delete-audit.schema to none, and compare each tenant's by SchemaScripts.difference with DifferenceOptions.against.");
		}
	}

	/**
	 * Compare the schema with the application's own database, or another one.
	 * @param needed whether only what the starter needs
	 */
	synchronized SchemaScript difference(DifferenceOptions options, boolean needed) {
		if (!context().ddl().isComparable()) {
			throw new IllegalStateException(
					"What is known of databases with the %s is not enough to compare a schema. It can be created by a script; set soft-delete-audit.schema to hibernate or none."
						.formatted(context().dialect().getClass().getSimpleName()));
		}
		DataSource dataSource = options.dataSource();
		try {
			if (dataSource != null) {
				try (Connection connection = dataSource.getConnection()) {
					return script(SchemaComparison.difference(this, connection, options, needed));
				}
			}
			requireOneDatabase();
			JdbcConnectionAccess access = factory().getJdbcServices().getBootstrapJdbcConnectionAccess();
			Connection connection = access.obtainConnection();
			try {
				return script(SchemaComparison.difference(this, connection, options, needed));
			}
			finally {
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			throw factory().getJdbcServices().getSqlExceptionHelper().convert(ex, "Cannot look up the schema");
		}
	}

}
