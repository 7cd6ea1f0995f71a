package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A contract on the schema of an empty database, on which applications start one after
 * another.
 */
abstract class SchemaContract {

	private final TestDatabase kind;

	private DatabaseConnection database;

	SchemaContract(TestDatabase kind) {
		this.kind = kind;
	}

	@BeforeEach
	void createDatabase() {
		this.database = this.kind.create();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	TestDatabase kind() {
		return this.kind;
	}

	DatabaseConnection database() {
		return this.database;
	}

	/**
	 * An application with some entities.
	 */
	SchemaApplications of(Class<?>... entities) {
		return SchemaApplications.on(this.database).of(entities);
	}

	/**
	 * Create the schema of some entities as the script does.
	 */
	SchemaApplications created(Class<?>... entities) {
		SchemaApplications application = of(entities);
		return application.upgrade(application.create());
	}

	SchemaCatalog catalog() {
		return SchemaCatalog.of(this.database).withoutOrder();
	}

}
