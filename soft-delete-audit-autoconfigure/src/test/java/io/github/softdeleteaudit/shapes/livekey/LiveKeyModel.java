package io.github.softdeleteaudit.shapes.livekey;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with keys that are unique among live rows, of which not everybody sees all.
 */
public final class LiveKeyModel {

	private LiveKeyModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class LiveKeyApplication {

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
		public boolean validateExistingCurrentSessions() {
			return true;
		}

	}

	public interface InvoiceRepository extends SoftDeleteRepository<Invoice, Long> {

	}

	public interface DomainRepository extends SoftDeleteRepository<Domain, Long> {

	}

	/** Unique for each tenant. */
	@Entity(name = "Invoice")
	@LiveUnique(attributes = { "tenant", "number" })
	public static class Invoice extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String number;

		protected Invoice() {
		}

		public Invoice(String number) {
			this.number = number;
		}

	}

	/** Unique among all tenants, and with rows that nobody sees. */
	@Entity(name = "Domain")
	@LiveUnique(attributes = "name")
	@SQLRestriction("name <> 'hidden'")
	public static class Domain extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@TenantId
		public String tenant;

		public String name;

		protected Domain() {
		}

		public Domain(String name) {
			this.name = name;
		}

	}

}
