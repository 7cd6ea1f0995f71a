package io.github.softdeleteaudit.shapes.ondelete;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Leaf;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.Root;
import io.github.softdeleteaudit.shapes.ondelete.OnDeleteModel.RootRepository;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgreSqlOnDeleteTests extends OnDeleteContract {

	PostgreSqlOnDeleteTests() {
		super(TestDatabase.POSTGRESQL);
	}

	// which a lock of the row's other columns than its key would not wait for
	@Test
	void aPurgeWaitsForARowThatIsBeingAdded() throws Exception {
		Root root = saved(new Root());
		bean(RootRepository.class).delete(root);
		CompletableFuture<Void> purge = get(() -> {
			Leaf leaf = new Leaf();
			leaf.root = em().getReference(Root.class, root.id);
			em().persist(leaf);
			em().flush();
			CompletableFuture<Void> running = CompletableFuture
				.runAsync(() -> bean(RootRepository.class).purge(root.id));
			while (!running.isDone() && count("select count(*) from pg_locks where not granted") == 0) {
				Thread.onSpinWait();
			}
			return running;
		});
		assertThatThrownBy(() -> purge.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(StillReferencedException.class);
		assertThat(count("select count(*) from leaf where root_id = ?", root.id)).isOne();
	}

}
