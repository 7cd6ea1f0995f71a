package io.github.softdeleteaudit.autoconfigure;

import java.util.List;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.autoconfigure.DeletionsAutoConfigurationTests.OneUnit;
import io.github.softdeleteaudit.autoconfigure.DeletionsAutoConfigurationTests.TwoUnits;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditTrailAutoConfiguration}.
 */
class AuditTrailAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, ActorAutoConfiguration.class, AuditAutoConfiguration.class,
				AuditTrailAutoConfiguration.class, SoftDeleteAutoConfiguration.class))
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=create", "spring.datasource.generate-unique-name=true");

	@Test
	void thereIsABeanOfTheOnlyEntityManagerFactory() {
		this.runner.withUserConfiguration(OneUnit.class)
			.run((context) -> assertThat(
					context.getBean(AuditTrail.class).find(AuditCriteria.all(), Pageable.unpaged()))
				.isEmpty());
	}

	@Test
	void theBeanOfTheApplicationIsKept() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withBean("ownTrail", AuditTrail.class, () -> (criteria, pageable) -> new SliceImpl<>(List.of()))
			.run((context) -> assertThat(context).hasSingleBean(AuditTrail.class).hasBean("ownTrail"));
	}

	@Test
	void thereIsNoneWithoutAuditing() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withPropertyValues("soft-delete-audit.audit.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EntityManagerFactory.class)
				.doesNotHaveBean(AuditTrail.class));
	}

	@Test
	void thereIsNoneWithoutEnvers() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withClassLoader(new FilteredClassLoader("org.hibernate.envers.boot"))
			.run((context) -> assertThat(context).doesNotHaveBean(AuditTrailAutoConfiguration.class));
	}

	@Test
	void thereIsNoneWithoutSpringData() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditTrailAutoConfiguration.class));
	}

	@Test
	void ofSeveralEntityManagerFactoriesThereIsNone() {
		this.runner.withUserConfiguration(TwoUnits.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EntityHistory.class)
				.doesNotHaveBean(AuditTrail.class));
	}

}
