package io.github.softdeleteaudit.test;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rule that auditing keeps between transactions, checked by plain SQL: a row of an
 * audited entity is live exactly if its latest revision is not a deletion, and is in all
 * its tables as that revision has it in their audit tables; what is gone was last
 * deleted; no audit row is blank; elements and links are those of the audit tables; under
 * the validity strategy each audit row ends with the next.
 * <p>
 * Knows audit tables by the mapping of Envers' audit entities, and those of collections
 * by their names.
 */
public final class AuditConsistency {

	private static final Set<String> AUDIT_COLUMNS = Set.of("rev", "revtype", "revend", "revtstmp", "setordinal");

	private final SessionImplementor session;

	private final EnversService envers;

	private final Connection connection;

	// by the names of their tables
	private final Map<String, Map<String, Integer>> columns = new HashMap<>();

	private AuditConsistency(SessionImplementor session, Connection connection) {
		this.session = session;
		this.envers = session.getFactory().getServiceRegistry().requireService(EnversService.class);
		this.connection = connection;
	}

	/**
	 * Assert that the rule is kept.
	 * @param factory the persistence unit, with nothing uncommitted
	 */
	public static void check(EntityManagerFactory factory) {
		SessionFactoryImplementor sessionFactory = factory.unwrap(SessionFactoryImplementor.class);
		try (SessionImplementor session = sessionFactory.openSession()) {
			Transaction transaction = session.beginTransaction();
			try {
				Map<AbstractEntityPersister, List<Object>> ids = ids(session);
				session.doWork((connection) -> {
					AuditConsistency consistency = new AuditConsistency(session, connection);
					for (Map.Entry<AbstractEntityPersister, List<Object>> each : ids.entrySet()) {
						consistency.check(each.getKey(), each.getValue());
					}
					consistency.checkCollections(ids.keySet());
				});
			}
			finally {
				transaction.rollback();
			}
		}
	}

