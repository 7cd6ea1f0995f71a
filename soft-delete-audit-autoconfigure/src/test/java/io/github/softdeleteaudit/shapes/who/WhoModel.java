package io.github.softdeleteaudit.shapes.who;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.softdeleteaudit.audit.AuditReasonRequired;
import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.audit.AuditRevisionCustomizer;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RevisionEntity;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities that anybody changes, and some for which a reason is needed.
 */
public final class WhoModel {

	/** How many revisions have been customized. */
	static final AtomicInteger CUSTOMIZED = new AtomicInteger();

	private WhoModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class WhoApplication {

		@Bean
		@Order(2)
		AuditRevisionCustomizer second() {
			return (revision) -> ((ShopRevision) revision).branch += " b";
		}

		@Bean
		@Order(1)
		AuditRevisionCustomizer first() {
			return (revision) -> {
				CUSTOMIZED.incrementAndGet();
				((ShopRevision) revision).branch = "a in " + Thread.currentThread().getName();
			};
		}

	}

	public interface MemoRepository extends SoftDeleteRepository<Memo, Long>, AuditedRepository<Memo, Long> {

	}

	public interface ContractRepository extends SoftDeleteRepository<Contract, Long> {

	}

	public interface PaperRepository extends SoftDeleteRepository<Paper, Long> {

	}

	/** With a column that the application must fill. */
	@Entity(name = "ShopRevision")
	@RevisionEntity
	@Table(name = "REVINFO")
	public static class ShopRevision extends AuditRevision {

		@Column(nullable = false)
		public String branch;

	}

	@Entity(name = "Memo")
	@Audited
	@SoftDeletable
	public static class Memo extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		protected Memo() {
		}

		public Memo(String text) {
			this.text = text;
		}

	}

	@MappedSuperclass
	@Audited
	@AuditReasonRequired
	public abstract static class Explained extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

	}

	@Entity(name = "Contract")
	@Audited
	@SoftDeletable
	public static class Contract extends Explained {

		@NotAudited
		public int views;

		@ElementCollection
		public Set<String> tags = new HashSet<>();

		@ManyToMany
		public Set<Memo> memos = new HashSet<>();

		@OneToMany(mappedBy = "contract")
		public Set<Remark> remarks = new HashSet<>();

	}

	/** Needs no reason, and has no collections, which stateless sessions fail at. */
	@Entity(name = "Remark")
	@Audited
	public static class Remark {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@ManyToOne
		public Contract contract;

	}

	/** Not soft-deletable, and without collections. */
	@Entity(name = "Rate")
	@Audited
	@AuditReasonRequired
	public static class Rate {

		@Id
		@GeneratedValue
		public Long id;

		public int percent;

	}

	@Entity(name = "Paper")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	@SoftDeletable
	public static class Paper extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

	}

	/** Needs a reason, other papers do not. */
	@Entity(name = "Deed")
	@Audited
	@AuditReasonRequired
	public static class Deed extends Paper {

	}

}
