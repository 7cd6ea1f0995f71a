package io.github.softdeleteaudit.readme.revision;

import io.github.softdeleteaudit.audit.AuditRevision;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

// tag::extended-revision[]
@Entity
@RevisionEntity
@Table(name = "REVINFO")
public class ShopRevision extends AuditRevision {

	private String branch = System.getProperty("shop.branch", "main");

	public String getBranch() {
		return this.branch;
	}

}
// end::extended-revision[]
