package io.github.softdeleteaudit.readme.shop;

import java.time.OffsetDateTime;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

// tag::own-attributes[]
@Entity
@Audited
@SoftDeletable
public class Tag {

	@Id
	@GeneratedValue
	private Long id;

	private String label;

	@DeletedAt
	@Column(name = "gone_since")
	private OffsetDateTime goneSince;

	@DeletedBy
	private String goneBy;

	@DeletionId
	private UUID deletion;

	// constructors, getters and setters
	// end::own-attributes[]

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

	public OffsetDateTime getGoneSince() {
		return this.goneSince;
	}

	public String getGoneBy() {
		return this.goneBy;
	}

	public UUID getDeletion() {
		return this.deletion;
	}

	// tag::own-attributes[]

}
// end::own-attributes[]
