package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.repository.RepositoryFragmentsRegistrar;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for repositories of soft-deletable
 * and of audited entities. Does nothing to other repositories.
 */
@AutoConfiguration(before = DataJpaRepositoriesAutoConfiguration.class)
@ConditionalOnClass(JpaRepositoryFactoryBean.class)
public final class SoftDeleteRepositoriesAutoConfiguration {

	@Bean
	static RepositoryFragmentsRegistrar softDeleteRepositoryFragmentsRegistrar(ListableBeanFactory beanFactory) {
		return new RepositoryFragmentsRegistrar(beanFactory,
				() -> beanFactory.getBeanNamesForType(SoftDeleteAutoConfiguration.class, true, false).length > 0);
	}

}
