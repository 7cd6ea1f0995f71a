package io.github.softdeleteaudit.shapes.linkaudit;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Posts with links by another key than the id, and to entities that are not audited.
 */
public final class LinkAuditModel {

	private LinkAuditModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class LinkAuditApplication {

	}

	public interface PostRepository extends SoftDeleteRepository<Post, Long>, AuditedRepository<Post, Long> {

	}

	public interface TagRepository extends SoftDeleteRepository<Tag, Long>, AuditedRepository<Tag, Long> {

	}

	public interface LabelRepository extends SoftDeleteRepository<Label, String> {

	}

	@Entity(name = "Post")
	@Audited
	public static class Post extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToMany
		@JoinTable(name = "post_tag",
				inverseJoinColumns = @JoinColumn(name = "tag_code", referencedColumnName = "code"))
		public Set<Tag> tags = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "post_label")
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		public Set<Label> labels = new HashSet<>();

	}

	@Entity(name = "Tag")
	@Audited
	public static class Tag extends SoftDeletableEntity implements Serializable {

		private static final long serialVersionUID = 1L;

		@Id
		@GeneratedValue
		public Long id;

		@Column(unique = true)
		public String code;

		protected Tag() {
		}

		public Tag(String code) {
			this.code = code;
		}

	}

	/** Not audited. */
	@Entity(name = "Label")
	public static class Label extends SoftDeletableEntity {

		@Id
		public String id;

		protected Label() {
		}

		public Label(String id) {
			this.id = id;
		}

	}

}
