package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

// tag::account[]
@Entity
@LiveUnique(attributes = "email", ignoreCase = true)
@LiveUnique(attributes = { "customer", "label" })
@LiveIndex(attributes = "label")
public class Account extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	private String email;

	@ManyToOne
	private Customer customer;

	private String label;

	// constructors, getters and setters
	// end::account[]

	protected Account() {
	}

	public Account(String email) {
		this.email = email;
	}

	public Account(Customer customer, String label) {
		this.customer = customer;
		this.label = label;
	}

	public Long getId() {
		return this.id;
	}

	public String getEmail() {
		return this.email;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public String getLabel() {
		return this.label;
	}

	// tag::account[]

}
// end::account[]
