package io.github.softdeleteaudit.shapes.unit.sales;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.unit.both.Memo;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The entities of the first persistence unit alone.
 */
public final class SalesModel {

	private SalesModel() {
	}

	public interface CustomerRepository
			extends SoftDeleteRepository<Customer, Long>, AuditedRepository<Customer, Long> {

	}

	public interface SalesMemoRepository extends SoftDeleteRepository<Memo, Long>, AuditedRepository<Memo, Long> {

	}

	public interface SalesPassRepository extends SoftDeleteRepository<SalesPass, Long> {

		@Modifying
		@Transactional
		@NativeQuery("update pass set code = :code where id = :id")
		int recode(Long id, String code);

	}

	public interface SalesLabelRepository extends JpaRepository<SalesLabel, Long> {

	}

	@Entity(name = "Customer")
	@Audited
	public static class Customer extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Purchase> purchases = new LinkedHashSet<>();

		protected Customer() {
		}

		public Customer(String name) {
			this.name = name;
			for (int i = 0; i < 2; i++) {
				Purchase purchase = new Purchase();
				purchase.customer = this;
				this.purchases.add(purchase);
			}
		}

	}

	@Entity(name = "Purchase")
	@Audited
	public static class Purchase extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Customer customer;

	}

	/** Deleted physically, while a table of the same name in the other unit is not. */
	@Entity(name = "SalesLabel")
	@Table(name = "label")
	public static class SalesLabel {

		@Id
		@GeneratedValue
		public Long id;

	}

	/**
	 * Unique by its code, while in the other unit an index of the same name is over both
	 * its columns.
	 */
	@Entity(name = "SalesPass")
	@Table(name = "pass")
	@LiveUnique(name = "pass_key", attributes = "code")
	public static class SalesPass extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String owner;

		public String code;

		protected SalesPass() {
		}

		public SalesPass(String owner, String code) {
			this.owner = owner;
			this.code = code;
		}

	}

}
