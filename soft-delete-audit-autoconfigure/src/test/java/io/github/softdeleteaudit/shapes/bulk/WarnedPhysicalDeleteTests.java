package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Physical deletes are let through with a warning where that is configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarnedPhysicalDeleteTests extends BulkContract {

	WarnedPhysicalDeleteTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] { "soft-delete-audit.soft-delete.physical-delete=warn" };
	}

	@Override
	void auditAgreesWithTheTables() {
		// no more, after a physical delete
	}

	@Test
	void nativeDeleteIsLetThroughWithAWarning(CapturedOutput output) {
		tx(() -> em().persist(new BulkModel.Node("1", null)));
		tx(() -> assertThat(em().createNativeQuery("delete from node where name = '1'").executeUpdate()).isOne());
		assertThat(count("select count(*) from node")).isZero();
		assertThat(output).contains("WARN")
			.contains("it deletes rows of the soft-deletable entity " + BulkModel.Node.class.getName() + " physically")
			.contains("delete from node where name = '1'");
	}

	@Test
	void otherDeletesAreSoftWithoutAWarning(CapturedOutput output) {
		items();
		int before = output.length();
		assertThat(bulk("delete from Item i where i.amount < 10")).isEqualTo(2);
		tx(() -> em().createQuery("select i from Item i", BulkModel.Item.class).getResultList().forEach(em()::remove));
		assertThat(deleted("item")).hasSize(4);
		assertThat(output.toString().substring(before)).doesNotContain("physically");
	}

}
