package io.github.softdeleteaudit.schema;

/**
 * SQL Server defines a column anew to change it, and renames by a procedure.
 */
record SqlServerSchemaDdl() implements SchemaDdl {

	@Override
	public String liquibaseNames() {
		return "mssql";
	}

	@Override
	public String renameColumn(String table, String from, String to) {
		return "exec sp_rename '%s.%s', '%s', 'COLUMN'".formatted(table, from, ExistingTables.unquoted(to));
	}

	@Override
	public String setNullable(String table, String column, String type, boolean nullable, String options) {
		return "alter table %s alter column %s %s %s".formatted(table, column, type, nullable ? "null" : "not null");
	}

	@Override
	public String dropIndex(String schema, String table, String index) {
		return "drop index %s on %s".formatted(index, table);
	}

	@Override
	public String renameIndex(String schema, String table, String from, String to) {
		return "exec sp_rename '%s.%s', '%s', 'INDEX'".formatted(table, from, ExistingTables.unquoted(to));
	}

}
