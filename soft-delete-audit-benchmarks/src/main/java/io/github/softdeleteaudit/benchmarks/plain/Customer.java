package io.github.softdeleteaudit.benchmarks.plain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

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
 * A customer, with the columns of a deletion but nothing that tends them.
 */
@Entity
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

	private @Nullable Instant deletedAt;

	private @Nullable String deletedBy;

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
