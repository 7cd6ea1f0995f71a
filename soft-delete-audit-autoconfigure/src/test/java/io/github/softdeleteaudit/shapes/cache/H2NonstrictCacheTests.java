package io.github.softdeleteaudit.shapes.cache;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class H2NonstrictCacheTests extends CacheContract {

	H2NonstrictCacheTests() {
		super(TestDatabase.H2, CacheConcurrencyStrategy.NONSTRICT_READ_WRITE);
	}

}
