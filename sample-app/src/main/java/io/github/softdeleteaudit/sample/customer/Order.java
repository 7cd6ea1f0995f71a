package io.github.softdeleteaudit.sample.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order.
 */
@Entity
@Table(name = "orders") // "order" is a reserved word
@Audited
class Order extends SoftDeletableEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Customer customer;

	@Column(nullable = false)
	private Instant orderedAt;

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<OrderLine> lines = new ArrayList<>();

	protected Order() {
	}

	Order(Customer customer, Instant orderedAt) {
		this.customer = customer;
		// What a database keeps of it
		this.orderedAt = orderedAt.truncatedTo(ChronoUnit.MICROS);
	}

	void addLine(String product, int quantity, BigDecimal unitPrice) {
		this.lines.add(new OrderLine(this, product, quantity, unitPrice));
	}

	@Nullable Long getId() {
		return this.id;
	}

	Instant getOrderedAt() {
		return this.orderedAt;
	}

	List<OrderLine> getLines() {
		return this.lines;
	}

}
