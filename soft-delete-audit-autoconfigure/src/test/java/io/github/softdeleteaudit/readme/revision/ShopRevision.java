package io.github.softdeleteaudit.readme.revision;

import io.github.softdeleteaudit.audit.AuditRevision;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

// tag::extended-revision[]
@Entity
@RevisionEntity
@Table(name = "REVINFO")
public class ShopRevision extends AuditRevision {

	@Column(nullable = false)
	private String branch;

	public String getBranch() {
		return this.branch;
	}

	public void setBranch(String branch) {
		this.branch = branch;
	}

}
// end::extended-revision[]
