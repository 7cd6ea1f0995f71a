package io.github.softdeleteaudit.shapes.querydsl;

import io.github.softdeleteaudit.test.TestDatabase;

class H2QuerydslTests extends QuerydslContract {

	H2QuerydslTests() {
		super(TestDatabase.H2);
	}

}
