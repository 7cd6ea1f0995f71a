package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.util.stream.Stream;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlWholeSchemaTests extends WholeSchemaContract {

	// in place of all
	static Stream<Class<?>> models() throws IOException {
		return someModels();
	}

	PostgreSqlWholeSchemaTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
