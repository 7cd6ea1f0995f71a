package io.github.softdeleteaudit.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Exportable;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.Exporter;

/**
 * How the schema of a persistence unit is written in SQL.
 * <p>
 * Relies on Hibernate's exporters, by which it creates a schema itself.
 *
 * @param metadata the mappings
 * @param sql how names are written
 * @param dialect the database's dialect
 * @param ddl what Hibernate's dialect does not know
 */
record SchemaContext(Metadata metadata, SqlStringGenerationContext sql, Dialect dialect, SchemaDdl ddl) {

	private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	static SchemaContext of(Metadata metadata, SqlStringGenerationContext sql) {
		Dialect dialect = metadata.getDatabase().getDialect();
		return new SchemaContext(metadata, sql, dialect, SchemaDdl.of(dialect));
	}

	String name(Table table) {
		return this.sql.format(table.getQualifiedTableName());
	}

	String name(Column column) {
		return column.getQuotedName(this.dialect);
	}

	/**
	 * Return what stands before the names of a table's indexes: its schema with a dot, or
	 * nothing.
	 */
	String schemaOf(Table table) {
		String name = name(table);
		return name.substring(0, name.lastIndexOf('.') + 1);
	}

	/**
	 * Return a name that the database has told, in quotes where it needs them.
	 */
	String quoted(String name) {
		IdentifierHelper names = this.metadata.getDatabase().getJdbcEnvironment().getIdentifierHelper();
		boolean plain = PLAIN_NAME.matcher(name).matches()
				&& name.equals(names.toMetaDataObjectName(Identifier.toIdentifier(name, false)))
				&& !this.dialect.getKeywords().contains(name.toLowerCase(Locale.ROOT));
		return plain ? name : this.dialect.toQuotedIdentifier(name);
	}

	Namespace namespace(Table table) {
		for (Namespace namespace : this.metadata.getDatabase().getNamespaces()) {
			if (namespace.getTables().contains(table)) {
				return namespace;
			}
		}
		throw new IllegalArgumentException("No table of this persistence unit: " + table.getName());
	}

	<T extends Exportable> List<String> create(Exporter<T> exporter, T object) {
		return statements(exporter.getSqlCreateStrings(object, this.metadata, this.sql));
	}

	<T extends Exportable> List<String> drop(Exporter<T> exporter, T object) {
		return statements(exporter.getSqlDropStrings(object, this.metadata, this.sql));
	}

	// what is part of another statement is blank
	private static List<String> statements(String[] statements) {
		return Stream.of(statements).filter((statement) -> statement != null && !statement.isBlank()).toList();
	}

	/**
	 * Return the same for tables that are there already: what would be part of the
	 * statement that creates one is a statement of its own.
	 */
	SchemaContext ofExistingTables() {
		return new SchemaContext(this.metadata, new MigrationContext(this.sql), this.dialect, this.ddl);
	}

}
