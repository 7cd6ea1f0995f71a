package io.github.softdeleteaudit.shapes.cache;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class PostgreSqlCacheTests extends CacheContract {

	PostgreSqlCacheTests() {
		super(TestDatabase.POSTGRESQL, CacheConcurrencyStrategy.READ_WRITE);
	}

}
