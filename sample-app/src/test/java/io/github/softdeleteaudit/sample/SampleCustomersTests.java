package io.github.softdeleteaudit.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application fills itself with.
 */
@SpringBootTest(properties = "sample.customers.enabled=true")
class SampleCustomersTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ApplicationRunner sampleCustomers;

	@Test
	void theApplicationFillsItselfOnceAndAsTheSystem() throws Exception {
		assertThat(count("select count(*) from customer")).isEqualTo(1000);
		assertThat(count("select count(*) from customer_aud")).isEqualTo(1000);
		assertThat(count("select count(*) from order_line")).isGreaterThan(1000);
		assertThat(count("select count(*) from customer_phone")).isGreaterThan(500);
		assertThat(count("select count(*) from customer_tag")).isGreaterThan(500);
		assertThat(this.jdbc.sql("select distinct actor from revinfo").query(String.class).list())
			.containsExactly("system");

		this.sampleCustomers.run(new DefaultApplicationArguments());

		assertThat(count("select count(*) from customer")).isEqualTo(1000);
	}

	private int count(String sql) {
		return this.jdbc.sql(sql).query(Integer.class).single();
	}

}
