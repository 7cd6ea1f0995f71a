package io.github.softdeleteaudit.shapes.bulk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.softdeleteaudit.shapes.bulk.BulkModel.Car;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Parent;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Truck;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.LockTimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchException;

class H2BulkDeleteTests extends BulkDeleteContract {

	H2BulkDeleteTests() {
		super(TestDatabase.H2);
	}

	// where a lock that is waited for too long rolls back its statement alone
	@Test
	void halfOfADeletionIsRolledBackAlsoWhereTheApplicationGoesOn() {
		Parent parent = parent(new Parent("half"));
		Tables before = contents();
		tx(() -> {
			execute("update MappedChild c set c.name = c.name where c.parent.id = " + parent.id);
			CompletableFuture
				.runAsync(() -> assertThatExceptionOfType(UnexpectedRollbackException.class)
					.isThrownBy(() -> tx(() -> assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(
							() -> em().createQuery("delete from Parent p where p.id = " + parent.id).executeUpdate()))))
				.join();
		});
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void soIsWhatIsDeletedFromSomeOfTheTablesOfAHierarchy() {
		saved(BulkModel.named(new Car(), "car"));
		saved(BulkModel.named(new Truck(), "truck"));
		Tables before = contents();
		for (String locked : List.of("Car", "Truck")) {
			tx(() -> {
				execute("update %s v set v.name = v.name".formatted(locked));
				CompletableFuture
					.runAsync(() -> catchException(() -> tx(() -> assertThatExceptionOfType(LockTimeoutException.class)
						.isThrownBy(() -> em().createQuery("delete from Vehicle").executeUpdate()))))
					.join();
			});
			assertThat(contents()).isEqualTo(before);
		}
	}

}
