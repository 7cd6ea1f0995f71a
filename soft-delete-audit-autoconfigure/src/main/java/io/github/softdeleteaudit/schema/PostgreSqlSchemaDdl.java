package io.github.softdeleteaudit.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL creates indexes while others write, and keeps what is left of one if that
 * fails.
 */
record PostgreSqlSchemaDdl() implements SchemaDdl {

	private static final String OF_TABLE = " join pg_catalog.pg_class t on t.oid = %s "
			+ "join pg_catalog.pg_namespace n on n.oid = t.relnamespace where n.nspname = ? and t.relname = ?";

	private static final Pattern CREATE_INDEX = Pattern
		.compile("(create (?:unique )?index )(\"(?:[^\"])+\"|\\S+)( on .*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	@Override
	public String liquibaseNames() {
		return "postgresql";
	}

	@Override
	public String columnTypes() {
		return "select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_attribute a"
				+ OF_TABLE.formatted("a.attrelid") + " and a.attnum > 0 and not a.attisdropped";
	}

	@Override
	public String definitions() {
		return "select i.relname, coalesce('alter table ' || cast(x.indrelid as regclass) || ' add constraint ' "
				+ "|| quote_ident(c.conname) || ' ' || pg_catalog.pg_get_constraintdef(c.oid), "
				+ "pg_catalog.pg_get_indexdef(x.indexrelid)) from pg_catalog.pg_index x "
				+ "join pg_catalog.pg_class i on i.oid = x.indexrelid "
				+ "left join pg_catalog.pg_constraint c on c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x')"
				+ OF_TABLE.formatted("x.indrelid");
	}

	@Override
	public String constraints() {
		return "select i.relname, c.conname from pg_catalog.pg_constraint c "
				+ "join pg_catalog.pg_class i on i.oid = c.conindid" + OF_TABLE.formatted("c.conrelid")
				+ " and c.contype in ('p', 'u', 'x')";
	}

	// the expression is that of a default value
	@Override
	public String generatedColumns() {
		return "select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) || ' generated always as (' "
				+ "|| pg_catalog.pg_get_expr(d.adbin, d.adrelid) || ') stored' from pg_catalog.pg_attribute a "
				+ "join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum"
				+ OF_TABLE.formatted("a.attrelid") + " and a.attgenerated = 's'";
	}

	@Override
	public String invalidIndexes() {
		return "select c.relname, 'invalid' from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
				+ OF_TABLE.formatted("i.indrelid") + " and not i.indisvalid";
	}

	@Override
	public List<String> createSequence(String sequence, String create, String next, int increment) {
		return List.of(create, "select setval('%s', %s, false)".formatted(sequence.replace("'", "''"), next));
	}

	@Override
	public List<String> concurrently(String statement, String schema) {
		Matcher create = CREATE_INDEX.matcher(statement);
		if (create.matches()) {
			String name = create.group(2);
			return List.of("drop index concurrently if exists " + schema + name,
					create.group(1) + "concurrently " + name + create.group(3));
		}
		return statement.startsWith("drop index ")
				? List.of("drop index concurrently if exists " + statement.substring("drop index ".length()))
				: List.of();
	}

}
