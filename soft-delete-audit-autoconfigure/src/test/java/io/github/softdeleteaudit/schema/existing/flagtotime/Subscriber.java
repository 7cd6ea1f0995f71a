package io.github.softdeleteaudit.schema.existing.flagtotime;

import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

/**
 * Of a table that had a unique constraint too, and knows the time of the last update.
 */
// tag::existing-flag-to-time[]
@Entity
@LiveUnique(attributes = "email")
public class Subscriber extends SoftDeletableEntity {

	@Id
	private Long id;

	private String email;

	private LocalDateTime updatedAt;

	@OneToMany(mappedBy = "subscriber", cascade = CascadeType.ALL)
	private Set<Subscription> subscriptions = new LinkedHashSet<>();

	// end::existing-flag-to-time[]
	protected Subscriber() {
	}

	public Subscriber(long id, String email) {
		this.id = id;
		this.email = email;
	}

	public Long getId() {
		return this.id;
	}

	public String getEmail() {
		return this.email;
	}

	public Set<Subscription> getSubscriptions() {
		return this.subscriptions;
	}

	// tag::existing-flag-to-time[]
	// constructors, getters and setters

}
// end::existing-flag-to-time[]
