package io.github.softdeleteaudit.readme.wrong;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * Repositories that stop the start, some of them only when a feature is off.
 */
final class WrongRepositories {

	private WrongRepositories() {
	}

	@Entity
	static class Plain {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity
	@Audited
	static class Good extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

	}

	interface SoftDeleteOfPlain extends SoftDeleteRepository<Plain, Long> {

	}

	interface AuditedOfPlain extends AuditedRepository<Plain, Long> {

	}

	interface SoftDeleteOfGood extends SoftDeleteRepository<Good, Long> {

	}

	interface AuditedOfGood extends AuditedRepository<Good, Long> {

	}

}
