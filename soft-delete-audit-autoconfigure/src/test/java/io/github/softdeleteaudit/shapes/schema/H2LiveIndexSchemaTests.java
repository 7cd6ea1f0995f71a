package io.github.softdeleteaudit.shapes.schema;

import java.nio.file.Path;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveIndexSchemaTests extends LiveIndexSchemaContract {

	H2LiveIndexSchemaTests() {
		super(TestDatabase.H2);
	}

	// in memory a check constraint stops working with the connection that created it
	@Override
	DatabaseConnection createDatabase(TestDatabase kind, Path directory) {
		return new DatabaseConnection(kind, "test", "jdbc:h2:file:" + directory.resolve("test").toAbsolutePath(), "sa",
				"");
	}

}
