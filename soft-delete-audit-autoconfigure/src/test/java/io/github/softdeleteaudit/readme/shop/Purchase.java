package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Purchase extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	private Customer customer;

	protected Purchase() {
	}

	public Purchase(Customer customer, String title) {
		this.customer = customer;
		this.title = title;
		customer.getPurchases().add(this);
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public Customer getCustomer() {
		return this.customer;
	}

}
