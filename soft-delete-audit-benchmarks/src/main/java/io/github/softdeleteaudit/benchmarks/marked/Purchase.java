package io.github.softdeleteaudit.benchmarks.marked;

import java.time.Instant;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
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
@SoftDeletable
@Table(name = "purchase", indexes = @Index(columnList = "customer_id"))
public class Purchase {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String title;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	private Customer customer;

	@DeletedAt
	private @Nullable Instant deletedAt;

	@DeletedBy
	private @Nullable String deletedBy;

	@DeletionId
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
