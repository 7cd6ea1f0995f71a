package io.github.softdeleteaudit.shapes.tracking;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.envers.Audited;
import org.hibernate.envers.EntityTrackingRevisionListener;
import org.hibernate.envers.ModifiedEntityNames;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionType;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities whose changes a revision and a listener are told of.
 */
public final class TrackingModel {

	private TrackingModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class TrackingApplication {

	}

	public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

	}

	@Entity
	@RevisionEntity(Listener.class)
	@Table(name = "REVINFO")
	public static class TrackingRevision extends AuditRevision {

		@ModifiedEntityNames
		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "CHANGED_AUD", joinColumns = @JoinColumn(name = "REV"))
		@Column(name = "ENTITYNAME")
		public Set<String> changed = new HashSet<>();

	}

	/** The application's own. */
	public static class Listener implements EntityTrackingRevisionListener {

		static final List<String> TOLD = new CopyOnWriteArrayList<>();

		@Override
		public void newRevision(Object revision) {
		}

		@Override
		@SuppressWarnings("rawtypes")
		public void entityChanged(Class entityClass, String entityName, Object entityId, RevisionType type,
				Object revision) {
			TOLD.add("%s %s %s".formatted(type, entityClass.getSimpleName(), entityId));
		}

	}

	@Entity(name = "Document")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	public static class Document extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String state;

	}

	@Entity(name = "Letter")
	@Audited
	public static class Letter extends Document {

		public String recipient;

	}

	/** With an id that cannot be selected by its name. */
	@Entity(name = "Copy")
	@Audited
	public static class Copy extends SoftDeletableEntity implements Serializable {

		@Id
		@ManyToOne
		public Document document;

		@Id
		public int number;

		public String state;

		@Override
		public String toString() {
			return "copy " + this.number;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Coin")
	@Audited
	public static class Coin {

		@Id
		@GeneratedValue
		public Long id;

		public String state;

		/** What changes along with it. */
		@Transient
		public Letter stake;

		@PostPersist
		void stake() {
			if (this.stake != null) {
				this.stake.recipient = this.state;
			}
		}

	}

}
