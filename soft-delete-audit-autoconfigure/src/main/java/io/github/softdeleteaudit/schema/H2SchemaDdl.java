package io.github.softdeleteaudit.schema;

import java.util.List;

/**
 * H2 takes expressions where a sequence is created.
 */
record H2SchemaDdl() implements SchemaDdl {

	private static final String OF_TABLE = "from information_schema.columns where table_schema = ? and table_name = ?";

	@Override
	public String liquibaseNames() {
		return "h2";
	}

	@Override
	public String columnTypes() {
		return "select column_name, data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier) " + OF_TABLE;
	}

	@Override
	public String definitions() {
		return "select column_name, generation_expression " + OF_TABLE;
	}

	@Override
	public String renameColumn(String table, String from, String to) {
		return "alter table %s alter column %s rename to %s".formatted(table, from, to);
	}

	@Override
	public List<String> createSequence(String sequence, String create, String next, int increment) {
		return List.of("create sequence %s start with %s increment by %d".formatted(sequence, next, increment));
	}

}
