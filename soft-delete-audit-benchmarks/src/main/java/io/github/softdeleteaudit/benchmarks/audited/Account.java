package io.github.softdeleteaudit.benchmarks.audited;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An audited entity that is deleted softly.
 */
@Entity
@Audited
@Table(name = "account")
public class Account extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String name;

	protected Account() {
	}

	public Account(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public void setName(String name) {
		this.name = name;
	}

}
