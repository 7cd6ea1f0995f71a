package io.github.softdeleteaudit.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Customer extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

	@Version
	private int version;

	private String name;

	@ManyToMany
	private Set<Tag> tags = new LinkedHashSet<>();

	@ElementCollection
	private Set<Phone> phones = new LinkedHashSet<>();

	@ElementCollection
	private List<String> notes = new ArrayList<>();

	@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
	private Set<Purchase> purchases = new LinkedHashSet<>();

	protected Customer() {
	}

	public Customer(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public int getVersion() {
		return this.version;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Set<Tag> getTags() {
		return this.tags;
	}

	public void setTags(Set<Tag> tags) {
		this.tags = tags;
	}

	public Set<Phone> getPhones() {
		return this.phones;
	}

	public List<String> getNotes() {
		return this.notes;
	}

	public Set<Purchase> getPurchases() {
		return this.purchases;
	}

	@Embeddable
	public record Phone(@Column(name = "phone_kind") String kind, @Column(name = "phone_number") String number) {
	}

}
