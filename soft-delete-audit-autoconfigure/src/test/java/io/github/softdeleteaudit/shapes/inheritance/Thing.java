package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/**
 * Above the root of each hierarchy.
 */
@MappedSuperclass
public abstract class Thing extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	public Long id;

	@Version
	public int version;

	public String name;

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
