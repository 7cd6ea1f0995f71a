package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

// tag::legacy[]
@Entity
@SoftDeletable
public class LegacyItem {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@Deleted
	@Column(name = "is_deleted")
	private Boolean deleted;

	// end::legacy[]

	public Integer getId() {
		return this.id;
	}

	public Boolean getDeleted() {
		return this.deleted;
	}

	// tag::legacy[]

}
// end::legacy[]
