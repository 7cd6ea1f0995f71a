package io.github.softdeleteaudit.benchmarks.softdelete;

import java.util.UUID;

import io.github.softdeleteaudit.benchmarks.PurchaseEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An audited purchase with Hibernate's soft delete. Its customer is eager: such an entity
 * cannot be the target of a lazy reference.
 */
@Entity
@Table(name = "purchase", indexes = @Index(columnList = "customer_id"))
@Audited
@SoftDelete(strategy = SoftDeleteType.TIMESTAMP, columnName = "deleted_at")
public class Purchase implements PurchaseEntity {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String title;

	@ManyToOne
	private @Nullable Customer customer;

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
