package io.github.softdeleteaudit.shapes.linkaudit;

import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.audit.AuditBaseline;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.Label;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.LabelRepository;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.LinkAuditApplication;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.Post;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.PostRepository;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.Tag;
import io.github.softdeleteaudit.shapes.linkaudit.LinkAuditModel.TagRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: links are purged, and their removal is recorded where it can be, whatever
 * they refer by and to.
 */
abstract class LinkAuditContract extends ShapeContract {

	private final String name = UUID.randomUUID().toString();

	LinkAuditContract(TestDatabase database) {
		super(database, LinkAuditApplication.class);
	}

	@Test
	void bothEndsOfALinkByAnotherKeyThanTheIdArePurged() {
		Tag tag = saved(new Tag(this.name));
		Tag other = saved(new Tag(this.name + " other"));
		Post post = saved(post(Set.of(tag, other), Set.of()));
		bean(TagRepository.class).deleteById(tag.id);
		bean(TagRepository.class).purge(tag.id);
		assertThat(links("post_tag", post)).isOne();
		bean(PostRepository.class).deleteById(post.id);
		bean(PostRepository.class).purge(post.id);
		assertThat(links("post_tag", post)).isZero();
		assertThat(bean(PostRepository.class).history(post.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.PURGED);
	}

	@Test
	void aBaselineGoesWithoutLinksByAnotherKeyThanTheId() {
		Post post = saved(post(Set.of(saved(new Tag(this.name + " baseline"))), Set.of()));
		this.application.jdbc().update("delete from post_aud where id = ?", post.id);
		this.application.jdbc().update("delete from post_tag_aud where post_id = ?", post.id);
		assertThat(bean(AuditBaseline.class).write(Post.class)).isOne();
	}

	@Test
	void aPurgeOfATargetThatIsNotAuditedRecordsThatItsLinksAreRemoved() {
		LabelRepository labels = bean(LabelRepository.class);
		Label label = saved(new Label(this.name));
		Post post = saved(post(Set.of(), Set.of(label)));
		labels.deleteById(label.id);
		labels.purge(label.id);
		assertThat(count("select count(*) from post_label_aud where post_id = ? and revtype = 2", post.id)).isOne();
		saved(new Label(this.name));
		tx(() -> assertThat(
				bean(PostRepository.class).findAsOf(post.id, this.application.clock().instant()).orElseThrow().labels)
			.isEmpty());
	}

	@Test
	void aPurgeOfATargetThatIsNotAuditedAndHasNoLinksWritesNoRevision() {
		Label label = saved(new Label(this.name + " alone"));
		long revisions = count("select count(*) from revinfo");
		bean(LabelRepository.class).deleteById(label.id);
		bean(LabelRepository.class).purge(label.id);
		assertThat(count("select count(*) from revinfo")).isEqualTo(revisions);
	}

	private long links(String table, Post post) {
		return count("select count(*) from %s where post_id = ?".formatted(table), post.id);
	}

	private static Post post(Set<Tag> tags, Set<Label> labels) {
		Post post = new Post();
		post.tags.addAll(tags);
		post.labels.addAll(labels);
		return post;
	}

}
