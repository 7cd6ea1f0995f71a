package io.github.softdeleteaudit.autoconfigure.extended;

import io.github.softdeleteaudit.audit.AuditRevision;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

/**
 * The starter's revision with a column more.
 */
@Entity
@RevisionEntity
@Table(name = "REVINFO")
public class ExtendedRevision extends AuditRevision {

	private String branch = "main";

	public String getBranch() {
		return this.branch;
	}

}
