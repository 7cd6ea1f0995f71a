package io.github.softdeleteaudit.repository;

import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbKilledRunTests extends KilledRunContract {

	MariaDbKilledRunTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	String transactionsQuery() {
		return "select count(*) from information_schema.innodb_trx t join information_schema.processlist p"
				+ " on p.id = t.trx_mysql_thread_id where p.db = database() and p.id <> connection_id()";
	}

	@Override
	void stopInserts(String table, String condition) {
		this.application.jdbc()
			.execute("create trigger stop_insert after insert on %s for each row if %s then do sleep(60); end if"
				.formatted(table, condition));
	}

	@Override
	boolean killStopped() {
		List<Long> stopped = this.application.jdbc()
			.queryForList(
					"select id from information_schema.processlist where db = database() and state = 'User sleep'",
					Long.class);
		stopped.forEach((id) -> this.application.jdbc().execute("kill " + id));
		return !stopped.isEmpty();
	}

	@Override
	void allowInserts(String table) {
		this.application.jdbc().execute("drop trigger stop_insert");
	}

}
