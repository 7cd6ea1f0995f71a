package io.github.softdeleteaudit.model;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * A legacy table's boolean, null included; not audited, not versioned, with an eager
 * reference.
 */
@Entity
@SoftDeletable
public class LegacyItem {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	private String name;

	@Deleted
	private Boolean deleted;

	@ManyToOne
	private Tag tag;

	protected LegacyItem() {
	}

	public LegacyItem(String name, Tag tag) {
		this.name = name;
		this.tag = tag;
	}

	public Integer getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Boolean getDeleted() {
		return this.deleted;
	}

	public Tag getTag() {
		return this.tag;
	}

}
