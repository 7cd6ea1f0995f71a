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

	// also of foreign keys
	@Override
	public String constraints() {
		return "select c.index_name, c.constraint_name from information_schema.table_constraints c "
				+ "join information_schema.indexes i on i.index_schema = c.index_schema and i.index_name = c.index_name "
				+ "where c.table_schema = ? and c.table_name = ? and i.is_generated";
	}

	@Override
	public String generatedColumns() {
		return "select column_name, data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier) "
				+ "|| case when is_visible then '' else ' invisible' end "
				+ "|| ' generated always as (' || generation_expression || ')' " + OF_TABLE
				+ " and is_generated = 'ALWAYS'";
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
