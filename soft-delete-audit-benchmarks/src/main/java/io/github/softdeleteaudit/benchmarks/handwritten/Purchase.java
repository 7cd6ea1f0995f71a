package io.github.softdeleteaudit.benchmarks.handwritten;

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
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An audited purchase that is deleted softly by hand.
 */
@Entity
@Table(name = "purchase", indexes = @Index(columnList = "customer_id"))
@Audited
@SQLDelete(sql = "update purchase set deleted_at = current_timestamp where id = ? and version = ?")
@SQLRestriction("deleted_at is null")
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
