package io.github.softdeleteaudit.repository;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlKilledRunTests extends KilledRunContract {

	PostgreSqlKilledRunTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	String transactionsQuery() {
		return "select count(*) from pg_stat_activity where datname = current_database() and xact_start is not null"
				+ " and pid <> pg_backend_pid()";
	}

	@Override
	void stopInserts(String table, String condition) {
		this.application.jdbc()
			.execute("create or replace function stop_insert() returns trigger language plpgsql as"
					+ " 'begin perform pg_sleep(60); return null; end'");
		this.application.jdbc()
			.execute(
					"create trigger stop_insert after insert on %s for each row when (%s) execute function stop_insert()"
						.formatted(table, condition));
	}

	@Override
	boolean killStopped() {
		return count("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
				+ " and wait_event = 'PgSleep'") > 0;
	}

	@Override
	void allowInserts(String table) {
		this.application.jdbc().execute("drop trigger stop_insert on " + table);
	}

}
