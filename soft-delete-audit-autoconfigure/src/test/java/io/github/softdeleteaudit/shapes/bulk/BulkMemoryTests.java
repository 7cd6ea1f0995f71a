package io.github.softdeleteaudit.shapes.bulk;

import java.lang.management.ManagementFactory;

import io.github.softdeleteaudit.test.TestDatabase;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On PostgreSQL, which does its work in another process.
 */
class BulkMemoryTests extends BulkContract {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private int next = 1_000_000;

	BulkMemoryTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Test
	void whatADeleteAllocatesDoesNotDependOnTheNumberOfRows() {
		allocated(10);
		long few = allocated(10);
		long many = allocated(5_000);
		assertThat(many).as("bytes, where ten rows take " + few).isLessThan(2 * few);
	}

	private long allocated(int rows) {
		this.application.jdbc()
			.update("insert into item (id, version, amount, name) select n, 0, 1, 'many' from generate_series(%d, %d) n"
				.formatted(this.next, this.next + rows - 1));
		this.next += rows;
		long before = this.threads.getCurrentThreadAllocatedBytes();
		assertThat(bulk("delete from Item i where i.name = 'many'")).isEqualTo(rows);
		long allocated = this.threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(
				this.application.jdbc().queryForObject("select count(*) from item_aud where revtype = 2", Long.class))
			.isGreaterThanOrEqualTo(rows);
		return allocated;
	}

}