	// of every audited class, the ids of its own rows, be they live or deleted
	private static Map<AbstractEntityPersister, List<Object>> ids(SessionImplementor session) {
		EnversService envers = session.getFactory().getServiceRegistry().requireService(EnversService.class);
		Map<AbstractEntityPersister, List<Object>> ids = new LinkedHashMap<>();
		session.getFactory().getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			if (envers.getEntitiesConfigurations().isVersioned(persister.getEntityName()) && !persister.isAbstract()) {
				List<?> entities = SoftDeleteScope
					.includingDeleted(session.createSelectionQuery("select e from " + persister.getEntityName() + " e",
							Object.class)::getResultList);
				ids.put((AbstractEntityPersister) persister,
						new ArrayList<>(entities.stream()
							.map(Hibernate::unproxy)
							.filter((entity) -> session.getEntityPersister(null, entity) == persister)
							.map((entity) -> persister.getIdentifier(entity, session))
							.toList()));
			}
		});
		return ids;
	}

	private void check(AbstractEntityPersister persister, List<Object> ids) throws SQLException {
		Tables tables = tables(persister);
		String description = persister.getEntityName();
		for (Object id : ids) {
			check(persister, tables, id, description + " " + id);
		}
		checkGone(tables, description);
		checkNotBlank(tables.audits.get(0), description);
	}

	private void check(AbstractEntityPersister persister, Tables tables, Object id, String description)
			throws SQLException {
		Type idType = persister.getIdentifierType();
		List<Map<String, String>> history = history(tables.audits.get(0), idType, id);
		assertThat(history).as("audit rows of " + description).isNotEmpty();
		Map<String, String> latest = history.get(history.size() - 1);
		assertThat(latest.get("revtype").equals("2"))
			.as("whether the latest of %s is a deletion: %s", description, latest)
			.isNotEqualTo(isLive(persister, tables.names.get(0), idType, id));
		for (int i = 0; i < tables.audits.size(); i++) {
			Table audit = tables.audits.get(i);
			List<Map<String, String>> row = rows(tables.names.get(i), "", idType, id, null);
			List<Map<String, String>> recorded = rows(audit, " and rev = ?", idType, id, latest.get("rev"));
			Predicate<String> common = common(tables.names.get(i), audit);
			if (i > 0 && row.isEmpty()) {
				// of an optional table, whose modified flags may be there without the
				// values
				recorded.removeIf((each) -> only(each, (column) -> common.test(column) && !audit.isKey(column)).values()
					.stream()
					.allMatch("null"::equals));
			}
			assertThat(only(recorded, common)).as("%s in %s", description, audit.name).isEqualTo(only(row, common));
		}
		if (latest.containsKey("revend")) {
			List<String> next = new ArrayList<>(history.stream().map((each) -> each.get("rev")).skip(1).toList());
			next.add("null");
			assertThat(history).as("end revisions of " + description)
				.extracting((each) -> each.get("revend"))
				.isEqualTo(next);
		}
	}

	private boolean isLive(AbstractEntityPersister persister, Table table, Type idType, Object id) throws SQLException {
		String condition = ((Object) persister instanceof SoftDeletePersister softDelete)
				? " and (%s)".formatted(softDelete.softDeleteModel().restriction()) : "";
		return !rows(table, condition, idType, id, null).isEmpty();
	}

	// a purge leaves audit rows only, the last of which tells of it
	private void checkGone(Tables tables, String description) throws SQLException {
		Table audit = tables.audits.get(0);
		Table table = tables.names.get(0);
		Table leaf = tables.audits.get(tables.leaf);
		String joined = leaf.equals(audit) ? ""
				: " join %s l on l.rev = a.rev and %s".formatted(leaf.name, equal("l", leaf.key, "a", audit.key));
		String sql = "select a.* from %s a%s where not exists (select 1 from %s t where %s) order by a.rev"
			.formatted(audit.name, joined, table.name, equal("t", table.key, "a", audit.key));
		Map<List<String>, Map<String, String>> latest = new LinkedHashMap<>();
		for (Map<String, String> row : query(sql)) {
			latest.put(audit.keyOf(row), row);
		}
		assertThat(latest.values()).as("what is gone of " + description)
			.allSatisfy((row) -> assertThat(row).containsEntry("revtype", "2"));
	}

	private void checkNotBlank(Table audit, String description) throws SQLException {
		Predicate<String> told = (column) -> isData(column) && !column.startsWith("delet") && !audit.isKey(column);
		assertThat(query("select * from " + audit.name)).as("audit rows of " + description)
			.noneMatch((row) -> only(row, told).values().stream().allMatch("null"::equals));
	}

	private void checkCollections(Set<AbstractEntityPersister> entities) throws SQLException {
		List<AbstractCollectionPersister> collections = new ArrayList<>();
		this.session.getFactory()
			.getMappingMetamodel()
			.forEachCollectionDescriptor((each) -> collections.add((AbstractCollectionPersister) each));
		Map<String, String> existing = tableNames();
		for (AbstractCollectionPersister collection : collections) {
			String table = collection.getTableName();
			String audit = existing.get(plain(table) + "_aud");
			if (audit != null && !collection.isInverse() && !collection.isOneToMany()) {
				checkCollection(new Table(table, List.of(collection.getKeyColumnNames())), new Table(audit, List.of()),
						entities.stream()
							.filter((entity) -> collection.getOwnerEntityPersister()
								.getMappedClass()
								.isAssignableFrom(entity.getMappedClass()))
							.toList());
			}
		}
	}

	// the audit rows of an owner that is gone stay as they were
	private void checkCollection(Table table, Table audit, List<AbstractEntityPersister> owners) throws SQLException {
		Predicate<String> common = common(table, audit);
		Set<List<String>> present = new HashSet<>();
		for (AbstractEntityPersister owner : owners) {
			Table ownerTable = tablesOf(owner).get(0);
			query("select * from " + ownerTable.name).forEach((row) -> present.add(ownerTable.keyOf(row)));
		}
		Map<String, String> types = new TreeMap<>();
		Map<String, List<Map<String, String>>> histories = new TreeMap<>();
		for (Map<String, String> row : query("select * from " + audit.name + " order by rev, revtype desc")) {
			if (present.contains(table.keyOf(row))) {
				types.put(only(row, common).toString(), row.get("revtype"));
				histories.computeIfAbsent(only(row, common).toString(), (element) -> new ArrayList<>()).add(row);
			}
		}
		histories.values().removeIf((history) -> !history.get(0).containsKey("revend"));
		histories.forEach((element, history) -> {
			List<String> next = new ArrayList<>(history.stream().map((row) -> row.get("rev")).skip(1).toList());
			next.add("null");
			assertThat(history).as("end revisions of %s in %s", element, audit.name)
				.extracting((row) -> row.get("revend"))
				.isEqualTo(next);
		});
		types.values().removeIf("2"::equals);
		Set<String> rows = new TreeSet<>();
		only(query("select * from " + table.name), common).forEach((row) -> rows.add(row.toString()));
		assertThat(types.keySet()).as("rows of " + audit.name).isEqualTo(rows);
	}

	// by their names in lower case
	private Map<String, String> tableNames() throws SQLException {
		Map<String, String> names = new TreeMap<>();
		String quote = this.connection.getMetaData().getIdentifierQuoteString();
		try (ResultSet tables = this.connection.getMetaData()
			.getTables(this.connection.getCatalog(), this.connection.getSchema(), "%",
					new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				String name = tables.getString("TABLE_NAME");
				names.put(name.toLowerCase(Locale.ROOT), quote + name + quote);
			}
		}
		return names;
	}

	private Tables tables(AbstractEntityPersister persister) throws SQLException {
		AbstractEntityPersister audit = (AbstractEntityPersister) this.session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(this.envers.getConfig().getAuditEntityName(persister.getEntityName()));
		List<Table> sources = tablesOf(persister);
		List<Table> names = new ArrayList<>();
		List<Table> audits = tablesOf(audit);
		for (Table each : audits) {
			Set<String> columns = new TreeSet<>(columns(each).keySet());
			columns.removeIf((column) -> !isData(column));
			Table source = Stream
				.concat(sources.stream()
					.filter((candidate) -> (candidate.plainName() + "_aud").equals(each.plainName())), sources.stream())
				.filter((candidate) -> !names.contains(candidate) && hasColumns(candidate, columns))
				.findFirst()
				.orElseThrow(() -> new AssertionError("What does %s audit?".formatted(each)));
			names.add(source);
		}
		String leaf = audit.getTableName();
		return new Tables(names, audits,
				IntStream.range(0, audits.size()).filter((i) -> audits.get(i).name.equals(leaf)).findFirst().orElse(0));
	}

	private boolean hasColumns(Table table, Set<String> columns) {
		try {
			return columns(table).keySet().containsAll(columns);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Table> tablesOf(AbstractEntityPersister persister) {
		List<Table> tables = new ArrayList<>();
		persister.forEachMutableTable((mapping) -> {
			if (!mapping.isInverse()) {
				List<String> key = new ArrayList<>();
				mapping.getKeyMapping().forEachKeyColumn((i, column) -> key.add(column.getColumnName()));
				key.removeIf((column) -> plain(column).equals("rev"));
				tables.add(new Table(mapping.getTableName(), key));
			}
		});
		return tables;
	}

	private List<Map<String, String>> history(Table audit, Type idType, Object id) throws SQLException {
		return rows(
				new Table("(select a.*, r.revtstmp from %s a join revinfo r on r.rev = a.rev) h".formatted(audit.name),
						audit.key),
				" order by revtstmp, rev", idType, id, null);
	}

	private List<Map<String, String>> rows(Table table, String condition, Type idType, Object id, String revision)
			throws SQLException {
		String sql = "select * from %s where %s%s".formatted(table.name,
				String.join(" and ", table.key.stream().map((column) -> column + " = ?").toList()), condition);
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			idType.nullSafeSet(statement, id, 1, this.session);
			if (revision != null) {
				statement.setLong(table.key.size() + 1, Long.parseLong(revision));
			}
			return rows(statement.executeQuery());
		}
	}

	private List<Map<String, String>> query(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			return rows(statement.executeQuery(sql));
		}
	}

	private static List<Map<String, String>> rows(ResultSet result) throws SQLException {
		List<Map<String, String>> rows = new ArrayList<>();
		ResultSetMetaData metaData = result.getMetaData();
		List<String> columns = new ArrayList<>();
		List<Boolean> large = new ArrayList<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			columns.add(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT));
			large.add(metaData.getColumnTypeName(i).equals("oid"));
		}
		while (result.next()) {
			Map<String, String> row = new TreeMap<>();
			for (int i = 0; i < columns.size(); i++) {
				row.put(columns.get(i), text(large.get(i) ? result.getBlob(i + 1) : result.getObject(i + 1)));
			}
			rows.add(row);
		}
		return rows;
	}

	private static String text(Object value) throws SQLException {
		if (value instanceof Clob clob) {
			return clob.getSubString(1, (int) clob.length());
		}
		if (value instanceof Blob blob) {
			return Arrays.toString(blob.getBytes(1, (int) blob.length()));
		}
		return (value instanceof byte[] bytes) ? Arrays.toString(bytes) : String.valueOf(value);
	}

	// Envers keeps a reference to what is no id as one to the id
	private Predicate<String> common(Table table, Table audit) throws SQLException {
		Map<String, Integer> columns = columns(table);
		Map<String, Integer> audited = columns(audit);
		return (column) -> columns.containsKey(column) && columns.get(column).equals(audited.get(column));
	}

	private Map<String, Integer> columns(Table table) throws SQLException {
		Map<String, Integer> known = this.columns.get(table.name);
		if (known != null) {
			return known;
		}
		Map<String, Integer> columns = new TreeMap<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet result = statement.executeQuery("select * from " + table.name + " where 1 = 0")) {
			ResultSetMetaData metaData = result.getMetaData();
			for (int i = 1; i <= metaData.getColumnCount(); i++) {
				columns.put(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT), metaData.getColumnType(i));
			}
		}
		this.columns.put(table.name, columns);
		return columns;
	}

	private static boolean isData(String column) {
		return !AUDIT_COLUMNS.contains(column) && !column.endsWith("_mod");
	}

	private static List<Map<String, String>> only(List<Map<String, String>> rows, Predicate<String> columns) {
		return rows.stream().map((row) -> only(row, columns)).toList();
	}

	private static Map<String, String> only(Map<String, String> row, Predicate<String> columns) {
		Map<String, String> kept = new TreeMap<>(row);
		kept.keySet().removeIf(columns.negate());
		return kept;
	}

	private static String equal(String left, List<String> leftColumns, String right, List<String> rightColumns) {
		return String.join(" and ",
				IntStream.range(0, leftColumns.size())
					.mapToObj((i) -> "%s.%s = %s.%s".formatted(left, leftColumns.get(i), right, rightColumns.get(i)))
					.toList());
	}

	private static String plain(String name) {
		return name.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * A table, as written in SQL, and its key but for the revision.
	 */
	private record Table(String name, List<String> key) {

		String plainName() {
			return plain(this.name);
		}

		List<String> keyOf(Map<String, String> row) {
			return this.key.stream().map((column) -> row.get(plain(column))).toList();
		}

		boolean isKey(String column) {
			return this.key.stream().anyMatch((each) -> plain(each).equals(column));
		}

	}

	/**
	 * An entity's audited tables and their audit tables, and the place of the class's
	 * own.
	 */
	private record Tables(List<Table> names, List<Table> audits, int leaf) {
	}

}
