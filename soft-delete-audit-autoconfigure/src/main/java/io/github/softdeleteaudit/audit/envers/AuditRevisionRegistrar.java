package io.github.softdeleteaudit.audit.envers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;

import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.orm.jpa.persistenceunit.MutablePersistenceUnitInfo;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.persistenceunit.PersistenceUnitPostProcessor;

/**
 * Adds the {@link StandardAuditRevision} to the persistence unit, unless there is a
 * revision entity already. A package scan would not do: the application may choose the
 * packages that are scanned.
 */
class AuditRevisionRegistrar implements BeanPostProcessor, PersistenceUnitPostProcessor {

	private static final String REVISION = StandardAuditRevision.class.getName();

	private final ResourceLoader resourceLoader;

	AuditRevisionRegistrar(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof PersistenceManagedTypes types && !types.getManagedClassNames().contains(REVISION)
				&& !isAnyMarked(types.getManagedClassNames(), RevisionEntity.class)) {
			return new TypesWithRevision(
					Stream.concat(types.getManagedClassNames().stream(), Stream.of(REVISION)).toList(),
					types.getManagedPackages(), types.getPersistenceUnitRootUrl());
		}
		return bean;
	}

	/**
	 * Does the same for a unit whose packages are scanned apart, if it has an audited
	 * class: others get no table for revisions.
	 */
	@Override
	public void postProcessPersistenceUnitInfo(MutablePersistenceUnitInfo unit) {
		List<String> classNames = unit.getManagedClassNames();
		if (!classNames.contains(REVISION) && isAnyMarked(classNames, Audited.class)
				&& !isAnyMarked(classNames, RevisionEntity.class)) {
			unit.addManagedClassName(REVISION);
		}
	}

	// Reads the class files: loading entity classes here would be too early for weaving.
	private boolean isAnyMarked(List<String> classNames, Class<? extends Annotation> annotation) {
		MetadataReaderFactory readerFactory = MetadataReaderFactory.create(this.resourceLoader);
		return classNames.stream().anyMatch((className) -> isMarked(className, annotation, readerFactory));
	}

	private boolean isMarked(String className, Class<? extends Annotation> annotation,
			MetadataReaderFactory readerFactory) {
		try {
			AnnotationMetadata metadata = readerFactory.getMetadataReader(className).getAnnotationMetadata();
			return metadata.hasAnnotation(annotation.getName());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Failed to read entity class " + className, ex);
		}
	}

	// PersistenceManagedTypes.of(…) takes no root URL
	private record TypesWithRevision(List<String> managedClassNames, List<String> managedPackages,
			@Nullable URL persistenceUnitRootUrl) implements PersistenceManagedTypes {

		@Override
		public List<String> getManagedClassNames() {
			return this.managedClassNames;
		}

		@Override
		public List<String> getManagedPackages() {
			return this.managedPackages;
		}

		@Override
		public @Nullable URL getPersistenceUnitRootUrl() {
			return this.persistenceUnitRootUrl;
		}

	}

}
