package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalId;
import org.hibernate.envers.Audited;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Entities with keys that are unique among live rows.
 */
public final class LiveUniqueModel {

	private LiveUniqueModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class LiveUniqueApplication {

	}

	public interface MemberRepository extends SoftDeleteRepository<Member, Long> {

	}

	public interface ModifyingMemberRepository extends SoftDeleteRepository<Member, Long> {

		@Modifying
		@Transactional
		@Query("update Member m set m.email = :email where m.id = :id")
		int changeEmail(Long id, String email);

		@Modifying
		@Transactional
		@Query(nativeQuery = true, value = "update member set email = :email where id = :id")
		int changeEmailNatively(Long id, String email);

		@Modifying
		@Transactional
		@Query(nativeQuery = true, value = "insert into member (id, version, email) values (:id, 0, :email)")
		int insertNatively(long id, String email);

	}

	/** Writes without a repository of Spring Data's. */
	@Repository
	public static class ViolationService {

		private final EntityManager entityManager;

		ViolationService(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Transactional
		public void persist(Object entity) {
			this.entityManager.persist(entity);
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void persistInNewTransaction(Object entity) {
			this.entityManager.persist(entity);
		}

		@Transactional
		public Member changeEmail(Long id, String email) {
			Member member = this.entityManager.find(Member.class, id);
			member.email = email;
			return member;
		}

		@Transactional
		public void insertNatively(String email) {
			this.entityManager.createNativeQuery("insert into member (id, version, email) values (-1, 0, :email)")
				.setParameter("email", email)
				.executeUpdate();
		}

	}

	public interface SeatRepository extends SoftDeleteRepository<Seat, Integer> {

	}

	public interface HallRepository extends SoftDeleteRepository<Hall, Long> {

	}

	public interface FolderRepository extends SoftDeleteRepository<Folder, UUID> {

	}

	public interface ItemRepository extends SoftDeleteRepository<Item, Long> {

	}

	public interface VoucherRepository extends SoftDeleteRepository<Voucher, Long> {

	}

	public interface PassportRepository extends SoftDeleteRepository<Passport, Long> {

	}

	public interface TravellerRepository extends SoftDeleteRepository<Traveller, Long> {

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface CarRepository extends SoftDeleteRepository<Car, Long> {

	}

	public interface PartyRepository extends SoftDeleteRepository<Party, Long> {

	}

	public interface CompanyRepository extends SoftDeleteRepository<Company, Long> {

	}

	public interface PlanRepository extends SoftDeleteRepository<Plan, Long> {

	}

	/** Two keys, one of them regardless of case, and a plain index. */
	@Entity(name = "Member")
	@Audited
	@LiveUnique(attributes = "email", ignoreCase = true)
	@LiveUnique(attributes = { "club", "number" }, name = "member_number")
	@LiveIndex(attributes = "name")
	public static class Member extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String email;

		public String club;

		// a word of SQL
		@Column(name = "`number`")
		public Integer number;

		public String name;

		protected Member() {
		}

		public Member(String email) {
			this.email = email;
		}

		public Member(String club, Integer number) {
			this.club = club;
			this.number = number;
		}

	}

	/** Deletes its seats with it. */
	@Entity(name = "Hall")
	public static class Hall extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@OneToMany(mappedBy = "hall", cascade = CascadeType.ALL)
		public Set<Seat> seats = new LinkedHashSet<>();

	}

	/** A key of a reference and of attributes of an embeddable; no version. */
	@Entity(name = "Seat")
	@Audited
	@LiveUnique(attributes = { "hall", "place" })
	public static class Seat extends SoftDeletableEntity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Integer id;

		@ManyToOne(fetch = FetchType.LAZY)
		@org.hibernate.envers.NotAudited
		public Hall hall;

		public Place place;

		protected Seat() {
		}

		public Seat(Hall hall, String line, int position) {
			this.hall = hall;
			this.place = new Place(line, position);
			hall.seats.add(this);
		}

	}

	@Embeddable
	public static class Place {

		@Column(nullable = false)
		public String line;

		@Column(nullable = false)
		public int position;

		protected Place() {
		}

		public Place(String line, int position) {
			this.line = line;
			this.position = position;
		}

	}

	/** Nulls are equal: there is one folder of a name at the top. */
	@Entity(name = "Folder")
	@LiveUnique(attributes = { "parent.id", "name" }, nullsNotDistinct = true, ignoreCase = true)
	public static class Folder extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public UUID id;

		@Version
		public int version;

		@ManyToOne(fetch = FetchType.LAZY)
		public Folder parent;

		public String name;

		protected Folder() {
		}

		public Folder(Folder parent, String name) {
			this.parent = parent;
			this.name = name;
		}

	}

	/** Told to be deleted by a boolean that may be null. */
	@Entity(name = "Item")
	@SoftDeletable
	@LiveUnique(attributes = "code")
	public static class Item {

		@Id
		@GeneratedValue
		public Long id;

		public String code;

		@Deleted
		public Boolean deleted;

		protected Item() {
		}

		public Item(String code) {
			this.code = code;
		}

	}

	/** Whose deletions are told apart by their id alone. */
	@Entity(name = "Voucher")
	@SoftDeletable
	@LiveUnique(attributes = "code")
	public static class Voucher {

		@Id
		@GeneratedValue
		public Long id;

		public String code;

		@Deleted
		public boolean deleted;

		@DeletionId
		public UUID deletionId;

		protected Voucher() {
		}

		public Voucher(String code) {
			this.code = code;
		}

	}

	/** A natural id, for which Hibernate has a unique constraint of its own. */
	@Entity(name = "Passport")
	public static class Passport extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@NaturalId
		public String country;

		@NaturalId
		public Integer number;

		@OneToOne(mappedBy = "passport")
		public Traveller traveller;

		protected Passport() {
		}

		public Passport(String country, Integer number) {
			this.country = country;
			this.number = number;
		}

	}

	/** The owning side of a one-to-one, likewise. */
	@Entity(name = "Traveller")
	public static class Traveller extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@OneToOne
		@JoinColumn(name = "pass_id")
		public Passport passport;

		protected Traveller() {
		}

		public Traveller(Passport passport) {
			this.passport = passport;
		}

	}

	/** A single table. */
	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@LiveUnique(attributes = "plate")
	public abstract static class Vehicle extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String plate;

		public String name;

	}

	/** Names of cars are unique, those of other vehicles are not. */
	@Entity(name = "Car")
	@LiveUnique(attributes = { "name" })
	@LiveUnique(attributes = { "chassis" })
	public static class Car extends Vehicle {

		public Integer chassis;

	}

	@Entity(name = "Bike")
	public static class Bike extends Vehicle {

	}

	/** One table a class, joined. */
	@Entity(name = "Party")
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn(name = "kind")
	@LiveUnique(attributes = "code")
	public static class Party extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String code;

		public String title;

	}

	/** Titles of companies are unique, those of other parties are not. */
	@Entity(name = "Company")
	@LiveUnique(attributes = "title")
	public static class Company extends Party {

		public String register;

	}

	/** One table a concrete class. */
	@Entity(name = "Plan")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class Plan extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String label;

	}

	@Entity(name = "YearPlan")
	@LiveUnique(attributes = { "label", "number" })
	public static class YearPlan extends Plan {

		@Column(name = "no")
		public Integer number;

	}

	@Entity(name = "DayPlan")
	@LiveUnique(attributes = "label")
	public static class DayPlan extends Plan {

	}

}
