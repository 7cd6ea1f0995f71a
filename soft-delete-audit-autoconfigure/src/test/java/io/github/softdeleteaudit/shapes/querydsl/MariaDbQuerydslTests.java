package io.github.softdeleteaudit.shapes.querydsl;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbQuerydslTests extends QuerydslContract {

	MariaDbQuerydslTests() {
		super(TestDatabase.MARIADB);
	}

}
