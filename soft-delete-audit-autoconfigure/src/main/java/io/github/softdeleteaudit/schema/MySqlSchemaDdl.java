package io.github.softdeleteaudit.schema;

import java.util.List;

/**
 * MySQL and MariaDB define a column anew to change it. MariaDB has sequences, which begin
 * with a literal.
 */
record MySqlSchemaDdl() implements SchemaDdl {

	private static final String OF_TABLE = "from information_schema.columns where table_schema = ? and table_name = ?";

	// MariaDB by the driver of the other one is taken for that
	@Override
	public String liquibaseNames() {
		return "mariadb,mysql";
	}

	@Override
	public String columnTypes() {
		return "select column_name, column_type " + OF_TABLE;
	}

	@Override
	public String definitions() {
		return "select column_name, generation_expression " + OF_TABLE;
	}

	@Override
	public String setNullable(String table, String column, String type, boolean nullable) {
		return "alter table %s modify column %s %s%s".formatted(table, column, type, nullable ? "" : " not null");
	}

	@Override
	public String dropIndex(String schema, String table, String index) {
		return "alter table %s drop index %s".formatted(table, index);
	}

	@Override
	public boolean dropsConstraintsAsIndexes() {
		return true;
	}

	@Override
	public String dropForeignKey(String table, String key) {
		return "alter table %s drop foreign key %s".formatted(table, key);
	}

	@Override
	public String renameIndex(String schema, String table, String from, String to) {
		return "alter table %s rename index %s to %s".formatted(table, from, to);
	}

	@Override
	public String setIncrement(String sequence, int increment) {
		return "alter sequence %s increment %d".formatted(sequence, increment);
	}

	// without a cache, as Hibernate creates them
	@Override
	public List<String> createSequence(String sequence, String create, String next, int increment) {
		return List.of(("begin not atomic declare next_id bigint; select %s into next_id; "
				+ "execute immediate concat('create sequence %s start with ', next_id, ' increment by %d nocache'); end")
			.formatted(next, sequence.replace("'", "''"), increment));
	}

}
