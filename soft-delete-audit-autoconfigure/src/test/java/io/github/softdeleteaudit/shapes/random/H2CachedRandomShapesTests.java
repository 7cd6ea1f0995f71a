package io.github.softdeleteaudit.shapes.random;

import io.github.softdeleteaudit.test.CachedMappings;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.annotations.CacheConcurrencyStrategy;

import org.springframework.util.StringUtils;

class H2CachedRandomShapesTests extends RandomShapesContract {

	H2CachedRandomShapesTests() {
		super(TestDatabase.H2, 1500);
	}

	@Override
	protected String[] properties() {
		return StringUtils.concatenateStringArrays(super.properties(),
				CachedMappings.everythingWritten(CacheConcurrencyStrategy.READ_WRITE));
	}

}
