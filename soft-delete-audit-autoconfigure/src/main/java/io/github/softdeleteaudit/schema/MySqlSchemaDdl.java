package io.github.softdeleteaudit.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * MySQL and MariaDB define a column anew to change it. MariaDB has sequences, which begin
 * with a literal.
 *
 * @param mariaDb whether it is MariaDB, which takes checks for parts of columns
 */
record MySqlSchemaDdl(boolean mariaDb) implements SchemaDdl {

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
	public String generatedColumns() {
		return "select column_name, concat(column_type, ' generated always as (', generation_expression, ')', "
				+ "if(extra like '%STORED%', ' stored', ' virtual'), if(extra like '%INVISIBLE%', ' invisible', '')) "
				+ OF_TABLE + " and generation_expression <> ''";
	}

	@Override
	public String columnOptions() {
		return "select column_name, concat_ws(' ', concat('collate ', collation_name), "
				+ "nullif(regexp_substr(extra, 'on update [a-z_]+([(][0-9]*[)])?'), ''), "
				+ "if(extra like '%INVISIBLE%', 'invisible', null), "
				+ "if(column_comment <> '', concat('comment ', quote(column_comment)), null)) " + OF_TABLE;
	}

	// a query of its own: joined to the columns it would open all tables of the server
	@Override
	public @Nullable String columnChecks() {
		return this.mariaDb ? "select constraint_name, concat('check (', check_clause, ')') "
				+ "from information_schema.check_constraints "
				+ "where constraint_schema = ? and table_name = ? and level = 'Column'" : null;
	}

	@Override
	public String setNullable(String table, String column, String type, boolean nullable, String options) {
		return "alter table %s modify column %s %s%s%s".formatted(table, column, type, nullable ? "" : " not null",
				options);
	}

	// with all that is mapped of the column
	@Override
	public String setNotNull(String table, String column, String type, String add) {
		return add.replaceFirst(" add column ", " modify column ");
	}

	@Override
	public String dropIndex(String schema, String table, String index) {
		return "alter table %s drop index %s".formatted(table, index);
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
