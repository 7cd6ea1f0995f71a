package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables, columns and indexes that the database has. For the starter's own packages.
 */
public final class ExistingTables {

	private final Map<Table, ExistingTable> tables = new HashMap<>();

	private final SchemaContext context;

	private final boolean read;

	private ExistingTables(SchemaContext context, boolean read) {
		this.context = context;
		this.read = read;
	}

	/**
	 * Read what the database has of some tables.
	 * @param connection a connection to the database
	 * @param tables the tables
	 * @param metadata the mappings
	 * @param context how names are written in SQL
	 * @return what it has
	 * @throws SQLException if it cannot be read
	 */
	public static ExistingTables read(Connection connection, Collection<Table> tables, Metadata metadata,
			SqlStringGenerationContext context) throws SQLException {
		IdentifierHelper names = metadata.getDatabase().getJdbcEnvironment().getIdentifierHelper();
		ExistingTables existing = new ExistingTables(SchemaContext.of(metadata, context), true);
		for (Table table : tables) {
			QualifiedTableName name = table.getQualifiedTableName();
			// not those of Hibernate's own connection, if the database is another one
			Identifier catalogName = context.catalogWithDefault(name.getCatalogName());
			Identifier schemaName = context.schemaWithDefault(name.getSchemaName());
			String catalog = (catalogName != null) ? names.toMetaDataCatalogName(catalogName) : connection.getCatalog();
			String schema = (schemaName != null) ? names.toMetaDataSchemaName(schemaName) : connection.getSchema();
			ExistingTable found = ExistingTable.read(connection, catalog, schema,
					names.toMetaDataObjectName(name.getTableName()), existing.context.ddl());
			if (found != null) {
				existing.tables.put(table, found);
			}
		}
		return existing;
	}

	/**
	 * Return a database that has no tables.
	 */
	static ExistingTables none(SchemaContext context) {
		return new ExistingTables(context, false);
	}

	boolean isEmpty() {
		return this.tables.isEmpty();
	}

	/**
	 * Return what a description says of an object that is not there: nothing if the
	 * database was not asked.
	 * @return the end of a sentence, without its full stop
	 */
	public String missing() {
		return this.read ? " is missing" : "";
	}

	@Nullable ExistingTable find(Table table) {
		return this.tables.get(table);
	}

	/**
	 * Return whether the database has a table.
	 * @param table the table
	 * @return whether it is there, as a table or as a view
	 */
	public boolean hasTable(Table table) {
		return this.tables.containsKey(table);
	}

	/**
	 * Return whether the database has a column.
	 * @param table the table
	 * @param column its name
	 * @return whether it is there, and visible
	 */
	public boolean hasColumn(Table table, String column) {
		ExistingTable existing = this.tables.get(table);
		return existing != null && existing.columns().containsKey(normal(column));
	}

	/**
	 * Return whether the database has a generated column, which metadata may leave out
	 * where it is invisible.
	 * @param table the table
	 * @param column its name
	 * @return whether it is there
	 */
	public boolean hasGeneratedColumn(Table table, String column) {
		return hasColumn(table, column) || definition(table, column) != null;
	}

	/**
	 * Return the index of a name.
	 * @param table the table
	 * @param name the name
	 * @return the index, whatever it is over, or {@code null} if there is none
	 */
	public @Nullable ExistingIndex index(Table table, String name) {
		ExistingTable existing = this.tables.get(table);
		return (existing != null) ? existing.indexes().get(normal(name)) : null;
	}

	/**
	 * Return what the database says of an index or of a generated column.
	 * @param table the table
	 * @param name the name of the index or the column
	 * @return the definition, or {@code null} if the database does not say
	 */
	public @Nullable String definition(Table table, String name) {
		ExistingTable existing = this.tables.get(table);
		return (existing != null) ? existing.definitions().get(normal(name)) : null;
	}

	/**
	 * Return the indexes of a table.
	 * @param table the table
	 * @return the indexes, those of keys and constraints included
	 */
	public List<ExistingIndex> indexes(Table table) {
		ExistingTable existing = this.tables.get(table);
		return (existing != null) ? List.copyOf(existing.indexes().values()) : List.of();
	}

	/**
	 * Return the statement that creates an index as it is.
	 * @param table the table
	 * @param index one of its indexes
	 * @return the statement
	 */
	public String create(Table table, ExistingIndex index) {
		String definition = definition(table, index.name());
		String constraint = constraint(table, index);
		if (definition == null && constraint != null) {
			return "alter table %s add constraint %s unique (%s)".formatted(this.context.name(table),
					this.context.quoted(constraint),
					index.key().stream().map((column) -> name(table, column)).collect(Collectors.joining(", ")));
		}
		return (definition != null) ? definition
				: "create %sindex %s on %s (%s)".formatted(index.unique() ? "unique " : "",
						this.context.quoted(index.name()), this.context.name(table),
						index.key().stream().map((column) -> name(table, column)).collect(Collectors.joining(", ")));
	}

	private @Nullable String constraint(Table table, ExistingIndex index) {
		ExistingTable existing = this.tables.get(table);
		return (existing != null) ? existing.constraints().get(normal(index.name())) : null;
	}

	private String name(Table table, String column) {
		ExistingColumn found = Objects.requireNonNull(this.tables.get(table)).columns().get(column);
		return (found != null) ? this.context.quoted(found.name()) : column;
	}

	/**
	 * Return the statement that drops an index.
	 * @param table the table
	 * @param index one of its indexes
	 * @return the statement
	 */
	public String drop(Table table, ExistingIndex index) {
		String constraint = constraint(table, index);
		if (constraint != null) {
			return "alter table %s drop constraint %s".formatted(this.context.name(table),
					this.context.quoted(constraint));
		}
		return drop(table, this.context.quoted(index.name()));
	}

	/**
	 * Return the statement that drops an index.
	 * @param table the table
	 * @param index the name of the index, as statements have it
	 * @return the statement
	 */
	public String drop(Table table, String index) {
		return this.context.ddl().dropIndex(this.context.schemaOf(table), this.context.name(table), index);
	}

	/**
	 * Return the statement that renames an index.
	 * @param table the table
	 * @param from the name that it has, as statements have it
	 * @param to the name that it gets
	 * @return the statement
	 */
	public String rename(Table table, String from, String to) {
		return this.context.ddl().renameIndex(this.context.schemaOf(table), this.context.name(table), from, to);
	}

	/**
	 * Return the unique indexes of a table over all its rows.
	 * @param table the table
	 * @return the indexes, those of keys and constraints included
	 */
	public List<ExistingIndex> fullUniqueIndexes(Table table) {
		return indexes(table).stream().filter((index) -> index.unique() && index.filter() == null).toList();
	}

	/**
	 * Return a name as names are compared.
	 * @param name the name, with or without quotes
	 * @return the name in lower case and without quotes
	 */
	public static String normal(String name) {
		return unquoted(name).toLowerCase(Locale.ROOT);
	}

	static String unquoted(String name) {
		return name.replaceAll("[\"`\\[\\]]", "");
	}

}
