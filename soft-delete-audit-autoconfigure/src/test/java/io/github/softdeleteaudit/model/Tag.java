package io.github.softdeleteaudit.model;

import java.time.OffsetDateTime;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

/**
 * Without a deletion id.
 */
@Entity
@Audited
@SoftDeletable
public class Tag {

	@Id
	@GeneratedValue
	private Long id;

	@Version
	private long version;

	private String label;

	@DeletedAt
	private OffsetDateTime deletedAt;

	@DeletedBy
	private String deletedBy;

	protected Tag() {
	}

	public Tag(String label) {
		this.label = label;
	}

	public Long getId() {
		return this.id;
	}

	public String getLabel() {
		return this.label;
	}

	public void setLabel(String label) {
		this.label = label;
	}

	public OffsetDateTime getDeletedAt() {
		return this.deletedAt;
	}

	public String getDeletedBy() {
		return this.deletedBy;
	}

}
