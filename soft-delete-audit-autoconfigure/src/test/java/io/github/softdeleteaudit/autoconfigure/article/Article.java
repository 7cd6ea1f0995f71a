package io.github.softdeleteaudit.autoconfigure.article;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Article extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	protected Article() {
	}

	public Article(String title) {
		this.title = title;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

}
