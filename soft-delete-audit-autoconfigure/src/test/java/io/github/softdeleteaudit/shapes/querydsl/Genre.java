package io.github.softdeleteaudit.shapes.querydsl;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Songs have some. */
@Entity
class Genre extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	Long id;

	String name;

	protected Genre() {
	}

	Genre(String name) {
		this.name = name;
	}

}
