package io.github.softdeleteaudit.sample;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * {@link DeletedCustomerContract} on PostgreSQL.
 */
class PostgreSqlDeletedCustomerTests extends DeletedCustomerContract {

	private static final DatabaseConnection database = TestDatabase.POSTGRESQL.create();

	PostgreSqlDeletedCustomerTests() {
		super(database);
	}

	@DynamicPropertySource
	static void datasource(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::username);
		registry.add("spring.datasource.password", database::password);
	}

}
