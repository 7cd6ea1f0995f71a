package io.github.softdeleteaudit.autoconfigure.own;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/**
 * A revision entity as an application may have had for long.
 */
@Entity
@RevisionEntity
public class OwnRevision {

	@Id
	@GeneratedValue
	@RevisionNumber
	private int number;

	@RevisionTimestamp
	private long timestamp;

}
