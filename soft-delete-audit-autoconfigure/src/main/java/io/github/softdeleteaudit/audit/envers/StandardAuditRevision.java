package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.audit.AuditRevision;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

/**
 * The revision entity of an application that has none of its own. The names of its table,
 * key and sequence are Envers' defaults.
 */
@Entity(name = "AuditRevision")
@RevisionEntity
@Table(name = "REVINFO")
class StandardAuditRevision extends AuditRevision {

}
