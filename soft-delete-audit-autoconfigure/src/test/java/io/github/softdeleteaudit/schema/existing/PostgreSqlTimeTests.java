package io.github.softdeleteaudit.schema.existing;

import java.time.Duration;

import io.github.softdeleteaudit.schema.existing.time.LetterRepository;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlTimeTests extends TimeContract {

	PostgreSqlTimeTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Test
	void instantOnALocalTimeIsShifted() {
		database()
			.execute("alter table letter alter column deleted_at type timestamp using deleted_at at time zone 'UTC'");
		try (TestApplication application = start()) {
			LetterRepository letters = application.bean(LetterRepository.class);
			letters.deleteById(1L);
			assertThat(letters.findDeletedById(1L).orElseThrow().getDeletedAt())
				.isEqualTo(application.clock().instant().plus(Duration.ofHours(1)));
		}
	}

}
