package io.github.softdeleteaudit.shapes.querydsl;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

/** Has written songs. */
@Entity
class Composer extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	Long id;

	String name;

	@OneToMany(mappedBy = "composer")
	Set<Song> songs = new LinkedHashSet<>();

	protected Composer() {
	}

	Composer(String name) {
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

}
