package io.github.softdeleteaudit.shapes.querydsl;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlQuerydslTests extends QuerydslContract {

	PostgreSqlQuerydslTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
