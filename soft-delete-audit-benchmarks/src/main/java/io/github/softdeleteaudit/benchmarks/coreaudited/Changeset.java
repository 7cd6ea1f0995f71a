package io.github.softdeleteaudit.benchmarks.coreaudited;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Changelog;
import org.hibernate.audit.ChangelogMapping;

/**
 * A changeset, with its time.
 */
@Entity
@Changelog
@Table(name = "revinfo")
public class Changeset extends ChangelogMapping {

}
