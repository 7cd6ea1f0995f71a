package io.github.softdeleteaudit.benchmarks.plain;

import java.time.Instant;
import java.util.UUID;

import io.github.softdeleteaudit.benchmarks.PurchaseEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A purchase, with the columns of a deletion but nothing that tends them.
 */
@Entity
@Table(name = "purchase", indexes = @Index(columnList = "customer_id"))
public class Purchase implements PurchaseEntity {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String title;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Customer customer;

	private @Nullable Instant deletedAt;

	private @Nullable String deletedBy;

	private @Nullable UUID deletionId;

	protected Purchase() {
	}

	public Purchase(String title, @Nullable Customer customer) {
		this.title = title;
		this.customer = customer;
	}

	@Override
	public @Nullable Long getId() {
		return this.id;
	}

	@Override
	public String getTitle() {
		return this.title;
	}

	@Override
	public void setTitle(String title) {
		this.title = title;
	}

	public @Nullable Customer getCustomer() {
		return this.customer;
	}

}
