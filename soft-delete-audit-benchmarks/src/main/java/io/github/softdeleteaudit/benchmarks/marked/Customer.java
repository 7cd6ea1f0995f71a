package io.github.softdeleteaudit.benchmarks.marked;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 */
@Entity
@SoftDeletable
@Table(name = "customer", indexes = @Index(columnList = "code"))
public class Customer {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String code;

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
	private Set<Purchase> purchases = new HashSet<>();

	@DeletedAt
	private @Nullable Instant deletedAt;

	@DeletedBy
	private @Nullable String deletedBy;

	@DeletionId
	private @Nullable UUID deletionId;

	protected Customer() {
	}

	public Customer(String code, int purchases) {
		this.code = code;
		for (int i = 0; i < purchases; i++) {
			this.purchases.add(new Purchase(this, code + "-" + i));
		}
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Set<Purchase> getPurchases() {
		return this.purchases;
	}

}
