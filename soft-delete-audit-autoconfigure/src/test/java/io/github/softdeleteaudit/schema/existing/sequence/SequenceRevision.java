package io.github.softdeleteaudit.schema.existing.sequence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/**
 * A revision as Envers had it with Hibernate 5: numbers of a sequence of all entities.
 */
@Entity
@RevisionEntity
@Table(name = "REVINFO")
public class SequenceRevision {

	@Id
	@RevisionNumber
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "hibernate_sequence")
	@SequenceGenerator(name = "hibernate_sequence", sequenceName = "hibernate_sequence", allocationSize = 1)
	@Column(name = "REV")
	public int id;

	@RevisionTimestamp
	@Column(name = "REVTSTMP")
	public Long timestamp;

}
