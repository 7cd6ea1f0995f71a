package io.github.softdeleteaudit.repository;

import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.EntityManager;

import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.JpaRepositoryFragmentsContributor;
import org.springframework.data.querydsl.EntityPathResolver;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;

/**
 * Tells which methods of a repository are the starter's, where Spring Data compiles the
 * others ahead of time: it would take {@code findDeletedById} for a query of live rows.
 * Contributes what Spring Data does by itself, and nothing else.
 */
class DescribedFragments implements JpaRepositoryFragmentsContributor {

	@Override
	public RepositoryFragments contribute(RepositoryMetadata metadata, JpaEntityInformation<?, ?> entityInformation,
			EntityManager entityManager, EntityPathResolver resolver) {
		return DEFAULT.contribute(metadata, entityInformation, entityManager, resolver);
	}

	@Override
	public RepositoryFragments describe(RepositoryMetadata metadata) {
		return DEFAULT.describe(metadata).append(own(metadata));
	}

	static RepositoryFragments own(RepositoryMetadata metadata) {
		RepositoryFragments fragments = RepositoryFragments.empty();
		if (metadata.getDomainType().isAnnotationPresent(SoftDeletable.class)) {
			fragments = fragments.append(RepositoryFragments.just(DeleteFragment.class));
		}
		if (SoftDeleteRepository.class.isAssignableFrom(metadata.getRepositoryInterface())) {
			fragments = fragments.append(RepositoryFragments.just(SoftDeleteRepositoryFragment.class));
		}
		if (AuditedRepository.class.isAssignableFrom(metadata.getRepositoryInterface())) {
			fragments = fragments.append(RepositoryFragments.just(AuditedRepositoryFragment.class));
		}
		return fragments;
	}

}
