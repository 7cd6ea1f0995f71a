package io.github.softdeleteaudit.sample.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A customer; no two have the same address, but for deleted ones. Deleting it takes its
 * orders along and keeps its tags and phones; restoring it brings all of them back.
 */
@Entity
@Audited
@LiveUnique(attributes = "email", ignoreCase = true)
class Customer extends SoftDeletableEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	@Version
	private long version;

	@Column(nullable = false, length = 100)
	private String name;

	@Column(nullable = false, length = 200)
	private String email;

	@ManyToMany
	@JoinTable(name = "customer_tag", joinColumns = @JoinColumn(name = "customer_id"),
			inverseJoinColumns = @JoinColumn(name = "tag_id"))
	private Set<Tag> tags = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "customer_phone", joinColumns = @JoinColumn(name = "customer_id"))
	private Set<Phone> phones = new HashSet<>();

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<Order> orders = new ArrayList<>();

	protected Customer() {
	}

	Customer(String name, String email, Collection<Tag> tags, Collection<Phone> phones) {
		this.name = name;
		this.email = email;
		this.tags.addAll(tags);
		this.phones.addAll(phones);
	}

	void change(String name, String email, Collection<Tag> tags, Collection<Phone> phones) {
		this.name = name;
		this.email = email;
		this.tags.retainAll(tags);
		this.tags.addAll(tags);
		this.phones.retainAll(phones);
		this.phones.addAll(phones);
	}

	Order order(Instant orderedAt) {
		Order order = new Order(this, orderedAt);
		this.orders.add(order);
		return order;
	}

	@Nullable Long getId() {
		return this.id;
	}

	long getVersion() {
		return this.version;
	}

	String getName() {
		return this.name;
	}

	String getEmail() {
		return this.email;
	}

	Set<Tag> getTags() {
		return this.tags;
	}

	Set<Phone> getPhones() {
		return this.phones;
	}

	List<Order> getOrders() {
		return this.orders;
	}

}
