package io.github.softdeleteaudit.audit;

import java.time.Instant;

import io.github.softdeleteaudit.actor.Reasons;
import io.github.softdeleteaudit.audit.FromStamp.Part;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * One audited transaction: when, by whom and why. Everything that Envers records in the
 * transaction refers to it. It is written by Hibernate alone, from the transaction's
 * stamp; whatever else sets its attributes is overwritten.
 * <p>
 * Unless the application has a revision entity of its own, the starter maps one named
 * {@code AuditRevision} to the table {@code REVINFO}. For more columns, extend this
 * class: <pre class="code">
 * &#64;Entity
 * &#64;RevisionEntity
 * &#64;Table(name = "REVINFO")
 * public class MyRevision extends AuditRevision { … }
 * </pre>
 */
@MappedSuperclass
public abstract class AuditRevision {

	// a client may send a request id of any length
	static final int REQUEST_ID_LENGTH = 255;

	@Id
	@RevisionNumber
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "REVINFO_SEQ")
	@SequenceGenerator(name = "REVINFO_SEQ", sequenceName = "REVINFO_SEQ", allocationSize = 50)
	@Column(name = "REV")
	private long id;

	@RevisionTimestamp
	@FromStamp(Part.NOW)
	@Column(name = "REVTSTMP", nullable = false, updatable = false, secondPrecision = 6)
	private Instant instant;

	@FromStamp(Part.ACTOR)
	@Column(name = "ACTOR", nullable = false, updatable = false)
	private String actor;

	@FromStamp(Part.IMPERSONATOR)
	@Column(name = "IMPERSONATOR", updatable = false)
	private @Nullable String impersonator;

	@FromStamp(Part.REQUEST_ID)
	@Column(name = "REQUEST_ID", updatable = false, length = REQUEST_ID_LENGTH)
	private @Nullable String requestId;

	@FromStamp(Part.REASON)
	@Column(name = "REASON", updatable = false, length = Reasons.MAXIMUM_LENGTH)
	private @Nullable String reason;

	/**
	 * For Hibernate, and for subclasses.
	 */
	protected AuditRevision() {
	}

	/**
	 * Return the revision number. Numbers are unique, but several nodes draw them from
	 * blocks of 50: their order is not that of time.
	 * @return the number, above zero
	 */
	public long getId() {
		return this.id;
	}

	/**
	 * Return when the revision was written: at the end of its transaction, when that
	 * holds the locks of all rows it has changed, so that the revisions of a row are in
	 * the order of its changes. The rows that it deleted tell a moment before, when the
	 * transaction made its stamp.
	 * @return the instant, in microseconds
	 */
	public Instant getInstant() {
		return this.instant;
	}

	/**
	 * Return who did it.
	 * @return the actor's name
	 */
	public String getActor() {
		return this.actor;
	}

	/**
	 * Return who stood behind the actor, if the actor was a switched user.
	 * @return the impersonator's name, or {@code null}
	 */
	public @Nullable String getImpersonator() {
		return this.impersonator;
	}

	/**
	 * Return the id of the request that led to it.
	 * @return the request id, cut to 255 characters, or {@code null}
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Return why it was done.
	 * @return the reason, or {@code null} when none was given
	 */
	public @Nullable String getReason() {
		return this.reason;
	}

}
