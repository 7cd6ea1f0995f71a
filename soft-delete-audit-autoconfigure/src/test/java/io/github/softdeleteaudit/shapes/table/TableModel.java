package io.github.softdeleteaudit.shapes.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.SecondaryRow;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities that are kept in more than one table.
 */
public final class TableModel {

	private TableModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class TableApplication {

	}

	public interface PersonRepository extends SoftDeleteRepository<Person, Long> {

	}

	public interface CompanyRepository extends SoftDeleteRepository<Company, Long> {

	}

	public interface DeviceRepository extends SoftDeleteRepository<Device, Long> {

	}

	/** An optional and a required secondary table, and collections of each kind. */
	@Entity(name = "Person")
	@SecondaryTable(name = "person_address", pkJoinColumns = @PrimaryKeyJoinColumn(name = "person_key"))
	@SecondaryTable(name = "person_profile")
	@SecondaryRow(table = "person_profile", optional = false)
	public static class Person extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@Column(table = "person_address")
		public String street;

		@Column(table = "person_address")
		public String city;

		@Column(table = "person_profile")
		public String motto;

		@Embedded
		@AttributeOverride(name = "country", column = @Column(name = "home_country"))
		@AttributeOverride(name = "town", column = @Column(name = "home_town"))
		public Place home;

		@Embedded
		@AttributeOverride(name = "country", column = @Column(name = "work_country", table = "person_profile"))
		@AttributeOverride(name = "town", column = @Column(name = "work_town", table = "person_profile"))
		public Place work;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "person_employer")
		public Company employer;

		@ElementCollection
		public Set<String> nicks = new LinkedHashSet<>();

		@ElementCollection
		@OrderColumn
		public List<String> steps = new ArrayList<>();

		@ElementCollection
		public Map<String, String> labels = new HashMap<>();

		@ElementCollection
		public Set<Phone> phones = new LinkedHashSet<>();

		@ElementCollection
		@OrderColumn
		public List<Phone> calls = new ArrayList<>();

		@ElementCollection
		public Map<String, Phone> phonesByUse = new LinkedHashMap<>();

		@Lob
		public String story;

		@Lob
		public byte[] picture;

	}

	@Embeddable
	public static class Place {

		public String country;

		public String town;

		protected Place() {
		}

		public Place(String country, String town) {
			this.country = country;
			this.town = town;
		}

	}

	@Embeddable
	public static class Phone {

		public String number;

		@ManyToOne(fetch = FetchType.LAZY)
		public Company provider;

		protected Phone() {
		}

		public Phone(String number, Company provider) {
			this.number = number;
			this.provider = provider;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Phone phone && Objects.equals(phone.number, this.number);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.number);
		}

	}

	/** What is referred to. */
	@Entity(name = "Company")
	public static class Company extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable(name = "company_devices")
		public Set<Device> devices = new LinkedHashSet<>();

		protected Company() {
		}

		public Company(String name) {
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	/** A boolean and an id, no version, and all that may change in secondary tables. */
	@Entity(name = "Device")
	@SoftDeletable
	@SecondaryTable(name = "device_size")
	@SecondaryTable(name = "device_color")
	@SecondaryRow(table = "device_color", optional = false)
	public static class Device {

		@Id
		@GeneratedValue
		public Long id;

		@Deleted
		@Column(name = "deleted_flag")
		public Boolean deleted = false;

		@DeletionId
		public UUID deletionId;

		@Column(table = "device_size")
		public Integer width;

		@Column(table = "device_color")
		public String color;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "device_keeper")
		public Person keeper;

		@ElementCollection
		public List<String> tags = new ArrayList<>();

	}

}
