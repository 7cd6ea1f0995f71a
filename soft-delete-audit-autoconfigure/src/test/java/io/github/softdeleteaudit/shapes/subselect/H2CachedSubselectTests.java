package io.github.softdeleteaudit.shapes.subselect;

import io.github.softdeleteaudit.test.CachedMappings;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

class H2CachedSubselectTests extends SubselectContract {

	H2CachedSubselectTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return CachedMappings.everything(CacheConcurrencyStrategy.READ_WRITE);
	}

}
