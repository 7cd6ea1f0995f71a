package io.github.softdeleteaudit.autoconfigure.article;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * Neither soft-deletable nor audited.
 */
@Entity
public class Keyword {

	@Id
	@GeneratedValue
	private Long id;

	public Long getId() {
		return this.id;
	}

}
