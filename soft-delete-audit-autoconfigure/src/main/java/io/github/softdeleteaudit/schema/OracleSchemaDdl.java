package io.github.softdeleteaudit.schema;

/**
 * Oracle modifies columns.
 */
record OracleSchemaDdl() implements SchemaDdl {

	@Override
	public String liquibaseNames() {
		return "oracle";
	}

	@Override
	public String setNullable(String table, String column, String type, boolean nullable, String options) {
		return "alter table %s modify (%s %s)".formatted(table, column, nullable ? "null" : "not null");
	}

}
