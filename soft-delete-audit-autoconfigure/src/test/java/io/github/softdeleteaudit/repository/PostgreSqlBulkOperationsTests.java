package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class PostgreSqlBulkOperationsTests extends BulkOperationsContract {

	PostgreSqlBulkOperationsTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Test
	void aKilledConnectionLeavesAllOfAChunkOrNothing() {
		customersWithAll("killed", 6);
		String last = found("killed").stream().max(Comparator.comparing(Customer::getId)).orElseThrow().getName();
		JdbcTemplate jdbc = this.application.jdbc();
		jdbc.execute("create function kill_connection() returns trigger language plpgsql as"
				+ " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
		jdbc.execute("create trigger kill_connection after insert on customer_aud for each row when (new.name = '%s')"
			.formatted(last) + " execute function kill_connection()");
		List<Long> progress = new ArrayList<>();
		try {
			assertThatException().isThrownBy(() -> this.customers.deleteAll(named("killed"),
					Chunks.of(2).eachInOwnTransaction().onProgress(progress::add)));
		}
		finally {
			jdbc.execute("drop trigger kill_connection on customer_aud");
		}
		assertThat(progress).containsExactly(2L, 4L);
		assertThat(found("killed")).hasSize(2);
		assertThat(jdbc.queryForObject("select count(*) from purchase p join customer c on c.id = p.customer_id where"
				+ " c.name like 'killed %' and (p.deleted_at is null) <> (c.deleted_at is null)", Long.class))
			.isZero();
		assertThat(jdbc.queryForObject("select count(*) from customer_aud where revtype = 2 and name like 'killed %'",
				Long.class))
			.isEqualTo(4);
		assertThat(this.customers.deleteAll(named("killed"))).isEqualTo(2);
	}

}
