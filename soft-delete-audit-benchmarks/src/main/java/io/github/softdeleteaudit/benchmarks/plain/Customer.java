package io.github.softdeleteaudit.benchmarks.plain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.benchmarks.CustomerEntity;
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
@Table(name = "customer", indexes = @Index(columnList = "region, id"))
public class Customer implements CustomerEntity {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private String region;

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
	private Set<Purchase> purchases = new HashSet<>();

	private @Nullable Instant deletedAt;

	private @Nullable String deletedBy;

	private @Nullable UUID deletionId;

	protected Customer() {
	}

	public Customer(String region) {
		this.region = region;
	}

	@Override
	public @Nullable Long getId() {
		return this.id;
	}

	public String getRegion() {
		return this.region;
	}

	@Override
	public Set<Purchase> getPurchases() {
		return this.purchases;
	}

	@Override
	public void buy(String title) {
		this.purchases.add(new Purchase(title, this));
	}

}
