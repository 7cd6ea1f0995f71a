package io.github.softdeleteaudit.autoconfigure;

import java.util.List;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Sets the starter up also in a persistence unit that the application makes without
 * Spring Boot's builder, which would have asked the customizers.
 */
final class PersistenceUnitPostProcessor implements BeanPostProcessor {

	private final BeanFactory beanFactory;

	private final List<String> customizers;

	/**
	 * Create the post-processor.
	 * @param beanFactory where the customizers are found, at first need
	 * @param customizers the names of the starter's customizers, which do no harm when
	 * they are asked twice; those that are no beans are passed over
	 */
	PersistenceUnitPostProcessor(BeanFactory beanFactory, String... customizers) {
		this.beanFactory = beanFactory;
		this.customizers = List.of(customizers);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof LocalContainerEntityManagerFactoryBean unit) {
			this.customizers.stream()
				.filter(this.beanFactory::containsBean)
				.map((name) -> this.beanFactory.getBean(name, HibernatePropertiesCustomizer.class))
				.forEach((customizer) -> customizer.customize(unit.getJpaPropertyMap()));
			translateExceptions(unit);
		}
		return bean;
	}

	private static void translateExceptions(LocalContainerEntityManagerFactoryBean unit) {
		LiveUniqueKeys keys = LiveUniqueKeys.find(unit.getJpaPropertyMap());
		JpaVendorAdapter vendorAdapter = unit.getJpaVendorAdapter();
		JpaDialect dialect = (unit.getJpaDialect() == null && vendorAdapter != null) ? vendorAdapter.getJpaDialect()
				: unit.getJpaDialect();
		if (dialect != null && (keys != null || unit.getJpaPropertyMap().containsKey(Stamps.class.getName()))) {
			unit.setJpaDialect(TranslatingJpaDialect.wrap(dialect, keys));
		}
	}

}
