package io.github.softdeleteaudit.schema.existing.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/**
 * A revision as Envers had it with Hibernate 5: numbers of an identity column.
 */
@Entity
@RevisionEntity
@Table(name = "REVINFO")
public class IdentityRevision {

	@Id
	@RevisionNumber
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Column(name = "REV")
	public int id;

	@RevisionTimestamp
	@Column(name = "REVTSTMP")
	public Long timestamp;

}
