package io.github.softdeleteaudit.softdelete.hibernate;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What the entities of the mapping tests that are not soft-deletable have in common.
 */
@MappedSuperclass
abstract class PlainRow {

	@Id
	@GeneratedValue
	Long id;

	String name;

}
