package io.github.softdeleteaudit.shapes.bulkupdate;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.BulkUpdateApplication;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Document;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Dog;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Letter;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Slip;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.SlipId;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Stated;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Task;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Van;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Vehicle;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: an update of more rows than a statement can name is recorded.
 */
abstract class ManyRowsContract extends ShapeContract {

	ManyRowsContract(TestDatabase database) {
		super(database, BulkUpdateApplication.class);
	}

	static Stream<Kind> all() {
		return Stream.of(new Kind(Task.class, Task::new), new Kind(Dog.class, Dog::new),
				new Kind(Letter.class, Letter::new), new Kind(Document.class, Letter::new),
				new Kind(Vehicle.class, Van::new), new Kind(Van.class, Van::new),
				new Kind(Slip.class, () -> new Slip(new SlipId(UUID.randomUUID().toString(), 1))));
	}

	@ParameterizedTest
	@MethodSource("all")
	void thousandsOfRowsAreRecorded(Kind kind) {
		String batch = UUID.randomUUID().toString();
		tx(() -> {
			for (int i = 0; i < 2000; i++) {
				persist(kind, batch, "a");
			}
		});
		tx(() -> assertThat(update(kind, batch, "a", "b")).isEqualTo(2000));
		Number recorded = (Number) get(() -> AuditReaderFactory.get(em())
			.createQuery()
			.forRevisionsOfEntity(kind.type, false, true)
			.add(AuditEntity.property("batch").eq(batch))
			.add(AuditEntity.property("state").eq("b"))
			.addProjection(AuditEntity.revisionNumber().count())
			.getSingleResult());
		assertThat(recorded.intValue()).isEqualTo(2000);
	}

	private Stated persist(Kind kind, String batch, String state) {
		Stated row = kind.created.get();
		row.batch = batch;
		row.state = state;
		em().persist(row);
		return row;
	}

	private int update(Kind kind, String batch, String from, String to) {
		return em()
			.createQuery("update %s e set e.state = :to where e.batch = :batch and e.state = :from".formatted(kind))
			.setParameter("to", to)
			.setParameter("batch", batch)
			.setParameter("from", from)
			.executeUpdate();
	}

	record Kind(Class<? extends Stated> type, Supplier<Stated> created) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
