package io.github.softdeleteaudit.shapes.naming;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.envers.Audited;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities in several schemas, with names that are reserved words, hold spaces and dots,
 * or come from elsewhere than the entity's own class.
 */
public final class NamingModel {

	private NamingModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class NamingApplication {

		@Bean
		PhysicalNamingStrategy physicalNamingStrategy(@Value("${spring.datasource.url}") String url,
				@Value("${test.naming}") Class<? extends PhysicalNamingStrategy> strategy) throws Exception {
			return new OwnCatalogs(strategy.getConstructor().newInstance(), url);
		}

	}

	/**
	 * Makes a mapping that names a schema as a catalog too fit every database: MariaDB
	 * has catalogs alone, where each gets a name of its own beside that of the database,
	 * and the others have one catalog.
	 */
	private static final class OwnCatalogs implements PhysicalNamingStrategy {

		private static final String MARIADB = "jdbc:mariadb:";

		private final PhysicalNamingStrategy delegate;

		private final String url;

		OwnCatalogs(PhysicalNamingStrategy delegate, String url) {
			this.delegate = delegate;
			this.url = url;
		}

		@Override
		public Identifier toPhysicalCatalogName(Identifier name, JdbcEnvironment environment) {
			if (name == null || !this.url.startsWith(MARIADB)) {
				return null;
			}
			String database = this.url.substring(this.url.lastIndexOf('/') + 1);
			return name.getText().startsWith(database) ? name
					: new Identifier(database + "_" + name.getText().toLowerCase(Locale.ROOT), name.isQuoted());
		}

		@Override
		public Identifier toPhysicalSchemaName(Identifier name, JdbcEnvironment environment) {
			return this.delegate.toPhysicalSchemaName(name, environment);
		}

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
			return this.delegate.toPhysicalTableName(name, environment);
		}

