package io.github.softdeleteaudit.benchmarks.plain;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A purchase.
 */
@Entity
@Table(name = "purchase", indexes = @Index(columnList = "customer_id"))
public class Purchase {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String title;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	private Customer customer;

	private @Nullable Instant deletedAt;

	private @Nullable String deletedBy;

	private @Nullable UUID deletionId;

	protected Purchase() {
	}

	Purchase(Customer customer, String title) {
		this.customer = customer;
		this.title = title;
	}

	public String getTitle() {
		return this.title;
	}

	public Customer getCustomer() {
		return this.customer;
	}

}
