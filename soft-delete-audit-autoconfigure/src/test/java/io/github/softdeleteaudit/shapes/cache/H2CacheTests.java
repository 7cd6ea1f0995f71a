package io.github.softdeleteaudit.shapes.cache;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class H2CacheTests extends CacheContract {

	H2CacheTests() {
		super(TestDatabase.H2, CacheConcurrencyStrategy.READ_WRITE);
	}

}
