package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * Refers to a purchase that is not its own.
 */
@Entity
public class Shipment extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	@ManyToOne
	private Purchase purchase;

	protected Shipment() {
	}

	public Shipment(Purchase purchase) {
		this.purchase = purchase;
	}

	public Long getId() {
		return this.id;
	}

	public Purchase getPurchase() {
		return this.purchase;
	}

}
