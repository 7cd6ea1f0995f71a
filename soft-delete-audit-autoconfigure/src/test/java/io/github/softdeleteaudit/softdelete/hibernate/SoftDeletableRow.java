package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/**
 * What the soft-deletable entities of the mapping tests have in common.
 */
@MappedSuperclass
abstract class SoftDeletableRow extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	Long id;

	@Version
	int version;

	String name;

}
