package io.github.softdeleteaudit.readme.shop;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

// tag::entity[]
@Entity
@Audited
public class Customer extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	@Version
	private long version;

	private String name;

	@ElementCollection
	private Set<String> phones = new LinkedHashSet<>();

	@ManyToMany
	private Set<Tag> tags = new LinkedHashSet<>();

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
	private Set<Purchase> purchases = new LinkedHashSet<>();

	// constructors, getters and setters
	// end::entity[]

	protected Customer() {
	}

	public Customer(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public long getVersion() {
		return this.version;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Set<String> getPhones() {
		return this.phones;
	}

	public Set<Tag> getTags() {
		return this.tags;
	}

	public Set<Purchase> getPurchases() {
		return this.purchases;
	}

	// tag::entity[]

}
// end::entity[]
