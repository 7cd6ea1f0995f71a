package io.github.softdeleteaudit.benchmarks.handwritten;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An audited entity that is deleted softly by hand.
 */
@Entity
@Audited
@Table(name = "account")
@SQLDelete(sql = "update account set deleted_at = current_timestamp where id = ? and version = ?")
@SQLRestriction("deleted_at is null")
public class Account {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String name;

	private @Nullable Instant deletedAt;

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