		@Override
		public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
			return this.delegate.toPhysicalSequenceName(name, environment);
		}

		@Override
		public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
			return this.delegate.toPhysicalColumnName(name, environment);
		}

	}

	/** What Spring Boot sets. */
	public static class Snake extends PhysicalNamingStrategySnakeCaseImpl {

	}

	/** Names as they are mapped. */
	public static class Standard extends PhysicalNamingStrategyStandardImpl {

	}

	/** A company's own rules: every name quoted, with a space and a dot. */
	public static class Company extends PhysicalNamingStrategyStandardImpl {

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
			return new Identifier(name.getText() + " No.1", true);
		}

		@Override
		public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
			return new Identifier(name.getText() + " C.1", true);
		}

	}

	public interface OrderRepository extends SoftDeleteRepository<Order, Long> {

		List<Order> findByName(String name);

	}

	public interface GroupRepository extends SoftDeleteRepository<Group, Long> {

	}

	public interface TeamRepository extends SoftDeleteRepository<Team, Long> {

	}

	public interface LineRepository extends SoftDeleteRepository<Line, Long>, AuditedRepository<Line, Long> {

	}

	public interface LabelRepository extends SoftDeleteRepository<Label, Long>, AuditedRepository<Label, Long> {

	}

	public interface PlaceRepository extends SoftDeleteRepository<Place, Long> {

	}

	public interface UserRepository extends SoftDeleteRepository<User, Long>, AuditedRepository<User, Long> {

	}

	public interface OverridingRepository extends SoftDeleteRepository<Overriding, Long> {

	}

	public interface StockRepository extends SoftDeleteRepository<Stock, Long> {

	}

	public interface PlainStockRepository extends JpaRepository<PlainStock, Long> {

	}

	public interface AtticStockRepository extends JpaRepository<AtticStock, Long> {

	}

	/** All its names are reserved words, or have spaces, dots or upper case. */
	@Entity(name = "Order")
	@Table(name = "`Order`", schema = "depot", catalog = "depot")
	@SecondaryTable(name = "`order.Details`", schema = "depot", catalog = "depot",
			pkJoinColumns = @PrimaryKeyJoinColumn(name = "`order key`"))
	@AttributeOverride(name = "deletedAt", column = @Column(name = "`Deleted At`"))
	@AttributeOverride(name = "deletedBy", column = @Column(name = "`deleted.by`"))
	@AttributeOverride(name = "deletionId", column = @Column(name = "`DELETION`"))
	public static class Order extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`select`")
		public Long id;

		@Version
		@Column(name = "`version of.it`")
		public int version;

		@Column(name = "`from`")
		public String name;

		@Column(table = "`order.Details`", name = "`Where`")
		public String details;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "`group`")
		public Group group;

		@ManyToMany
		@JoinTable(name = "`order of Group`", schema = "attic", catalog = "attic",
				joinColumns = @JoinColumn(name = "`order`"), inverseJoinColumns = @JoinColumn(name = "`Group.id`"))
		public Set<Group> groups = new LinkedHashSet<>();

		@ManyToMany
		@JoinTable(name = "`table`", joinColumns = @JoinColumn(name = "`order`"),
				inverseJoinColumns = @JoinColumn(name = "`Team`"))
		public List<Team> teams = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "`Order Place`", joinColumns = @JoinColumn(name = "`order`"),
				inverseJoinColumns = @JoinColumn(name = "`Place`"))
		public List<Place> places = new ArrayList<>();

		@ElementCollection
		@CollectionTable(name = "`Values`", schema = "depot", catalog = "depot",
				joinColumns = @JoinColumn(name = "`order`"))
		@Column(name = "`value`")
		public Set<String> values = new LinkedHashSet<>();

		@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Line> lines = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "`of order`")
		public Set<Label> labels = new LinkedHashSet<>();

		protected Order() {
		}

		public Order(String name) {
			this.name = name;
			this.details = "details of " + name;
			this.values.addAll(Set.of(name + " 1", name + " 2"));
		}

	}

	/** Audited, a child. */
	@Entity(name = "Line")
	@Audited
	@Table(name = "`Order Line`", schema = "depot", catalog = "depot")
	@AttributeOverride(name = "deletedAt", column = @Column(name = "`delete`"))
	public static class Line extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`Line Id`")
		public Long id;

		@Version
		@Column(name = "`Version`")
		public int version;

		@Column(name = "`in.Stock`")
		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "`of_order`")
		@Audited(targetAuditMode = org.hibernate.envers.RelationTargetAuditMode.NOT_AUDITED)
		public Order order;

		protected Line() {
		}

		public Line(Order order, String text) {
			this.order = order;
			this.text = text;
			order.lines.add(this);
		}

	}

	/** Audited, unversioned, in the default schema. */
	@Entity(name = "Label")
	@Audited
	@Table(name = "`in`")
	public static class Label extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`ID`")
		public Long id;

		@Column(name = "`Value Of`")
		public String text;

		protected Label() {
		}

		public Label(String text) {
			this.text = text;
		}

		public String getText() {
			return this.text;
		}

	}

	/** Joined, over two schemas. */
	@Entity(name = "Group")
	@Table(name = "`Group`", schema = "depot", catalog = "depot")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Group extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`Group`")
		public Long id;

		@Column(name = "`By`")
		public String name;

		protected Group() {
		}

		public Group(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	/** A table of the subclass's own. */
	@Entity(name = "Team")
	@Table(name = "`Team.Of People`", schema = "attic", catalog = "attic")
	@PrimaryKeyJoinColumn(name = "`Team`")
	public static class Team extends Group {

		@Column(name = "`Union`")
		public String motto;

		protected Team() {
		}

		public Team(String name) {
			super(name);
			this.motto = "motto of " + name;
		}

	}

	/** A table for each class, over two schemas. */
	@Entity(name = "Place")
	@Table(name = "`Where`", schema = "depot", catalog = "depot")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@AttributeOverride(name = "deletedAt", column = @Column(name = "`delete`"))
	public static class Place extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`At`")
		public Long id;

		@Column(name = "`As`")
		public String name;

		protected Place() {
		}

		public Place(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Shop")
	@Table(name = "`Where`", schema = "attic", catalog = "attic")
	public static class Shop extends Place {

		@Column(name = "`Limit`")
		public String sign;

		protected Shop() {
		}

		public Shop(String name) {
			super(name);
			this.sign = "sign of " + name;
		}

	}

	/** One table for all classes. */
	@Entity(name = "User")
	@Audited
	@Table(name = "`user`")
	@DiscriminatorColumn(name = "`Type`")
	@DiscriminatorValue("plain")
	public static class User extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		@Column(name = "`user`")
		public Long id;

		@Column(name = "`Desc`")
		public String name;

		protected User() {
		}

		public User(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Admin")
	@Audited
	@DiscriminatorValue("an admin")
	public static class Admin extends User {

		@Column(name = "`Grant`")
		public String rights;

		protected Admin() {
		}

		public Admin(String name) {
			super(name);
			this.rights = "rights of " + name;
		}

	}

	@MappedSuperclass
	public abstract static class Based extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Label label;

	}

	/** Its columns are named by itself, not by its superclasses. */
	@Entity(name = "Overriding")
	@AttributeOverride(name = "id", column = @Column(name = "overridingKey"))
	@AttributeOverride(name = "name", column = @Column(name = "`Over`"))
	@AttributeOverride(name = "deletedAt", column = @Column(name = "deletedSince"))
	@AttributeOverride(name = "deletedBy", column = @Column(name = "deletedThrough"))
	@AttributeOverride(name = "deletionId", column = @Column(name = "deletedIn"))
	@jakarta.persistence.AssociationOverride(name = "label", joinColumns = @JoinColumn(name = "`To`"))
	public static class Overriding extends Based {

		@Version
		@Column(name = "version", nullable = false)
		public int lockedBy;

		@ManyToMany
		public Set<Label> labels = new LinkedHashSet<>();

	}

	/** The soft-deletable one of three tables of one name. */
	@Entity(name = "Stock")
	@Table(name = "stock", schema = "depot", catalog = "depot")
	public static class Stock extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Stock() {
		}

		public Stock(String name) {
			this.name = name;
		}

	}

	/** In the default schema, rows are deleted physically. */
	@Entity(name = "PlainStock")
	@Table(name = "stock")
	public static class PlainStock {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected PlainStock() {
		}

		public PlainStock(String name) {
			this.name = name;
		}

	}

	/** In another schema, rows are deleted physically. */
	@Entity(name = "AtticStock")
	@Table(name = "stock", schema = "attic", catalog = "attic")
	public static class AtticStock {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected AtticStock() {
		}

		public AtticStock(String name) {
			this.name = name;
		}

	}

}
