package io.github.softdeleteaudit.shapes.reference;

import io.github.softdeleteaudit.test.CachedMappings;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class H2CachedReferenceTests extends ReferenceContract {

	H2CachedReferenceTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return CachedMappings.everything(CacheConcurrencyStrategy.READ_WRITE);
	}

}
