package io.github.softdeleteaudit.shapes.filter;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.FilterJoinTable;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities whose rows are restricted otherwise too.
 */
public final class FilterModel {

	private FilterModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class FilterApplication {

		@Bean
		Tenant tenant() {
			return new Tenant();
		}

		@Bean
		HibernatePropertiesCustomizer tenantCustomizer(Tenant tenant) {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, tenant);
		}

	}

	/** Whose turn it is. */
	public static class Tenant implements CurrentTenantIdentifierResolver<String> {

		private String current = "one";

		public void become(String tenant) {
			this.current = tenant;
		}

		@Override
		public String resolveCurrentTenantIdentifier() {
			return this.current;
		}

		@Override
		public boolean isRoot(String tenant) {
			return tenant.equals("root");
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return true;
		}

	}

	public interface DocumentRepository
			extends SoftDeleteRepository<Document, Long>, AuditedRepository<Document, Long> {

		long deleteByName(String name);

	}

	public interface FolderRepository
			extends SoftDeleteRepository<Folder, FolderId>, AuditedRepository<Folder, FolderId> {

	}

	public interface NoteRepository extends SoftDeleteRepository<Note, Long> {

	}

	public interface AssetRepository extends SoftDeleteRepository<Asset, Long> {

	}

	public interface ShopRepository extends SoftDeleteRepository<Shop, Long> {

	}

	public interface ProductRepository extends SoftDeleteRepository<Product, Long> {

	}

	public interface LetterRepository extends SoftDeleteRepository<Letter, Long> {

	}

	public interface BoxRepository extends SoftDeleteRepository<Box, Long> {

	}

	public interface MeasurementRepository extends SoftDeleteRepository<Measurement, Long> {

	}

	public interface ReadingRepository extends SoftDeleteRepository<Reading, Long> {

	}

	/** Belongs to a tenant. */
	@Entity(name = "Document")
	@Audited
	public static class Document extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@TenantId
		public String tenant;

		public String name;

		@OneToMany(mappedBy = "document", cascade = CascadeType.ALL, orphanRemoval = true)
		@org.hibernate.envers.NotAudited
		public Set<Note> notes = new LinkedHashSet<>();

		@ElementCollection
		@org.hibernate.envers.NotAudited
		public Set<String> words = new LinkedHashSet<>();

		@ManyToMany
		@org.hibernate.envers.NotAudited
		public List<Note> pinned = new ArrayList<>();

		protected Document() {
		}

		public Document(String name) {
			this.name = name;
			this.words.addAll(Set.of(name + " 1", name + " 2"));
		}

		public String getName() {
			return this.name;
		}

	}

	/** Belongs to a tenant, by its id. */
	@Entity(name = "Folder")
	@IdClass(FolderId.class)
	@Audited
	public static class Folder extends SoftDeletableEntity {

		@Id
		public Long number;

		@Id
		@TenantId
		public String tenant;

		public String name;

		protected Folder() {
		}

		public Folder(Long number, String name) {
			this.number = number;
			this.name = name;
		}

		public FolderId id() {
			return new FolderId(this.number, this.tenant);
		}

	}

	/** Id of a folder. */
	public static class FolderId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long number;

		public String tenant;

		protected FolderId() {
		}

		public FolderId(Long number, String tenant) {
			this.number = number;
			this.tenant = tenant;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof FolderId id && id.number.equals(this.number) && id.tenant.equals(this.tenant);
		}

		@Override
		public int hashCode() {
			return this.number.hashCode();
		}

	}

	/** Belongs to a tenant, unversioned. */
	@Entity(name = "Note")
	public static class Note extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Document document;

		@ManyToOne
		public Document source;

		protected Note() {
		}

		public Note(Document document, String text) {
			this.document = document;
			this.text = text;
			document.notes.add(this);
		}

	}

	/** Belongs to a tenant, joined. */
	@Entity(name = "Asset")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Asset extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String name;

	}

	@Entity(name = "Car")
	public static class Car extends Asset {

		public String plate;

		protected Car() {
		}

		public Car(String name) {
			this.name = name;
			this.plate = "plate of " + name;
		}

	}

	/** Its collections are filtered. */
	@Entity(name = "Shop")
	public static class Shop extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "shop", cascade = CascadeType.ALL)
		@Filter(name = "region", condition = "region = :region")
		public Set<Product> products = new LinkedHashSet<>();

		@ManyToMany
		@Filter(name = "region", condition = "region = :region")
		@FilterJoinTable(name = "shelf", condition = "shelf is null or shelf <> :shelf")
		@JoinTable(name = "shop_offer")
		public Set<Product> offers = new LinkedHashSet<>();

		@OneToMany(mappedBy = "shop")
		@Filter(name = "either", condition = "region = :region or region = 'east'")
		public Set<Product> either = new LinkedHashSet<>();

		@ManyToMany
		@Filter(name = "either", condition = "region = :region or region = 'east'")
		public Set<Product> eitherLinked = new LinkedHashSet<>();

		protected Shop() {
		}

		public Shop(String name) {
			this.name = name;
		}

	}

	/** Filtered, loading by key included. */
	@Entity(name = "Product")
	@FilterDef(name = "region", parameters = @ParamDef(name = "region", type = String.class), applyToLoadByKey = true)
	@FilterDef(name = "shelf", parameters = @ParamDef(name = "shelf", type = String.class))
	@FilterDef(name = "either", parameters = @ParamDef(name = "region", type = String.class))
	@Filter(name = "region", condition = "region = :region")
	@Filter(name = "either", condition = "region = :region or region = 'east'")
	public static class Product extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String region;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shop shop;

		protected Product() {
		}

		public Product(String region, String name) {
			this.region = region;
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	/** Refers to what is filtered. */
	@Entity(name = "Sale")
	public static class Sale extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		@ManyToOne
		public Product eager;

		@ManyToOne(fetch = FetchType.LAZY)
		public Product lazy;

		protected Sale() {
		}

		public Sale(Product product) {
			this.eager = product;
			this.lazy = product;
		}

	}

	/** Has a restriction of its own, with an "or". */
	@Entity(name = "Letter")
	@SQLRestriction("secret is null or secret = 'no'")
	public static class Letter extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String secret;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Box box;

		protected Letter() {
		}

		public Letter(Box box, String name) {
			this.box = box;
			this.name = name;
			box.letters.add(this);
		}

		public String getName() {
			return this.name;
		}

	}

	/** Its collections have restrictions of their own. */
	@Entity(name = "Box")
	public static class Box extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@ManyToOne
		public Letter first;

		@OneToMany(mappedBy = "box", cascade = CascadeType.ALL)
		public Set<Letter> letters = new LinkedHashSet<>();

		@OneToMany(mappedBy = "box")
		@SQLRestriction("name = 'a' or name = 'b'")
		public Set<Letter> abs = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "box_copy")
		@SQLRestriction("name = 'a' or name = 'b'")
		@SQLJoinTableRestriction("kind is null or kind = 'shown'")
		public List<Letter> copies = new ArrayList<>();

		protected Box() {
		}

		public Box(String name) {
			this.name = name;
		}

	}

	/** Partitioned, which leaves its id alone without a unique key to refer to. */
	@Entity(name = "Measurement")
	public static class Measurement extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@PartitionKey
		@Column(name = "taken_in")
		public String year;

		@Column(name = "measured")
		public String value;

		@ElementCollection
		@CollectionTable(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Set<String> words = new LinkedHashSet<>();

		@OneToMany(mappedBy = "measurement", cascade = CascadeType.ALL)
		public Set<Reading> readings = new LinkedHashSet<>();

		protected Measurement() {
		}

		public Measurement(String year, String value) {
			this.year = year;
			this.value = value;
			this.words.addAll(Set.of(value + " 1", value + " 2"));
		}

		public String getValue() {
			return this.value;
		}

	}

	/** Partitioned, unversioned. */
	@Entity(name = "Reading")
	public static class Reading extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@PartitionKey
		@Column(name = "taken_in")
		public String year;

		@Column(name = "measured")
		public String value;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Measurement measurement;

		protected Reading() {
		}

		public Reading(Measurement measurement, String value) {
			this.measurement = measurement;
			this.year = measurement.year;
			this.value = value;
			measurement.readings.add(this);
		}

	}

}
