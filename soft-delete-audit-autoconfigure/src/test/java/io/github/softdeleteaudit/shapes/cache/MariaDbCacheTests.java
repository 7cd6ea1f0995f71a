package io.github.softdeleteaudit.shapes.cache;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class MariaDbCacheTests extends CacheContract {

	MariaDbCacheTests() {
		super(TestDatabase.MARIADB, CacheConcurrencyStrategy.READ_WRITE);
	}

}
