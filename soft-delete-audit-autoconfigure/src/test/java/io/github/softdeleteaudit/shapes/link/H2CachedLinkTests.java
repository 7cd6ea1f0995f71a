package io.github.softdeleteaudit.shapes.link;

import io.github.softdeleteaudit.test.CachedMappings;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class H2CachedLinkTests extends LinkContract {

	H2CachedLinkTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return CachedMappings.everything(CacheConcurrencyStrategy.READ_WRITE);
	}

}
