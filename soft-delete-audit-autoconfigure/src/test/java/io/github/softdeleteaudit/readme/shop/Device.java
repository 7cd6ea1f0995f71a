package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

// tag::device[]
@Entity
@LiveIndex(attributes = "customer")
@LiveIndex(attributes = "name")
@Table(indexes = @Index(columnList = "code"))
public class Device extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private Customer customer;

	private String name;

	private String code;

	// constructors, getters and setters
	// end::device[]

	public Long getId() {
		return this.id;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public String getName() {
		return this.name;
	}

	public String getCode() {
		return this.code;
	}

	// tag::device[]

}
// end::device[]
